import { eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, contests, entries, recusalAnswers, recusals } from '#db/schema.ts';
import { assignAll } from './assignments.server.ts';
import { lockDesk } from './gate.server.ts';
import { hasReason } from './mark.ts';
import { isDefault, settingsOf } from './plan.schema.ts';
import { planIsOpen } from './plan.server.ts';

export type Recusing = { done: true } | { done: false; why: 'notAssigned' | 'reasonMissing' | 'phase' };

/**
 * The judge steps back from an entry. From here on the sheet is closed to them, a submitted one too: it waits for the
 * organizer. Possible until judging has ended. Declaring twice changes nothing.
 */
export function declareRecusal(viewer: Viewer, entryId: string, reason: string): Promise<Recusing> {
  return db().transaction(async (tx): Promise<Recusing> => {
    const desk = await lockDesk(tx, viewer.userId, entryId);
    if (!desk?.assigned) return { done: false, why: 'notAssigned' };
    if (!planIsOpen(desk.contest.phase)) return { done: false, why: 'phase' };
    if (!hasReason({ reason })) return { done: false, why: 'reasonMissing' };
    await tx.insert(recusals).values({ entryId, judgeId: viewer.userId, reason: reason.trim() }).onConflictDoNothing();
    return { done: true };
  });
}

/** gone: no such recusal waits. reasonMissing: declining asks for words. */
export type Deciding = { done: true } | { done: false; why: 'gone' | 'reasonMissing' };

/**
 * The organizer confirms a recusal (whatever the judge gave there counts nowhere, and a plan gives the entry to
 * another), or sends the judge back to the sheet with words that the judge reads. Where everybody scores everything, a
 * judge sent back has the seat at once.
 */
export function decideRecusal(
  organizer: Viewer,
  recusalId: string,
  decision: 'confirm' | 'decline',
  words = '',
): Promise<Deciding> {
  return db().transaction(async (tx): Promise<Deciding> => {
    const [place] = await tx
      .select({ contest: contests })
      .from(recusals)
      .innerJoin(entries, eq(entries.id, recusals.entryId))
      .innerJoin(contests, eq(contests.id, entries.contestId))
      .where(eq(recusals.id, recusalId))
      .for('share', { of: contests });
    const [row] = await tx.select().from(recusals).where(eq(recusals.id, recusalId)).for('update');
    if (!place || !row || row.confirmedAt) return { done: false, why: 'gone' };
    if (decision === 'confirm') {
      await tx
        .update(recusals)
        .set({ confirmedAt: new Date(), confirmedBy: organizer.userId })
        .where(eq(recusals.id, recusalId));
    } else {
      if (!hasReason({ reason: words })) return { done: false, why: 'reasonMissing' };
      await tx.delete(recusals).where(eq(recusals.id, recusalId));
      await answer(tx, row, words.trim(), organizer.userId);
      const { id, phase, assignmentPlan } = place.contest;
      if (planIsOpen(phase) && isDefault(settingsOf(assignmentPlan))) await assignAll(tx, id, [row.judgeId]);
    }
    await tx.insert(activity).values({
      contestId: place.contest.id,
      userId: organizer.userId,
      action: `recusal.${decision}`,
      subject: row.entryId,
      detail: { judgeId: row.judgeId, reason: row.reason, ...(decision === 'decline' ? { words: words.trim() } : {}) },
    });
    return { done: true };
  });
}

async function answer(
  tx: Querier,
  { entryId, judgeId, reason }: typeof recusals.$inferSelect,
  words: string,
  answeredBy: string,
): Promise<void> {
  await tx.insert(recusalAnswers).values({ entryId, judgeId, reason, words, answeredBy });
}
