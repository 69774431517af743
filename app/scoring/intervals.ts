/** How far totals and places could have come out otherwise: seeded draws. */
import { type Aggregate, aggregate } from './method.ts';
import { type Random, seededRandom } from './random.ts';
import type { Equations } from './severity.ts';
import { TOLERANCE } from './tolerance.ts';

/** Share of the draws that an interval holds. */
export const LEVEL = 0.9;
/** Neighbours whose order is the other way in more than this share of the draws are a statistical tie. */
export const FLIP = 0.2;
/** From so many judges on for every entry, judges are drawn; with fewer, marks are drawn around what they gave. */
export const MANY_JUDGES = 12;

export interface Standings {
  method: Aggregate;
  /** First sheet of each entry; one more at the end. */
  start: Int32Array;
  judgeOf: Int32Array;
  judges: number;
  /** Of each sheet, as it goes into the aggregate; NaN: does not count. */
  sheetTotals: Float64Array;
  /** Of each entry; NaN: none. */
  totals: Float64Array;
  /** Share of each entry's total that judges score. */
  judgedShare: Float64Array;
  /** Standard deviation of what was measured in each total, points. */
  measuredSd: Float64Array;
  /** Of one sheet's judged part around the additive model; null when nothing tells it. */
  sigma: number | null;
  /** The judges' equations over the sheets of `fitted`, when their effects are taken off. */
  equations: Equations | null;
  /** Sheets that the model was fitted to. */
  fitted: Int32Array;
  /** Lists of entries within which places are given, in order of place: all ranked ones, and each category. */
  lists: readonly (readonly number[])[];
}

export interface Intervals {
  /** Lower and upper bound of each total, entry by entry. */
  low: Float64Array;
  high: Float64Array;
  /** For each list, in its order: best and worst place, and whether it and the next one are a statistical tie. */
  places: { best: Int32Array; worst: Int32Array; tiedWithNext: boolean[] }[];
}

/**
 * Draws totals `draws` times. With many judges an ordinary bootstrap over judges (Efron 1979): as many judges as there
 * are, with replacement. With few it would draw the same handful again and again and be too narrow, so it is parametric
 * (Efron and Tibshirani 1993, ch. 6.5): every sheet's judged part gets a normal error of the standard deviation that
 * the additive model leaves, and the judges' effects are estimated anew where the method takes them off. What was
 * measured gets its own error, the same for all judges. Null without any spread to draw from.
 */
export function drawIntervals(given: Standings, { draws, seed }: { draws: number; seed: number }): Intervals | null {
  const { totals, lists } = given;
  const entries = totals.length;
  if (draws === 0 || (given.sigma === null && given.measuredSd.every((sd) => sd === 0))) return null;
  const random = seededRandom(seed);
  const drawOnce = hasManyJudges(given) ? drawJudges(given, random) : drawMarks(given, random);
  const drawn = new Float64Array(entries * draws);
  const ranked = lists.map((list) => placesOf(list, draws));
  const one = new Float64Array(entries);
  for (let d = 0; d < draws; d++) {
    drawOnce(one);
    for (let e = 0; e < entries; e++) drawn[e * draws + d] = one[e] ?? 0;
    for (const list of ranked) list.draw(one, d);
  }
  const low = new Float64Array(entries);
  const high = new Float64Array(entries);
  for (let e = 0; e < entries; e++) {
    const own = drawn.subarray(e * draws, (e + 1) * draws).sort();
    const total = totals[e] ?? Number.NaN;
    low[e] = Math.min(total, own[lowest(draws)] ?? total);
    high[e] = Math.max(total, own[highest(draws)] ?? total);
  }
  return {
    low,
    high,
    places: ranked.map((list) => list.summary()),
  };
}

