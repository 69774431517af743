/** Which Lighthouse runs the next speed turn of an audit makes. Pure. */
import { MIN_RUNS, settle } from './speed/settle.ts';
import type { FormFactor, SpeedTask } from './speed/speed.ts';
import type { LighthouseRun } from './visit.ts';

/** Counted runs of one page so far; what a drifted round measured is not among them. */
export interface PageRuns {
  mobile: readonly LighthouseRun[];
  desktop: readonly LighthouseRun[];
}

export interface PlannedRun {
  /** Position among the audit's speed pages, 0 the home page. */
  page: number;
  formFactor: FormFactor;
  categories: SpeedTask['categories'];
}

export interface RoundLimits {
  /** Runs a page that the contest asks for at least. */
  asked: number;
  /** Most runs a page. */
  most: number;
}

/** A run without a score is made good by another, this many times. */
const SPARE_RUNS = 2;

function needsRun(runs: readonly LighthouseRun[], { asked, most }: RoundLimits): boolean {
  const { valid, enough } = settle(runs);
  const least = Math.min(asked, most);
  if (runs.length >= Math.max(most, least)) return false;
  if (valid === 0 && runs.length >= Math.min(MIN_RUNS, least + SPARE_RUNS)) return false;
  if (valid < least) return asked >= MIN_RUNS || runs.length < least + SPARE_RUNS;
  // Fewer runs than it takes to judge their agreement were asked for: so be it.
  return asked >= MIN_RUNS && !enough;
}

/** Runs of the next turn; empty when every page has settled. Only pages that have not are loaded again. */
export function nextRuns(pages: readonly PageRuns[], limits: RoundLimits): PlannedRun[] {
  return pages.flatMap(({ mobile, desktop }, page): PlannedRun[] => {
    if (!needsRun(mobile, limits)) return [];
    // The other categories do not change from run to run: one run that gave them is enough.
    const known = mobile.some((run) => run.scores.accessibility !== null);
    const run: PlannedRun = { page, formFactor: 'mobile', categories: known ? 'performance' : 'all' };
    const beside = page === 0 && mobile.length === 0 && desktop.length === 0;
    return beside ? [run, { page, formFactor: 'desktop', categories: 'performance' }] : [run];
  });
}
