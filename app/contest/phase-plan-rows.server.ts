import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { phasePlans } from '#db/schema.ts';
import { type Phase, phaseOrder } from './phases.ts';

export type PhasePlan = typeof phasePlans.$inferSelect;

/** The contest's moments that have not been kept, by phase. */
export async function plansOf(contestId: string, tx: Querier = db()): Promise<PhasePlan[]> {
  const rows = await tx
    .select()
    .from(phasePlans)
    .where(and(eq(phasePlans.contestId, contestId), isNull(phasePlans.doneAt)));
  return rows.sort((a, b) => phaseOrder.indexOf(a.phase) - phaseOrder.indexOf(b.phase));
}

/**
 * What a move makes of the schedule, in the transaction of the move: forward, by hand or by the clock, the phase's moment
 * is kept; back, the moments that have passed are void: else the next minute would open again what was just closed.
 */
export async function settlePlans(tx: Querier, contestId: string, kind: 'forward' | 'back', to: Phase): Promise<void> {
  const later = phaseOrder.filter((each) => phaseOrder.indexOf(each) > phaseOrder.indexOf(to));
  const which =
    kind === 'forward'
      ? eq(phasePlans.phase, to)
      : and(inArray(phasePlans.phase, later), lte(phasePlans.at, sql`clock_timestamp()`));
  await tx
    .update(phasePlans)
    .set({ doneAt: sql`now()` })
    .where(and(eq(phasePlans.contestId, contestId), isNull(phasePlans.doneAt), which));
}
