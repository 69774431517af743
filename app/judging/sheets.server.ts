import { and, eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { openAsk } from '#app/rubric/word-asks.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { markEdits, sheets } from '#db/schema.ts';
import { assessEdit, type Refusal } from './assess.ts';
import { type SheetEdit, sheetEdit } from './edit.schema.ts';
import { everydaySave } from './everyday-save.server.ts';
import { beginSheet, judgeMayWrite, lockDesk, rulingsOf, type Sheet } from './gate.server.ts';
import { lateWords, settleWords, withoutOldTasks } from './late-words.server.ts';
import { type MarkState, sameEdit } from './mark.ts';
import { type EditRow, readMark, writeMark } from './marks.server.ts';

/** What became of one edit. `mark` is the mark as it stands after it; `at` the server's clock, which alone counts. */
export interface SaveAnswer {
  clientId: string;
  state: 'applied' | 'conflict' | 'refused';
  /** Sheet revision that the edit made; of a conflict or a refusal the revision of the mark as it stands. */
  revision: number;
  refusal?: Refusal;
  mark?: MarkState;
  /** What the judge is asked about this indicator is another now: the page is to be loaded again. */
  stale?: true;
  at: string;
}

const refused = (edit: Pick<SheetEdit, 'clientId'>, refusal: Refusal, mark?: MarkState): SaveAnswer => ({
  clientId: edit.clientId,
  state: 'refused',
  revision: mark?.revision ?? 0,
  refusal,
  ...(mark ? { mark } : {}),
  at: new Date().toISOString(),
});

/** The same answer as the first time, however often it is sent. */
function answerAgain(row: EditRow, mark: MarkState): SaveAnswer {
  const { clientId } = row;
  const at = row.createdAt.toISOString();
  if (row.state === 'applied') return { clientId, state: 'applied', revision: row.revision ?? mark.revision, mark, at };
  return { clientId, state: 'conflict', revision: mark.revision, mark, at };
}

/** The revision the edit was tapped on: that of the tablet's own earlier edit when it names one. */
async function baseOf(tx: Querier, sheet: Sheet, edit: SheetEdit): Promise<{ base: number; earlier: EditRow | null }> {
  if (!edit.after) return { base: edit.baseRevision, earlier: null };
  const [earlier] = await tx
    .select()
    .from(markEdits)
    .where(
      and(eq(markEdits.clientId, edit.after), eq(markEdits.sheetId, sheet.id), eq(markEdits.indicator, edit.indicator)),
    );
  if (earlier?.state === 'applied' && earlier.revision !== null) return { base: earlier.revision, earlier };
  return { base: edit.baseRevision, earlier: earlier?.state === 'conflict' ? earlier : null };
}

/** The answer to an edit that was sent before, or null when it is new. */
async function answerIfSent(tx: Querier, viewer: Viewer, edit: SheetEdit): Promise<SaveAnswer | null> {
  const [row] = await tx
    .select({ sent: markEdits, sheet: sheets })
    .from(markEdits)
    .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
    .where(eq(markEdits.clientId, edit.clientId))
    .prepare('edit_sent')
    .execute();
  if (!row) return null;
  const { sent, sheet } = row;
  const own = sheet.judgeId === viewer.userId && sheet.entryId === edit.entryId;
  const same = own && sent.indicator === edit.indicator && sameEdit(sent.to, edit.to);
  if (!same) return refused(edit, 'clientIdReused');
  return answerAgain(sent, await readMark(tx, sent.sheetId, sent.indicator));
}

async function saveOne(tx: Querier, viewer: Viewer, edit: SheetEdit): Promise<SaveAnswer> {
  const desk = await lockDesk(tx, viewer.userId, edit.entryId);
  const [sent, held, rubric, ruled] = await Promise.all([
    answerIfSent(tx, viewer, edit),
    desk?.sheet ? readMark(tx, desk.sheet.id, edit.indicator) : undefined,
    desk ? rubricOf(tx, desk.contest.rubricVersionId) : null,
    desk ? rulingsOf(tx, desk.entry.id, edit.indicator) : null,
  ]);
  if (sent) return sent;
  const closed = judgeMayWrite(desk);
  if (!desk?.assigned || !rubric) return refused(edit, closed ?? 'notAssigned');
  if (closed) return refused(edit, closed, held);
  const ruling = ruled?.get(edit.indicator) ?? null;
  const late = await lateWords(tx, desk, edit.indicator, edit.rubric ?? null);
  const asked = late ?? (desk.sheet ? await openAsk(tx, desk.sheet.id, edit.indicator) : null);
  // Words of today, and results still those of the tasks before: the judge's tap was on something else.
  const isCarried = late !== null || JSON.stringify(edit.to.tasks) === JSON.stringify(held?.edit.tasks ?? null);
  const to =
    asked && isCarried ? await withoutOldTasks(tx, desk, { ...asked, indicator: edit.indicator }, edit.to) : edit.to;
  const assessed = assessEdit(rubric, desk.entry.category, ruling, edit.indicator, to);
  if (!assessed.ok) return refused(edit, assessed.refusal, held);

  const sheet = await beginSheet(tx, desk, viewer.userId);
  // Another device may have begun, and even submitted, the sheet while this one waited for it; or this very edit came twice.
  const twice = desk.sheet ? null : await answerIfSent(tx, viewer, edit);
  if (twice) return twice;
  if (sheet.state === 'submitted') return refused(edit, 'submitted');
  // Read under the sheet's lock above; of a sheet begun just now it is read anew.
  const before = held ?? (await readMark(tx, sheet.id, edit.indicator));
  const { base, earlier } = await baseOf(tx, sheet, edit);
  const { clientId, indicator, device, baseRevision } = edit;
  const history = {
    ...{ sheetId: sheet.id, clientId, indicator, device, baseRevision, from: before.edit, to: edit.to },
    rubricVersion: edit.rubric ?? null,
  };
  const at = new Date().toISOString();
  if (base !== before.revision) {
    // The same hand on the same tablet went on from its own unsettled edit: the later one stands for both.
    if (earlier) {
      await tx.update(markEdits).set({ state: 'dropped', resolvedAt: new Date() }).where(eq(markEdits.id, earlier.id));
    }
    await tx.insert(markEdits).values({ ...history, state: 'conflict' });
    return { clientId, state: 'conflict', revision: before.revision, mark: before, at };
  }
  const revision = sheet.revision + 1;
  await Promise.all([
    writeMark(tx, { sheet, indicator, edit: assessed.edit, points: assessed.points }),
    tx
      .insert(markEdits)
      .values({ ...history, state: 'applied', revision })
      .prepare('edit_write')
      .execute(),
  ]);
  const stale = await settleWords(tx, sheet, indicator, { late, from: before.edit, to: assessed.edit });
  const mark = { revision, edit: assessed.edit, at };
  return { clientId, state: 'applied', revision, mark, ...(stale ? { stale } : {}), at };
}

/** Saves an edit of whatever kind, in a transaction of its own. */
export function saveCarefully(viewer: Viewer, edit: SheetEdit): Promise<SaveAnswer> {
  return db().transaction((tx) => saveOne(tx, viewer, edit));
}

/**
 * Saves a tablet's edits in order, each in a transaction of its own: what follows a refused one still counts.
 * Idempotent by `clientId`; the same id with other content is refused. An edit whose base is not the mark's revision
 * is kept as a conflict and changes nothing. Points are the server's; nothing of them is read from the tablet.
 */
export async function saveEdits(viewer: Viewer, edits: readonly SheetEdit[]): Promise<SaveAnswer[]> {
  const answers: SaveAnswer[] = [];
  for (const edit of edits)
    answers.push((await everydaySave(viewer.userId, edit)) ?? (await saveCarefully(viewer, edit)));
  return answers;
}

/** Saves what a tablet sent, each edit read by itself: a damaged one is refused and holds up none behind it. */
export async function saveBatch(viewer: Viewer, sent: readonly { clientId: string }[]): Promise<SaveAnswer[]> {
  const answers: SaveAnswer[] = [];
  for (const each of sent) {
    const edit = sheetEdit.safeParse(each);
    answers.push(...(edit.success ? await saveEdits(viewer, [edit.data]) : [refused(each, 'malformed')]));
  }
  return answers;
}
