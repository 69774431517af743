import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PointsOf, ScoredCriterion } from './score-table.ts';
import { tally } from './tally.ts';

const criteria: ScoredCriterion[] = [
  {
    id: 'a',
    weight: 60,
    indicators: [
      { id: 'a1', weight: 1 },
      { id: 'a2', weight: 3 },
    ],
  },
  { id: 'b', weight: 40, indicators: [{ id: 'b1', weight: 2 }] },
];
const indicatorIds = ['a1', 'a2', 'b1'];
type Sheet = Record<string, number | 'missing'>;

/** One entry scored by these judges; NaN becomes null. */
function score(
  sheets: Record<string, Sheet>,
  given: Partial<Pick<PointsOf, 'criteria' | 'measured' | 'notApplicable'>> = {},
) {
  const judges = Object.keys(sheets);
  const tallied = tally(
    {
      criteria,
      measured: [],
      notApplicable: [],
      ...given,
      entries: ['e'],
      judges,
      assignments: judges.map((judge) => ({ entry: 'e', judge })),
      marks: judges.flatMap((judge) =>
        Object.entries(sheets[judge] ?? {}).flatMap(([indicator, points]) =>
          points === 'missing' ? [] : [{ entry: 'e', judge, indicator, points }],
        ),
      ),
    },
    { aggregate: 'mean', incomplete: 'unranked' },
  );
  const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  return { total: known(tallied.totals[0]), byCriterion: [...tallied.criteria].map(known), open: tallied.open[0] };
}
const without = (...indicators: string[]) => ({
  notApplicable: indicators.map((indicator) => ({ entry: 'e', indicator })),
});

const points = fc.integer({ min: 2, max: 10 }).map((n) => n * 10);
const sheet = fc.record({ a1: points, a2: points, b1: points });
const sheets = fc.dictionary(fc.constantFrom('x', 'y', 'z', 'w'), sheet, { minKeys: 1 });

describe('total of an entry', () => {
  test('weights indicators in the criterion, criteria in the total, and averages the judges', () => {
    // x: a = (40 + 3*80)/4 = 70, b = 50, total 0.6*70 + 0.4*50 = 62; y: a = 60, b = 100, total 76
    const result = score({ x: { a1: 40, a2: 80, b1: 50 }, y: { a1: 60, a2: 60, b1: 100 } });
    expect(result).toEqual({ total: 69, byCriterion: [65, 75], open: 0 });
  });

  test('weight of what does not apply goes to the others of the criterion', () => {
    expect(score({ x: { a2: 80, b1: 50 } }, without('a1')).total).toBeCloseTo(0.6 * 80 + 0.4 * 50, 12);
  });

  test('a criterion where nothing applies leaves its weight to the other criteria', () => {
    expect(score({ x: { a1: 40, a2: 80 } }, without('b1'))).toEqual({ total: 70, byCriterion: [70, null], open: 0 });
  });

  test('an entry to which nothing applies has no total, and nothing is open', () => {
    expect(score({ x: {} }, without(...indicatorIds))).toEqual({ total: null, byCriterion: [null, null], open: 0 });
  });

  test('a missing mark is missing: counted, and neither zero nor passed over', () => {
    const result = score({ x: { a1: 40, a2: 80, b1: 50 }, y: { a1: 60, b1: 100 } });
    expect(result).toEqual({ total: null, byCriterion: [null, 75], open: 1 });
  });

  test('without a judge only what is measured counts', () => {
    const measured = (given: Record<string, number>) => ({
      measured: Object.entries(given).map(([indicator, each]) => ({ entry: 'e', indicator, points: each })),
    });
    expect(score({}, measured({ a1: 40, a2: 80, b1: 50 })).total).toBe(62);
    expect(score({}, measured({ a1: 40, a2: 80 }))).toMatchObject({ total: null, open: 1 });
  });

  test('the order of judges never matters', () => {
    fc.assert(
      fc.property(sheets, (given) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        expect(score(reversed).total).toBeCloseTo(score(given).total ?? Number.NaN, 11);
      }),
    );
  });

  test('weights are scale-free', () => {
    fc.assert(
      fc.property(sheets, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (given, k, l) => {
        const scaled = criteria.map((criterion) => ({
          ...criterion,
          weight: criterion.weight * k,
          indicators: criterion.indicators.map((i) => ({ ...i, weight: (i.weight * l) / 7 })),
        }));
        expect(score(given, { criteria: scaled }).total).toBeCloseTo(score(given).total ?? Number.NaN, 9);
      }),
    );
  });

  test('any one open mark leaves the entry open, whatever the others are', () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom(...indicatorIds), fc.nat(), (given, indicator, n) => {
        const judges = Object.keys(given);
        const judge = judges[n % judges.length] ?? '';
        const open = { ...given, [judge]: { ...given[judge], [indicator]: 'missing' as const } };
        expect(score(open)).toMatchObject({ total: null, open: 1 });
      }),
    );
  });

  test('stays between the lowest and the highest mark, and rises with any mark', () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom(...indicatorIds), (given, indicator) => {
        const all = Object.values(given).flatMap((each) => Object.values(each));
        const total = score(given).total ?? Number.NaN;
        expect(total).toBeGreaterThanOrEqual(Math.min(...all) - 1e-9);
        expect(total).toBeLessThanOrEqual(Math.max(...all) + 1e-9);
        const [judge = ''] = Object.keys(given);
        const better = { ...given, [judge]: { ...given[judge], [indicator]: 110 } };
        expect(score(better).total).toBeGreaterThan(total);
      }),
    );
  });
});
