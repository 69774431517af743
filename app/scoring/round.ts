import { TOLERANCE } from './tolerance.ts';

/**
 * Rounds for display, half away from zero: 72.345 -> 72.35, -0.5 -> -1 at 0 decimals.
 * A value within the tolerance under a half counts as that half, so that a sum which only float noise keeps
 * under it reads as a person computes it. Never rank or compare rounded values.
 */
export function roundForDisplay(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const rounded = Math.floor((Math.abs(value) + TOLERANCE) * factor + 0.5) / factor;
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}
