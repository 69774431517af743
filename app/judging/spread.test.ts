import { expect, test } from 'vitest';
import { spreadOf } from './spread.ts';

test('levels are counted and stand in rising order, whoever gave them', () => {
  const spread = { levels: [2, 3.5, 4].map((level, i) => ({ level, count: [1, 2, 1][i] })), total: 4 };
  expect(spreadOf([3.5, 2, 4, 3.5])).toEqual(spread);
  expect(spreadOf([4, 3.5, 3.5, 2])).toEqual(spread);
});

test('one other alone is not told of, nor nobody', () => {
  expect(spreadOf([])).toBeNull();
  expect(spreadOf([4])).toBeNull();
  expect(spreadOf([4, 4])?.total).toBe(2);
});
