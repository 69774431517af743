/** Lanes that one loading place keeps busy: one page loads, one is made ready, one comes to rest, one is reckoned. */
export const LANES_A_LOAD = 4;
/** More than this many, and the machine's memory and its link are the bottleneck. */
const MOST = 8;

/**
 * Speed lanes of a machine by its processors. A page that loads keeps two of them busy: on two, a second page loading at
 * the same time bent scores by up to 23 points.
 */
export function defaultSpeedLanes(processors: number): number {
  return Math.min(MOST, Math.max(1, Math.floor(processors / 2)) * LANES_A_LOAD);
}
