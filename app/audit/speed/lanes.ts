/** More than this many, and the machine's memory and its link are the bottleneck. */
const MOST = 8;

/**
 * Speed lanes of a machine by its processors: two lanes share one loading place (see pool.ts), and a page that loads
 * keeps two processors busy. Measured on two: a second page loading at the same time bent scores.
 */
export function defaultSpeedLanes(processors: number): number {
  return Math.min(MOST, Math.max(1, Math.floor(processors / 2)) * 2);
}
