import { eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { activity, contests, sheets } from '#db/schema.ts';
import { askApart } from './ask-again.server.ts';
import type { Refusal } from './assess.ts';
import { type Missing, missingOf } from './completeness.ts';
import { hasDeparted } from './departures.server.ts';
import { judgeMayWrite, lockDesk, rulingsOf } from './gate.server.ts';
import { hasReason } from './mark.ts';
import { openConflicts, readMarks } from './marks.server.ts';
import { asksOf } from './word-looks.server.ts';

export type Submission = { done: true } | { done: false; why: Refusal | 'incomplete'; missing: Missing[] };

/**
 * Submits the viewer's own sheet, or names what it still waits for. A submitted sheet is locked. Where another submitted
 * sheet of the entry lies far from it, both judges are asked to look again.
 */
export function submitSheet(viewer: Viewer, entryId: string): Promise<Submission> {
  return db().transaction(async (tx): Promise<Submission> => {
    const desk = await lockDesk(tx, viewer.userId, entryId, { withEntry: true });
    const closed = judgeMayWrite(desk);
    if (closed || !desk) return { done: false, why: closed ?? 'notAssigned', missing: [] };
    const { sheet, entry, contest } = desk;
    const held = sheet ? await readMarks(tx, sheet.id) : new Map();
    const conflicts = sheet ? await openConflicts(tx, sheet.id) : [];
    const rubric = await rubricOf(tx, contest.rubricVersionId);
    const missing = missingOf(rubric, {
      category: entry.category,
      marks: new Map([...held].map(([indicator, state]) => [indicator, state.edit])),
      rulings: await rulingsOf(tx, entryId),
      conflicts: new Set(conflicts.map((edit) => edit.indicator)),
      asked: new Set(sheet ? Object.keys(await asksOf(tx, sheet.id, desk, held)) : []),
    });
    if (missing.length > 0 || !sheet) return { done: false, why: 'incomplete', missing };
    const now = new Date();
    await tx
      .update(sheets)
      .set({ state: 'submitted', submittedAt: now, updatedAt: now })
      .where(eq(sheets.id, sheet.id));
    if (contest.practiceOf === null) await askApart(tx, desk, sheet, rubric);
    return { done: true };
  });
}

export type Reopening =
  | { done: true }
  | { done: false; why: 'gone' | 'phase' | 'notSubmitted' | 'departed' | 'reasonMissing' };

/**
 * The organizer gives a submitted sheet back to its judge, with a reason that is kept. Only while judging is open, and
 * not to a judge who has departed: nobody could submit it again.
 */
export function reopenSheet(organizer: Viewer, sheetId: string, reason: string): Promise<Reopening> {
  return db().transaction(async (tx): Promise<Reopening> => {
    if (!hasReason({ reason })) return { done: false, why: 'reasonMissing' };
    const [place] = await tx
      .select({ phase: contests.phase, contestId: contests.id })
      .from(sheets)
      .innerJoin(contests, eq(contests.id, sheets.contestId))
      .where(eq(sheets.id, sheetId))
      .for('share', { of: contests });
    const [sheet] = await tx.select().from(sheets).where(eq(sheets.id, sheetId)).for('update');
    if (!place || !sheet) return { done: false, why: 'gone' };
    if (place.phase !== 'penilaian') return { done: false, why: 'phase' };
    if (sheet.state !== 'submitted') return { done: false, why: 'notSubmitted' };
    if (await hasDeparted(place.contestId, sheet.judgeId, tx)) return { done: false, why: 'departed' };
    await tx
      .update(sheets)
      .set({ state: 'draft', submittedAt: null, updatedAt: new Date() })
      .where(eq(sheets.id, sheetId));
    await tx.insert(activity).values({
      contestId: place.contestId,
      userId: organizer.userId,
      action: 'sheet.reopen',
      subject: sheetId,
      detail: { entryId: sheet.entryId, judgeId: sheet.judgeId, reason: reason.trim() },
    });
    return { done: true };
  });
}
