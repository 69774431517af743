import { describe, expect, test } from 'vitest';
import golden from '#tests/fixtures/golden/contest.json' with { type: 'json' };
import { computeResults } from './compute.ts';
import { readSuppose } from './suppose-form.ts';
import { type Supposed, whatIf } from './what-if.ts';

const officially: Supposed = { aggregate: null, weights: {}, without: null, category: null };
const ranks = (rows: ReturnType<typeof whatIf>['rows'], side: 'before' | 'after') =>
  Object.fromEntries(rows.map((row) => [row.id, row[side].rank]));

describe('whatIf', () => {
  const results = computeResults(golden);
  const official = Object.fromEntries(
    results.entries.filter(({ standing }) => standing === 'ranked').map(({ id, rank }) => [id, rank]),
  );

  test('nothing supposed: the official ranks, twice', () => {
    const { rows } = whatIf(golden, officially);
    expect(ranks(rows, 'before')).toEqual(official);
    expect(ranks(rows, 'after')).toEqual(official);
  });

  test('another method and other weights: what a dataset with them would give', () => {
    const [first, ...others] = golden.criteria;
    const weights = { [first?.id ?? '']: 1, ...Object.fromEntries(others.map(({ id }) => [id, 0])) };
    const other = {
      ...golden,
      method: { ...golden.method, aggregate: 'median' },
      criteria: golden.criteria.map((each) => ({ ...each, weight: weights[each.id] ?? 0 })),
    };
    const { rows } = whatIf(golden, { ...officially, aggregate: 'median', weights });
    const expected = new Map(computeResults(other).entries.map((entry) => [entry.id, entry]));
    for (const { id, after } of rows) {
      expect(after.rank, id).toBe(expected.get(id)?.rank ?? null);
      expect(after.total, id).toBe(expected.get(id)?.total ?? null);
    }
    expect(ranks(rows, 'before')).toEqual(official);
  });

  test('one judge left out', () => {
    const without = golden.judges[0]?.id ?? '';
    const left = <T extends { judge: string }>(each: readonly T[]) => each.filter(({ judge }) => judge !== without);
    const other = {
      ...golden,
      judges: golden.judges.filter(({ id }) => id !== without),
      marks: left(golden.marks),
      ...('assignments' in golden ? { assignments: left(golden.assignments as { judge: string }[]) } : {}),
    };
    const expected = new Map(computeResults(other).entries.map((entry) => [entry.id, entry.rank]));
    for (const { id, after } of whatIf(golden, { ...officially, without }).rows)
      expect(after.rank, id).toBe(expected.get(id) ?? null);
  });

  test('one category: its entries only, beside their places in it', () => {
    const category = golden.entries[0]?.category ?? '';
    const { rows } = whatIf(golden, { ...officially, category });
    const own = results.entries.filter((entry) => entry.category === category && entry.standing === 'ranked');
    expect(ranks(rows, 'before')).toEqual(Object.fromEntries(own.map(({ id, categoryRank }) => [id, categoryRank])));
  });
});

describe('readSuppose', () => {
  const known = {
    criteria: [
      { id: 'k', weight: 60 },
      { id: 'o', weight: 40 },
    ],
    judges: ['J1', 'J2'],
    categories: ['Dinas'],
  };
  const read = (search: string) => readSuppose(new URLSearchParams(search), known);

  test('an empty address is the official way', () => {
    expect(read('')).toEqual({
      supposed: { aggregate: null, weights: { k: 60, o: 40 }, without: null, category: null },
      typed: { k: '60', o: '40' },
      faults: [],
      asked: false,
    });
  });

  test('what is known is taken, with a comma as people write it; what is unknown is passed over', () => {
    const { supposed, asked, faults } = read('metode=median&tanpa=J2&kategori=Dinas&bobot-k=12,5&bobot-o=40');
    expect(supposed).toEqual({ aggregate: 'median', weights: { k: 12.5, o: 40 }, without: 'J2', category: 'Dinas' });
    expect([asked, faults]).toEqual([true, []]);
    expect(read('metode=modus&tanpa=J9&kategori=Badan').asked).toBe(false);
  });

  test.each([
    ['bobot-k=banyak', ['k']],
    ['bobot-k=-1', ['k']],
    ['bobot-k=0&bobot-o=0', 'sum'],
  ])('%s is refused and shown again', (search, faults) => {
    const reading = read(search);
    expect(reading.faults).toEqual(faults);
    expect(reading.typed.k).toBe(new URLSearchParams(search).get('bobot-k'));
  });
});
