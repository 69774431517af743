import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomContest } from '#tests/support/random-contest.ts';
import { aggregates } from './method.ts';
import { gapBetween, partsOfTotal } from './parts.ts';
import { tally } from './tally.ts';

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe.each(aggregates)('%s', (aggregate) => {
  test.each(['unranked', 'ranked'] as const)('parts sum to totals and to the gap, open entries %s', (incomplete) => {
    let compared = 0;
    fc.assert(
      fc.property(randomContest, (contest) => {
        const method = { aggregate, incomplete };
        const tallied = tally(contest, method);
        const parts = contest.entries.map((_, e) => partsOfTotal(tallied, method, e));
        parts.forEach((each, e) => {
          expect(each === null).toBe(Number.isNaN(tallied.totals[e] ?? Number.NaN));
          if (!each) return;
          expect(each.total).toBe(tallied.totals[e]);
          const told = sum(each.indicators.map((part) => part.contribution)) + each.severity + each.remainder;
          expect(Math.abs(told - each.total)).toBeLessThan(1e-9);
          expect(Math.abs(sum(each.indicators.map((part) => part.share)) - 1)).toBeLessThan(1e-9);
          // Only what is no sum over indicators has a remainder.
          if (aggregate === 'mean' || aggregate === 'severity-adjusted')
            expect(Math.abs(each.remainder)).toBeLessThan(1e-9);
          if (aggregate !== 'severity-adjusted') expect(each.severity).toBe(0);
        });
        for (const a of parts)
          for (const b of parts) {
            if (!a || !b) continue;
            compared += 1;
            const { indicators, severity, remainder, gap } = gapBetween(a, b);
            const told = sum(indicators.map((row) => row.difference)) + severity + remainder;
            expect(gap).toBe(a.total - b.total);
            expect(Math.abs(told - gap)).toBeLessThan(1e-9);
          }
      }),
      { numRuns: 150, seed: 4 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});

const contest = {
  criteria: [
    { id: 'k', weight: 3, indicators: [{ id: 'k1', weight: 1 }] },
    { id: 'o', weight: 1, indicators: [{ id: 'o1', weight: 1 }] },
  ],
  entries: ['a', 'b', 'c'],
  judges: ['L', 'S'],
  // L gives 10 more than S on what both judge.
  assignments: [
    { entry: 'a', judge: 'S' },
    { entry: 'b', judge: 'L' },
    { entry: 'c', judge: 'L' },
    { entry: 'c', judge: 'S' },
  ],
  marks: [
    { entry: 'a', judge: 'S', indicator: 'k1', points: 60 },
    { entry: 'b', judge: 'L', indicator: 'k1', points: 80 },
    { entry: 'c', judge: 'L', indicator: 'k1', points: 50 },
    { entry: 'c', judge: 'S', indicator: 'k1', points: 40 },
  ],
  measured: ['a', 'b', 'c'].map((entry) => ({ entry, indicator: 'o1', points: 40 })),
  notApplicable: [],
};

test('by hand: contributions weigh points, and severity is a part of its own', () => {
  const method = { aggregate: 'severity-adjusted', incomplete: 'unranked' } as const;
  const tallied = tally(contest, method);
  const [a, b] = [partsOfTotal(tallied, method, 0), partsOfTotal(tallied, method, 1)];
  if (!a || !b) throw new Error('no totals');
  expect(a.indicators.map((part) => part.contribution)).toEqual([45, 10]);
  // S is 5 below the average judge, on three quarters of the total.
  expect(a.severity).toBeCloseTo(3.75, 9);
  expect(b.severity).toBeCloseTo(-3.75, 9);
  const gap = gapBetween(a, b);
  expect(gap.indicators.map((row) => row.difference)).toEqual([-15, 0]);
  expect(gap.severity).toBeCloseTo(7.5, 9);
  expect(gap.gap).toBeCloseTo(-7.5, 9);
});

test('what does not apply carries nothing, and the median’s share of the gap is named', () => {
  const method = { aggregate: 'median', incomplete: 'unranked' } as const;
  const assignments = ['A', 'B', 'C'].map((judge) => ({ entry: 'a', judge }));
  const given = {
    ...contest,
    judges: ['A', 'B', 'C'],
    entries: ['a'],
    assignments,
    marks: [0, 60, 90].map((points, at) => ({ entry: 'a', judge: 'ABC'.charAt(at), indicator: 'k1', points })),
    measured: [],
    notApplicable: [{ entry: 'a', indicator: 'o1' }],
  };
  const parts = partsOfTotal(tally(given, method), method, 0);
  expect(parts?.indicators[1]).toEqual({ indicator: 'o1', share: 0, points: null, contribution: 0 });
  expect(parts?.total).toBe(60);
  expect(parts?.remainder).toBeCloseTo(10, 9);
});
