import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applied, categories, counted, groups, judgesOf, keyOf } from '#tests/support/plans.ts';
import { type Pair, type Plan, type PlanState, type PlanWish, planAssignments } from './plan.ts';
import type { SheetProgress } from './plan-board.ts';

const subset = <T>(list: readonly T[]) => fc.subarray([...list]);

/** Any contest, mostly in the middle of judging: recusals, categories, departures, sheets in every state. */
const situations = fc
  .record({
    judges: fc.integer({ min: 1, max: 8 }),
    entries: fc.array(fc.constantFrom(...categories), { minLength: 1, maxLength: 14 }),
    asked: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 }),
  })
  .chain(({ judges: n, entries: kinds, asked }) => {
    const judges = judgesOf(n);
    const entries = kinds.map((category, i) => ({ id: `e${i}`, category }));
    const pairs = entries.flatMap((entry) => judges.map((judge) => ({ entryId: entry.id, judgeId: judge.id })));
    const sheet: fc.Arbitrary<SheetProgress> = fc.constantFrom('none', 'none', 'none', 'draft', 'submitted');
    return fc.record({
      before: fc.record({
        seed: fc.string(),
        judges: fc.tuple(...judges.map(({ id }) => fc.record({ id: fc.constant(id), departed: rarely }))),
        entries: fc.constant(entries),
        recusals: fc.oneof(fc.constant([]), fc.subarray(pairs, { maxLength: Math.ceil(pairs.length / 6) })),
        assignments: fc.oneof(
          fc.constant([]),
          subset(pairs).chain((some) =>
            fc.tuple(...some.map((pair) => sheet.map((progress) => ({ ...pair, sheet: progress })))),
          ),
        ),
      }),
      wish: fc.record({
        judgesPerEntry: fc.constant(asked),
        categories: fc.oneof(
          fc.constant({}),
          fc
            .tuple(...judges.map(() => fc.option(fc.subarray(categories, { minLength: 1 }), { freq: 1 })))
            .map((limits) => Object.fromEntries(limits.flatMap((some, i) => (some ? [[`j${i}`, some]] : [])))),
        ),
      }),
    });
  });
const rarely = fc.integer({ min: 0, max: 5 }).map((n) => n === 0);

type Situation = { before: PlanState; wish: PlanWish };
/** Checks what holds of every plan, over many situations. */
function ofEveryPlan(check: (situation: Situation, plan: Plan) => void, numRuns = 400) {
  let planned = 0;
  fc.assert(
    fc.property(situations, (situation: Situation) => {
      const plan = planAssignments(situation.before, situation.wish);
      if (!plan.ok) return;
      planned += 1;
      check(situation, plan);
    }),
    { numRuns },
  );
  expect(planned).toBeGreaterThan(numRuns / 10);
}

