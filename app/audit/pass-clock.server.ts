import { and, asc, eq, lte } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { activity, auditPasses, contests } from '#db/schema.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { endPassIfDone, fillPass } from './pass-entries.server.ts';
import { passesIn } from './passes.server.ts';
import { wakeAudits } from './wake.server.ts';

/**
 * One minute's look at every contest in its audit phase: ends the pass that is done, gives entries that were busy their
 * turn in it, begins the next pass that is due (one at a time), puts lost jobs back. Each contest in a transaction of
 * its own under its row lock, so any number of workers may do it at once.
 */
export async function tickPasses(): Promise<void> {
  const open = await db().select({ id: contests.id }).from(contests).where(eq(contests.phase, 'audit'));
  for (const { id } of open) await tickContest(id, new Date());
}

/** The look at one contest; `now` is the time it is taken for. */
export function tickContest(contestId: string, now: Date): Promise<void> {
  return db().transaction(async (tx) => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (contest?.phase !== 'audit' || contest.auditPausedAt) return;
    await wakeAudits(tx, contestId);
    const [running] = await passesIn(tx, contestId, 'running');
    if (running) {
      await fillPass(tx, running, running.requestedBy);
      if (!(await endPassIfDone(tx, running.id))) return;
    }
    const [due] = await tx
      .select()
      .from(auditPasses)
      .where(
        and(eq(auditPasses.contestId, contestId), eq(auditPasses.state, 'planned'), lte(auditPasses.plannedAt, now)),
      )
      .orderBy(asc(auditPasses.plannedAt))
      .limit(1);
    if (!due) return;
    await tx.update(auditPasses).set({ state: 'running', startedAt: now }).where(eq(auditPasses.id, due.id));
    await tx.insert(activity).values({ contestId, userId: null, action: 'pass.start', subject: due.id });
    await fillPass(tx, due, null);
    await notify(tx, AUDIT_CHANNEL, { contestId, auditId: null });
  });
}
