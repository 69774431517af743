import fc from 'fast-check';
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
