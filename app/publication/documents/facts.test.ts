import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { computeResults } from '../compute.ts';
import { readDataset } from '../read.ts';
import { highsAndLows, medianOf, resultFacts } from './facts.ts';
import { indicatorFacts } from './indicator-means.ts';

const input = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/golden/contest.json', import.meta.url), 'utf8'),
) as object;
const golden = { ...input, results: computeResults(input) };

test('the middle of an even number is between two', () => {
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([4, 1, 2, 3])).toBe(2.5);
});

test('indicators weighed by their shares are the mean of the judges’ totals', () => {
  const data = readDataset(golden);
  const facts = resultFacts(golden);
  const entries = facts.view.categories
    .flatMap((category) => category.entries)
    .filter((entry) => entry.rawMean !== null);
  expect(entries.length).toBeGreaterThan(3);
  for (const entry of entries) {
    const parts = indicatorFacts(data, entry.id);
    expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const total = parts.reduce((sum, { share, points }) => sum + share * (points ?? 0), 0);
    expect(total, entry.id).toBeCloseTo(entry.rawMean ?? Number.NaN, 6);
  }
});

test('what to mend first is what costs the most, not what has the fewest points', () => {
  const row = (id: string, points: number | null, share: number) => ({ id, name: id, criterion: 'K', points, share });
  const { highs, lows } = highsAndLows([row('a', 10, 0.01), row('b', 50, 0.2), row('c', 95, 0.1), row('d', null, 0)]);
  expect(highs.map(({ id }) => id)).toEqual(['c']);
  expect(lows.map(({ id }) => id)).toEqual(['b', 'a']);
});
