import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Rankable, rankEntries } from './rank.ts';

const entry = (id: string, total: number | null, k = 0, d = 0): Rankable => ({ id, total, byCriterion: { k, d } });
const ranks = (entries: Rankable[], tieBreak: string[] = [], orders: string[][] = []) =>
  Object.fromEntries([...rankEntries(entries, { tieBreak, orders })].map(([id, placing]) => [id, placing.rank]));

const grid = fc.integer({ min: 0, max: 8 }).map((n) => n * 12.5);
const entriesOf = fc
  .array(fc.record({ total: fc.option(grid, { freq: 6 }), k: grid, d: grid }), { minLength: 1, maxLength: 12 })
  .map((rows) => rows.map((row, i) => entry(`e${i}`, row.total, row.k, row.d)));

describe('rankEntries', () => {
  test('shares the place and skips the next: 1, 2, 2, 4', () => {
    const placings = rankEntries([entry('a', 70), entry('b', 90), entry('c', 80), entry('d', 80)], { tieBreak: [] });
    expect(Object.fromEntries(placings)).toEqual({
      b: { rank: 1, tiedWith: [] },
      c: { rank: 2, tiedWith: ['d'] },
      d: { rank: 2, tiedWith: ['c'] },
      a: { rank: 4, tiedWith: [] },
    });
  });

  test('an order of the plenary separates what the criteria leave equal, and nothing else', () => {
    const list = [entry('a', 90), entry('b', 80, 60), entry('c', 80, 60), entry('d', 80, 70), entry('e', 80, 60)];
    expect(ranks(list, ['k'])).toEqual({ a: 1, d: 2, b: 3, c: 3, e: 3 });
    expect(ranks(list, ['k'], [['e', 'b', 'c']])).toEqual({ a: 1, d: 2, e: 3, b: 4, c: 5 });
    // Not even the plenary puts the lower total above.
    expect(ranks(list, ['k'], [['e', 'c', 'b', 'd', 'a']])).toEqual({ a: 1, d: 2, e: 3, c: 4, b: 5 });
    // Silent on one of the three.
    expect(ranks(list, ['k'], [['e', 'b']])).toEqual({ a: 1, d: 2, b: 3, c: 3, e: 3 });
  });

  test('breaks ties by the criteria in the order given', () => {
    const tied = [entry('a', 80, 60, 90), entry('b', 80, 70, 10), entry('c', 80, 60, 95), entry('d', 80, 60, 90)];
    expect(ranks(tied, ['k', 'd'])).toEqual({ b: 1, c: 2, a: 3, d: 3 });
    expect(ranks(tied, ['d', 'k'])).toEqual({ c: 1, a: 2, d: 2, b: 4 });
  });

  test('a criterion that does not apply to one of them is passed over', () => {
    const tied = [{ ...entry('a', 80, 0, 10), byCriterion: { k: null, d: 10 } }, entry('b', 80, 100, 5)];
    expect(ranks(tied, ['k', 'd'])).toEqual({ a: 1, b: 2 });
  });

  test('float noise is no difference, a real one is', () => {
    const noisy = 0.1 + 0.2;
    expect(ranks([entry('a', 0.3), entry('b', noisy)])).toEqual({ a: 1, b: 1 });
    expect(ranks([entry('a', 0.3), entry('b', 0.3 + 1e-8)])).toEqual({ b: 1, a: 2 });
  });

  test('a chain of neighbours within the tolerance is one tie, from either end', () => {
    const chain = [0, 1, 2, 3].map((i) => entry(`e${i}`, 50 + i * 0.8e-9));
    expect(new Set(Object.values(ranks(chain)))).toEqual(new Set([1]));
    expect(ranks([...chain].reverse())).toEqual(ranks(chain));
  });

  test('without a total there is no place, and none is taken', () => {
    expect(ranks([entry('a', null), entry('b', 10), entry('c', 0)])).toEqual({ a: null, b: 1, c: 2 });
  });

  test('the order of input never matters', () => {
    fc.assert(
      fc.property(
        entriesOf.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
        ),
        ([list, shuffled]) => {
          const sorted = (entries: Rankable[]) =>
            [...rankEntries(entries, { tieBreak: ['k', 'd'] })].sort(([a], [b]) => (a < b ? -1 : 1));
          expect(sorted(shuffled)).toEqual(sorted(list));
        },
      ),
    );
  });

  test('a place is one more than the number of entries that are strictly better', () => {
    fc.assert(
      fc.property(entriesOf, (list) => {
        const key = (e: Rankable) => [e.total ?? 0, e.byCriterion.k ?? 0, e.byCriterion.d ?? 0];
        const better = (a: Rankable, b: Rankable) => {
          const x = key(a);
          const i = x.findIndex((value, at) => value !== key(b)[at]);
          return i >= 0 && (x[i] ?? 0) > (key(b)[i] ?? 0);
        };
        const placings = rankEntries(list, { tieBreak: ['k', 'd'] });
        for (const e of list) {
          const expected = e.total === null ? null : 1 + list.filter((o) => o.total !== null && better(o, e)).length;
          expect(placings.get(e.id)?.rank).toBe(expected);
        }
      }),
    );
  });

  test('a better total never lowers a place', () => {
    fc.assert(
      fc.property(entriesOf, grid, (list, gain) => {
        const [first, ...rest] = list;
        if (first?.total == null) return;
        const before = rankEntries(list, { tieBreak: ['k', 'd'] }).get(first.id)?.rank ?? 0;
        const raised = { ...first, total: first.total + gain };
        expect(rankEntries([...rest, raised], { tieBreak: ['k', 'd'] }).get(first.id)?.rank).toBeLessThanOrEqual(
          before,
        );
      }),
    );
  });
});
