import { expect, test } from 'vitest';
import { computeResults } from './compute.ts';
import type { DatasetInput } from './dataset.schema.ts';
import { differenceOf } from './difference.ts';

const places = { best: 3, hopeful: 0 };

function documentOf(points: Record<string, number>, more: (data: DatasetInput) => DatasetInput = (data) => data) {
  const ids = Object.keys(points);
  const data = more({
    format: 'opd-contest/1',
    contest: { id: '2026', name: 'Lomba' },
    scale: { min: 0, max: 100 },
    method: { aggregate: 'mean', tieBreak: ['konten'], bootstrap: { draws: 0, seed: 1 } },
    criteria: [{ id: 'konten', weight: 100, name: 'Konten', indicators: [{ id: 'K1', weight: 1 }] }],
    entries: ids.map((id) => ({ id, category: 'Dinas', name: `Dinas ${id.toUpperCase()}` })),
    judges: [{ id: 'J1' }],
    marks: ids.map((entry) => ({ entry, judge: 'J1', indicator: 'K1', points: points[entry] ?? 0 })),
    measured: [],
  });
  return { ...data, results: computeResults(data) };
}

test('the same results differ in nothing', () => {
  const one = documentOf({ a: 90, b: 80, c: 70 });
  expect(differenceOf(one, documentOf({ a: 90, b: 80, c: 70 }), places)).toEqual({
    entries: [],
    weights: [],
    method: null,
  });
});

test('one total that passes another changes points, both places and both honours; who stayed is not listed', () => {
  const before = documentOf({ a: 90, b: 80, c: 70, d: 60 });
  const { entries } = differenceOf(before, documentOf({ a: 90, b: 95, c: 70, d: 60 }), places);
  expect(entries.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(entries[0]).toMatchObject({
    kind: 'changed',
    name: 'Dinas B',
    total: { before: 80, after: 95 },
    rank: { before: 2, after: 1 },
    categoryRank: { before: 2, after: 1 },
    award: { before: 'Terbaik II', after: 'Terbaik I' },
    criteria: [{ points: { before: 80, after: 95 } }],
  });
  expect(entries[1]).toMatchObject({ total: { before: 90, after: 90 }, rank: { before: 1, after: 2 }, criteria: [] });
});

test('entries that came, went or moved to another category, and one that lost its honour alone', () => {
  const before = documentOf({ a: 90, b: 80, c: 70, d: 60 });
  const after = documentOf({ a: 90, b: 80, d: 60, e: 50 }, (data) => ({
    ...data,
    entries: data.entries.map((entry) =>
      entry.id === 'd'
        ? { ...entry, category: 'Badan' }
        : entry.id === 'a'
          ? { ...entry, honour: { standing: 'barred', reason: 'temuan' } }
          : entry,
    ),
  }));
  const found = new Map(differenceOf(before, after, places).entries.map((each) => [each.id, each]));
  expect(found.get('e')).toMatchObject({ kind: 'added', total: { before: null, after: 50 } });
  expect(found.get('c')).toMatchObject({ kind: 'removed', award: { before: 'Terbaik III', after: null } });
  expect(found.get('d')).toMatchObject({ moved: { before: 'Dinas', after: 'Badan' } });
  expect(found.get('a')).toMatchObject({
    total: { before: 90, after: 90 },
    rank: { before: 1, after: 1 },
    award: { before: 'Terbaik I', after: null },
  });
  expect(found.has('b')).toBe(false);
});

test('weights, and the method that computed', () => {
  const before = documentOf({ a: 90, b: 80 });
  const after = documentOf({ a: 90, b: 80 }, (data) => ({
    ...data,
    criteria: [
      ...data.criteria.map((criterion) => ({ ...criterion, weight: 60 })),
      { id: 'rupa', weight: 40, name: 'Rupa', indicators: [{ id: 'R1', weight: 1 }] },
    ],
    marks: ['a', 'b'].flatMap((entry) =>
      ['K1', 'R1'].map((indicator) => ({ entry, judge: 'J1', indicator, points: entry === 'a' ? 90 : 80 })),
    ),
  }));
  const older = { ...before, results: { ...before.results, methodVersion: 'lama' } };
  const { weights, method } = differenceOf(older, after, places);
  expect(weights.map(({ name, weight }) => [name.id, weight])).toEqual([
    ['Konten', { before: 100, after: 60 }],
    ['Rupa', { before: null, after: 40 }],
  ]);
  expect(method).toMatchObject({ before: 'lama' });
});