describe('every plan', () => {
  test('adds nobody recused, departed, of another category, or seated already', () => {
    ofEveryPlan(({ before, wish }, plan) => {
      const present = new Set(before.assignments.map(keyOf));
      const recused = new Set(before.recusals.map(keyOf));
      for (const pair of plan.add) {
        expect(present.has(keyOf(pair)) || recused.has(keyOf(pair))).toBe(false);
        expect(before.judges.find((judge) => judge.id === pair.judgeId)?.departed).toBe(false);
        const category = before.entries.find((entry) => entry.id === pair.entryId)?.category ?? '';
        expect(wish.categories[pair.judgeId] ?? categories).toContain(category);
      }
    });
  });

  test('gives every entry exactly the judges asked for, or as many as have begun it', () => {
    ofEveryPlan(({ before, wish }, plan) => {
      const after = counted(applied(before, plan));
      const recused = new Set(before.recusals.map(keyOf));
      for (const entry of before.entries) {
        const seats = after.filter((pair) => pair.entryId === entry.id).length;
        const begun = applied(before, plan).assignments.filter(
          (row) => row.entryId === entry.id && row.sheet !== 'none' && !recused.has(keyOf(row)),
        ).length;
        const may = before.judges.filter(({ id, departed }) => {
          if (departed || recused.has(keyOf({ entryId: entry.id, judgeId: id }))) return false;
          const row = before.assignments.find((each) => keyOf(each) === keyOf({ entryId: entry.id, judgeId: id }));
          return row?.sheet === 'draft' || row?.sheet === 'submitted'
            ? false
            : (wish.categories[id]?.includes(entry.category) ?? true);
        }).length;
        const wanted = wish.judgesPerEntry === null ? begun + may : Math.max(wish.judgesPerEntry, begun);
        expect(seats).toBe(wanted);
        expect(plan.overfull.includes(entry.id)).toBe(wish.judgesPerEntry !== null && begun > wish.judgesPerEntry);
      }
    });
  });

  test('keeps every begun and submitted sheet; of a departed judge those submitted, and ends the rest', () => {
    ofEveryPlan(({ before }, plan) => {
      const gone = new Set(plan.remove.map(keyOf));
      for (const row of before.assignments) {
        const departed = before.judges.find((judge) => judge.id === row.judgeId)?.departed;
        if (row.sheet === 'submitted' || (row.sheet === 'draft' && !departed)) expect(gone.has(keyOf(row))).toBe(false);
        else if (departed) expect(gone.has(keyOf(row))).toBe(true);
      }
    });
  });

  test('links all judges who score anything', () => {
    ofEveryPlan(({ before }, plan) => expect(groups(counted(applied(before, plan)))).toBe(1));
  });

  test('planned again after it was applied changes nothing', () => {
    ofEveryPlan(({ before, wish }, plan) => {
      const again = planAssignments(applied(before, plan), wish);
      expect(again).toMatchObject({ ok: true, add: [], remove: [] });
    }, 800);
  });

  test('leaves no judge two entries above another who may take over one of them, unless links ask for it', () => {
    ofEveryPlan(({ before, wish }, plan) => {
      if (plan.balance.because.includes('links')) return;
      const after = applied(before, plan);
      const load = new Map(plan.loads.map((row) => [row.judgeId, row.load]));
      const seated = new Set(after.assignments.map(keyOf));
      const recused = new Set(after.recusals.map(keyOf));
      for (const row of after.assignments) {
        if (row.sheet !== 'none' || recused.has(keyOf(row)) || wish.judgesPerEntry === null) continue;
        const category = before.entries.find((entry) => entry.id === row.entryId)?.category ?? '';
        for (const { judgeId } of plan.loads) {
          const pair = { entryId: row.entryId, judgeId };
          if (seated.has(keyOf(pair)) || recused.has(keyOf(pair))) continue;
          if (!(wish.categories[judgeId]?.includes(category) ?? true)) continue;
          expect((load.get(row.judgeId) ?? 0) - (load.get(judgeId) ?? 0)).toBeLessThanOrEqual(1);
        }
      }
    });
  });

  test('says what its loads are, and why they are apart when they are', () => {
    ofEveryPlan(({ before, wish }, plan) => {
      const after = counted(applied(before, plan));
      for (const { judgeId, load } of plan.loads)
        expect(load).toBe(after.filter((pair) => pair.judgeId === judgeId).length);
      const { least, most, because } = plan.balance;
      expect(because.length > 0).toBe(most - least > 1);
      const plain =
        before.recusals.length === 0 &&
        Object.keys(wish.categories).length === 0 &&
        before.assignments.every((row) => row.sheet === 'none');
      if (plain) expect(because.filter((cause) => cause !== 'links')).toEqual([]);
    });
  });
});

test('the order in which things are listed never matters', () => {
  const shuffled = situations.chain(({ before, wish }) =>
    fc.record({
      before: fc.constant(before),
      wish: fc.constant(wish),
      other: fc.record({
        seed: fc.constant(before.seed),
        judges: fc.shuffledSubarray([...before.judges], { minLength: before.judges.length }),
        entries: fc.shuffledSubarray([...before.entries], { minLength: before.entries.length }),
        recusals: fc.shuffledSubarray([...before.recusals], { minLength: before.recusals.length }),
        assignments: fc.shuffledSubarray([...before.assignments], { minLength: before.assignments.length }),
      }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ before, wish, other }) => {
      expect(planAssignments(other, wish)).toEqual(planAssignments(before, wish));
    }),
    { numRuns: 300 },
  );
});

/** Every choice of `n` of the list. */
function choices<T>(list: readonly T[], n: number): T[][] {
  if (n === 0) return [[]];
  return list.flatMap((each, i) => choices(list.slice(i + 1), n - 1).map((rest) => [each, ...rest]));
}

