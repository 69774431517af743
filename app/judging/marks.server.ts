import { and, desc, eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { markEdits, marks, sheets } from '#db/schema.ts';
import type { Sheet } from './gate.server.ts';
import { type MarkEdit, type MarkState, noMark } from './mark.ts';

type MarkRow = typeof marks.$inferSelect;
export type EditRow = typeof markEdits.$inferSelect;

const editOf = ({ level, notApplicable, reason, note, tasks, accepted }: MarkRow): MarkEdit => ({
  level,
  notApplicable,
  reason,
  note,
  tasks,
  ...(accepted === null ? {} : { accepted }),
});

/** A stored mark as tablets know it. */
export const markState = (row: MarkRow): MarkState => ({
  revision: row.revision,
  edit: editOf(row),
  at: row.updatedAt.toISOString(),
});

/** The mark of one indicator; revision 0 when there is none. */
export async function readMark(tx: Querier, sheetId: string, indicator: string): Promise<MarkState> {
  const [row] = await tx
    .select()
    .from(marks)
    .where(and(eq(marks.sheetId, sheetId), eq(marks.indicator, indicator)));
  return row ? markState(row) : { revision: 0, edit: noMark };
}

/** Every mark of a sheet by indicator. */
export async function readMarks(tx: Querier, sheetId: string): Promise<Map<string, MarkState>> {
  const rows = await tx.select().from(marks).where(eq(marks.sheetId, sheetId));
  return new Map(rows.map((row) => [row.indicator, markState(row)]));
}

/** Edits of a sheet that wait for the judge's choice, newest first. */
export function openConflicts(tx: Querier, sheetId: string): Promise<EditRow[]> {
  return tx
    .select()
    .from(markEdits)
    .where(and(eq(markEdits.sheetId, sheetId), eq(markEdits.state, 'conflict')))
    .orderBy(desc(markEdits.createdAt));
}

interface Write {
  sheet: Sheet;
  indicator: string;
  edit: MarkEdit;
  points: number | null;
}

/** Makes `edit` the mark and raises the sheet's revision, which is returned. The caller holds the sheet's lock. */
export async function writeMark(tx: Querier, { sheet, indicator, edit, points }: Write): Promise<number> {
  const revision = sheet.revision + 1;
  const now = new Date();
  const values = { ...edit, accepted: edit.accepted ?? null, points, revision, updatedAt: now };
  await Promise.all([
    tx
      .insert(marks)
      .values({ sheetId: sheet.id, indicator, ...values })
      .onConflictDoUpdate({ target: [marks.sheetId, marks.indicator], set: values })
      .prepare('mark_write')
      .execute(),
    tx
      .update(sheets)
      .set({ revision, updatedAt: now })
      .where(eq(sheets.id, sheet.id))
      .prepare('sheet_revision')
      .execute(),
  ]);
  return revision;
}
