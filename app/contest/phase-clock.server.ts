/** The schedule of a contest's phases: saved by the organizer, kept by the worker's clock. */
import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { activity, contests, phasePlans } from '#db/schema.ts';
import { plansOf } from './phase-plan-rows.server.ts';
import { faultsOf, type PlanFault, type Plannable, stillToPlan } from './phase-plans.ts';
import { movePhase, type RubricGate } from './phases.server.ts';
import { nextPhase } from './phases.ts';

export type PlanOutcome = { done: true } | { done: false; faults: Partial<Record<Plannable, PlanFault>> };

/** Saves the moments of the phases to come; null takes one away. All or nothing. */
export function savePlans(
  contestId: string,
  typed: Partial<Record<Plannable, Date | null | 'notADate'>>,
  userId: string,
): Promise<PlanOutcome> {
  return db().transaction(async (tx): Promise<PlanOutcome> => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest) return { done: false, faults: {} };
    const before = new Map((await plansOf(contestId, tx)).map((plan) => [plan.phase as Plannable, plan.at]));
    const plans = stillToPlan(contest).map((phase) => ({
      phase,
      // Left out of the form: as it stands.
      at: typed[phase] === undefined ? (before.get(phase) ?? null) : (typed[phase] ?? null),
      before: before.get(phase) ?? null,
    }));
    const faults = faultsOf(plans, new Date());
    if (Object.keys(faults).length > 0) return { done: false, faults };
    const changed: Record<string, string | null> = {};
    for (const { phase, at, before: old } of plans) {
      if (at === 'notADate' || at?.getTime() === old?.getTime()) continue;
      changed[phase] = at?.toISOString() ?? null;
      const own = and(eq(phasePlans.contestId, contestId), eq(phasePlans.phase, phase));
      await tx.delete(phasePlans).where(own);
      if (at) await tx.insert(phasePlans).values({ contestId, phase, at, setBy: userId });
    }
    if (Object.keys(changed).length > 0)
      await tx.insert(activity).values({ contestId, userId, action: 'phase.plan', detail: changed });
    return { done: true };
  });
}

/**
 * Opens the phases whose moment has come, each contest in a transaction of its own with the checks of a move by hand.
 * When they refuse, nothing moves: the reason stands beside the moment, and the next minute tries again.
 */
export async function tickPhases(gate: RubricGate): Promise<void> {
  const due = and(isNull(phasePlans.doneAt), lte(phasePlans.at, sql`clock_timestamp()`));
  const open = await db().selectDistinct({ id: phasePlans.contestId }).from(phasePlans).where(due);
  for (const { id } of open) {
    await db().transaction(async (tx) => {
      const [contest] = await tx.select().from(contests).where(eq(contests.id, id)).for('update');
      const to = contest && nextPhase(contest);
      if (!contest || !to || to === 'terbit') return;
      const [plan] = await tx
        .select()
        .from(phasePlans)
        .where(and(eq(phasePlans.contestId, id), eq(phasePlans.phase, to), due));
      if (!plan) return;
      const outcome = await movePhase(tx, { contestId: id, from: contest.phase, to, reason: null, userId: null }, gate);
      if (outcome.moved) return;
      const { why, blockers } = outcome;
      const refusal = { why, blockers: blockers.map(({ code, items }) => ({ code, n: items.length })) };
      await tx.update(phasePlans).set({ refusal, refusedAt: sql`now()` }).where(eq(phasePlans.id, plan.id));
      if (!plan.refusedAt)
        await tx.insert(activity).values({ contestId: id, action: 'phase.plan.refused', subject: to, detail: refusal });
    });
  }
}
