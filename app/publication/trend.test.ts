import { expect, test } from 'vitest';
import { computeResults } from './compute.ts';
import type { DatasetInput } from './dataset.schema.ts';
import { trendOf } from './trend.ts';

/** Released results of a year: each entry's points, null for one without a mark. */
function year(at: number, points: Record<string, number | null>, rubricVersionId = 'r1', name = (id: string) => id) {
  const data: DatasetInput = {
    format: 'opd-contest/1',
    contest: { id: String(at) },
    scale: { min: 0, max: 100 },
    method: { aggregate: 'mean', tieBreak: ['k'] },
    criteria: [{ id: 'k', weight: 1, indicators: [{ id: 'K1', weight: 1 }] }],
    entries: Object.keys(points).map((id) => ({ id, category: 'Dinas', name: name(id) })),
    judges: [{ id: 'J1' }],
    assignments: Object.keys(points).map((entry) => ({ entry, judge: 'J1' })),
    marks: Object.entries(points).flatMap(([entry, given]) =>
      given === null ? [] : [{ entry, judge: 'J1', indicator: 'K1', points: given }],
    ),
    measured: [],
  };
  return { year: at, document: { ...data, results: computeResults(data) }, rubricVersionId };
}

test('years in order whatever the order they come in; who took no part has a gap, a name is the newest', () => {
  const { years, rows } = trendOf([
    year(2026, { a: 80, c: 60 }, 'r1', (id) => `${id} baru`),
    year(2024, { a: 50, b: 70 }),
    year(2025, { a: 65, b: null, c: 50 }),
  ]);
  expect(years.map((each) => each.year)).toEqual([2024, 2025, 2026]);
  const of = (code: string) => rows.find((row) => row.code === code);
  expect(of('a')).toMatchObject({ name: 'a baru', change: 15 });
  expect(of('a')?.points.map((point) => [point?.total, point?.categoryRank])).toEqual([
    [50, 2],
    [65, 1],
    [80, 1],
  ]);
  expect(of('b')?.points.map((point) => point?.total)).toEqual([70, null, undefined]);
  expect(of('b')).toMatchObject({ name: 'b', change: null });
  expect(of('c')).toMatchObject({ change: 10, points: [null, { total: 50 }, { total: 60 }] });
});

test('totals of two rubrics are not subtracted', () => {
  const { years, rows } = trendOf([year(2025, { a: 50 }, 'r1'), year(2026, { a: 60 }, 'r2')]);
  expect(years.map(({ sameRubric }) => sameRubric)).toEqual([false, false]);
  expect(rows[0]?.change).toBeNull();
});

test('one year has no difference, none no rows', () => {
  expect(trendOf([year(2026, { a: 60 })]).rows[0]?.change).toBeNull();
  expect(trendOf([])).toEqual({ years: [], rows: [] });
});
