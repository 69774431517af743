import { describe, expect, test } from 'vitest';
import { computeResults } from './compute.ts';
import type { DatasetInput } from './dataset.schema.ts';
import { contradictsCategory, openTies, tiesOf } from './ties.ts';
import { verifyDataset } from './verify.ts';
import { whatIf } from './what-if.ts';

type Decisions = DatasetInput['tieDecisions'];
const scores: Record<string, [category: string, k: number, d: number]> = {
  a: ['Dinas', 80, 80],
  b: ['Dinas', 80, 80],
  c: ['Kecamatan', 80, 80],
  d: ['Kecamatan', 90, 60],
  e: ['Dinas', 40, 40],
  f: ['Dinas', 40, 40],
};

/** a, b and c are equal in everything, so are e and f; d has another total. */
function contest(tieDecisions?: Decisions): DatasetInput {
  return {
    format: 'opd-contest/1',
    contest: { id: '2026' },
    scale: { min: 0, max: 100 },
    method: { aggregate: 'mean', tieBreak: ['konten', 'desain'] },
    criteria: [
      { id: 'konten', weight: 1, indicators: [{ id: 'K', weight: 1 }] },
      { id: 'desain', weight: 1, indicators: [{ id: 'D', weight: 1 }] },
    ],
    entries: Object.entries(scores).map(([id, [category]]) => ({ id, category })),
    judges: [{ id: 'J1' }],
    marks: Object.entries(scores).flatMap(([entry, [, k, d]]) => [
      { entry, judge: 'J1', indicator: 'K', points: k },
      { entry, judge: 'J1', indicator: 'D', points: d },
    ]),
    measured: [],
    ...(tieDecisions ? { tieDecisions } : {}),
  };
}
const places = (tieDecisions?: Decisions) =>
  Object.fromEntries(
    computeResults(contest(tieDecisions)).entries.map((entry) => [entry.id, [entry.rank, entry.categoryRank]]),
  );

describe('a decision of the plenary', () => {
  test('separates the tied in the ranking of all and in their category, and shows nowhere else', () => {
    expect(places()).toEqual({ a: [1, 1], b: [1, 1], c: [1, 1], d: [4, 2], e: [5, 3], f: [5, 3] });
    const decided = places([{ entries: ['c', 'b', 'a'], outcome: 'order' }]);
    expect(decided).toEqual({ c: [1, 1], b: [2, 1], a: [3, 2], d: [4, 2], e: [5, 3], f: [5, 3] });
  });

  test('on one category leaves the ranking of all as it is', () => {
    const decided = places([{ entries: ['b', 'a'], outcome: 'order' }]);
    expect(decided).toEqual({ a: [1, 2], b: [1, 1], c: [1, 1], d: [4, 2], e: [5, 3], f: [5, 3] });
  });

  test('that they hold the place together moves nobody', () => {
    expect(places([{ entries: ['a', 'b', 'c'], outcome: 'shared' }])).toEqual(places());
  });

  test('on entries that are not tied moves nobody and is warned about', () => {
    const decision: Decisions = [{ entries: ['d', 'c'], outcome: 'order' }];
    expect(places(decision)).toEqual(places());
    const { warnings } = computeResults(contest(decision));
    expect(warnings.filter((each) => each.includes('tidak berpengaruh'))).toEqual([
      expect.stringContaining('Putusan pleno tentang d, c'),
    ]);
    const others = computeResults(contest([{ entries: ['a', 'b', 'c'], outcome: 'order' }])).warnings;
    expect(others.filter((each) => each.includes('tidak berpengaruh'))).toEqual([]);
  });

  test('holds in a what-if too, where the same are tied', () => {
    const supposed = { aggregate: 'median', weights: {}, without: null, category: null } as const;
    const { rows } = whatIf(contest([{ entries: ['b', 'a', 'c'], outcome: 'order' }]), supposed);
    expect(rows.slice(0, 3).map(({ id, before, after }) => [id, before.rank, after.rank])).toEqual([
      ['a', 2, 2],
      ['b', 1, 1],
      ['c', 3, 3],
    ]);
  });

  test('cannot be turned round in a released file unnoticed', () => {
    const made = contest([{ entries: ['c', 'b', 'a'], outcome: 'order', reason: 'Pleno memilih' }]);
    const results = computeResults(made);
    const released = { ...made, results, hash: results.inputHash };
    expect(verifyDataset(released).figures.filter(({ holds }) => !holds)).toEqual([]);
    const forged = {
      ...released,
      tieDecisions: [{ entries: ['a', 'b', 'c'], outcome: 'order', reason: 'Pleno memilih' }],
    };
    const broken = verifyDataset(forged).figures.filter(({ holds }) => !holds);
    expect(broken.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['hash', 'entries.a.rank', 'entries.c.rank', 'entries.(urutan)']),
    );
  });

  test.each([
    [[{ entries: ['a', 'x'], outcome: 'order' }], 'tieDecisions[0].entries[1]'],
    [[{ entries: ['a', 'a'], outcome: 'order' }], 'tieDecisions[0].entries[1]'],
    [
      [
        { entries: ['a', 'b'], outcome: 'order' },
        { entries: ['b', 'c'], outcome: 'shared' },
      ],
      'tieDecisions[1].entries[0]',
    ],
    [[{ entries: ['a', 'b'], outcome: 'order', alasan: 'x' }], 'tieDecisions[0].alasan'],
  ] as [Decisions, string][])('is refused with its path when it is faulty: %j', (faulty, path) => {
    expect(() => computeResults(contest(faulty))).toThrow(expect.objectContaining({ path }));
  });
});

test('ties are named once, with whether an honour hangs on them', () => {
  const named = (decisions?: Decisions, honoured?: number) =>
    tiesOf(computeResults(contest(decisions)).entries, decisions, honoured).map((tie) => ({
      ...tie,
      entries: tie.entries.join(''),
    }));
  const all = { category: null, place: 1, entries: 'abc', honoured: true, shared: false };
  const dinas = { category: 'Dinas', place: 1, entries: 'ab', honoured: true, shared: false };
  const last = { category: null, place: 5, entries: 'ef', honoured: true, shared: false };
  expect(named()).toEqual([all, last, dinas]);
  // Third of the category: with two honoured places nothing hangs on it.
  expect(named(undefined, 2)).toEqual([all, { ...last, honoured: false }, dinas]);
  const shared: Decisions = [{ entries: ['a', 'b', 'c'], outcome: 'shared' }];
  expect(named(shared)).toEqual([{ ...all, shared: true }, last, { ...dinas, shared: true }]);
  expect(openTies(tiesOf(computeResults(contest(shared)).entries, shared)).map(({ entries }) => entries)).toEqual([
    ['e', 'f'],
  ]);
  expect(named([{ entries: ['a', 'b', 'c'], outcome: 'order' }])).toEqual([last]);
});

test('an order against the places in a category is seen', () => {
  const row = (id: string, category: string, categoryRank: number) => ({
    id,
    category,
    categoryRank,
    rank: 1,
    tiedWith: [],
    categoryTiedWith: [],
  });
  const rows = [row('a', 'Dinas', 1), row('b', 'Dinas', 2), row('c', 'Badan', 4)];
  expect(contradictsCategory(['c', 'a', 'b'], rows)).toBe(false);
  expect(contradictsCategory(['c', 'b', 'a'], rows)).toBe(true);
});
