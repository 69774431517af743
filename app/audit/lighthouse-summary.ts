/** Arithmetic over the runs of one entry. */
import type { LighthouseSummary, lighthouseCategories } from './audit.schema.ts';
import type { LighthouseRun } from './visit.ts';

/** Median of each category over the runs that gave a score; null when none did. Scores 0-1. */
export function summarise(runs: readonly LighthouseRun[]): LighthouseSummary {
  const of = (category: (typeof lighthouseCategories)[number]) => {
    const scores = runs.map((run) => run.scores[category]);
    return { median: median(scores.filter((score) => score !== null)), runs: scores };
  };
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    'best-practices': of('best-practices'),
    seo: of('seo'),
  };
}

/** Middle value, or the mean of the two middle ones; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
