import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitSeverity, type JudgedSheets } from './severity.ts';
import { onlyLinks, sheetGraph } from './sheet-graph.ts';

type Row = [entry: number, judge: number, value: number];

function sheetsOf(rows: readonly Row[], judges?: number): JudgedSheets {
  const most = (at: 0 | 1) => rows.reduce((sum, row) => Math.max(sum, row[at] + 1), 0);
  return {
    entries: most(0),
    judges: judges ?? most(1),
    entryOf: Int32Array.from(rows, ([entry]) => entry),
    judgeOf: Int32Array.from(rows, ([, judge]) => judge),
    values: Float64Array.from(rows, ([, , value]) => value),
  };
}

/** Pairs of a random design, each once. */
const design = fc
  .uniqueArray(fc.tuple(fc.nat(9), fc.nat(4)), { minLength: 1, maxLength: 40, selector: String })
  .map((pairs) => pairs as [number, number][]);

describe('the graph of sheets', () => {
  test('groups are numbered in the order of the judges; who has no sheet is in none', () => {
    const graph = sheetGraph(
      sheetsOf(
        [
          [0, 1, 0],
          [1, 1, 0],
          [1, 2, 0],
          [3, 4, 0],
        ],
        6,
      ),
    );
    expect(graph.components).toBe(2);
    expect([...graph.ofJudge]).toEqual([-1, 0, 0, -1, 1, -1]);
    expect([...graph.ofEntry]).toEqual([0, 0, -1, 1]);
  });

  test('the only links are the sheets without which judges fall apart', () => {
    fc.assert(
      fc.property(design, (pairs) => {
        const rows = pairs.map(([entry, judge]): Row => [entry, judge, 0]);
        const groupsOfJudges = (of: readonly Row[]) =>
          new Set([...sheetGraph(sheetsOf(of, 5)).ofJudge].filter((g) => g >= 0)).size;
        const judgesOf = (of: readonly Row[]) => new Set(of.map(([, judge]) => judge)).size;
        const expected = rows.flatMap((_, at) => {
          const without = rows.toSpliced(at, 1);
          // A judge whose last sheet goes is on a side of their own.
          const gone = judgesOf(rows) - judgesOf(without);
          return groupsOfJudges(without) + gone > groupsOfJudges(rows) ? [at] : [];
        });
        expect(onlyLinks(sheetsOf(rows, 5))).toEqual(expected);
      }),
    );
  });
});

describe('the additive model', () => {
  test('gives back entries and judges it was made of, however sparse', () => {
    const chain: Row[] = [];
    const value = (entry: number) => 50 + 7 * entry;
    const effect = (judge: number) => [-6, 2, 4][judge % 3] ?? 0;
    for (let at = 0; at < 299; at++)
      chain.push([at, at, value(at) + effect(at)], [at, at + 1, value(at) + effect(at + 1)]);
    const fit = fitSeverity(sheetsOf(chain));
    expect(fit.graph.components).toBe(1);
    const shift = Array.from({ length: 300 }, (_, j) => effect(j)).reduce((sum, each) => sum + each, 0) / 300;
    for (let j = 0; j < 300; j++) expect(fit.effects[j]).toBeCloseTo(effect(j) - shift, 7);
    for (let e = 0; e < 299; e++) expect(fit.values[e]).toBeCloseTo(value(e) + shift, 7);
    expect(fit.sigma).toBeNull();
  });

  test('is least squares: residuals sum to zero for every entry and judge, effects in every group', () => {
    const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(design, values, (pairs, points) => {
        const rows = pairs.map(([entry, judge], at): Row => [entry, judge, points[at] ?? 0]);
        const sheets = sheetsOf(rows, 5);
        const fit = fitSeverity(sheets);
        const sums = (of: 0 | 1) => {
          const found = new Map<number, number>();
          rows.forEach((row, s) => {
            found.set(row[of], (found.get(row[of]) ?? 0) + (fit.residuals[s] ?? 0));
          });
          return [...found.values()];
        };
        for (const sum of [...sums(0), ...sums(1)]) expect(sum).toBeCloseTo(0, 8);
        for (let group = 0; group < fit.graph.components; group++) {
          const own = [...fit.effects].filter((_, j) => fit.graph.ofJudge[j] === group);
          expect(own.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 8);
        }
      }),
    );
  });

  test('many judges (solved step by step) and few (solved at once) give the same', () => {
    const rows: Row[] = [];
    for (let e = 0; e < 60; e++) for (let k = 0; k < 3; k++) rows.push([e, (e + k * 7) % 20, (e * 37 + k * 53) % 101]);
    const few = fitSeverity(sheetsOf(rows, 20));
    const many = fitSeverity(sheetsOf(rows, 300));
    for (let j = 0; j < 20; j++) expect(many.effects[j]).toBeCloseTo(few.effects[j] ?? Number.NaN, 8);
  });

  test('a complete table: effects are the judges’ means, values the entries’', () => {
    const rows: Row[] = [
      [0, 0, 60],
      [0, 1, 70],
      [1, 0, 80],
      [1, 1, 94],
    ];
    const fit = fitSeverity(sheetsOf(rows));
    expect([...fit.effects]).toEqual([-6, 6]);
    expect([...fit.values]).toEqual([65, 87]);
    // Residuals 1, -1, -1, 1 with one degree of freedom.
    expect(fit.sigma).toBeCloseTo(2, 12);
  });
});
