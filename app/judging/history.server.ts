import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { markEdits, sheets } from '#db/schema.ts';
import { assessEdit, type Refusal } from './assess.ts';
import { judgeMayWrite, lockDesk, rulingsOf } from './gate.server.ts';
import { lateWords, settleWords, withoutOldTasks } from './late-words.server.ts';
import { type MarkEdit, noMark, sameEdit } from './mark.ts';
import { readMark, writeMark } from './marks.server.ts';

export interface HistoryRow {
  editId: string;
  indicator: string;
  at: string;
  /** Number of the tablet among those that wrote on this sheet, by first use; null: written without one. */
  device: number | null;
  state: (typeof markEdits.$inferSelect)['state'];
  from: MarkEdit;
  to: MarkEdit;
}

/** Every edit of the viewer's own sheet of an entry, newest first; of one indicator when it is named. Nobody else's. */
export async function sheetHistory(viewer: Viewer, entryId: string, indicator?: string): Promise<HistoryRow[]> {
  const rows = await db()
    .select({ edit: markEdits })
    .from(markEdits)
    .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
    .where(and(eq(sheets.judgeId, viewer.userId), eq(sheets.entryId, entryId)))
    .orderBy(desc(markEdits.createdAt), desc(markEdits.revision));
  const devices = [...new Set(rows.toReversed().flatMap(({ edit }) => edit.device ?? []))];
  return rows
    .filter(({ edit }) => indicator === undefined || edit.indicator === indicator)
    .map(({ edit }) => ({
      editId: edit.id,
      indicator: edit.indicator,
      at: edit.createdAt.toISOString(),
      device: edit.device === null ? null : devices.indexOf(edit.device) + 1,
      state: edit.state,
      from: edit.from ?? noMark,
      to: edit.to,
    }));
}

/** gone: not this judge's, or still waiting for a choice. moved: the mark changed after the judge looked. */
export type Restoring = { done: true } | { done: false; why: Refusal | 'gone' | 'moved' };

/**
 * Makes an earlier edit of the judge's own sheet the mark again: a new edit with the old values on top, under today's
 * rules, so that the history only ever grows. `seen` is the revision of the mark the judge was shown.
 */
export function restoreEdit(viewer: Viewer, editId: string, seen: number): Promise<Restoring> {
  return db().transaction(async (tx): Promise<Restoring> => {
    const [pointer] = await tx
      .select({ entryId: sheets.entryId, edit: markEdits })
      .from(markEdits)
      .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
      .where(and(eq(markEdits.id, editId), eq(sheets.judgeId, viewer.userId)));
    if (!pointer || pointer.edit.state === 'conflict') return { done: false, why: 'gone' };
    const desk = await lockDesk(tx, viewer.userId, pointer.entryId);
    const closed = judgeMayWrite(desk);
    if (closed) return { done: false, why: closed };
    if (!desk?.sheet) return { done: false, why: 'gone' };
    const { indicator, rubricVersion } = pointer.edit;
    const before = await readMark(tx, desk.sheet.id, indicator);
    if (seen !== before.revision) return { done: false, why: 'moved' };
    const rubric = await rubricOf(tx, desk.contest.rubricVersionId);
    const ruling = (await rulingsOf(tx, desk.entry.id)).get(indicator) ?? null;
    const late = await lateWords(tx, desk, indicator, rubricVersion);
    const to = late ? await withoutOldTasks(tx, desk, { ...late, indicator }, pointer.edit.to) : pointer.edit.to;
    const assessed = assessEdit(rubric, desk.entry.category, ruling, indicator, to);
    if (!assessed.ok) return { done: false, why: assessed.refusal };
    if (sameEdit(assessed.edit, before.edit)) return { done: true };
    const { edit, points } = assessed;
    const revision = await writeMark(tx, { sheet: desk.sheet, indicator, edit, points });
    await tx.insert(markEdits).values({
      sheetId: desk.sheet.id,
      clientId: randomUUID(),
      indicator,
      device: pointer.edit.device,
      baseRevision: before.revision,
      state: 'applied',
      from: before.edit,
      to: edit,
      revision,
      rubricVersion,
    });
    await settleWords(tx, desk.sheet, indicator, { late, from: before.edit, to: edit });
    return { done: true };
  });
}
