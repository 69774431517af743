import { expect, test } from 'vitest';
import { agreementOf, judgeCards } from './judge-cards.ts';

const habits = { spread: 9, proposals: 4, overrides: 1, drift: 5 };
const judge = (id: string, effect: number | null, correlation: number | null) => ({
  id,
  effect,
  sheets: 3,
  correlation,
  outliers: [
    { entry: 'a', residual: -8, z: -3 },
    { entry: 'tidak-ada', residual: 1, z: 2.6 },
  ],
});

test('figures become words, codes names, and outliers lead to entries', () => {
  const cards = judgeCards(
    [judge('J1', -4, 0.9), judge('J2', 0.4, 0.6), judge('J3', 3, 0.1), judge('J4', null, null)],
    [{ id: 'J1', ...habits }],
    new Map([
      ['J1', 'Wati'],
      ['J2', 'Adi'],
    ]),
    new Map([['a', { entryId: 'uuid-a', name: 'Dinas A' }]]),
  );
  expect(cards.map(({ name, severity, alike }) => [name, severity, alike])).toEqual([
    ['Adi', 'average', 'fair'],
    ['J3', 'lenient', 'weak'],
    ['J4', 'unknown', 'unknown'],
    ['Wati', 'strict', 'strong'],
  ]);
  expect(cards[3]).toMatchObject({ ...habits, outliers: [{ entryId: 'uuid-a', name: 'Dinas A', residual: -8 }] });
});

test.each([
  [null, 'unknown'],
  [0.8, 'strong'],
  [0.799, 'fair'],
  [0.667, 'fair'],
  [0.666, 'weak'],
  [-0.2, 'weak'],
])('alpha %s is %s', (alpha, word) => {
  expect(agreementOf(alpha)).toBe(word);
});
