import { describe, expect, test } from 'vitest';
import type { BecauseRow } from './audit.schema.ts';
import { pointsDeviation, standardError } from './run-spread.ts';

describe('standardError', () => {
  test('of one page: standard deviation over the root of the runs', () => {
    expect(standardError([[0.4, 0.5, 0.6]])).toBeCloseTo(0.1 / Math.sqrt(3), 12);
  });

  test('pages that differ from each other but not from themselves are certain', () => {
    expect(
      standardError([
        [0.9, 0.9],
        [0.2, 0.2],
      ]),
    ).toBe(0);
  });

  test('of two pages: the error of their mean', () => {
    // Variances of the means 0.02/2 and 0.005/2.
    expect(
      standardError([
        [0.4, 0.6],
        [0.5, 0.6],
      ]),
    ).toBeCloseTo(Math.sqrt(0.01 + 0.0025) / 2, 12);
  });

  test('single runs tell nothing', () => {
    expect(standardError([[0.4], []])).toBeNull();
    expect(standardError([])).toBeNull();
  });
});

describe('pointsDeviation', () => {
  const row = (values: Partial<BecauseRow>): BecauseRow => ({
    signal: 'lighthouse-performance',
    outcome: 'measured',
    value: 0.5,
    unit: 'score',
    weight: 1,
    curve: [
      [0, 0],
      [0.5, 80],
      [1, 100],
    ],
    points: 80,
    ...values,
  });
  const of = (rows: BecauseRow[]) => pointsDeviation(rows, 'lighthouse-performance', 0.05);

  test('follows the curve on either side of the value', () => {
    // 72 below, 82 above: half of 10.
    expect(of([row({})])).toBeCloseTo(5, 12);
  });

  test('counts by its weight among the signals that gave points', () => {
    const other = row({ signal: 'lain', weight: 2 });
    expect(of([row({}), other])).toBeCloseTo(5 / 3, 12);
    expect(of([row({}), { ...other, outcome: 'notApplicable', points: null }])).toBeCloseTo(5, 12);
  });

  test('is nothing where the site failed, was not measured, or the curve is flat', () => {
    expect(of([row({ outcome: 'failed', value: null, points: 0 })])).toBe(0);
    expect(of([row({ points: null, value: null, outcome: 'unmeasured' })])).toBe(0);
    expect(
      of([
        row({
          curve: [
            [0.9, 0],
            [1, 100],
          ],
          points: 0,
        }),
      ]),
    ).toBe(0);
    expect(of([])).toBe(0);
  });
});
