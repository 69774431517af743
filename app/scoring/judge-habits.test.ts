import { expect, test } from 'vitest';
import { judgeHabits } from './judge-habits.ts';
import { judgedPart, scoreTable } from './score-table.ts';

const criteria = [
  {
    id: 'k',
    weight: 1,
    indicators: [
      { id: 'k1', weight: 1 },
      { id: 'm1', weight: 1 },
    ],
  },
];
const mark = (entry: string, judge: string, indicator: string, points: number) => ({ entry, judge, indicator, points });
const given = {
  criteria,
  entries: ['a', 'b', 'c'],
  judges: ['A', 'B', 'C'],
  assignments: ['a', 'b', 'c'].flatMap((entry) => ['A', 'B'].map((judge) => ({ entry, judge }))),
  marks: [
    mark('a', 'A', 'k1', 40),
    mark('b', 'A', 'k1', 60),
    mark('c', 'A', 'k1', 80),
    mark('a', 'B', 'k1', 50),
    // Up by 20, down by 5, and once the same as measured.
    mark('a', 'A', 'm1', 90),
    mark('b', 'A', 'm1', 65),
    mark('c', 'A', 'm1', 70),
    // Of nobody assigned.
    mark('a', 'C', 'm1', 0),
  ],
  measured: ['a', 'b', 'c'].map((entry) => ({ entry, indicator: 'm1', points: 70 })),
  notApplicable: [],
};

test('spread, overrides and drift by hand', () => {
  const table = scoreTable(given);
  expect(judgeHabits(table, judgedPart(criteria, table))).toEqual([
    { spread: 20, proposals: 3, overrides: 2, drift: 7.5 },
    { spread: null, proposals: 3, overrides: 0, drift: null },
    { spread: null, proposals: 0, overrides: 0, drift: null },
  ]);
});

test('what does not apply was proposed to nobody', () => {
  const table = scoreTable({ ...given, notApplicable: [{ entry: 'a', indicator: 'm1' }] });
  expect(judgeHabits(table, judgedPart(criteria, table))[0]).toMatchObject({ proposals: 2, overrides: 1, drift: -5 });
});
