import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomContest } from '#tests/support/random-contest.ts';
import { aggregates } from './method.ts';
import { asVariant, placesAmong, robustness, variantsOf } from './robust.ts';
import type { PointsOf } from './score-table.ts';
import { type Method, tally } from './tally.ts';

const criteria = [
  { id: 'k', weight: 50, indicators: [{ id: 'k1', weight: 1 }] },
  { id: 'o', weight: 50, indicators: [{ id: 'o1', weight: 1 }] },
];
/** Points [k1, o1] of each judge, by entry. */
function contest(points: Record<string, [number, number][]>) {
  const judges = ['A', 'B', 'C'];
  const cells = Object.entries(points).flatMap(([entry, sheets]) =>
    sheets.flatMap(([k1, o1], j) => [
      { entry, judge: judges[j] ?? '', indicator: 'k1', points: k1 },
      { entry, judge: judges[j] ?? '', indicator: 'o1', points: o1 },
    ]),
  );
  return {
    criteria,
    entries: Object.keys(points),
    judges,
    assignments: Object.keys(points).flatMap((entry) => judges.map((judge) => ({ entry, judge }))),
    marks: cells,
    measured: [],
    notApplicable: [],
  };
}
const mean = { aggregate: 'mean', incomplete: 'unranked' } as const;
const all = (given: { entries: readonly string[] }) => [new Set(given.entries)];

test('variants: the other aggregates, each judge, each weight both ways', () => {
  const given = contest({ a: [[1, 1]] });
  expect(variantsOf(given, mean)).toHaveLength(3 + 3 + 4);
  expect(variantsOf({ ...given, judges: ['A'] }, mean)).toHaveLength(3 + 4);
});

test('clear ranks are robust in full; one that hangs on a judge is not', () => {
  const given = contest({
    a: [
      [90, 90],
      [92, 92],
      [91, 91],
    ],
    // Ahead of c only by judge B.
    b: [
      [50, 50],
      [80, 80],
      [50, 50],
    ],
    c: [
      [55, 55],
      [55, 55],
      [55, 55],
    ],
  });
  const { variants, shares } = robustness(given, mean, all(given), { tieBreak: [] });
  expect(variants).toBe(10);
  expect(shares[0]?.get('a')).toBe(1);
  // b falls behind by the median (of three judges; trimmed mean is the mean) and without B.
  expect(shares[0]?.get('b')).toBe(0.8);
  expect(shares[0]?.get('c')).toBe(0.8);
});

test('a weight that decides is found', () => {
  // 50:50 gives a 60, b 59.5; with k at 40 of 90 b is ahead.
  const given = contest({ a: [[70, 50]], b: [[55, 64]] });
  const one = { ...given, judges: ['A'], assignments: given.assignments.filter(({ judge }) => judge === 'A') };
  const { variants, shares } = robustness(one, mean, all(one), { tieBreak: [] });
  expect(variants).toBe(7);
  expect(shares[0]?.get('a')).toBeCloseTo(5 / 7, 12);
});

test('who was scored by the left-out judge alone moves nobody else', () => {
  const given = contest({ a: [[90, 90]], b: [[70, 70]], c: [[50, 50]] });
  const only = (entry: string, judge: string) => ({ entry, judge });
  const alone = {
    ...given,
    assignments: [only('a', 'A'), only('b', 'B'), only('c', 'C')],
    marks: given.marks.map((mark) => ({ ...mark, judge: mark.entry.toUpperCase() })),
  };
  const { variants, shares } = robustness(alone, mean, all(alone), { tieBreak: [] });
  // Severity cannot be told between judges who share no entry: that variant counts for nothing.
  expect(variants).toBe(9);
  expect([...(shares[0]?.values() ?? [])]).toEqual([8 / 9, 8 / 9, 8 / 9]);
});

test.each(aggregates)('%s: whoever has a rank has a share of the variants', (aggregate) => {
  const method = { aggregate, incomplete: 'unranked' } as const;
  fc.assert(
    fc.property(randomContest, (given) => {
      const list = new Set(given.entries);
      const { variants, shares } = robustness(given, method, [list], { tieBreak: [] });
      const places = placesAmong(tally(given, method), given, list, { tieBreak: [] });
      for (const [id, share] of shares[0] ?? []) {
        expect(share === null).toBe(places.get(id)?.rank === null || variants === 0);
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
      }
    }),
    { numRuns: 60, seed: 3 },
  );
});

test('a variant leaves the contest itself as it is', () => {
  const given = contest({ a: [[1, 2]], b: [[3, 4]] });
  const before = structuredClone(given);
  for (const variant of variantsOf(given, mean)) asVariant(given, mean, variant);
  expect(given).toEqual(before);
});

/** As the sentence above `robustness` says it, every entry tallied along every time. */
function bySentence(given: PointsOf, method: Method, list: ReadonlySet<string>) {
  const has = (of: Map<string, { total: number | null }>, id: string) => (of.get(id)?.total ?? null) !== null;
  const official = placesAmong(tally(given, method), given, list, { tieBreak: [] });
  const kept = new Map<string, number>();
  let variants = 0;
  for (const variant of variantsOf(given, method)) {
    const other = asVariant(given, method, variant);
    const tallied = tally(other.given, other.method);
    if (tallied.totals.every(Number.isNaN)) continue;
    variants += 1;
    const after = placesAmong(tallied, other.given, list, { tieBreak: [] });
    const both = new Set([...list].filter((id) => has(official, id) && has(after, id)));
    const [then, now] = [tally(given, method), tallied];
    const before = placesAmong(then, given, both, { tieBreak: [] });
    for (const [id, { rank }] of placesAmong(now, other.given, both, { tieBreak: [] }))
      if (rank === before.get(id)?.rank) kept.set(id, (kept.get(id) ?? 0) + 1);
  }
  return { variants, kept };
}

test.each(aggregates)('%s: a list of some entries gives what tallying everybody along gives', (aggregate) => {
  const method = { aggregate, incomplete: 'unranked' } as const;
  fc.assert(
    fc.property(randomContest, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (given, chosen) => {
      const list = new Set(given.entries.filter((_, e) => chosen[e]));
      const { variants, shares } = robustness(given, method, [list], { tieBreak: [] });
      const expected = bySentence(given, method, list);
      expect(variants).toBe(expected.variants);
      for (const [id, share] of shares[0] ?? [])
        if (share !== null) expect(share).toBe((expected.kept.get(id) ?? 0) / expected.variants);
    }),
    { numRuns: 80, seed: 4 },
  );
});
