/** How far a measured score could have come out otherwise, from the runs it rests on. Pure. */
import { pointsAt } from '#app/rubric/curve.ts';
import type { BecauseRow } from './audit.schema.ts';

/**
 * Standard error of the mean over pages of each page's mean: pages are what they are and differ for reasons of their
 * own, so only the scatter of runs within a page counts. With n_p runs of standard deviation s_p on page p of P:
 * sqrt(sum s_p^2 / n_p) / P. Medians and trimmed means of so few runs scatter a little more; that is not claimed here.
 * @param pages scores of the runs of each page, 0-1
 * @returns null when no page has two runs
 */
export function standardError(pages: readonly (readonly number[])[]): number | null {
  const repeated = pages.filter((scores) => scores.length >= 2);
  if (repeated.length === 0) return null;
  let variance = 0;
  for (const scores of repeated) {
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
    variance += squares / (scores.length - 1) / scores.length;
  }
  return Math.sqrt(variance) / repeated.length;
}

/**
 * Standard deviation of an indicator's proposed points, from that of one of its signals: the rise of the signal's curve
 * around its value, weighted as the proposal is. 0 where the signal gives no points, or its curve is flat there.
 * @param error standard error of the signal's value, in its unit
 */
export function pointsDeviation(because: readonly BecauseRow[], signal: string, error: number): number {
  const counted = because.filter((row) => row.points !== null && row.weight > 0);
  const row = counted.find((each) => each.signal === signal);
  if (!row || row.value === null || row.outcome !== 'measured') return 0;
  const rise = pointsAt(row.curve, row.value + error) - pointsAt(row.curve, row.value - error);
  return (row.weight / counted.reduce((sum, each) => sum + each.weight, 0)) * (Math.abs(rise) / 2);
}
