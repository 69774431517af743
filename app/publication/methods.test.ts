/** The aggregates, intervals and figures of a tally, from datasets. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeResults } from './compute.ts';
import type { DatasetInput } from './dataset.schema.ts';

type Aggregate = DatasetInput['method']['aggregate'];

const criteria = [
  {
    id: 'k',
    weight: 60,
    indicators: [
      { id: 'k1', weight: 1 },
      { id: 'k2', weight: 3 },
    ],
  },
  { id: 'o', weight: 40, indicators: [{ id: 'o1', weight: 1 }] },
];

type Sheet = Record<string, number>;

/** `marks[entry][judge]` are points by indicator. */
function contest(
  marks: Record<string, Record<string, Sheet>>,
  { aggregate = 'mean' as Aggregate, draws = 0, measured = [] as DatasetInput['measured'], ...also } = {},
): DatasetInput {
  const judges = [...new Set(Object.values(marks).flatMap((sheets) => Object.keys(sheets)))];
  return {
    format: 'opd-contest/1',
    contest: { id: 'uji' },
    scale: { min: 0, max: 100 },
    method: { aggregate, tieBreak: ['k'], decimals: 2, bootstrap: { draws, seed: 7 } },
    criteria,
    entries: Object.keys(marks).map((id) => ({ id, category: 'Dinas' })),
    judges: judges.map((id) => ({ id })),
    marks: Object.entries(marks).flatMap(([entry, sheets]) =>
      Object.entries(sheets).flatMap(([judge, sheet]) =>
        Object.entries(sheet).map(([indicator, points]) => ({ entry, judge, indicator, points })),
      ),
    ),
    measured,
    ...also,
  };
}

const flat = (points: number): Sheet => ({ k1: points, k2: points, o1: points });
const row = (points: number[]) => Object.fromEntries(points.map((each, j) => [`J${j + 1}`, flat(each)]));
const entryOf = (document: DatasetInput, id: string) => computeResults(document).entries.find((each) => each.id === id);
const totalsOf = (document: DatasetInput) =>
  Object.fromEntries(computeResults(document).entries.map(({ id, total }) => [id, total]));

