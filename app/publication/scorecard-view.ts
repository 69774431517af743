/** The public scorecard of one entry, out of the frozen dataset alone. Pure. */
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { highsAndLows, type IndicatorFact, MEDIAN_FROM, resultFacts } from './documents/facts.ts';
import type { PublicEntry } from './public-view.ts';

export interface ScorecardView {
  contestName: string;
  entry: PublicEntry;
  decimals: number;
  /** Ranked entries of the category. */
  rivals: number;
  /** Names that share its place in the category. */
  sharedWith: string[];
  /** Points of 100; median null where the category has fewer than `medianFrom` complete entries. */
  criteria: { id: string; name: LocalizedText; weight: number; points: number | null; median: number | null }[];
  medianFrom: number;
  hasMedian: boolean;
  highs: IndicatorFact[];
  lows: IndicatorFact[];
  indicators: IndicatorFact[];
  hash: string;
  methodVersion: string;
}

/**
 * What the scorecard of entry `id` shows; null when the dataset has no such entry.
 * @throws DatasetFault when the document is no sound dataset
 */
export function scorecardView(document: unknown, id: string): ScorecardView | null {
  const facts = resultFacts(document);
  const { view } = facts;
  const category = view.categories.find(({ entries }) => entries.some((entry) => entry.id === id));
  const entry = category?.entries.find((each) => each.id === id);
  if (!category || !entry) return null;
  const median = facts.medians.get(category.name) ?? null;
  const indicators = facts.indicators.get(id) ?? [];
  const nameOf = new Map(category.entries.map((each) => [each.id, each.name]));
  return {
    contestName: view.contestName,
    entry,
    decimals: view.decimals,
    rivals: category.entries.filter((each) => each.categoryRank !== null).length,
    sharedWith: entry.categoryTiedWith.map((each) => nameOf.get(each) ?? each),
    criteria: view.criteria.map((criterion) => ({
      ...criterion,
      points: entry.byCriterion[criterion.id] ?? null,
      median: median?.[criterion.id] ?? null,
    })),
    medianFrom: MEDIAN_FROM,
    hasMedian: median !== null,
    ...highsAndLows(indicators, 5),
    indicators,
    hash: view.hash,
    methodVersion: view.methodVersion,
  };
}
