/** The ranking as it would be, had one chosen otherwise. Nothing of it is kept anywhere. */
import type { Aggregate } from '#app/scoring/method.ts';
import { placesAmong, robustness, withoutJudge } from '#app/scoring/robust.ts';
import type { PointsOf } from '#app/scoring/score-table.ts';
import { tally } from '#app/scoring/tally.ts';
import type { Dataset } from './dataset.schema.ts';
import { pointsOf } from './points-of.ts';
import { readDataset } from './read.ts';

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
  variants: number;
}

/** @throws DatasetFault when the document is not a sound dataset */
export function whatIf(document: unknown, supposed: Supposed): WhatIf {
  const data = readDataset(document);
  const { method } = data;
  const given = pointsOf(data);
  const list = new Set(
    data.entries
      .filter(({ standing, category }) => standing === 'ranked' && (supposed.category ?? category) === category)
      .map(({ id }) => id),
  );
  const official = placesAmong(tally(given, method), given, list, method.tieBreak);
  const other = suppose(given, data, supposed);
  const otherMethod = { ...method, aggregate: supposed.aggregate ?? method.aggregate };
  const after = placesAmong(tally(other, otherMethod), other, list, method.tieBreak);
  const { variants, shares } = robustness(given, method, [list], method.tieBreak);
  const none = { total: null, rank: null };
  return {
    variants,
    rows: [...list].map((id) => ({
      id,
      before: official.get(id) ?? none,
      after: after.get(id) ?? none,
      robust: shares[0]?.get(id) ?? null,
    })),
  };
}

function suppose(given: PointsOf, data: Dataset, { weights, without, category }: Supposed): PointsOf {
  const criteria = given.criteria.map((each) => ({ ...each, weight: weights[each.id] ?? each.weight }));
  const judged = without === null ? given : withoutJudge(given, without);
  if (category === null) return { ...judged, criteria };
  const kept = new Set(data.entries.filter((entry) => entry.category === category).map(({ id }) => id));
  const own = <T extends { entry: string }>(rows: readonly T[]) => rows.filter(({ entry }) => kept.has(entry));
  return {
    criteria,
    entries: judged.entries.filter((id) => kept.has(id)),
    judges: judged.judges,
    assignments: own(judged.assignments),
    marks: own(judged.marks),
    measured: own(judged.measured),
    notApplicable: own(judged.notApplicable),
  };
}
