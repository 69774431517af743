import { expect, test } from 'vitest';
import golden from '#tests/fixtures/golden/contest.json' with { type: 'json' };
import { computeResults } from './compute.ts';
import { inventedContest, workedExample } from './worked-example.ts';

const frozen = (document: object) => ({ ...document, results: computeResults(document) });

test.each(['id', 'en'] as const)('the invented contest works out, and shows severity (%s)', (locale) => {
  const example = workedExample(frozen(inventedContest(locale)));
  expect(example?.rank).toBe(1);
  expect(example?.aggregate).toBe('severity-adjusted');
  expect(Math.abs(example?.severity ?? 0)).toBeGreaterThan(0.5);
  expect((example?.sum ?? 0) + (example?.severity ?? 0) + (example?.remainder ?? 0)).toBeCloseTo(
    example?.total ?? 0,
    9,
  );
  expect(example?.next?.total).toBeLessThan(example?.total ?? 0);
  expect(example?.interval?.[0]).toBeLessThan(example?.total ?? 0);
});

test('of a real document: the first of its ranking, contributions summing to the frozen total', () => {
  const document = frozen(golden);
  const example = workedExample(document);
  const [first] = document.results.entries;
  expect([example?.rank, example?.total]).toEqual([1, first?.total]);
  const brought = example?.criteria.flatMap(({ rows }) => rows.map((row) => row.contribution)) ?? [];
  expect(brought.reduce((sum, each) => sum + each, 0)).toBeCloseTo(first?.total ?? Number.NaN, 9);
});

test('a total that the marks do not come to is not explained by them', () => {
  const document = frozen(golden);
  const entries = document.results.entries.map((entry, at) =>
    at === 0 ? { ...entry, total: (entry.total ?? 0) + 0.01 } : entry,
  );
  expect(workedExample({ ...document, results: { ...document.results, entries } })).toBeNull();
});

test('nobody ranked: no example', () => {
  expect(workedExample(frozen({ ...golden, marks: [], measured: [] }))).toBeNull();
});
