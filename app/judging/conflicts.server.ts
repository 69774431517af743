import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { markEdits, sheets } from '#db/schema.ts';
import { assessEdit, type Refusal } from './assess.ts';
import { judgeMayWrite, lockDesk, rulingsOf } from './gate.server.ts';
import { lateWords, settleWords, withoutOldTasks } from './late-words.server.ts';
import { readMark, writeMark } from './marks.server.ts';

/** gone: chosen already, or not this judge's. moved: the mark changed after the judge looked at the two. */
export type Resolution = { done: true; revision: number } | { done: false; why: Refusal | 'gone' | 'moved' };

/**
 * The judge's choice between a kept edit (`mine`) and the mark as it stands (`newer`). Choosing `mine` writes it as a
 * new edit on top, so that the history alone gives the marks; the kept row is closed as chosen or dropped.
 * `seenRevision` is the revision of the newer mark the judge was shown.
 */
export function resolveConflict(
  viewer: Viewer,
  editId: string,
  choice: 'mine' | 'newer',
  seenRevision?: number,
): Promise<Resolution> {
  return db().transaction(async (tx): Promise<Resolution> => {
    const [pointer] = await tx
      .select({ entryId: sheets.entryId })
      .from(markEdits)
      .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
      .where(and(eq(markEdits.id, editId), eq(sheets.judgeId, viewer.userId)));
    if (!pointer) return { done: false, why: 'gone' };
    const desk = await lockDesk(tx, viewer.userId, pointer.entryId);
    const closed = judgeMayWrite(desk);
    if (closed) return { done: false, why: closed };
    // Read again under the lock: the other tablet may have chosen meanwhile.
    const [kept] = await tx.select().from(markEdits).where(eq(markEdits.id, editId));
    if (!desk?.sheet || kept?.state !== 'conflict') return { done: false, why: 'gone' };
    const { sheet } = desk;
    const { indicator } = kept;
    const before = await readMark(tx, sheet.id, indicator);
    if (seenRevision !== undefined && seenRevision !== before.revision) return { done: false, why: 'moved' };
    const close = (state: 'chosen' | 'dropped') =>
      tx.update(markEdits).set({ state, resolvedAt: new Date() }).where(eq(markEdits.id, editId));
    if (choice === 'newer') {
      await close('dropped');
      return { done: true, revision: before.revision };
    }
    const rubric = await rubricOf(tx, desk.contest.rubricVersionId);
    const ruling = (await rulingsOf(tx, desk.entry.id)).get(indicator) ?? null;
    const late = await lateWords(tx, desk, indicator, kept.rubricVersion);
    const to = late ? await withoutOldTasks(tx, desk, { ...late, indicator }, kept.to) : kept.to;
    const assessed = assessEdit(rubric, desk.entry.category, ruling, indicator, to);
    if (!assessed.ok) return { done: false, why: assessed.refusal };
    const revision = await writeMark(tx, { sheet, indicator, edit: assessed.edit, points: assessed.points });
    await close('chosen');
    await tx.insert(markEdits).values({
      sheetId: sheet.id,
      clientId: randomUUID(),
      indicator,
      device: kept.device,
      baseRevision: before.revision,
      state: 'applied',
      from: before.edit,
      to: assessed.edit,
      revision,
      rubricVersion: kept.rubricVersion,
    });
    await settleWords(tx, sheet, indicator, { late, from: before.edit, to: assessed.edit });
    return { done: true, revision };
  });
}
