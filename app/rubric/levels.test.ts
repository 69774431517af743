import { describe, expect, test } from 'vitest';
import { defaultRubric } from './default.ts';
import { levelOfPoints, levelsOf, pointsOfLevel } from './levels.ts';

const { scale } = defaultRubric();

describe('levels', () => {
  test('half steps lie midway', () => {
    expect(levelsOf(scale)).toEqual([1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]);
    expect(levelsOf(scale).map((level) => pointsOfLevel(scale, level))).toEqual([20, 30, 40, 50, 60, 70, 80, 90, 100]);
  });

  test('a scale without half steps knows none', () => {
    const whole = { ...scale, halfSteps: false };
    expect(levelsOf(whole)).toEqual([1, 2, 3, 4, 5]);
    expect(() => pointsOfLevel(whole, 2.5)).toThrow(RangeError);
  });

  test.each([0, 0.5, 5.5, 3.25, Number.NaN])('refuses level %s', (level) => {
    expect(() => pointsOfLevel(scale, level)).toThrow(RangeError);
  });

  test('points lead back to their level, others to none', () => {
    for (const level of levelsOf(scale)) expect(levelOfPoints(scale, pointsOfLevel(scale, level))).toBe(level);
    expect(levelOfPoints(scale, 73)).toBeNull();
    expect(levelOfPoints(scale, 0)).toBeNull();
  });
});
