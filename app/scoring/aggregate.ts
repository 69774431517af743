import { type Weighted, weightedMean } from './weights.ts';

export interface ScoredCriterion extends Weighted {
  id: string;
  indicators: (Weighted & { id: string })[];
}

/** What one indicator of one entry holds for one judge: points on the scale, or why there are none. */
export type Cell = number | 'missing' | 'notApplicable';

/** All cells of one entry. `judges` may be empty: then only what is common to all (measured) counts. */
export interface EntryCells {
  judges: readonly string[];
  /** Cell of an indicator for a judge; judge null asks for what is common to all judges. */
  cell: (judge: string | null, indicator: string) => Cell;
}

export interface EntryScore {
  /** Points on the scale, unrounded; null while incomplete or when nothing applies. */
  total: number | null;
  /** Mean over the judges, unrounded; null while a mark in it is open, or when none of it applies. */
  byCriterion: Record<string, number | null>;
  /** Every indicator that applies has points from every judge, and at least one does apply. */
  complete: boolean;
  /** What is open; judge null where there is no judge to give it. */
  missing: { judge: string | null; indicator: string }[];
}

/**
 * Score of one entry: each judge's points weighted within the criterion, the criteria weighted, the judges' totals
 * averaged. The weight of an indicator that is not applicable is shared out within its criterion; that of a
 * criterion where nothing applies, among the other criteria. A missing mark is missing, never zero: it leaves its
 * criterion and the total null.
 */
export function scoreEntry(criteria: readonly ScoredCriterion[], cells: EntryCells): EntryScore {
  const judges = cells.judges.length > 0 ? [...cells.judges].sort(byText) : [null];
  const missing: EntryScore['missing'] = [];
  const pointsOf = new Map<string, (number | null)[]>();
  for (const criterion of criteria) {
    const open = missing.length;
    const points = judges.map((judge) => criterionPoints(criterion, judge, cells, missing));
    pointsOf.set(criterion.id, missing.length > open ? [] : points);
  }

  const totals = judges.map((_, j) => weightedMean(criteria, (criterion) => pointsOf.get(criterion.id)?.[j] ?? null));
  const total = missing.length > 0 ? null : mean(totals);
  const byCriterion = Object.fromEntries(criteria.map(({ id }) => [id, mean(pointsOf.get(id) ?? [])]));
  return { total, byCriterion, complete: total !== null, missing };
}

function criterionPoints(
  criterion: ScoredCriterion,
  judge: string | null,
  cells: EntryCells,
  missing: EntryScore['missing'],
): number | null {
  return weightedMean(criterion.indicators, (indicator) => {
    const cell = cells.cell(judge, indicator.id);
    if (cell === 'missing') missing.push({ judge, indicator: indicator.id });
    return typeof cell === 'number' ? cell : null;
  });
}

/** Mean of the values; null when there is none or one of them is null. */
function mean(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length > 0 ? sum / values.length : null;
}

/** By code unit, never by locale: the order of a sum must be the same on every machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
