/** Passes of a contest: the median of fewer than three says nothing. Apart from pass-plan.ts, which no browser can load. */
export const LEAST_PASSES = 3;
export const MOST_PASSES = 9;
