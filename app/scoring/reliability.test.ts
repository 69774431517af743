import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareTail } from './chi-square.ts';
import { intraclass, kendallW } from './complete-table.ts';
import { krippendorff } from './krippendorff.ts';

/** Values by unit and judge; null: not given. */
function alphaOf(units: (number | null)[][]) {
  const given = units.flatMap((row, unit) => row.flatMap((value) => (value === null ? [] : [{ unit, value }])));
  const values = Float64Array.from(given, ({ value }) => value);
  return krippendorff(
    values,
    Int32Array.from(given, ({ unit }) => unit),
    units.length,
  );
}

/** Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: judges A to D, units 1 to 12. */
const _ = null;
const byJudge = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
];
const krippendorffUnits = Array.from({ length: 12 }, (__, unit) => byJudge.map((row) => row[unit] ?? null));

/** Shrout and Fleiss (1979), table 2. */
const shroutFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

/** Data set `anxiety` of the R package irr (Gamer et al.): twenty people, three raters. */
const anxiety = [
  [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
  [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
  [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
];
const anxietyRows = Array.from({ length: 20 }, (__, row) => anxiety.map((rater) => rater[row] ?? 0));

describe("Krippendorff's alpha", () => {
  test('the published table, at four levels', () => {
    const alpha = alphaOf(krippendorffUnits);
    expect(alpha.nominal).toBeCloseTo(0.743, 3);
    expect(alpha.ordinal).toBeCloseTo(0.815, 3);
    expect(alpha.interval).toBeCloseTo(0.849, 3);
    expect(alpha.ratio).toBeCloseTo(0.797, 3);
  });

  test.each([
    ['A, binary', [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], 0.095],
    ['B, nominal', [1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4], 0.692],
  ])('two observers, Krippendorff (2011), section %s', (_name, meg, owen, expected) => {
    expect(alphaOf(meg.map((value, unit) => [value, owen[unit] ?? null])).nominal).toBeCloseTo(expected, 3);
  });

  test('full agreement is 1; without a pair, or with one value only, there is none', () => {
    const full = { nominal: 1, ordinal: 1, interval: 1, ratio: 1 };
    expect(
      alphaOf([
        [20, 20, 20],
        [60, 60, 60],
        [100, 100],
      ]),
    ).toEqual(full);
    const none = { nominal: null, ordinal: null, interval: null, ratio: null };
    expect(alphaOf([[20], [60]])).toEqual(none);
    expect(
      alphaOf([
        [60, 60],
        [60, 60],
      ]),
    ).toEqual(none);
    expect(alphaOf([])).toEqual(none);
  });

  test('agrees with its definition by pairs, whatever is missing and in whatever order', () => {
    const cell = fc.option(fc.constantFrom(0, 1, 2, 2.5, 4), { freq: 3 });
    const units = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(units, fc.boolean(), (rows, turned) => {
        const found = alphaOf(turned ? [...rows].reverse().map((row) => [...row].reverse()) : rows);
        for (const level of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
          const expected = byDefinition(rows, level);
          if (expected === null) expect(found[level]).toBeNull();
          else expect(found[level]).toBeCloseTo(expected, 10);
        }
      }),
    );
  });
});

/** 1 - D_o / D_e from the coincidences, as Krippendorff (2011) writes it. */
function byDefinition(rows: (number | null)[][], level: 'nominal' | 'ordinal' | 'interval' | 'ratio'): number | null {
  const units = rows.map((row) => row.filter((value) => value !== null)).filter((row) => row.length > 1);
  const all = units.flat();
  const distinct = [...new Set(all)].sort((a, b) => a - b);
  const count = (value: number) => all.filter((each) => each === value).length;
  const distance = (a: number, b: number): number => {
    if (a === b) return 0;
    if (level === 'nominal') return 1;
    if (level === 'interval') return (a - b) ** 2;
    if (level === 'ratio') return ((a - b) / (a + b)) ** 2;
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const between = distinct.filter((value) => value >= low && value <= high).reduce((sum, v) => sum + count(v), 0);
    return (between - (count(low) + count(high)) / 2) ** 2;
  };
  let observed = 0;
  for (const unit of units)
    for (let i = 0; i < unit.length; i++)
      for (let j = 0; j < unit.length; j++)
        if (i !== j) observed += distance(unit[i] ?? 0, unit[j] ?? 0) / (unit.length - 1);
  let expected = 0;
  for (let i = 0; i < all.length; i++)
    for (let j = 0; j < all.length; j++) if (i !== j) expected += distance(all[i] ?? 0, all[j] ?? 0);
  expected /= all.length - 1;
  return expected > 0 ? 1 - observed / expected : null;
}

describe('intraclass correlation', () => {
  test('the published table, all six forms', () => {
    const icc = intraclass(shroutFleiss);
    const rounded = Object.fromEntries(Object.entries(icc ?? {}).map(([form, value]) => [form, value.toFixed(3)]));
    expect(rounded).toEqual({
      '1,1': '0.166',
      '1,k': '0.443',
      '2,1': '0.290',
      '2,k': '0.620',
      '3,1': '0.715',
      '3,k': '0.909',
    });
  });

  test('irr’s example: agreement of single raters, two-way', () => {
    expect(intraclass(anxietyRows)?.['2,1']).toBeCloseTo(0.198, 3);
  });

  test('none without two rows and columns, or when nothing varies', () => {
    expect(intraclass([[1, 2]])).toBeNull();
    expect(intraclass([[1], [2]])).toBeNull();
    expect(
      intraclass([
        [3, 3],
        [3, 3],
      ]),
    ).toBeNull();
  });
});

describe("Kendall's W", () => {
  test('full agreement is 1, full disagreement of two judges 0', () => {
    const rows = [1, 2, 3, 4, 5];
    expect(kendallW(rows.map((row) => [row, row * 2, row * 7]))).toMatchObject({ w: 1, wUncorrected: 1, chi2: 12 });
    expect(kendallW(rows.map((row) => [row, -row]))?.w).toBeCloseTo(0, 12);
  });

  test('ties, by hand', () => {
    // Ranks 1.5 1.5 3 4 | 1 2.5 2.5 4 | 1 2 3 4: sums 3.5 6 8.5 12, squares 264.5, ties 6 + 6.
    // (12 * 264.5 - 3 * 9 * 4 * 25) / (9 * 4 * 15) = 474/540; corrected: 474 / (540 - 3 * 12).
    const found = kendallW([
      [5, 1, 10],
      [5, 2, 20],
      [6, 2, 30],
      [7, 3, 40],
    ]);
    expect(found?.wUncorrected).toBeCloseTo(474 / 540, 12);
    expect(found?.w).toBeCloseTo(474 / 504, 12);
    expect(found?.chi2).toBeCloseTo((9 * 474) / 504, 12);
  });

  test('irr’s example with ties: Wt 0.54, chi-square 30.8 with 19 degrees of freedom, p 0.0429', () => {
    const found = kendallW(anxietyRows);
    expect(found?.w).toBeCloseTo(0.54, 2);
    expect(found?.chi2).toBeCloseTo(30.8, 1);
    expect(found?.p).toBeCloseTo(0.0429, 4);
  });

  test('none when everybody ties everything', () => {
    expect(
      kendallW([
        [1, 2],
        [1, 2],
      ]),
    ).toBeNull();
  });
});

test.each([
  // Abramowitz and Stegun, table 26.8, and exp(-x/2) for two degrees of freedom.
  [3.841_458_820_694_124, 1, 0.05],
  [9.487_729_036_781_154, 4, 0.05],
  [135.806_723_3, 100, 0.01],
  [2, 2, Math.exp(-1)],
  [40, 2, Math.exp(-20)],
  [0, 5, 1],
])('of chi-square, at least %f with %i degrees of freedom: %f', (x, freedom, tail) => {
  expect(chiSquareTail(x, freedom)).toBeCloseTo(tail, 8);
});
