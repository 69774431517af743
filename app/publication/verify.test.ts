import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import golden from '#tests/fixtures/golden/contest.json' with { type: 'json' };
import { computeResults } from './compute.ts';
import { verifyDataset } from './verify.ts';

const results = computeResults(golden);
const released = { ...golden, results, hash: results.inputHash };
type Released = typeof released;

const wrongIn = (document: unknown, printed?: string) =>
  verifyDataset(document, printed).figures.flatMap(({ holds, path }) => (holds ? [] : [path]));
const changed = (change: (copy: Released) => void) => {
  const copy = structuredClone(released);
  change(copy);
  return copy;
};

describe('a released file', () => {
  test('holds as it was released, also against the printed hash, spaced or cut to 16 digits', () => {
    expect(wrongIn(released, results.inputHash)).toEqual([]);
    expect(wrongIn(JSON.parse(JSON.stringify(released)), results.inputHash.slice(0, 16).toUpperCase())).toEqual([]);
    expect(wrongIn(released, results.inputHash.slice(0, 16).replace(/.{4}/g, '$& '))).toEqual([]);
    expect(verifyDataset(released).figures.length).toBeGreaterThan(100);
  });

  test.each<[string, (copy: Released) => void, string]>([
    ['a mark', ({ marks }) => Object.assign(marks[0] ?? {}, { points: 20 }), 'inputHash'],
    ['a weight', ({ criteria }) => Object.assign(criteria[0] ?? {}, { weight: 41 }), 'inputHash'],
    ['a name', ({ entries }) => Object.assign(entries[0] ?? {}, { name: 'Dinas Lain' }), 'inputHash'],
    ['a rank', (copy) => Object.assign(copy.results.entries[0] ?? {}, { rank: 2 }), 'entries.dinas-a.rank'],
    ['a total', (copy) => Object.assign(copy.results.entries[0] ?? {}, { total: 71.9 }), 'entries.dinas-a.total'],
    ['a band', (copy) => Object.assign(copy.results.entries[0] ?? {}, { band: 'Baik' }), 'entries.dinas-a.band'],
    [
      'an interval',
      (copy) => Object.assign(copy.results.entries[0] ?? {}, { interval: [1, 2] }),
      'entries.dinas-a.interval',
    ],
    ['an entry that is left out', (copy) => copy.results.entries.splice(3, 1), 'entries.kec-d'],
    ['the order', (copy) => copy.results.entries.reverse(), 'entries.(urutan)'],
    ['the hash', (copy) => Object.assign(copy, { hash: '0'.repeat(64) }), 'hash'],
  ])('with another %s does not', (_, change, path) => {
    expect(wrongIn(changed(change))).toContain(path);
  });

  test('that was forged whole fails at the hash of the minutes', () => {
    const forged = changed(({ marks }) => Object.assign(marks[0] ?? {}, { points: 20 }));
    const again = computeResults(forged);
    const whole = { ...forged, results: again, hash: again.inputHash };
    expect(wrongIn(whole)).toEqual([]);
    expect(wrongIn(whole, results.inputHash)).toEqual(['--hash']);
  });

  test('a printed hash of less than 16 digits proves nothing', () => {
    expect(wrongIn(released, results.inputHash.slice(0, 15))).toEqual(['--hash']);
  });

  test('without results there is nothing that holds', () => {
    expect(wrongIn(golden)).toEqual(['results']);
    expect(wrongIn({ ...golden, results: {} })).toEqual(['entries', 'inputHash']);
  });

  test('of an older method is asked for its own figures only', () => {
    const old = results.entries.map(({ id, rank, total }) => ({ id, rank, total }));
    const document = {
      ...golden,
      results: { entries: old, inputHash: results.inputHash, methodVersion: 'opd-mean/1' },
    };
    expect(wrongIn(document)).toEqual([]);
    expect(verifyDataset(document).methods).toEqual({ given: 'opd-mean/1', found: results.methodVersion });
  });

  test('any single number that is changed is caught', () => {
    const numbers: { path: (string | number)[]; value: number }[] = [];
    const walk = (value: unknown, path: (string | number)[]): void => {
      if (typeof value === 'number') numbers.push({ path, value });
      else if (Array.isArray(value)) for (const [at, each] of value.entries()) walk(each, [...path, at]);
      else if (typeof value === 'object' && value !== null)
        for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
    };
    walk(JSON.parse(JSON.stringify(results)), []);
    fc.assert(
      fc.property(fc.constantFrom(...numbers), ({ path, value }) => {
        const copy = JSON.parse(JSON.stringify(released));
        let at = copy.results;
        for (const step of path.slice(0, -1)) at = at[step];
        at[path.at(-1) ?? ''] = value + 0.001;
        expect(wrongIn(copy)).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
