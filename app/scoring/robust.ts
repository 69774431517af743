/** How many of the choices one could have made otherwise leave each rank as it is. */
import { type Aggregate, aggregates } from './method.ts';
import { rankEntries, type TieRule } from './rank.ts';
import type { PointsOf } from './score-table.ts';
import { type Method, type Tallied, tally } from './tally.ts';

/** A weight is tried so much higher and lower. */
export const WEIGHT_STEP = 0.2;

/** One thing done otherwise than officially. */
export type Variant =
  | { kind: 'method'; aggregate: Aggregate }
  | { kind: 'judge'; judge: string }
  /** `factor` times its weight; the weights count by their proportions, so the others give way. */
  | { kind: 'weight'; criterion: string; factor: number };

/** Every other aggregate, each judge left out, the weight of each criterion 20 % up and down. */
export function variantsOf(given: Pick<PointsOf, 'criteria' | 'judges'>, method: Pick<Method, 'aggregate'>): Variant[] {
  const criteria = given.criteria.filter(({ weight }) => weight > 0);
  return [
    ...aggregates
      .filter((each) => each !== method.aggregate)
      .map((aggregate) => ({ kind: 'method' as const, aggregate })),
    ...(given.judges.length > 1 ? given.judges.map((judge) => ({ kind: 'judge' as const, judge })) : []),
    ...(criteria.length > 1
      ? criteria.flatMap(({ id }) =>
          [1 - WEIGHT_STEP, 1 + WEIGHT_STEP].map((factor) => ({ kind: 'weight' as const, criterion: id, factor })),
        )
      : []),
  ];
}

/** The contest as it would be. */
export function asVariant(given: PointsOf, method: Method, variant: Variant): { given: PointsOf; method: Method } {
  switch (variant.kind) {
    case 'method':
      return { given, method: { ...method, aggregate: variant.aggregate } };
    case 'judge':
      return { given: withoutJudge(given, variant.judge), method };
    case 'weight': {
      const changed = (id: string, weight: number) => (id === variant.criterion ? weight * variant.factor : weight);
      const criteria = given.criteria.map((each) => ({ ...each, weight: changed(each.id, each.weight) }));
      return { given: { ...given, criteria }, method };
    }
  }
}

/** The same contest without what one judge gave. */
export function withoutJudge(given: PointsOf, judge: string): PointsOf {
  return {
    ...given,
    judges: given.judges.filter((each) => each !== judge),
    assignments: given.assignments.filter((each) => each.judge !== judge),
    marks: given.marks.filter((each) => each.judge !== judge),
  };
}

/** The same contest without what belongs to other entries. */
export function onlyEntries(given: PointsOf, kept: ReadonlySet<string>): PointsOf {
  if (given.entries.every((id) => kept.has(id))) return given;
  const own = <T extends { entry: string }>(rows: readonly T[]) => rows.filter(({ entry }) => kept.has(entry));
  return {
    criteria: given.criteria,
    entries: given.entries.filter((id) => kept.has(id)),
    judges: given.judges,
    assignments: own(given.assignments),
    marks: own(given.marks),
    measured: own(given.measured),
    notApplicable: own(given.notApplicable),
  };
}

/** Total of each entry of a tally by its id, and its place among `ids`. */
export function placesAmong(
  { totals, criteria }: Pick<Tallied, 'totals' | 'criteria'>,
  given: PointsOf,
  ids: ReadonlySet<string>,
  ties: TieRule,
): Map<string, { total: number | null; rank: number | null }> {
  const width = given.criteria.length;
  const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  const rows = given.entries.flatMap((id, e) => {
    if (!ids.has(id)) return [];
    const byCriterion = Object.fromEntries(given.criteria.map((each, c) => [each.id, known(criteria[e * width + c])]));
    return [{ id, total: known(totals[e]), byCriterion }];
  });
  const placings = rankEntries(rows, ties);
  return new Map(rows.map(({ id, total }) => [id, { total, rank: placings.get(id)?.rank ?? null }]));
}

export interface Robustness {
  /** Variants in which anybody could be ranked. */
  variants: number;
  /** By entry, for each list in its order: share of the variants, 0 to 1, in which its rank stays; null unranked. */
  shares: Map<string, number | null>[];
}

/**
 * For each list (ids of the entries that take places among each other) and entry: the share of all variants in which its
 * rank equals the official one. Places are compared among the entries that have a total both ways: an entry that only
 * the left-out judge had scored moves nobody else; itself it does not keep its rank. A variant in which nobody has a
 * total (severity where judges cannot be compared) counts for nothing.
 *
 * Entries on no list are tallied along only where judges' severity counts: elsewhere a total hangs on its own sheets alone.
 */
export function robustness(
  given: PointsOf,
  method: Method,
  lists: readonly ReadonlySet<string>[],
  ties: TieRule,
): Robustness {
  const listed = onlyEntries(given, new Set(lists.flatMap((list) => [...list])));
  const enough = (by: Method) => (by.aggregate === 'severity-adjusted' ? given : listed);
  const official = { given: enough(method), tallied: tally(enough(method), method) };
  const officialTotal = totalsById(official.given, official.tallied);
  const kept = lists.map(() => new Map<string, number>());
  let variants = 0;
  for (const variant of variantsOf(given, method)) {
    const { method: by } = asVariant(given, method, variant);
    const other = asVariant(enough(by), method, variant).given;
    const tallied = tally(other, by);
    if (tallied.totals.every(Number.isNaN) && !scoresAnybody(given, method, variant, other)) continue;
    variants += 1;
    const total = totalsById(other, tallied);
    lists.forEach((list, l) => {
      const both = new Set([...list].filter((id) => officialTotal.has(id) && total.has(id)));
      const before = placesAmong(official.tallied, official.given, both, ties);
      for (const [id, { rank }] of placesAmong(tallied, other, both, ties))
        if (rank === before.get(id)?.rank) kept[l]?.set(id, (kept[l]?.get(id) ?? 0) + 1);
    });
  }
  const shares = lists.map((list, l) => {
    const ranked = placesAmong(official.tallied, official.given, list, ties);
    const share = (id: string) => (variants > 0 ? (kept[l]?.get(id) ?? 0) / variants : null);
    return new Map([...ranked].map(([id, { rank }]) => [id, rank === null ? null : share(id)]));
  });
  return { variants, shares };
}

/** Whether the variant gives a total to an entry that was not tallied along. */
function scoresAnybody(given: PointsOf, method: Method, variant: Variant, tallied: PointsOf): boolean {
  if (tallied.entries.length === given.entries.length) return false;
  const whole = asVariant(given, method, variant);
  return !tally(whole.given, whole.method).totals.every(Number.isNaN);
}

/** Totals of those who have one. */
function totalsById(given: PointsOf, { totals }: Tallied): Map<string, number> {
  const rows = given.entries.map((id, e) => [id, totals[e] ?? Number.NaN] as const);
  return new Map(rows.filter(([, total]) => !Number.isNaN(total)));
}
