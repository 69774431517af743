import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, type ScoredCriterion, scoreEntry } from './aggregate.ts';

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

function score(cells: Record<string, Record<string, Cell>>, of: ScoredCriterion[] = criteria) {
  return scoreEntry(of, {
    judges: Object.keys(cells),
    cell: (judge, indicator) => cells[judge ?? '']?.[indicator] ?? 'missing',
  });
}

const points = fc.integer({ min: 2, max: 10 }).map((n) => n * 10);
const sheet = fc.record({ a1: points, a2: points, b1: points });
const sheets = fc.dictionary(fc.constantFrom('x', 'y', 'z', 'w'), sheet, { minKeys: 1 });

describe('scoreEntry', () => {
  test('weights indicators in the criterion, criteria in the total, and averages the judges', () => {
    // x: a = (40 + 3*80)/4 = 70, b = 50, total 0.6*70 + 0.4*50 = 62; y: a = 60, b = 100, total 76
    const result = score({ x: { a1: 40, a2: 80, b1: 50 }, y: { a1: 60, a2: 60, b1: 100 } });
    expect(result).toEqual({ total: 69, byCriterion: { a: 65, b: 75 }, complete: true, missing: [] });
  });

  test('weight of what does not apply goes to the others of the criterion', () => {
    expect(score({ x: { a1: 'notApplicable', a2: 80, b1: 50 } }).total).toBeCloseTo(0.6 * 80 + 0.4 * 50, 12);
  });

  test('a criterion where nothing applies leaves its weight to the other criteria', () => {
    const result = score({ x: { a1: 40, a2: 80, b1: 'notApplicable' } });
    expect(result).toMatchObject({ total: 70, byCriterion: { a: 70, b: null }, complete: true });
  });

  test('an entry to which nothing applies has no total', () => {
    const nothing = score({ x: { a1: 'notApplicable', a2: 'notApplicable', b1: 'notApplicable' } });
    expect(nothing).toMatchObject({ total: null, complete: false, missing: [] });
  });

  test('a missing mark is missing: named, and neither zero nor passed over', () => {
    const result = score({ x: { a1: 40, a2: 80, b1: 50 }, y: { a1: 60, b1: 100 } });
    expect(result).toEqual({
      total: null,
      byCriterion: { a: null, b: 75 },
      complete: false,
      missing: [{ judge: 'y', indicator: 'a2' }],
    });
  });

  test('without a judge only what is measured counts', () => {
    const common = (given: Record<string, Cell>) =>
      scoreEntry(criteria, { judges: [], cell: (_, indicator) => given[indicator] ?? 'missing' });
    expect(common({ a1: 40, a2: 80, b1: 50 }).total).toBe(62);
    expect(common({ a1: 40, a2: 80 }).missing).toEqual([{ judge: null, indicator: 'b1' }]);
  });

  test('the order of judges never matters, to the last bit', () => {
    fc.assert(
      fc.property(sheets, (given) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        expect(score(reversed)).toEqual(score(given));
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
        expect(score(given, scaled).total).toBeCloseTo(score(given).total ?? Number.NaN, 9);
      }),
    );
  });

  test('any one open mark leaves the entry open, whatever the others are', () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom(...indicatorIds), fc.nat(), (given, indicator, n) => {
        const judges = Object.keys(given);
        const judge = judges[n % judges.length] ?? '';
        const open = { ...given, [judge]: { ...given[judge], [indicator]: 'missing' as const } };
        expect(score(open)).toMatchObject({ total: null, complete: false, missing: [{ judge, indicator }] });
      }),
    );
  });

  test('stays between the lowest and the highest mark, and rises with any mark', () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom(...indicatorIds), (given, indicator) => {
        const all = Object.values(given).flatMap((s) => Object.values(s));
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