describe('aggregates', () => {
  test.each<[Aggregate, number[], number]>([
    ['mean', [10, 20, 90], 40],
    ['median', [10, 20, 90], 20],
    ['median', [10, 20, 40, 90], 30],
    ['trimmed-mean', [10, 20, 90], 40],
    ['trimmed-mean', [0, 20, 40, 100], 30],
    ['trimmed-mean', [100, 0, 20, 40, 60], 40],
  ])('%s of %j is %f', (aggregate, points, total) => {
    expect(totalsOf(contest({ a: row(points) }, { aggregate })).a).toBeCloseTo(total, 12);
  });

  test('severity taken off: who drew the strict judge loses nothing', () => {
    // Strict judge S is 10 below, lenient L 10 above; both judge `c`, so they can be compared.
    const marks = { a: { S: flat(60) }, b: { L: flat(75) }, c: { S: flat(40), L: flat(60) } };
    const results = computeResults(contest(marks, { aggregate: 'severity-adjusted' }));
    expect(
      results.entries.map(({ id, rank, total, rawMean, adjusted }) => [id, rank, rawMean, adjusted === total]),
    ).toEqual([
      ['a', 1, 60, true],
      ['b', 2, 75, true],
      ['c', 3, 50, true],
    ]);
    expect(results.entries.map(({ total }) => Math.round((total ?? 0) * 1e6) / 1e6)).toEqual([70, 65, 50]);
    expect(results.judges?.map(({ id, effect }) => [id, Math.round((effect ?? 0) * 1e6) / 1e6])).toEqual([
      ['L', 10],
      ['S', -10],
    ]);
    expect(results.warnings.join()).toContain('tipis');
  });

  test('what was measured is the same for all: severity is taken off the judged part only', () => {
    const measured = ['a', 'b', 'c'].map((entry) => ({ entry, indicator: 'o1', points: 50 }));
    const sheet = (points: number): Sheet => ({ k1: points, k2: points });
    const marks = { a: { S: sheet(60) }, b: { L: sheet(75) }, c: { S: sheet(40), L: sheet(60) } };
    const document = contest(marks, { aggregate: 'severity-adjusted', measured });
    expect(totalsOf(document).a).toBeCloseTo(0.6 * 70 + 0.4 * 50, 9);
    expect(entryOf(document, 'a')?.byCriterion.k).toBeCloseTo(70, 9);
    expect(entryOf(document, 'a')?.byCriterion.o).toBe(50);
    // A change of a proposal counts, but says nothing of severity.
    const changed = { ...marks, a: { S: { ...sheet(60), o1: 100 } } };
    const again = contest(changed, { aggregate: 'severity-adjusted', measured });
    expect(totalsOf(again).a).toBeCloseTo(0.6 * 70 + 0.4 * 100, 9);
    expect(computeResults(again).judges).toEqual(computeResults(document).judges);
  });

  test('judges that nothing links are not compared, and the groups are named', () => {
    const marks = { a: { J1: flat(60) }, b: { J2: flat(75), J3: flat(70) } };
    const results = computeResults(contest(marks, { aggregate: 'severity-adjusted' }));
    expect(results.graph).toEqual({ components: 2 });
    expect(
      results.entries.every(({ total, adjusted, rank }) => total === null && adjusted === null && rank === null),
    ).toBe(true);
    expect(results.warnings.join()).toMatch(/\{J1; 1 peserta\}, \{J2, J3; 1 peserta\}/);
    const plain = computeResults(contest(marks));
    expect(plain.entries.map(({ total, adjusted }) => [total, adjusted])).toEqual([
      [72.5, null],
      [60, null],
    ]);
    expect(plain.judges?.every(({ effect }) => effect === null)).toBe(true);
  });

  test('by the contest’s setting an entry with an open mark is scored from its complete sheets, with a warning', () => {
    const marks = { a: { J1: flat(60), J2: { k1: 80, k2: 80 } }, b: row([50, 50]) };
    const method = { aggregate: 'mean', incomplete: 'ranked', tieBreak: [], decimals: 2 } as const;
    const results = computeResults(contest(marks, { method } as object));
    expect(results.entries.map(({ id, rank, total, complete }) => [id, rank, total, complete])).toEqual([
      ['a', 1, 60, false],
      ['b', 2, 50, true],
    ]);
    expect(results.warnings.join()).toContain('1 peserta belum lengkap: diperingkat');
    expect(totalsOf(contest(marks)).a).toBeNull();
  });
});

const points = fc.integer({ min: 4, max: 16 }).map((n) => n * 5);
const table = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 4 }))
  .chain(([entries, judges]) =>
    fc.array(fc.array(fc.record({ k1: points, k2: points, o1: points }), { minLength: judges, maxLength: judges }), {
      minLength: entries,
      maxLength: entries,
    }),
  )
  .map(
    (rows): Record<string, Record<string, Sheet>> =>
      Object.fromEntries(
        rows.map((sheets, e) => [`e${e}`, Object.fromEntries(sheets.map((sheet, j) => [`J${j}`, sheet]))]),
      ),
  );
const anyMethod = fc.constantFrom<Aggregate>('mean', 'trimmed-mean', 'median', 'severity-adjusted');

