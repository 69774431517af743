import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applied, entriesOf, groups, judgesOf, k, keyOf, state } from '#tests/support/plans.ts';
import { planAssignments } from './plan.ts';

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
