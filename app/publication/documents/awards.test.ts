import { expect, test } from 'vitest';
import type { PublicEntry } from '../public-view.ts';
import { awardsOf, titleOf } from './awards.ts';

const entry = (id: string, categoryRank: number | null, more: Partial<PublicEntry> = {}): PublicEntry =>
  ({ id, name: id, categoryRank, categoryTiedWith: [], heldBack: null, ...more }) as unknown as PublicEntry;
const category = (name: string, entries: PublicEntry[]) => ({ name, entries, winners: [] });
const places = { best: 3, hopeful: 3 };
const said = (entries: PublicEntry[], honoured = places) =>
  awardsOf({ categories: [category('Dinas', entries)] }, honoured).map(({ title, entry: { id } }) => `${title} ${id}`);

test('three best, three hopeful, and nobody behind them', () => {
  const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id, i) => entry(id, i + 1));
  expect(said(eight)).toEqual([
    'Terbaik I a',
    'Terbaik II b',
    'Terbaik III c',
    'Harapan I d',
    'Harapan II e',
    'Harapan III f',
  ]);
  expect(said(eight, { best: 1, hopeful: 0 })).toEqual(['Terbaik I a']);
  expect(titleOf(7, places)).toBeNull();
});

test('never more places than ranked entries minus one', () => {
  expect(said([entry('a', 1)])).toEqual([]);
  expect(said([entry('a', 1), entry('b', 2), entry('c', 3)])).toEqual(['Terbaik I a', 'Terbaik II b']);
  // Who takes no place does not make room for one.
  expect(said([entry('a', 1), entry('b', 2), entry('luar', null)])).toEqual(['Terbaik I a']);
});

test('a shared place is shared, and the one behind it is not filled', () => {
  const tied = [
    entry('a', 1, { categoryTiedWith: ['b'] }),
    entry('b', 1, { categoryTiedWith: ['a'] }),
    entry('c', 3),
    entry('d', 4),
  ];
  expect(said(tied)).toEqual(['Terbaik I a', 'Terbaik I b', 'Terbaik III c']);
});

test('a last place that is shared by all the rest honours none of them', () => {
  expect(
    said([entry('a', 1), entry('b', 2, { categoryTiedWith: ['c'] }), entry('c', 2, { categoryTiedWith: ['b'] })]),
  ).toEqual(['Terbaik I a']);
});

test('who is barred holds none, and nobody moves up', () => {
  const barred = entry('a', 1, { heldBack: { standing: 'barred', reason: 'sisipan judi' } });
  const undecided = entry('b', 2, { heldBack: { standing: 'undecided', reason: null } });
  expect(said([barred, undecided, entry('c', 3), entry('d', 4)])).toEqual(['Terbaik III c']);
});
