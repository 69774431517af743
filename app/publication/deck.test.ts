import { expect, test } from 'vitest';
import { actOf, deckOf, stepsOf } from './deck.ts';
import { awardsOf } from './documents/awards.ts';
import type { PublicEntry } from './public-view.ts';

const entry = (name: string, categoryRank: number | null, more: Partial<PublicEntry> = {}) =>
  ({
    id: name,
    name,
    categoryRank,
    total: 90,
    categoryTiedWith: [],
    heldBack: null,
    ...more,
  }) as unknown as PublicEntry;
const category = (name: string, entries: PublicEntry[]) => ({ name, winners: [], entries });
const awards = (categories: ReturnType<typeof category>[]) => awardsOf({ categories }, { best: 3, hopeful: 3 });

test('from Harapan III up to Terbaik I, one press each', () => {
  const seven = Array.from({ length: 7 }, (_, i) => entry(`Dinas ${i + 1}`, i + 1));
  const deck = deckOf(awards([category('Dinas', seven)]));
  expect(deck[0]?.reveals.map(({ title, names }) => [title, ...names])).toEqual([
    ['Harapan III', 'Dinas 6'],
    ['Harapan II', 'Dinas 5'],
    ['Harapan I', 'Dinas 4'],
    ['Terbaik III', 'Dinas 3'],
    ['Terbaik II', 'Dinas 2'],
    ['Terbaik I', 'Dinas 1'],
  ]);
  const steps = stepsOf(deck);
  expect(steps.map((step) => (step.kind === 'category' ? step.shown : step.kind))).toEqual([
    'opening',
    ...[0, 1, 2, 3, 4, 5, 6],
    'end',
  ]);
});

test('a shared place is revealed at once, a barred entry never, a category without an award not at all', () => {
  const deck = deckOf(
    awards([
      category('Badan', [
        entry('A', 1),
        entry('B', 1),
        entry('C', 3, { heldBack: { standing: 'barred', reason: 'x' } }),
        entry('D', 4),
        entry('E', 5),
      ]),
      category('RSUD', [entry('Satu', 1)]),
    ]),
  );
  expect(deck.map(({ name }) => name)).toEqual(['Badan']);
  expect(deck[0]?.reveals).toMatchObject([
    { title: 'Harapan I', names: ['D'] },
    { title: 'Terbaik I', names: ['A', 'B'] },
  ]);
});

test('keys of keyboards and clickers', () => {
  expect(['PageDown', ' ', 'ArrowRight', 'ArrowDown'].map(actOf)).toEqual(Array(4).fill('forward'));
  expect(['PageUp', 'ArrowLeft', 'ArrowUp'].map(actOf)).toEqual(Array(3).fill('back'));
  expect([actOf('Home'), actOf('.'), actOf('q')]).toEqual(['first', 'blank', null]);
});
