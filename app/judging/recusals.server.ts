import { eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db } from '#db/client.server.ts';
import { activity, entries, recusals } from '#db/schema.ts';
import { lockDesk } from './gate.server.ts';
import { hasReason } from './mark.ts';

export type Recusing = { done: true } | { done: false; why: 'notAssigned' | 'reasonMissing' | 'phase' };

/**
 * The judge steps back from an entry. From here on the sheet is closed to them, a submitted one too: it waits for the
 * organizer. Possible until judging has ended. Declaring twice changes nothing.
 */
export function declareRecusal(viewer: Viewer, entryId: string, reason: string): Promise<Recusing> {
  return db().transaction(async (tx): Promise<Recusing> => {
    const desk = await lockDesk(tx, viewer.userId, entryId);
    if (!desk?.assigned) return { done: false, why: 'notAssigned' };
    if (!['persiapan', 'audit', 'penilaian'].includes(desk.contest.phase)) return { done: false, why: 'phase' };
    if (!hasReason({ reason })) return { done: false, why: 'reasonMissing' };
    await tx.insert(recusals).values({ entryId, judgeId: viewer.userId, reason: reason.trim() }).onConflictDoNothing();
    return { done: true };
  });
}

/**
 * The organizer confirms a recusal (the assignment ends) or sends the judge back to the sheet. False when there is
 * no such recusal waiting.
 */
export function decideRecusal(organizer: Viewer, recusalId: string, decision: 'confirm' | 'decline'): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [row] = await tx.select().from(recusals).where(eq(recusals.id, recusalId)).for('update');
    if (!row || row.confirmedAt) return false;
    const [entry] = await tx.select({ contestId: entries.contestId }).from(entries).where(eq(entries.id, row.entryId));
    if (!entry) return false;
    if (decision === 'confirm') {
      await tx
        .update(recusals)
        .set({ confirmedAt: new Date(), confirmedBy: organizer.userId })
        .where(eq(recusals.id, recusalId));
    } else {
      await tx.delete(recusals).where(eq(recusals.id, recusalId));
    }
    await tx.insert(activity).values({
      contestId: entry.contestId,
      userId: organizer.userId,
      action: `recusal.${decision}`,
      subject: row.entryId,
      detail: { judgeId: row.judgeId, reason: row.reason },
    });
    return true;
  });
}