describe('properties', () => {
  test('order of input changes nothing, not even the draws', () => {
    fc.assert(
      fc.property(table, anyMethod, (marks, aggregate) => {
        const document = contest(marks, { aggregate, draws: 40 });
        const turned = {
          ...document,
          entries: document.entries.toReversed(),
          judges: document.judges.toReversed(),
          marks: document.marks.toReversed(),
        };
        const { inputHash: _, ...found } = computeResults(document);
        expect(computeResults(turned)).toMatchObject(found);
      }),
      { numRuns: 40 },
    );
  });

  test('a judge who gives everybody the same more or less changes no adjusted rank', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: -20, max: 20 }), fc.nat(1), (marks, gift, judge) => {
        const moved = Object.fromEntries(
          Object.entries(marks).map(([entry, sheets]) => [
            entry,
            Object.fromEntries(
              Object.entries(sheets).map(([id, sheet]) => {
                const shifted = Object.entries(sheet).map(([i, value]) => [
                  i,
                  id === `J${judge}` ? value + gift : value,
                ]);
                return [id, Object.fromEntries(shifted) as Sheet];
              }),
            ),
          ]),
        );
        const ranks = (of: typeof marks) =>
          computeResults(contest(of, { aggregate: 'severity-adjusted' }))
            .entries.map(({ id, rank }) => `${id} ${rank}`)
            .sort();
        expect(ranks(moved)).toEqual(ranks(marks));
      }),
    );
  });

  test('better marks never lower a rank under mean', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 20 }), (marks, gain) => {
        const rankOf = (of: typeof marks) => entryOf(contest(of), 'e0')?.rank ?? 0;
        const better = {
          ...marks,
          e0: { ...marks.e0, J0: { ...marks.e0?.J0, k2: (marks.e0?.J0?.k2 ?? 0) + gain } as Sheet },
        };
        expect(rankOf(better)).toBeLessThanOrEqual(rankOf(marks));
      }),
    );
  });

  test('only proportions of weights count', () => {
    fc.assert(
      fc.property(table, anyMethod, fc.integer({ min: 1, max: 9 }), (marks, aggregate, by) => {
        const document = contest(marks, { aggregate });
        const scaled = {
          ...document,
          criteria: criteria.map((criterion) => ({
            ...criterion,
            weight: criterion.weight * by,
            indicators: criterion.indicators.map((each) => ({ ...each, weight: each.weight / by })),
          })),
        };
        for (const [id, total] of Object.entries(totalsOf(document)))
          expect(totalsOf(scaled)[id]).toBeCloseTo(total ?? Number.NaN, 8);
      }),
    );
  });

  test('a total lies between the lowest and the highest mark, an interval holds its total, a place its rank', () => {
    fc.assert(
      fc.property(table, anyMethod, (marks, aggregate) => {
        for (const entry of computeResults(contest(marks, { aggregate, draws: 30 })).entries) {
          const given = Object.values(marks[entry.id] ?? {}).flatMap((sheet) => Object.values(sheet));
          if (aggregate !== 'severity-adjusted') {
            expect(entry.total).toBeGreaterThanOrEqual(Math.min(...given) - 1e-9);
            expect(entry.total).toBeLessThanOrEqual(Math.max(...given) + 1e-9);
          }
          const [low, high] = entry.interval ?? [entry.total, entry.total];
          expect(low).toBeLessThanOrEqual(entry.total ?? Number.NaN);
          expect(high).toBeGreaterThanOrEqual(entry.total ?? Number.NaN);
          const [best, worst] = entry.rankInterval ?? [entry.rank, entry.rank];
          expect(best).toBeLessThanOrEqual(entry.rank ?? Number.NaN);
          expect(worst).toBeGreaterThanOrEqual(entry.rank ?? Number.NaN);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('intervals', () => {
  const apart = { a: row([90, 92, 88]), b: row([60, 62, 61]), c: row([60, 61, 62]), d: row([20, 24, 19]) };

  test('neighbours that judges can hardly tell apart are a statistical tie, others are not', () => {
    const { entries } = computeResults(contest(apart, { draws: 2_000 }));
    const of = (id: string) => entries.find((each) => each.id === id);
    expect(of('b')?.nearTies).toEqual(['c']);
    expect(of('c')?.nearTies).toEqual(['b']);
    expect(of('a')?.nearTies).toEqual([]);
    expect(of('a')?.rankInterval).toEqual([1, 1]);
    expect(of('b')?.rankInterval).toEqual([2, 3]);
    expect(of('d')?.categoryRankInterval).toEqual([4, 4]);
  });

  test('the width is that of the mean of three sheets with the model’s error', () => {
    const results = computeResults(contest(apart, { draws: 4_000 }));
    const a = results.entries.find(({ id }) => id === 'a');
    const [low = 0, high = 0] = a?.interval ?? [];
    // Four entries by three judges leave 6 degrees of freedom.
    const sigma = Math.sqrt(residualSquares(apart) / 6);
    expect(high - low).toBeCloseTo((2 * 1.645 * sigma) / Math.sqrt(3), 0);
  });

  test('what the audit’s runs differ by widens them', () => {
    const width = (sd: number) => {
      const measured = Object.keys(apart).map((entry) => ({ entry, indicator: 'o1', points: 50, sd }));
      const marks = Object.fromEntries(
        Object.entries(apart).map(([id, sheets]) => [
          id,
          Object.fromEntries(Object.entries(sheets).map(([judge, { k1 = 0, k2 = 0 }]) => [judge, { k1, k2 } as Sheet])),
        ]),
      );
      const [low = 0, high = 0] = entryOf(contest(marks, { measured, draws: 2_000 }), 'a')?.interval ?? [];
      return high - low;
    };
    expect(width(20)).toBeGreaterThan(width(0) + 2 * 1.6 * 0.4 * 20 * 0.8);
  });

  test('the same seed gives the same, another seed others; no draws, no intervals', () => {
    const of = (seed: number, draws = 200) => {
      const document = contest(apart);
      return computeResults({ ...document, method: { ...document.method, bootstrap: { draws, seed } } }).entries[0]
        ?.interval;
    };
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
    expect(of(1, 0)).toBeNull();
  });

  test('with many judges they are drawn themselves', () => {
    const many = {
      a: row(Array.from({ length: 14 }, (_, j) => 50 + 3 * j)),
      b: row(Array.from({ length: 14 }, () => 60)),
    };
    const { entries } = computeResults(contest(many, { draws: 2_000 }));
    const of = (id: string) => entries.find((each) => each.id === id)?.interval;
    expect(of('b')).toEqual([60, 60]);
    const [low = 0, high = 0] = of('a') ?? [];
    // Standard error of the mean of 50, 53, …, 89: 12.09 / sqrt(14).
    expect(high - low).toBeCloseTo((2 * 1.645 * 12.09) / Math.sqrt(14), 0);
  });
});

function residualSquares(marks: Record<string, Record<string, Sheet>>): number {
  const rows = Object.values(marks).map((sheets) => Object.values(sheets).map(({ k1 }) => k1 ?? 0));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const columns = (rows[0] ?? []).map((_, j) => mean(rows.map((each) => each[j] ?? 0)));
  const grand = mean(columns);
  return rows
    .flatMap((each) => each.map((value, j) => (value - mean(each) - (columns[j] ?? 0) + grand) ** 2))
    .reduce((a, b) => a + b, 0);
}

describe('judges and agreement', () => {
  test('a sheet that nobody would foretell is an outlier of its judge', () => {
    const marks = Object.fromEntries(
      Array.from({ length: 12 }, (_, e) => [`e${e}`, row([40 + 3 * e, 45 + 3 * e, 42 + 3 * e + (e % 2)])]),
    );
    marks.e3 = { ...marks.e3, J2: flat(99) };
    const { judges } = computeResults(contest(marks));
    expect(judges?.map(({ id, sheets, outliers }) => [id, sheets, outliers.map(({ entry }) => entry)])).toEqual([
      ['J1', 12, []],
      ['J2', 12, ['e3']],
      ['J3', 12, []],
    ]);
    expect(judges?.[1]?.outliers[0]?.residual).toBeGreaterThan(20);
    expect(judges?.[0]?.correlation).toBeGreaterThan(judges?.[1]?.correlation ?? 1);
  });

  test('measured points flatter no figure of agreement', () => {
    const marks = Object.fromEntries(
      Array.from({ length: 6 }, (_, e) => [
        `e${e}`,
        { J1: { k1: 20 + 10 * e, k2: 20 + 10 * e }, J2: { k1: 90 - 10 * e, k2: 90 - 10 * e - (e % 2) } },
      ]),
    );
    const measured = Object.keys(marks).map((entry, e) => ({ entry, indicator: 'o1', points: 15 * e }));
    const { reliability } = computeResults(contest(marks, { measured }));
    expect(reliability?.kendallW?.w).toBeLessThan(0.01);
    expect(reliability?.krippendorffAlpha.interval).toBeLessThan(0);
    expect(reliability?.icc?.['2,1']).toBeLessThan(0);
  });

  test('a table with a gap has alpha, but neither correlation within classes nor concordance', () => {
    const { reliability } = computeResults(contest({ a: row([10, 20]), b: row([30, 40]), c: { J1: flat(50) } }));
    expect(reliability?.krippendorffAlpha.interval).not.toBeNull();
    expect(reliability).toMatchObject({ icc: null, kendallW: null });
  });
});
