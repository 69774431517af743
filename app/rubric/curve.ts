import type { Curve } from './rubric.schema.ts';

/**
 * Points 0-100 at a value on a piecewise linear curve, held flat beyond both ends. Not rounded.
 * Throws a RangeError when the value is not a number or the curve is empty.
 */
export function pointsAt(curve: Curve, value: number): number {
  const first = curve[0];
  if (!first || Number.isNaN(value)) throw new RangeError(`no points at ${value}`);
  let [x0, y0] = first;
  if (value <= x0) return y0;
  for (const [x1, y1] of curve) {
    if (value <= x1) return y0 + ((value - x0) / (x1 - x0)) * (y1 - y0);
    [x0, y0] = [x1, y1];
  }
  return y0;
}
