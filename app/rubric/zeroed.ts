/**
 * Whether a proposal was taken to zero by a finding that a person confirmed: its `because` then ends with a row of that
 * finding, without weight and curve, of 0 points (null points: found, and nobody has confirmed it). No judge's mark
 * changes such an indicator.
 */
export function isZeroed(because: readonly unknown[]): boolean {
  return because.some((row) => {
    const { curve, weight, points } = (row ?? {}) as { curve?: unknown; weight?: unknown; points?: unknown };
    return Array.isArray(curve) && curve.length === 0 && weight === 0 && points === 0;
  });
}
