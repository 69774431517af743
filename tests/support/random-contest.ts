import fc from 'fast-check';
import type { DatasetInput } from '#app/publication/dataset.schema.ts';
import type { Aggregate } from '#app/scoring/method.ts';
import { seededRandom } from '#app/scoring/random.ts';
import type { PointsOf } from '#app/scoring/score-table.ts';

/** Contests of any shape: gaps in who judges what, open marks, changed measurements, what does not apply. */
export const randomContest: fc.Arbitrary<PointsOf> = fc
  .record({
    entries: fc.integer({ min: 2, max: 5 }),
    judges: fc.integer({ min: 1, max: 6 }),
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  })
  .chain(({ entries, judges, sizes }) => {
    const width = sizes.reduce((sum, size) => sum + size, 0);
    const cells = (n: number) => ({ minLength: n, maxLength: n });
    const weight = fc.integer({ min: 1, max: 9 });
    return fc.record({
      shape: fc.constant({ entries, judges, sizes, width }),
      weights: fc.array(weight, cells(sizes.length)),
      within: fc.array(weight, cells(width)),
      assigned: fc.array(fc.boolean(), cells(entries * judges)),
      applies: fc.array(fc.nat({ max: 9 }), cells(entries * width)),
      /** Three of ten indicators are measured. */
      isMeasured: fc.array(fc.nat({ max: 9 }), cells(width)),
      measured: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), cells(entries * width)),
      /** Above 100: open, or left as measured. */
      marks: fc.array(fc.integer({ min: 0, max: 103 }), cells(entries * judges * width)),
    });
  })
  .map(({ shape: { entries, judges, sizes, width }, ...drawn }) => {
    const entryIds = Array.from({ length: entries }, (_, e) => `e${e}`);
    const judgeIds = Array.from({ length: judges }, (_, j) => `J${j}`);
    let from = 0;
    const criteria = sizes.map((size, c) => {
      const indicators = Array.from({ length: size }, (_, i) => ({
        id: `i${from + i}`,
        weight: drawn.within[from + i] ?? 1,
      }));
      from += size;
      return { id: `c${c}`, weight: drawn.weights[c] ?? 1, indicators };
    });
    const each = <T>(make: (e: number, i: number) => T[]) =>
      entryIds.flatMap((_, e) => Array.from({ length: width }, (__, i) => make(e, i)).flat());
    const pairs = entryIds.flatMap((_, e) => judgeIds.map((__, j) => ({ e, j })));
    return {
      criteria,
      entries: entryIds,
      judges: judgeIds,
      assignments: pairs
        .filter(({ e, j }) => drawn.assigned[e * judges + j])
        .map(({ e, j }) => ({ entry: `e${e}`, judge: `J${j}` })),
      marks: pairs.flatMap(({ e, j }) =>
        Array.from({ length: width }, (_, i) => ({ i, points: drawn.marks[(e * judges + j) * width + i] ?? 0 }))
          .filter(({ i, points }) => points <= 100 && ((drawn.isMeasured[i] ?? 0) > 2 || points < 20))
          .map(({ i, points }) => ({ entry: `e${e}`, judge: `J${j}`, indicator: `i${i}`, points })),
      ),
      measured: each((e, i) =>
        (drawn.isMeasured[i] ?? 9) <= 2
          ? [{ entry: `e${e}`, indicator: `i${i}`, points: drawn.measured[e * width + i] ?? 0 }]
          : [],
      ),
      notApplicable: each((e, i) =>
        drawn.applies[e * width + i] === 0 ? [{ entry: `e${e}`, indicator: `i${i}` }] : [],
      ),
    };
  });

/** A contest of any size in which everyone scores all: five categories, four criteria of three indicators. */
export function largeContest(size: { entries: number; judges: number; aggregate?: Aggregate }): DatasetInput {
  const random = seededRandom(5);
  const criteria = Array.from({ length: 4 }, (_, c) => ({
    id: `k${c}`,
    weight: 25,
    indicators: Array.from({ length: 3 }, (__, i) => ({ id: `k${c}.${i}`, weight: 1 })),
  }));
  const entries = Array.from({ length: size.entries }, (_, e) => ({ id: `e${e}`, category: `Golongan ${e % 5}` }));
  const judges = Array.from({ length: size.judges }, (_, j) => ({ id: `J${j + 1}` }));
  const assignments = entries.flatMap((entry) => judges.map((judge) => ({ entry: entry.id, judge: judge.id })));
  const indicators = criteria.flatMap((criterion) => criterion.indicators);
  return {
    format: 'opd-contest/1',
    contest: { id: 'besar', name: 'Besar' },
    scale: { min: 0, max: 100 },
    method: { aggregate: size.aggregate ?? 'mean', tieBreak: ['k0'], decimals: 2, bootstrap: { draws: 50, seed: 1 } },
    criteria,
    entries,
    judges,
    assignments,
    marks: assignments.flatMap((pair) =>
      indicators.map(({ id }) => ({ ...pair, indicator: id, points: Math.round(100 * random.uniform()) })),
    ),
    measured: [],
  };
}
