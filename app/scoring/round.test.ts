import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundForDisplay } from './round.ts';

describe('roundForDisplay', () => {
  test.each([
    [72.345, 2, 72.35],
    [1.005, 2, 1.01],
    [72.34499999999998, 2, 72.35],
    [72.3449, 2, 72.34],
    [0.5, 0, 1],
    [-0.5, 0, -1],
    [-2.345, 2, -2.35],
    [99.999, 2, 100],
    [0, 2, 0],
    [-0.001, 2, 0],
  ])('%f at %i decimals is %f', (value, decimals, expected) => {
    expect(roundForDisplay(value, decimals)).toBe(expected);
  });

  test('rounds every exact half of a hundredth away from zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (hundredths) => {
        expect(roundForDisplay(Number(`${hundredths / 100}`) + 0.005, 2)).toBeCloseTo((hundredths + 1) / 100, 9);
      }),
    );
  });
});
