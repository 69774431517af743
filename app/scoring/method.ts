/** How the totals of an entry's judges become one. */
export const aggregates = ['mean', 'trimmed-mean', 'median', 'severity-adjusted'] as const;
export type Aggregate = (typeof aggregates)[number];

/** From so many judges on a trimmed mean drops the highest and the lowest. */
const TRIM_FROM = 4;

/**
 * One value of several, at least one: mean, mean without the highest and the lowest (from 4 on), or median. Values of
 * the severity-adjusted method have their judge's effect taken off before; they are averaged.
 */
export function aggregate(method: Aggregate, values: readonly number[]): number {
  if (method === 'median') {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    const upper = sorted[middle] ?? Number.NaN;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
  }
  if (method === 'trimmed-mean' && values.length >= TRIM_FROM) {
    return mean([...values].sort((a, b) => a - b).slice(1, -1));
  }
  return mean(values);
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