/** Collects the places of one list, draw by draw. Plain loops: this is where a large contest spends its time. */
function placesOf(list: readonly number[], draws: number) {
  const n = list.length;
  const ids = Int32Array.from(list);
  const best = new Int32Array(n * draws);
  const worst = new Int32Array(n * draws);
  const flips = new Int32Array(n);
  const sorted = new Float64Array(n);
  return {
    draw(one: Float64Array, d: number): void {
      for (let at = 0; at < n; at++) sorted[at] = one[ids[at] ?? 0] ?? 0;
      for (let at = 0; at + 1 < n; at++)
        if ((sorted[at + 1] ?? 0) > (sorted[at] ?? 0) + TOLERANCE) flips[at] = (flips[at] ?? 0) + 1;
      sorted.sort();
      for (let at = 0; at < n; at++) {
        const total = one[ids[at] ?? 0] ?? 0;
        let above = firstAbove(sorted, total + TOLERANCE);
        best[at * draws + d] = 1 + n - above;
        while (above > 0 && (sorted[above - 1] ?? 0) >= total - TOLERANCE) above -= 1;
        worst[at * draws + d] = n - above;
      }
    },
    summary(): Intervals['places'][number] {
      const own = (places: Int32Array, at: number) => places.subarray(at * draws, (at + 1) * draws).sort();
      return {
        best: ids.map((_, at) => own(best, at)[lowest(draws)] ?? 0),
        worst: ids.map((_, at) => own(worst, at)[highest(draws)] ?? 0),
        tiedWithNext: list.map((_, at) => (flips[at] ?? 0) > FLIP * draws),
      };
    },
  };
}

const lowest = (draws: number) => Math.floor(((1 - LEVEL) / 2) * (draws - 1));
const highest = (draws: number) => Math.ceil((1 - (1 - LEVEL) / 2) * (draws - 1));

/** Position of the first value above `bound` in ascending values. */
function firstAbove(sorted: Float64Array, bound: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const value = sorted[middle] ?? 0;
    if (value > bound) to = middle;
    else from = middle + 1;
  }
  return from;
}

function hasManyJudges({ start, totals }: Standings): boolean {
  return totals.every((total, e) => Number.isNaN(total) || (start[e + 1] ?? 0) - (start[e] ?? 0) >= MANY_JUDGES);
}

function drawMarks(given: Standings, random: Random): (one: Float64Array) => void {
  const { method, start, judgeOf, sheetTotals, totals, judgedShare, measuredSd, sigma, equations, fitted } = given;
  const entries = totals.length;
  const errors = new Float64Array(sheetTotals.length);
  const ofFitted = new Float64Array(fitted.length);
  const plain = method === 'mean' || method === 'severity-adjusted';
  return (one) => {
    if (sigma !== null) for (let s = 0; s < errors.length; s++) errors[s] = sigma * random.normal();
    let effects: Float64Array | null = null;
    if (equations) {
      fitted.forEach((s, at) => {
        ofFitted[at] = errors[s] ?? 0;
      });
      effects = equations.solve(ofFitted);
    }
    for (let e = 0; e < entries; e++) {
      const total = totals[e] ?? Number.NaN;
      const share = judgedShare[e] ?? 0;
      const ofAudit = measuredSd[e] ? (measuredSd[e] ?? 0) * random.normal() : 0;
      const values: number[] | null = plain ? null : [];
      let sum = 0;
      let count = 0;
      for (let s = start[e] ?? 0; s < (start[e + 1] ?? 0); s++) {
        const before = sheetTotals[s] ?? Number.NaN;
        if (Number.isNaN(before)) continue;
        const error = share * ((errors[s] ?? 0) - (effects?.[judgeOf[s] ?? 0] ?? 0));
        sum += error;
        values?.push(before + error);
        count += 1;
      }
      if (count === 0) one[e] = total + ofAudit;
      else one[e] = (values ? aggregate(method, values) : total + sum / count) + ofAudit;
    }
  };
}

function drawJudges(given: Standings, random: Random): (one: Float64Array) => void {
  const { method, start, judgeOf, judges, sheetTotals, totals, measuredSd } = given;
  const times = new Int32Array(judges);
  return (one) => {
    times.fill(0);
    for (let j = 0; j < judges; j++) {
      const pick = random.below(judges);
      times[pick] = (times[pick] ?? 0) + 1;
    }
    for (let e = 0; e < totals.length; e++) {
      const values: number[] = [];
      for (let s = start[e] ?? 0; s < (start[e + 1] ?? 0); s++) {
        const value = sheetTotals[s] ?? Number.NaN;
        if (!Number.isNaN(value)) for (let t = 0; t < (times[judgeOf[s] ?? 0] ?? 0); t++) values.push(value);
      }
      const ofAudit = measuredSd[e] ? (measuredSd[e] ?? 0) * random.normal() : 0;
      one[e] = (values.length > 0 ? aggregate(method, values) : (totals[e] ?? Number.NaN)) + ofAudit;
    }
  };
}
