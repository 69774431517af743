/** Where two judges' marks for one criterion lie far apart. Pure. */

export interface ComparedCriterion {
  id: string;
  /** Judged indicators that no ruling decides. */
  indicators: readonly { id: string; weight: number }[];
}

export interface ComparedSheet {
  judgeId: string;
  /** Points 0-100 of what the judge gave a level for, by indicator. */
  points: ReadonlyMap<string, number>;
}

/** Two judges apart on a criterion; `difference` in points, never negative. */
export interface Disparity {
  criterion: string;
  judges: readonly [string, string];
  difference: number;
}

/** Rounding of sums of products must not ask anybody: a difference of exactly the gap is none. */
const EPSILON = 1e-9;

/**
 * Weighted mean of each of two sheets over the indicators of a criterion that both gave a level for: what only one of
 * them scored cannot set them apart. Null where there is no such indicator.
 */
function pointsOfBoth(
  criterion: ComparedCriterion,
  one: ComparedSheet,
  other: ComparedSheet,
): readonly [number, number] | null {
  const common = criterion.indicators.filter(({ id }) => one.points.has(id) && other.points.has(id));
  const weights = common.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return null;
  const meanOf = ({ points }: ComparedSheet) =>
    common.reduce((sum, { id, weight }) => sum + weight * (points.get(id) ?? 0), 0) / weights;
  return [meanOf(one), meanOf(other)];
}

/** Every criterion on which `fresh` differs from one of `others` by more than `gap` points. */
export function disparitiesWith(
  criteria: readonly ComparedCriterion[],
  fresh: ComparedSheet,
  others: readonly ComparedSheet[],
  gap: number,
): Disparity[] {
  return criteria.flatMap((criterion) =>
    others.flatMap((other): Disparity[] => {
      const both = pointsOfBoth(criterion, fresh, other);
      if (both === null) return [];
      const difference = Math.abs(both[0] - both[1]);
      if (difference <= gap + EPSILON) return [];
      return [{ criterion: criterion.id, judges: [fresh.judgeId, other.judgeId], difference }];
    }),
  );
}

/** Points 1-100 as an organizer types them (25 or 12,5); null for anything else. */
export function typedGap(text: string): number | null {
  if (!/^\d{1,3}([.,]\d)?$/.test(text.trim())) return null;
  const gap = Number(text.trim().replace(',', '.'));
  return gap >= 1 && gap <= 100 ? gap : null;
}
