import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, assignments, contests, departures, entries, sheets, user } from '#db/schema.ts';
import { hasReason } from './mark.ts';
import { planIsOpen } from './plan.server.ts';

export type Departing =
  | { done: true }
  /** gone: no such judge or contest. departed: recorded already. staying: there is nothing to undo. */
  | { done: false; why: 'gone' | 'phase' | 'reasonMissing' | 'departed' | 'staying' };

const no = (why: Extract<Departing, { done: false }>['why']): Departing => ({ done: false, why });
const ofJudge = (table: typeof departures | typeof assignments, contestId: string, judgeId: string) =>
  and(eq(table.contestId, contestId), eq(table.judgeId, judgeId));

/** Whether this judge no longer judges in the contest. */
export async function hasDeparted(contestId: string, judgeId: string, tx: Querier = db()): Promise<boolean> {
  const rows = await tx
    .select({ id: departures.id })
    .from(departures)
    .where(ofJudge(departures, contestId, judgeId));
  return rows.length > 0;
}

/** Ends the judge's assignments without a submitted sheet; marks stay where they are. Returns their entries. */
async function endOpenSeats(tx: Querier, contestId: string, judgeId: string): Promise<string[]> {
  const open = await tx
    .select({ id: assignments.id, entryId: assignments.entryId, sheet: sheets.state })
    .from(assignments)
    .leftJoin(sheets, and(eq(sheets.entryId, assignments.entryId), eq(sheets.judgeId, judgeId)))
    .where(ofJudge(assignments, contestId, judgeId))
    .orderBy(asc(assignments.entryId));
  const ended = open.filter((row) => row.sheet !== 'submitted');
  if (ended.length === 0) return [];
  const ids = ended.map((row) => row.id);
  await tx.delete(assignments).where(inArray(assignments.id, ids));
  return ended.map((row) => row.entryId);
}

/**
 * Records that a judge stops judging, with a reason. From here on what they submitted counts, their drafts do not, and
 * nothing waits for them; a plan made anew gives the rest to others.
 */
export function departJudge(organizer: Viewer, contestId: string, judgeId: string, reason: string): Promise<Departing> {
  return db().transaction(async (tx): Promise<Departing> => {
    // A tablet that is saving has finished, one that comes after is refused: both go by this row.
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    const [judge] = await tx
      .select({ id: user.id })
      .from(user)
      .where(and(eq(user.id, judgeId), inArray(user.role, ['judge', 'chiefJudge'])));
    if (!contest || !judge) return no('gone');
    if (!planIsOpen(contest.phase)) return no('phase');
    if (await hasDeparted(contestId, judgeId, tx)) return no('departed');
    if (!hasReason({ reason })) return no('reasonMissing');
    const [first] = await tx
      .select({ at: assignments.createdAt })
      .from(assignments)
      .where(ofJudge(assignments, contestId, judgeId))
      .orderBy(asc(assignments.createdAt))
      .limit(1);
    const endedEntryIds = await endOpenSeats(tx, contestId, judgeId);
    await tx.insert(departures).values({
      contestId,
      judgeId,
      reason: reason.trim(),
      recordedBy: organizer.userId,
      endedEntryIds,
      assignedAt: first?.at ?? null,
    });
    await tx.insert(activity).values({
      contestId,
      userId: organizer.userId,
      action: 'judge.depart',
      subject: judgeId,
      detail: { reason: reason.trim(), endedEntryIds },
    });
    return { done: true };
  });
}

/**
 * Takes a departure back: the judge has the assignments again that ended with it, drafts with all their marks. What a
 * plan gave to others meanwhile they keep until it is made anew.
 */
export function undoDeparture(organizer: Viewer, contestId: string, judgeId: string): Promise<Departing> {
  return db().transaction(async (tx): Promise<Departing> => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest) return no('gone');
    if (!planIsOpen(contest.phase)) return no('phase');
    const [departure] = await tx
      .delete(departures)
      .where(ofJudge(departures, contestId, judgeId))
      .returning();
    if (!departure) return no('staying');
    const { endedEntryIds, assignedAt, reason } = departure;
    const sites = await tx
      .select({ entryId: entries.id })
      .from(entries)
      .where(and(eq(entries.contestId, contestId), isNotNull(entries.url), inArray(entries.id, endedEntryIds)));
    const seats = sites.map(({ entryId }) => ({ contestId, entryId, judgeId, createdAt: assignedAt ?? new Date() }));
    if (seats.length > 0) await tx.insert(assignments).values(seats).onConflictDoNothing();
    await tx.insert(activity).values({
      contestId,
      userId: organizer.userId,
      action: 'judge.return',
      subject: judgeId,
      detail: { reason, entryIds: sites.map(({ entryId }) => entryId) },
    });
    return { done: true };
  });
}

/**
 * A submitted sheet of a departed judge went back to draft: nobody will ever submit it, so it no longer counts and its
 * assignment ends. Does nothing for a judge who stays. The caller holds the contest's row.
 */
export async function endReturnedSheet(tx: Querier, contestId: string, judgeId: string): Promise<void> {
  if (!(await hasDeparted(contestId, judgeId, tx))) return;
  const ended = await endOpenSeats(tx, contestId, judgeId);
  await tx
    .update(departures)
    .set({ endedEntryIds: sql`${departures.endedEntryIds} || ${JSON.stringify(ended)}::jsonb` })
    .where(ofJudge(departures, contestId, judgeId));
}

/** Ids of the judges who no longer judge in the contest. */
export async function departedJudges(contestId: string): Promise<string[]> {
  const rows = await db()
    .select({ judgeId: departures.judgeId })
    .from(departures)
    .where(eq(departures.contestId, contestId));
  return rows.map(({ judgeId }) => judgeId);
}
