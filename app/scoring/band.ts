import { TOLERANCE } from './tolerance.ts';

/**
 * The band of a total: the one with the highest `from` that the unrounded total reaches; null under all of them.
 * Order of the bands does not matter.
 */
export function bandOf<B extends { from: number }>(bands: readonly B[], total: number): B | null {
  let best: B | null = null;
  for (const band of bands) {
    if (total >= band.from - TOLERANCE && (best === null || band.from > best.from)) best = band;
  }
  return best;
}
