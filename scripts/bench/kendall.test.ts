import { describe, expect, it } from 'vitest';
import { kendall } from './kendall.ts';

describe('kendall', () => {
  it.each([
    ['the same order', [10, 20, 30], [11, 19, 35], 1, { tau: 1, pairs: 3 }],
    ['the reverse', [10, 20, 30], [30, 20, 10], 1, { tau: -1, pairs: 3 }],
    ['one pair of six changed', [10, 20, 30, 40], [10, 30, 20, 40], 1, { tau: 2 / 3, pairs: 6 }],
    ['a change among near ones', [10, 10.5, 30], [10.5, 10, 30], 1, { tau: 1, pairs: 2 }],
    ['a pair far apart in one list only, and turned', [10, 11, 30], [12, 10, 30], 1, { tau: 1 / 3, pairs: 3 }],
    ['a pair level in the second list', [10, 20], [15, 15], 1, { tau: 0, pairs: 1 }],
    ['nothing to compare', [10, 10.2], [10, 10.1], 1, { tau: null, pairs: 0 }],
  ])('of %s', (_, first, second, apart, expected) => {
    expect(kendall(first, second, apart)).toEqual(expected);
  });
});
