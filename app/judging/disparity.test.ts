import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ComparedSheet, disparitiesWith, typedGap } from './disparity.ts';

const content = {
  id: 'konten',
  indicators: [
    { id: 'K1', weight: 3 },
    { id: 'K2', weight: 1 },
  ],
};
const design = { id: 'desain', indicators: [{ id: 'D1', weight: 1 }] };
const sheet = (judgeId: string, points: Record<string, number>): ComparedSheet => ({
  judgeId,
  points: new Map(Object.entries(points)),
});

test('compares the weighted mean of a criterion, each criterion by itself', () => {
  // konten: 80 against 50 (3:1), desain: 60 against 60.
  const found = disparitiesWith(
    [content, design],
    sheet('a', { K1: 80, K2: 80, D1: 60 }),
    [sheet('b', { K1: 40, K2: 80, D1: 60 })],
    25,
  );
  expect(found).toEqual([{ criterion: 'konten', judges: ['a', 'b'], difference: 30 }]);
});

test('a difference of exactly the gap asks nobody, the least more does', () => {
  const of = (points: number) => disparitiesWith([design], sheet('a', { D1: 85 }), [sheet('b', { D1: points })], 25);
  expect(of(60)).toEqual([]);
  expect(of(59.9)).toHaveLength(1);
  // 0.1 + 0.2 is more than 0.3.
  const thirds = { id: 'k', indicators: ['1', '2', '3'].map((id) => ({ id, weight: 0.1 })) };
  const all = (points: number) => ({ 1: points, 2: points, 3: points });
  expect(disparitiesWith([thirds], sheet('a', all(70)), [sheet('b', all(45))], 25)).toEqual([]);
});

test('what only one of the two scored does not set them apart', () => {
  expect(disparitiesWith([content], sheet('a', { K1: 60, K2: 100 }), [sheet('b', { K1: 60 })], 5)).toEqual([]);
  expect(disparitiesWith([content], sheet('a', { K2: 100 }), [sheet('b', { K1: 20 })], 5)).toEqual([]);
});

test('each of the others is compared with the fresh sheet, not with one another', () => {
  const others = [sheet('b', { D1: 20 }), sheet('c', { D1: 60 }), sheet('d', { D1: 100 })];
  const found = disparitiesWith([design], sheet('a', { D1: 60 }), others, 25);
  expect(found.map(({ judges }) => judges[1])).toEqual(['b', 'd']);
});

test('whoever submits last, the same two are apart by as much', () => {
  const points = fc.record({ K1: fc.double({ min: 0, max: 100, noNaN: true }), K2: fc.integer({ min: 0, max: 100 }) });
  fc.assert(
    fc.property(points, points, fc.integer({ min: 1, max: 100 }), (one, other, gap) => {
      const forth = disparitiesWith([content], sheet('a', one), [sheet('b', other)], gap);
      const back = disparitiesWith([content], sheet('b', other), [sheet('a', one)], gap);
      expect(back.map(({ difference }) => difference)).toEqual(forth.map(({ difference }) => difference));
      for (const { difference } of forth) expect(difference).toBeGreaterThan(gap);
    }),
  );
});

test('a gap is typed with comma or point, from 1 to 100', () => {
  expect(['25', ' 12,5 ', '12.5', '100', '1'].map(typedGap)).toEqual([25, 12.5, 12.5, 100, 1]);
  expect(['0', '100,5', '', '-5', '2e1', '12,55', 'dua'].map(typedGap)).toEqual(Array(7).fill(null));
});
