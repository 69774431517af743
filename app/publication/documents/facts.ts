/** What the documents say of a frozen result, read from its dataset and computed from nothing else. */

import { type PublicEntry, type PublicView, publicView } from '../public-view.ts';
import { readDataset } from '../read.ts';
import { indicatorFacts } from './indicator-means.ts';

export interface IndicatorFact {
  id: string;
  name: string;
  criterion: string;
  /** Mean of the judges' points, or the measured ones; null: does not apply, or nobody gave any. */
  points: number | null;
  /** Part of the whole that the indicator weighs in this entry, 0 to 1. */
  share: number;
}

export interface ResultFacts {
  view: PublicView;
  year: string;
  /** Entries by id, each with its indicators. */
  indicators: Map<string, IndicatorFact[]>;
  /** Median of the complete entries of the category, by criterion; null below MEDIAN_FROM of them. */
  medians: Map<string, Record<string, number> | null>;
  /** Decisions recorded in the dataset. */
  decisions: number;
}

/** A median of fewer would be a rival's points. */
export const MEDIAN_FROM = 5;

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** @throws DatasetFault when the snapshot's document is none */
export function resultFacts(document: unknown): ResultFacts {
  const data = readDataset(document);
  const view = publicView(document);
  const medians = new Map(
    view.categories.map(({ name, entries }) => {
      const complete = entries.filter((entry) => entry.standing === 'ranked' && entry.total !== null);
      return [name, complete.length < MEDIAN_FROM ? null : mediansOf(view, complete)];
    }),
  );
  const indicators = new Map(data.entries.map(({ id }) => [id, indicatorFacts(data, id)]));
  return { view, year: data.contest.id, indicators, medians, decisions: data.decisions?.length ?? 0 };
}

function mediansOf(view: PublicView, entries: readonly PublicEntry[]): Record<string, number> {
  return Object.fromEntries(
    view.criteria.map(({ id }) => [id, medianOf(entries.flatMap((entry) => entry.byCriterion[id] ?? []))]),
  );
}

/** What was good and what to mend: the strongest and weakest indicators by what they bring or cost the total. */
export function highsAndLows(facts: readonly IndicatorFact[], count = 3) {
  const scored = facts.flatMap((fact) => (fact.points === null ? [] : [{ ...fact, points: fact.points }]));
  const byGain = scored.filter(({ points }) => points >= 75).sort((a, b) => b.points - a.points || b.share - a.share);
  const byLoss = scored
    .filter(({ points }) => points < 75)
    .sort((a, b) => (100 - b.points) * b.share - (100 - a.points) * a.share);
  return { highs: byGain.slice(0, count), lows: byLoss.slice(0, count) };
}
