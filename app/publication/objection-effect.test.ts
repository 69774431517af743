import { expect, test } from 'vitest';
import { computeResults } from './compute.ts';
import type { DatasetInput } from './dataset.schema.ts';
import { effectOf } from './objection-effect.ts';
import type { OpenItem } from './open.ts';

const dataset = (points: number): DatasetInput => ({
  format: 'opd-contest/1',
  contest: { id: 'uji' },
  scale: { min: 0, max: 100 },
  method: { aggregate: 'mean', tieBreak: ['a'], bootstrap: { draws: 0, seed: 1 } },
  criteria: [
    {
      id: 'a',
      weight: 1,
      indicators: [
        { id: 'A1', weight: 1 },
        { id: 'A2', weight: 1 },
      ],
    },
  ],
  entries: ['x', 'y', 'z'].map((id) => ({ id, category: 'Dinas', standing: 'ranked' })),
  judges: [{ id: 'J1' }],
  marks: ['x', 'y', 'z'].map((entry) => ({ entry, judge: 'J1', indicator: 'A1', points: 50 })),
  measured: [
    { entry: 'x', indicator: 'A2', points },
    { entry: 'y', indicator: 'A2', points: 60 },
    { entry: 'z', indicator: 'A2', points: 10 },
  ],
});
function tallied(points: number, open: Record<string, OpenItem[]> = {}) {
  const results = computeResults(dataset(points));
  const entries = results.entries.map((entry) => ({
    ...entry,
    entryId: `uuid-${entry.id}`,
    open: open[entry.id] ?? [],
  }));
  return { dataset: dataset(points), results, entries };
}

test('points, total and every place that moves, in the order of the new places', () => {
  const effect = effectOf(tallied(40), tallied(80), 'uuid-x', 'A2');
  expect(effect).toMatchObject({
    points: { before: 40, after: 80 },
    total: { before: 45, after: 65 },
    moved: [
      { entry: 'x', rank: { before: 2, after: 1 }, categoryRank: { before: 2, after: 1 } },
      { entry: 'y', rank: { before: 1, after: 2 } },
    ],
    opened: [],
  });
  expect(effect.hash.before).not.toBe(effect.hash.after);
});

test('what becomes open is named; what was open, and the objection itself, is not', () => {
  const objection: OpenItem = { kind: 'objectionWaiting', indicator: 'A2' };
  const known: OpenItem = { kind: 'honourWaiting', place: 1 };
  const tie: OpenItem = { kind: 'tieWaiting', place: 1, withIds: ['y'] };
  const before = tallied(40, { x: [objection], z: [known] });
  const after = tallied(60, { x: [objection, tie], z: [known] });
  const effect = effectOf(before, after, 'uuid-x', 'A2');
  expect(effect.opened).toEqual([{ entryId: 'uuid-x', item: tie }]);
});

test('an outcome that changes nothing moves nothing', () => {
  const effect = effectOf(tallied(40), tallied(40), 'uuid-x', 'A2');
  expect(effect).toMatchObject({ points: { before: 40, after: 40 }, moved: [], opened: [] });
  expect(effect.hash.before).toBe(effect.hash.after);
});
