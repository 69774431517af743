import type { Pair, Plan, PlanState, PlanWish } from '#app/judging/plan.ts';

export const keyOf = ({ entryId, judgeId }: Pair) => `${entryId} ${judgeId}`;
export const categories = ['Dinas', 'Badan', 'Kecamatan'];
export const judgesOf = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `j${i}`, departed: false }));
export const entriesOf = (n: number, category = 'Dinas') =>
  Array.from({ length: n }, (_, i) => ({ id: `e${i}`, category }));
export const state = (values: Partial<PlanState>): PlanState => ({
  seed: 'lomba',
  judges: [],
  entries: [],
  recusals: [],
  assignments: [],
  ...values,
});
export const k = (judgesPerEntry: number | null, limits: PlanWish['categories'] = {}): PlanWish => ({
  judgesPerEntry,
  categories: limits,
});

/** Assignments after the plan, with the sheets as they were. */
export function applied(before: PlanState, plan: Plan): PlanState {
  const gone = new Set(plan.remove.map(keyOf));
  const kept = before.assignments.filter((row) => !gone.has(keyOf(row)));
  return { ...before, assignments: [...kept, ...plan.add.map((pair) => ({ ...pair, sheet: 'none' as const }))] };
}

/** Assignments that count: of judges not recused; of a departed judge only what was submitted. */
export function counted(after: PlanState): Pair[] {
  const recused = new Set(after.recusals.map(keyOf));
  return after.assignments.filter((row) => !recused.has(keyOf(row)));
}

export function groups(pairs: readonly Pair[]): number {
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
