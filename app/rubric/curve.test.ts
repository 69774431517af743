import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsAt } from './curve.ts';
import type { Curve } from './rubric.schema.ts';

const availability: Curve = [
  [0.5, 0],
  [0.9, 40],
  [0.99, 85],
  [1, 100],
];
const overflow: Curve = [
  [0, 100],
  [8, 80],
  [120, 0],
];

/** A curve of 2 to 6 breakpoints whose values rise. */
const anyCurve: fc.Arbitrary<Curve> = fc
  .uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 6 })
  .chain((values) =>
    fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: values.length, maxLength: values.length })
      .map((points) => values.toSorted((a, b) => a - b).map((value, i): [number, number] => [value, points[i] ?? 0])),
  );
const anyValue = fc.double({ min: -2000, max: 2000, noNaN: true });

describe('pointsAt', () => {
  it.each([
    [availability, 0.2, 0],
    [availability, 0.5, 0],
    [availability, 0.7, 20],
    [availability, 0.9, 40],
    [availability, 0.995, 92.5],
    [availability, 7, 100],
    [overflow, -3, 100],
    [overflow, 4, 90],
    [overflow, 64, 40],
    [overflow, 1e9, 0],
  ])('on %j at %d is %d', (curve, value, points) => {
    expect(pointsAt(curve, value)).toBeCloseTo(points, 9);
  });

  it('goes through every breakpoint', () => {
    fc.assert(
      fc.property(anyCurve, (curve) => {
        for (const [value, points] of curve) expect(pointsAt(curve, value)).toBeCloseTo(points, 9);
      }),
    );
  });

  it('stays between the curve’s lowest and highest points', () => {
    fc.assert(
      fc.property(anyCurve, anyValue, (curve, value) => {
        const points = curve.map(([, y]) => y);
        expect(pointsAt(curve, value)).toBeGreaterThanOrEqual(Math.min(...points) - 1e-9);
        expect(pointsAt(curve, value)).toBeLessThanOrEqual(Math.max(...points) + 1e-9);
      }),
    );
  });

  it('never falls where the curve never falls', () => {
    fc.assert(
      fc.property(anyCurve, anyValue, anyValue, (curve, a, b) => {
        const points = curve.map(([, y]) => y).toSorted((x, y) => x - y);
        const rising: Curve = curve.map(([value], i) => [value, points[i] ?? 0]);
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(pointsAt(rising, high)).toBeGreaterThanOrEqual(pointsAt(rising, low) - 1e-9);
      }),
    );
  });

  it('refuses what is no number', () => {
    expect(() => pointsAt(overflow, Number.NaN)).toThrow(RangeError);
  });
});
