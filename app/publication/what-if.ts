/** The ranking as it would be, had one chosen otherwise. Nothing of it is kept anywhere. */
import type { Aggregate } from '#app/scoring/method.ts';
import { onlyEntries, placesAmong, robustness, withoutJudge } from '#app/scoring/robust.ts';
import type { PointsOf } from '#app/scoring/score-table.ts';
import { tally } from '#app/scoring/tally.ts';
import type { Dataset } from './dataset.schema.ts';
import { pointsOf } from './points-of.ts';
import { readDataset } from './read.ts';
import { tieRuleOf } from './ties.ts';

/** What to do otherwise; null or absent: as officially. */
export interface Supposed {
  aggregate: Aggregate | null;
  /** Weights by criterion, not all zero. */
  weights: Readonly<Record<string, number>>;
  /** A judge of the dataset. */
  without: string | null;
  /** Only this category: places within it, and judges compared on its sheets alone. */
  category: string | null;
}

export interface WhatIfRow {
  id: string;
  before: { total: number | null; rank: number | null };
  after: { total: number | null; rank: number | null };
  /** Share of all variants (see `robustness`) in which the rank stays, in the list that is looked at. */
  robust: number | null;
}

export interface WhatIf {
  rows: WhatIfRow[];
  /** Null: robust shares were left out. */
  variants: number | null;
}

/**
 * `withRobust` false leaves the robust shares out: they are most of the work.
 * @throws DatasetFault when the document is not a sound dataset
 */
export function whatIf(document: unknown, supposed: Supposed, withRobust = true): WhatIf {
  const data = readDataset(document);
  const { method } = data;
  const ties = tieRuleOf(data);
  const given = pointsOf(data);
  const list = listOf(data, supposed.category);
  const enough = method.aggregate === 'severity-adjusted' ? given : onlyEntries(given, list);
  const official = placesAmong(tally(enough, method), enough, list, ties);
  const other = suppose(given, data, supposed);
  const otherMethod = { ...method, aggregate: supposed.aggregate ?? method.aggregate };
  const after = placesAmong(tally(other, otherMethod), other, list, ties);
  const robust = withRobust ? robustness(given, method, [list], ties) : null;
  const none = { total: null, rank: null };
  return {
    variants: robust?.variants ?? null,
    rows: [...list].map((id) => ({
      id,
      before: official.get(id) ?? none,
      after: after.get(id) ?? none,
      robust: robust?.shares[0]?.get(id) ?? null,
    })),
  };
}

/** Entries that take places, in the list that is looked at. */
function listOf({ entries }: Pick<Dataset, 'entries'>, category: string | null): Set<string> {
  const looked = entries.filter((each) => each.standing === 'ranked' && (category ?? each.category) === each.category);
  return new Set(looked.map(({ id }) => id));
}

function suppose(given: PointsOf, data: Dataset, { weights, without, category }: Supposed): PointsOf {
  const criteria = given.criteria.map((each) => ({ ...each, weight: weights[each.id] ?? each.weight }));
  const judged = without === null ? given : withoutJudge(given, without);
  if (category === null) return { ...judged, criteria };
  const kept = new Set(data.entries.filter((entry) => entry.category === category).map(({ id }) => id));
  return { ...onlyEntries(judged, kept), criteria };
}
