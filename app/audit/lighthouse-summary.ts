/** Arithmetic over the runs of one entry. */
import type { LighthouseSummary, lighthouseCategories, PageSpeed } from './audit.schema.ts';
import { settle } from './speed/settle.ts';
import type { LighthouseRun } from './visit.ts';

/**
 * Median of each category over the mobile runs that gave a score; null when none did. Scores 0-1. Runs after a page's
 * first measure performance only and are no part of the other categories.
 */
export function summarise(runs: readonly LighthouseRun[]): LighthouseSummary {
  const mobile = runs.filter(isMobile);
  const of = (category: (typeof lighthouseCategories)[number]) => {
    const scores = mobile.map((run) => run.scores[category]);
    const given = scores.filter((score) => score !== null);
    return { median: median(given), runs: category === 'performance' ? scores : given };
  };
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    'best-practices': of('best-practices'),
    seo: of('seo'),
  };
}

/** What the runs come to, page by page in the order of each page's first run. */
export function summariseSpeed(runs: readonly LighthouseRun[]): PageSpeed[] {
  const urls = [...new Set(runs.map(({ url }) => url))];
  return urls.map((url) => {
    const own = runs.filter((run) => run.url === url);
    const mobile = own.filter(isMobile);
    const { score, spread, verdict } = settle(mobile);
    const desktop = own.find((run) => !isMobile(run))?.scores.performance ?? null;
    return { url, score, runs: mobile.map(({ scores }) => scores.performance), spread, verdict, desktop };
  });
}

function isMobile({ formFactor }: LighthouseRun): boolean {
  return formFactor !== 'desktop';
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
