import { expect, test } from 'vitest';
import { largeContest } from '#tests/support/random-contest.ts';
import { LARGEST_WHAT_IF, reachOf } from './what-if-reach.ts';

const small = largeContest({ entries: 50, judges: 4 });
/** Marks of all sheets; variants: three methods, four judges, four weights both ways. */
const all = 50 * 4 * 12;
const variants = 3 + 4 + 8;

test.each([
  ['the whole contest', 'mean', null, 2 * all, variants * all + all],
  ['one category of five', 'mean', 'Golongan 1', (2 * all) / 5, (variants * all) / 5 + all],
  [
    'one category, judges compared on all sheets',
    'severity-adjusted',
    'Golongan 1',
    all + all / 5,
    (variants + 1) * all,
  ],
] as const)('%s: what is looked at decides, to the mark', (_name, aggregate, category, places, robust) => {
  const contest = { ...small, method: { ...small.method, aggregate } };
  const reach = (largest: number) => reachOf(contest, category, largest);
  expect(reach(places + robust)).toBe('all');
  expect(reach(places + robust - 1)).toBe('places');
  expect(reach(places)).toBe('places');
  expect(reach(places - 1)).toBe('none');
});

test('a regency’s contest and one of a thousand entries are within reach, one of tens of thousands is not', () => {
  const of = (entries: number, judges: number) => {
    const { assignments, ...rest } = largeContest({ entries: 1, judges });
    const ids = Array.from({ length: entries }, (_, e) => ({ id: `e${e}`, category: 'A' }));
    const pairs = ids.flatMap(({ id }) => rest.judges.map((judge) => ({ entry: id, judge: judge.id })));
    return reachOf({ ...rest, entries: ids, assignments: pairs }, null);
  };
  expect(of(70, 7)).toBe('all');
  expect(of(1_000, 5)).toBe('all');
  expect(of(27_000, 5)).toBe('places');
  expect(of(100_000, 5)).toBe('none');
  expect(LARGEST_WHAT_IF).toBe(10_000_000);
});
