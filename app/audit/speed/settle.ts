/** What several runs of one page come to, and whether another is needed. Pure. Why so: docs/variability.md. */
import { metricIds, metricShares } from '../checks/reading/lighthouse-score.ts';
import type { LighthouseRun } from '../visit.ts';
import type { Agreement, Settled } from './speed.ts';

export const MIN_RUNS = 3;
export const MAX_RUNS = 9;

/**
 * Points of 100 by which the score of another pass may differ, nineteen times of twenty, for the runs to agree: what
 * the rules of measuring promise.
 */
const AGREE_WITHIN = 3;
/**
 * Another run until the margin is this small. Less than what is promised: whoever looks after every run stops at a
 * lucky moment now and then.
 */
const STOP_WITHIN = 2;
/** In the default rubric six points of O1 are one of operability, from which on two sites may change places. */
const VARY_WITHIN = 6;

/** Student's t, two-sided 95 %, by degrees of freedom from 1. */
const STUDENT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306];

interface CompleteRun {
  run: LighthouseRun;
  shares: Record<string, number>;
}

/**
 * Settles the mobile runs of one page; desktop runs, and runs with an error or without one of the metrics, are left
 * out. Each metric of each run goes through Lighthouse's curve first; the score adds up the trimmed means of what
 * came out. A mean, because a page with two faces (a shift before or after the first paint) is half the one and half
 * the other every time, where a median flips; after the curve, so that 40 s against 50 s weigh nothing; trimmed, so
 * that one spoilt run of five weighs nothing.
 */
export function settle(runs: readonly LighthouseRun[]): Settled {
  const mobile = runs.filter((run) => run.formFactor !== 'desktop');
  const complete = mobile.flatMap((run): CompleteRun[] => {
    const shares = run.error === null ? metricShares(run.metrics) : null;
    return shares ? [{ run, shares }] : [];
  });
  const valid = complete.length;
  const totals = complete.map(({ shares }) => metricIds.reduce((sum, id) => sum + (shares[id] ?? 0), 0) * 100);
  const margin = marginOf(totals);
  const across = (of: (each: CompleteRun, id: string) => number) =>
    Object.fromEntries(metricIds.map((id) => [id, trimmedMean(complete.map((each) => of(each, id)))]));
  const shares = Object.values(across((each, id) => each.shares[id] ?? 0));
  return {
    valid,
    score: valid === 0 ? null : shares.reduce<number>((sum, share) => sum + (share ?? 0), 0),
    metrics: across(({ run }, id) => run.metrics[id] ?? 0),
    spread: valid < 2 ? null : Math.max(...totals) - Math.min(...totals),
    margin,
    verdict: margin === null ? null : verdictOf(margin),
    enough: mobile.length >= MAX_RUNS || (valid >= MIN_RUNS && margin !== null && margin <= STOP_WITHIN),
  };
}

/** Mean without the lowest and the highest fifth; null for none. */
export function trimmedMean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const trim = Math.floor(values.length / 5);
  const kept = values.toSorted((a, b) => a - b).slice(trim, values.length - trim);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/**
 * Points by which the trimmed mean of as many further runs may differ from this one, nineteen times of twenty: Yuen's
 * standard error of a trimmed mean (Winsorized deviation), times Student's t, times root two. Null under two runs.
 */
function marginOf(scores: readonly number[]): number | null {
  const n = scores.length;
  if (n < 2) return null;
  const trim = Math.floor(n / 5);
  const sorted = scores.toSorted((a, b) => a - b);
  const low = sorted[trim] ?? 0;
  const high = sorted[n - 1 - trim] ?? 0;
  const pulledIn = sorted.map((score) => Math.min(high, Math.max(low, score)));
  const mean = pulledIn.reduce((sum, score) => sum + score, 0) / n;
  const squares = pulledIn.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  const kept = n - 2 * trim;
  const error = Math.sqrt(squares / (kept * (kept - 1)));
  return error * (STUDENT[Math.min(kept - 1, STUDENT.length) - 1] ?? 2) * Math.SQRT2;
}

function verdictOf(margin: number): Agreement {
  if (margin <= AGREE_WITHIN) return 'agree';
  return margin <= VARY_WITHIN ? 'vary' : 'disagree';
}
