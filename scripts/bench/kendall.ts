/** How much two orders of the same things agree. */

export interface Agreement {
  /** Kendall's tau over the pairs counted, -1 to 1; null when no pair counts. */
  tau: number | null;
  pairs: number;
}

/**
 * Kendall's tau of two lists of figures for the same things (M. G. Kendall, A New Measure of Rank Correlation, 1938),
 * over the pairs that lie more than `apart` from each other in at least one of the lists: closer ones share a place.
 * A pair that is level in one list counts as neither agreeing nor disagreeing.
 */
export function kendall(first: readonly number[], second: readonly number[], apart: number): Agreement {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < first.length; i++) {
    for (let j = i + 1; j < first.length; j++) {
      const one = (first[i] ?? 0) - (first[j] ?? 0);
      const other = (second[i] ?? 0) - (second[j] ?? 0);
      if (Math.max(Math.abs(one), Math.abs(other)) <= apart) continue;
      pairs += 1;
      sum += Math.sign(one) * Math.sign(other);
    }
  }
  return { tau: pairs === 0 ? null : sum / pairs, pairs };
}
