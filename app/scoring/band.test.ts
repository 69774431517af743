import { describe, expect, test } from 'vitest';
import { bandOf } from './band.ts';

const bands = [
  { from: 60, name: 'C' },
  { from: 90, name: 'A' },
  { from: 80, name: 'B' },
];

describe('bandOf', () => {
  test.each([
    [100, 'A'],
    [90, 'A'],
    [89.99999999999, 'A'],
    [89.996, 'B'],
    [80, 'B'],
    [60, 'C'],
    [59.9, undefined],
  ])('%f is %s', (total, name) => {
    expect(bandOf(bands, total)?.name).toBe(name);
  });
});
