/** The organizer's side of marks to be confirmed under new words: whom the results wait for, and waiting no longer. */
import { and, asc, desc, eq, isNull, notInArray, or } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { indicatorOf } from '#app/rubric/words.ts';
import { db } from '#db/client.server.ts';
import {
  activity,
  assignments,
  contests,
  departures,
  entries,
  marks,
  recusals,
  rubricLooks,
  rulings,
  sheets,
  user,
} from '#db/schema.ts';
import { hasReason } from './mark.ts';

export interface WordWait {
  lookId: string;
  judge: string;
  entry: string;
  indicator: string;
  name: LocalizedText;
  /** A draft is waited for as a whole. */
  isSubmitted: boolean;
  isDeparted: boolean;
  /** There is a mark that can go on counting. */
  isMarked: boolean;
  state: 'open' | 'kept' | 'changed' | 'lapsed';
  askedAt: string;
  answeredAt: string | null;
  /** lapsed: why. */
  reason: string | null;
}

/** Every ask of a contest, open ones first; none of who has stepped back, nor what a ruling decided. No levels. */
export async function wordWaits(
  contest: Pick<typeof contests.$inferSelect, 'id' | 'rubricVersionId'>,
): Promise<WordWait[]> {
  const rubric = await rubricOf(db(), contest.rubricVersionId);
  const rows = await db()
    .select({
      ...{ look: rubricLooks, judge: user.name, entry: entries.name, sheet: sheets.state },
      ...{ departed: departures.id, marked: marks.id },
    })
    .from(rubricLooks)
    .innerJoin(user, eq(user.id, rubricLooks.judgeId))
    .innerJoin(entries, eq(entries.id, rubricLooks.entryId))
    .innerJoin(sheets, eq(sheets.id, rubricLooks.sheetId))
    .innerJoin(
      assignments,
      and(eq(assignments.entryId, rubricLooks.entryId), eq(assignments.judgeId, rubricLooks.judgeId)),
    )
    .leftJoin(recusals, and(eq(recusals.entryId, rubricLooks.entryId), eq(recusals.judgeId, rubricLooks.judgeId)))
    .leftJoin(departures, and(eq(departures.contestId, contest.id), eq(departures.judgeId, rubricLooks.judgeId)))
    .leftJoin(marks, and(eq(marks.sheetId, rubricLooks.sheetId), eq(marks.indicator, rubricLooks.indicator)))
    .leftJoin(rulings, and(eq(rulings.entryId, rubricLooks.entryId), eq(rulings.indicator, rubricLooks.indicator)))
    .where(
      and(
        eq(rubricLooks.contestId, contest.id),
        notInArray(rubricLooks.state, ['superseded']),
        isNull(recusals.id),
        or(isNull(rulings.id), eq(rulings.kind, 'applicable')),
      ),
    )
    .orderBy(desc(eq(rubricLooks.state, 'open')), asc(user.name), asc(entries.name), asc(rubricLooks.indicator));
  return rows.flatMap(({ look, judge, entry, sheet, departed, marked }): WordWait[] => {
    const { id: lookId, indicator, state, lapsedReason: reason } = look;
    if (state === 'superseded') return [];
    return [
      {
        ...{ lookId, judge, entry, indicator, state, reason },
        name: indicatorOf(rubric, indicator)?.name ?? { id: indicator },
        isSubmitted: sheet === 'submitted',
        isDeparted: departed !== null,
        isMarked: marked !== null,
        askedAt: look.askedAt.toISOString(),
        answeredAt: look.answeredAt?.toISOString() ?? null,
      },
    ];
  });
}

export type StoppingWait =
  | { done: true }
  | { done: false; why: 'gone' | 'phase' | 'draft' | 'unmarked' | 'reasonMissing' };

/**
 * Waits no longer for a judge: the mark of the submitted sheet goes on counting as it was given, on record with the reason.
 * Until the results are released.
 */
export function stopWaiting(organizer: Viewer, lookId: string, typed: string): Promise<StoppingWait> {
  return db().transaction(async (tx): Promise<StoppingWait> => {
    const reason = typed.trim();
    const [place] = await tx
      .select({ contest: contests })
      .from(rubricLooks)
      .innerJoin(contests, eq(contests.id, rubricLooks.contestId))
      .where(eq(rubricLooks.id, lookId))
      .for('share', { of: contests });
    const [row] = await tx
      .select({ look: rubricLooks, sheet: sheets.state, marked: marks.id })
      .from(rubricLooks)
      .innerJoin(sheets, eq(sheets.id, rubricLooks.sheetId))
      .leftJoin(marks, and(eq(marks.sheetId, rubricLooks.sheetId), eq(marks.indicator, rubricLooks.indicator)))
      .where(eq(rubricLooks.id, lookId))
      .for('update', { of: rubricLooks });
    if (organizer.role !== 'organizer' || !place || row?.look.state !== 'open') return { done: false, why: 'gone' };
    if (place.contest.phase === 'terbit') return { done: false, why: 'phase' };
    if (row.sheet !== 'submitted') return { done: false, why: 'draft' };
    // Nothing can count in its place: the sheet lacks a mark.
    if (row.marked === null) return { done: false, why: 'unmarked' };
    if (!hasReason({ reason })) return { done: false, why: 'reasonMissing' };
    await tx
      .update(rubricLooks)
      .set({ state: 'lapsed', answeredAt: new Date(), lapsedReason: reason, lapsedBy: organizer.userId })
      .where(eq(rubricLooks.id, lookId));
    const { entryId, judgeId, indicator } = row.look;
    await tx.insert(activity).values({
      contestId: place.contest.id,
      userId: organizer.userId,
      action: 'rubric.stopWaiting',
      subject: entryId,
      detail: { judgeId, indicator, reason },
    });
    return { done: true };
  });
}