/** All plans of a small contest in which nothing is assigned yet, as pairs. */
function allPlans(before: PlanState, wish: PlanWish): Pair[][] {
  const recused = new Set(before.recusals.map(keyOf));
  return before.entries.reduce<Pair[][]>(
    (plans, entry) => {
      const may = before.judges
        .map(({ id }) => ({ entryId: entry.id, judgeId: id }))
        .filter((pair) => !recused.has(keyOf(pair)))
        .filter((pair) => wish.categories[pair.judgeId]?.includes(entry.category) ?? true);
      return plans.flatMap((plan) => choices(may, wish.judgesPerEntry ?? may.length).map((row) => [...plan, ...row]));
    },
    [[]],
  );
}
const squares = (pairs: readonly Pair[]) =>
  [...Map.groupBy(pairs, (pair) => pair.judgeId).values()].reduce((sum, rows) => sum + rows.length ** 2, 0);

/** Contests small enough to look at every plan. */
const small = fc
  .record({
    judges: fc.integer({ min: 2, max: 5 }),
    kinds: fc.array(fc.constantFrom('Dinas', 'Badan'), { minLength: 1, maxLength: 4 }),
  })
  .chain(({ judges: n, kinds }) => {
    const judges = judgesOf(n);
    const entries = kinds.map((category, i) => ({ id: `e${i}`, category }));
    const pairs = entries.flatMap((entry) => judges.map((judge) => ({ entryId: entry.id, judgeId: judge.id })));
    return fc.record({
      before: fc.record({
        seed: fc.string(),
        judges: fc.constant(judges),
        entries: fc.constant(entries),
        recusals: fc.subarray(pairs, { maxLength: Math.min(4, pairs.length) }),
        assignments: fc.subarray(pairs).map((some) => some.map((pair) => ({ ...pair, sheet: 'none' as const }))),
      }),
      wish: fc.record({
        judgesPerEntry: fc.constantFrom(2, 2, 3),
        categories: subset(judges).chain((some) =>
          fc
            .constantFrom('Dinas', 'Badan')
            .map((kind) => Object.fromEntries(some.slice(0, 2).map(({ id }) => [id, [kind]]))),
        ),
      }),
    });
  });

test('of small contests: as even as any plan, moving the least; refused only where no plan links all that could have work', () => {
  fc.assert(
    fc.property(small, ({ before, wish }) => {
      const plan = planAssignments(before, wish);
      const recused = new Set(before.recusals.map(keyOf));
      const all = allPlans(before, wish);
      const linked = all.filter((pairs) => groups(pairs) === 1);
      if (!plan.ok) {
        if (plan.why === 'tooFewJudges') {
          expect(all).toEqual([]);
          return;
        }
        const seats = before.entries.length * (wish.judgesPerEntry ?? 0);
        const able = new Set(allPlans(before, { ...wish, judgesPerEntry: null })[0]?.map((pair) => pair.judgeId) ?? [])
          .size;
        const busy = linked.filter((pairs) => new Set(pairs.map((pair) => pair.judgeId)).size >= Math.min(able, seats));
        expect(busy).toEqual([]);
        return;
      }
      const after = counted(applied(before, plan));
      const least = Math.min(...all.map(squares));
      if (!plan.balance.because.includes('links')) {
        // Where the range is at most one apart `because` is empty, whether or not a link cost anything.
        if (plan.balance.most - plan.balance.least > 1) expect(squares(after)).toBe(least);
      }
      const evenest = all.filter((pairs) => squares(pairs) === least);
      const present = new Set(before.assignments.map(keyOf).filter((key) => !recused.has(key)));
      const moved = (pairs: readonly Pair[]) => pairs.filter((pair) => !present.has(keyOf(pair))).length;
      const fewest = Math.min(...evenest.map(moved));
      // Where the evenest plan that moves least is linked already, it is the plan.
      const free = evenest.filter((pairs) => moved(pairs) === fewest);
      if (free.every((pairs) => groups(pairs) === 1)) {
        expect(squares(after)).toBe(least);
        expect(moved(after)).toBe(fewest);
      }
    }),
    { numRuns: 400 },
  );
});
