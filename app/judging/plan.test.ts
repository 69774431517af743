import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Pair, type Plan, type PlanState, type PlanWish, planAssignments } from './plan.ts';
import type { SheetProgress } from './plan-board.ts';

const keyOf = ({ entryId, judgeId }: Pair) => `${entryId} ${judgeId}`;
const categories = ['Dinas', 'Badan', 'Kecamatan'];
const judgesOf = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `j${i}`, departed: false }));
const entriesOf = (n: number, category = 'Dinas') => Array.from({ length: n }, (_, i) => ({ id: `e${i}`, category }));
const state = (values: Partial<PlanState>): PlanState => ({
  seed: 'lomba',
  judges: [],
  entries: [],
  recusals: [],
  assignments: [],
  ...values,
});
const k = (judgesPerEntry: number | null, limits: PlanWish['categories'] = {}): PlanWish => ({
  judgesPerEntry,
  categories: limits,
});

/** Assignments after the plan, with the sheets as they were. */
function applied(before: PlanState, plan: Plan): PlanState {
  const gone = new Set(plan.remove.map(keyOf));
  const kept = before.assignments.filter((row) => !gone.has(keyOf(row)));
  return { ...before, assignments: [...kept, ...plan.add.map((pair) => ({ ...pair, sheet: 'none' as const }))] };
}

/** Assignments that count: of judges not recused; of a departed judge only what was submitted. */
function counted(after: PlanState): Pair[] {
  const recused = new Set(after.recusals.map(keyOf));
  return after.assignments.filter((row) => !recused.has(keyOf(row)));
}

function groups(pairs: readonly Pair[]): number {
  const left = new Set(pairs);
  let found = 0;
  for (const first of pairs) {
    if (!left.has(first)) continue;
    found += 1;
    const queue = [first];
    for (let at = queue.pop(); at; at = queue.pop()) {
      left.delete(at);
      for (const pair of left) if (pair.entryId === at.entryId || pair.judgeId === at.judgeId) queue.push(pair);
    }
  }
  return found;
}

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

describe('a plain contest', () => {
  test('no two loads differ by more than one, and all are linked, whatever the numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 2, max: 6 }),
        fc.string(),
        (n, m, each, seed) => {
          fc.pre(each <= n && m * (each - 1) >= n - 1);
          const before = state({ seed, judges: judgesOf(n), entries: entriesOf(m) });
          const plan = planAssignments(before, k(each));
          if (!plan.ok) throw new Error(plan.why);
          expect(groups(plan.add)).toBe(1);
          // Two judges an entry and one link too few for even loads: one judge has to link the others.
          if (m * each >= 2 * n) expect(plan.balance.most - plan.balance.least).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('everyone scores all', () => {
    const plan = planAssignments(state({ judges: judgesOf(3), entries: entriesOf(4) }), k(null));
    expect(plan).toMatchObject({ ok: true, balance: { least: 4, most: 4, because: [] } });
    expect(plan.ok && plan.add).toHaveLength(12);
  });

  test('another contest draws another plan', () => {
    const plans = ['a', 'b'].map((seed) =>
      planAssignments(state({ seed, judges: judgesOf(7), entries: entriesOf(20) }), k(3)),
    );
    expect(plans[0]).not.toEqual(plans[1]);
  });
});

describe('when somebody leaves', () => {
  const before = state({ judges: judgesOf(7), entries: entriesOf(20) });
  const first = planAssignments(before, k(3));
  if (!first.ok) throw new Error(first.why);
  const running = applied(before, first);

  test('only the entries that lost a judge are touched, but for what evens the loads out', () => {
    const lost = running.assignments.filter((row) => row.judgeId === 'j3');
    const after = { ...running, judges: running.judges.map((judge) => ({ ...judge, departed: judge.id === 'j3' })) };
    const plan = planAssignments(after, k(3));
    if (!plan.ok) throw new Error(plan.why);
    expect(
      plan.remove
        .filter((pair) => pair.judgeId === 'j3')
        .map(keyOf)
        .sort(),
    ).toEqual(lost.map(keyOf).sort());
    // Sixty seats over six judges: ten each, from eight or nine; nobody but j3 gives anything away.
    expect(plan.remove).toHaveLength(lost.length);
    expect(plan.add).toHaveLength(lost.length);
    expect(plan.balance).toEqual({ least: 10, most: 10, because: [] });
  });

  test('a submitted sheet of theirs counts as one of the three; a draft does not', () => {
    const [one, two] = running.assignments.filter((row) => row.judgeId === 'j3');
    const begun = { ...running, judges: running.judges.map((judge) => ({ ...judge, departed: judge.id === 'j3' })) };
    const assignments = running.assignments.map((row) => ({
      ...row,
      sheet: row === one ? ('submitted' as const) : row === two ? ('draft' as const) : row.sheet,
    }));
    const plan = planAssignments({ ...begun, assignments }, k(3));
    if (!plan.ok) throw new Error(plan.why);
    expect(plan.add.map((pair) => pair.entryId)).not.toContain(one?.entryId);
    expect(plan.add.map((pair) => pair.entryId)).toContain(two?.entryId);
  });
});

describe('refusals say what would mend them', () => {
  test('one judge an entry links nobody; two do', () => {
    const plan = planAssignments(state({ judges: judgesOf(3), entries: entriesOf(5) }), k(1));
    expect(plan).toMatchObject({ why: 'notLinked', groups: [['j0'], ['j1'], ['j2']] });
    expect(plan).toMatchObject({ mends: [{ kind: 'judges', judgesPerEntry: 2 }, { kind: 'everyone' }] });
  });

  test('categories that no judge bridges', () => {
    const entries = [...entriesOf(3), { id: 'b1', category: 'Badan' }];
    const limits = { j0: ['Dinas'], j1: ['Dinas'], j2: ['Badan'], j3: ['Badan'] };
    const plan = planAssignments(state({ judges: judgesOf(4), entries }), k(2, limits));
    expect(plan).toEqual({
      ok: false,
      why: 'notLinked',
      groups: [
        ['j0', 'j1'],
        ['j2', 'j3'],
      ],
      mends: [{ kind: 'categories' }],
    });
  });

  test('a judge who may do both bridges them, although the loads would be evener without', () => {
    const entries = [...entriesOf(10), ...Array.from({ length: 2 }, (_, i) => ({ id: `b${i}`, category: 'Badan' }))];
    const limits = { j0: ['Dinas'], j1: ['Dinas'], j2: ['Badan'], j3: ['Badan'] };
    const plan = planAssignments(state({ judges: judgesOf(5), entries }), k(2, limits));
    if (!plan.ok) throw new Error(plan.why);
    expect(groups(plan.add)).toBe(1);
    expect(plan.balance.because).toEqual(['categories', 'links']);
    expect(plan.loads.find((row) => row.judgeId === 'j4')?.byCategory).toEqual({ Badan: 1, Dinas: 6 });
  });

  test('fewer judges than asked for, named with the entry', () => {
    const recusals = [{ entryId: 'e1', judgeId: 'j0' }];
    const plan = planAssignments(state({ judges: judgesOf(3), entries: entriesOf(2), recusals }), k(3));
    expect(plan).toEqual({ ok: false, why: 'tooFewJudges', entries: [{ entryId: 'e1', judges: 2 }] });
  });

  test('nothing to plan', () => {
    expect(planAssignments(state({ judges: judgesOf(1) }), k(2))).toEqual({ ok: false, why: 'noEntry' });
    const departed = [{ id: 'j0', departed: true }];
    expect(planAssignments(state({ judges: departed, entries: entriesOf(1) }), k(2)).ok).toBe(false);
  });
});
