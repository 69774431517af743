import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import golden from '#tests/fixtures/golden/contest.json' with { type: 'json' };
import { computeResults } from './compute.ts';
import { inputHash } from './hash.ts';

type Golden = typeof golden;

describe('the golden contest (arithmetic in tests/fixtures/golden/README.md)', () => {
  const results = computeResults(golden);

  test('places, totals and bands', () => {
    const table = results.entries.map((e) => [e.id, e.rank, e.categoryRank, e.total, e.band]);
    expect(table).toEqual([
      ['dinas-a', 1, 1, 71.875, 'Cukup'],
      ['kec-e', 2, 1, 71.875, 'Cukup'],
      ['dinas-b', 3, 2, 70.625, 'Cukup'],
      ['kec-d', 4, 2, 70.625, 'Cukup'],
      ['kec-h', 4, 2, 70.625, 'Cukup'],
      ['dinas-c', null, null, null, null],
      ['kec-f', null, null, null, null],
      ['kec-g', null, null, 100, 'Sangat Baik'],
    ]);
  });

  test('points of each criterion', () => {
    const by = Object.fromEntries(results.entries.map((e) => [e.id, e.byCriterion]));
    expect(by['dinas-a']).toEqual({ desain: 67.5, konten: 80, operabilitas: 60 });
    expect(by['dinas-b']).toEqual({ desain: 86.25, konten: 67.5, operabilitas: 61.25 });
    expect(by['kec-e']).toEqual({ desain: 55.625, konten: 80, operabilitas: null });
    expect(by['dinas-c']).toEqual({ desain: 100, konten: null, operabilitas: 100 });
  });

  test('ties name each other, overall and in the category', () => {
    const of = (id: string) => results.entries.find((e) => e.id === id);
    expect(of('kec-d')).toMatchObject({ tiedWith: ['kec-h'], categoryTiedWith: ['kec-h'] });
    expect(of('dinas-a')).toMatchObject({ tiedWith: [], categoryTiedWith: [] });
  });

  test('an open mark is named', () => {
    const open = results.entries.find((e) => e.id === 'dinas-c');
    expect(open).toMatchObject({ complete: false, missing: [{ judge: 'J2', indicator: 'K2' }] });
    expect(results.warnings.join()).toContain('1 peserta belum lengkap');
  });

  test('a mark outside the assignments is not counted, and said so', () => {
    const stray = structuredClone<Golden>(golden);
    stray.marks.push({ entry: 'kec-d', judge: 'J2', indicator: 'D1', points: 0 });
    const { entries, warnings } = computeResults(stray);
    expect(entries).toEqual(results.entries);
    expect(warnings.join()).toContain(`marks[${stray.marks.length - 1}]`);
  });

  test('without assignments each judge-entry pair with a mark is one', () => {
    const { assignments: _, ...without } = golden;
    expect(computeResults(without).entries).toEqual(results.entries);
  });

  test('a sheet that is not there keeps the entry open', () => {
    const more = structuredClone<Golden>(golden);
    more.assignments.push({ entry: 'kec-d', judge: 'J2' });
    const entry = computeResults(more).entries.find((e) => e.id === 'kec-d');
    expect(entry).toMatchObject({ rank: null, total: null, complete: false });
    expect(entry?.missing).toHaveLength(4);
  });

  test('the order of rows changes neither a figure nor a place', () => {
    const shuffled = <T>(list: T[]) => fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length });
    fc.assert(
      fc.property(
        shuffled(golden.entries),
        shuffled(golden.marks),
        shuffled(golden.measured),
        shuffled(golden.assignments),
        (entries, marks, measured, assignments) => {
          const mixed = computeResults({ ...golden, entries, marks, measured, assignments });
          expect(mixed.entries).toEqual(results.entries);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('a better mark never lowers the place of its entry', () => {
    const places = new Map(results.entries.map((e) => [e.id, e.rank]));
    fc.assert(
      fc.property(fc.nat(golden.marks.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), (at, share) => {
        const marks = golden.marks.map((m, i) =>
          i === at ? { ...m, points: m.points + (100 - m.points) * share } : m,
        );
        const { entry = '' } = golden.marks[at] ?? {};
        const after = computeResults({ ...golden, marks }).entries.find((e) => e.id === entry);
        const before = places.get(entry) ?? null;
        if (before === null) expect(after?.rank).toBeNull();
        else expect(after?.rank).toBeLessThanOrEqual(before);
      }),
    );
  });
});

describe('input hash', () => {
  const hash = inputHash(golden);

  test('is over the RFC 8785 form: order of keys does not matter, results and hash are left out', () => {
    const turned = Object.fromEntries(Object.entries(golden).reverse());
    expect(inputHash({ ...turned, results: { a: 1 }, hash: 'x' })).toBe(hash);
    expect(computeResults(golden).inputHash).toBe(hash);
    // echo -n '{"format":"x","n":[1,0.1,1e+21]}' | sha256sum
    expect(inputHash({ n: [1.0, 0.1, 1e21], format: 'x', hash: 'no' })).toBe(
      '53ed5cbc150bb0b555e5749bcd1ece949e11daf2809e9a7205dfe79bc5b07914',
    );
  });

  test('changes with one mark, weight or name', () => {
    const changed = (change: (copy: Golden) => void) => {
      const copy = structuredClone<Golden>(golden);
      change(copy);
      return inputHash(copy);
    };
    const hashes = [
      hash,
      changed((c) => c.marks.splice(0, 1)),
      changed((c) => Object.assign(c.marks[3] ?? {}, { points: 80.5 })),
      changed((c) => Object.assign(c.criteria[1] ?? {}, { weight: 51 })),
      changed((c) => Object.assign(c.entries[0] ?? {}, { name: 'Dinas a' })),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
