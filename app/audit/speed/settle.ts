/** What several runs of one page come to, and whether another is needed. Pure. */
import { median, metricIds, performanceScore } from '../checks/reading/lighthouse-score.ts';
import type { LighthouseRun } from '../visit.ts';
import type { Agreement, Settled } from './speed.ts';

export const MIN_RUNS = 3;
export const MAX_RUNS = 9;

/** Points of 100 between the lowest and the highest run. */
const AGREE_WITHIN = 5;
const VARY_WITHIN = 15;

/** Settles the mobile runs of one page. Runs with an error or a missing metric are left out. */
export function settle(runs: readonly LighthouseRun[]): Settled {
  const complete = runs.filter((run) => run.error === null && performanceScore(run.metrics) !== null);
  const metrics = Object.fromEntries(metricIds.map((id) => [id, median(complete.map((run) => run.metrics[id] ?? 0))]));
  const scores = complete.map((run) => (performanceScore(run.metrics) ?? 0) * 100);
  const spread = scores.length < 2 ? null : Math.max(...scores) - Math.min(...scores);
  return {
    valid: complete.length,
    score: complete.length === 0 ? null : performanceScore(metrics),
    metrics,
    spread,
    verdict: spread === null ? null : verdictOf(spread),
    enough: runs.length >= MAX_RUNS || (complete.length >= MIN_RUNS && spread !== null && spread <= AGREE_WITHIN),
  };
}

function verdictOf(spread: number): Agreement {
  if (spread <= AGREE_WITHIN) return 'agree';
  return spread <= VARY_WITHIN ? 'vary' : 'disagree';
}
