/** A judge who is asked to confirm a mark under new words: what they see, and what they answer. Nothing here tells of another judge. */
import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { appliesTo, tasksFor } from '#app/rubric/applies.ts';
import type { JudgedIndicator, LocalizedText, RubricDocument } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { indicatorOf, sameTasks } from '#app/rubric/words.ts';
import { db, type Querier } from '#db/client.server.ts';
import { assignments, type contests, entries, markEdits, recusals, rubricChanges, rubricLooks } from '#db/schema.ts';
import { askApart } from './ask-again.server.ts';
import { assessEdit, type Refusal } from './assess.ts';
import { type Desk, judgeMayWrite, lockDesk, rulingsOf } from './gate.server.ts';
import { withoutOldTasks } from './late-words.server.ts';
import type { MarkEdit } from './mark.ts';
import { readMark, writeMark } from './marks.server.ts';

type Look = typeof rubricLooks.$inferSelect;

export interface OpenWordLook {
  lookId: string;
  entry: string;
  indicator: string;
  name: LocalizedText;
}

/** The viewer's own that can be answered now, oldest first. */
export async function openWordLooks(
  viewer: Viewer,
  contest: Pick<typeof contests.$inferSelect, 'id' | 'phase' | 'rubricVersionId'>,
): Promise<OpenWordLook[]> {
  if (contest.phase !== 'penilaian') return [];
  const rows = await db()
    .select({ lookId: rubricLooks.id, entry: entries.name, indicator: rubricLooks.indicator })
    .from(rubricLooks)
    .innerJoin(entries, eq(entries.id, rubricLooks.entryId))
    .innerJoin(assignments, and(eq(assignments.entryId, entries.id), eq(assignments.judgeId, viewer.userId)))
    .leftJoin(recusals, and(eq(recusals.entryId, entries.id), eq(recusals.judgeId, viewer.userId)))
    .where(
      and(
        eq(rubricLooks.judgeId, viewer.userId),
        eq(rubricLooks.contestId, contest.id),
        eq(rubricLooks.state, 'open'),
        isNull(recusals.id),
      ),
    )
    .orderBy(asc(entries.name), asc(rubricLooks.indicator));
  if (rows.length === 0) return [];
  const rubric = await rubricOf(db(), contest.rubricVersionId);
  return rows.map((row) => ({ ...row, name: indicatorOf(rubric, row.indicator)?.name ?? { id: row.indicator } }));
}

/** One open ask as the sheet names it. */
export interface SheetAsk {
  lookId: string;
  /** The indicator is new: there is no mark to confirm, one is to be given. */
  isNew: boolean;
  /** Results of citizen tasks that are others now: they say nothing of these. */
  oldTasks: MarkEdit['tasks'];
}

/** Open asks of a sheet whose marks are `held`, by indicator. */
export async function asksOf(
  tx: Querier,
  sheetId: string,
  { contest, entry }: Pick<Desk, 'contest' | 'entry'>,
  held: ReadonlyMap<string, { edit: MarkEdit }>,
): Promise<Record<string, SheetAsk>> {
  const rows = await tx
    .select({ id: rubricLooks.id, indicator: rubricLooks.indicator, fromVersionId: rubricLooks.fromVersionId })
    .from(rubricLooks)
    .where(and(eq(rubricLooks.sheetId, sheetId), eq(rubricLooks.state, 'open')));
  const asks: Record<string, SheetAsk> = {};
  for (const { id: lookId, indicator, fromVersionId } of rows) {
    const edit = held.get(indicator)?.edit;
    const isOld = edit && (await withoutOldTasks(tx, { contest, entry }, { indicator, fromVersionId }, edit)) !== edit;
    const isNew = indicatorOf(await rubricOf(tx, fromVersionId), indicator) === null;
    asks[indicator] = { lookId, isNew, oldTasks: isOld && !isNew ? edit.tasks : null };
  }
  return asks;
}

export interface WordLookView {
  lookId: string;
  entryId: string;
  entry: string;
  url: string | null;
  /** As it is now, and as it was when the mark was given; null: it is new. */
  indicator: JudgedIndicator;
  before: JudgedIndicator | null;
  /** Citizen tasks at this site, when they are others now. */
  tasks: { before: LocalizedText[]; now: LocalizedText[] } | null;
  scale: RubricDocument['scale'];
  /** Why the rubric was changed, as the organizer said. */
  reason: string;
  /** The judge's own mark. */
  mark: MarkEdit;
  state: Look['state'];
  /** Why it can't be answered now; null when it can. */
  closed: WordRefusal | null;
}

/** gone: no such ask of the viewer's, or a later change asks anew. ruled: decided for all judges. */
export type WordRefusal = Exclude<Refusal, 'submitted'> | 'gone';

function mayAnswer(desk: Desk): WordRefusal | null {
  const closed = judgeMayWrite(desk);
  return closed === 'submitted' ? null : closed;
}

/** An ask of the viewer's own with all that it is about, locked in the order contest, entry, sheet, ask. */
async function held(tx: Querier, viewer: Viewer, lookId: string, { withEntry = false } = {}) {
  const own = and(eq(rubricLooks.id, lookId), eq(rubricLooks.judgeId, viewer.userId));
  const [pointer] = await tx.select({ entryId: rubricLooks.entryId }).from(rubricLooks).where(own);
  const desk = pointer ? await lockDesk(tx, viewer.userId, pointer.entryId, { withEntry }) : null;
  if (!desk?.sheet || !desk.assigned || desk.recused) return null;
  const [look] = await tx.select().from(rubricLooks).where(own).for('update');
  if (!look) return null;
  const rubric = await rubricOf(tx, desk.contest.rubricVersionId);
  const indicator = indicatorOf(rubric, look.indicator);
  const before = indicatorOf(await rubricOf(tx, look.fromVersionId), look.indicator);
  if (indicator?.source !== 'judge' || !appliesTo(indicator, desk.entry.category)) return null;
  if (before && before.source !== 'judge') return null;
  const ruling = (await rulingsOf(tx, desk.entry.id, indicator.id)).get(indicator.id) ?? null;
  const mark = await readMark(tx, desk.sheet.id, indicator.id);
  const isRuled = ruling !== null && ruling.kind !== 'applicable';
  return {
    ...{ desk, sheet: desk.sheet, look, rubric, indicator, before, ruling, mark },
    closed: look.state === 'superseded' ? ('gone' as const) : (mayAnswer(desk) ?? (isRuled ? 'ruled' : null)),
  };
}

/** The viewer's own ask, or null: nobody can ask for another's, nor for one of an entry they stepped back from. */
export function wordLook(viewer: Viewer, lookId: string): Promise<WordLookView | null> {
  return db().transaction(async (tx): Promise<WordLookView | null> => {
    const all = await held(tx, viewer, lookId);
    if (!all) return null;
    const { desk, look, rubric, indicator, before, mark, closed } = all;
    const { id: entryId, name: entry, url, category } = desk.entry;
    const [change] = await tx
      .select({ reason: rubricChanges.reason })
      .from(rubricChanges)
      .where(eq(rubricChanges.id, look.changeId));
    return {
      ...{ lookId, entryId, entry, url, indicator, before, closed, state: look.state, mark: mark.edit },
      tasks:
        before === null || sameTasks(before, indicator, category)
          ? null
          : { before: tasksFor(before, category), now: tasksFor(indicator, category) },
      scale: rubric.scale,
      reason: change?.reason ?? '',
    };
  });
}

export type WordAnswer = { done: true } | { done: false; why: WordRefusal | 'answered' };

/**
 * The judge's answer: the level as it is to be under the new words, or null to keep the mark. Either is an edit in the sheet's
 * history, so that one tapped before on another tablet is in conflict with it; a submitted sheet stays submitted throughout.
 * A level changed there is compared with the other submitted sheets, as all were when they were submitted.
 */
export function answerWordLook(viewer: Viewer, lookId: string, level: number | null): Promise<WordAnswer> {
  return db().transaction(async (tx): Promise<WordAnswer> => {
    const all = await held(tx, viewer, lookId, { withEntry: true });
    if (!all) return { done: false, why: 'gone' };
    const { desk, sheet, look, rubric, indicator, ruling, mark, closed } = all;
    if (closed) return { done: false, why: closed };
    if (look.state !== 'open') return { done: false, why: 'answered' };
    const from = mark.edit;
    const kept = await withoutOldTasks(tx, desk, look, from);
    const to = level === null ? kept : { ...kept, level, notApplicable: false, reason: null };
    if (to.level === null && !to.notApplicable) return { done: false, why: 'levelOffScale' };
    const assessed = assessEdit(rubric, desk.entry.category, ruling, indicator.id, to);
    if (!assessed.ok) return { done: false, why: assessed.refusal === 'submitted' ? 'gone' : assessed.refusal };
    const { edit, points } = assessed;
    const revision = await writeMark(tx, { sheet, indicator: indicator.id, edit, points });
    await tx.insert(markEdits).values({
      ...{ sheetId: sheet.id, clientId: randomUUID(), indicator: indicator.id, device: null },
      ...{ baseRevision: mark.revision, state: 'applied' as const, from, to: edit, revision },
      rubricVersion: rubric.version,
    });
    const isChanged = edit.level !== from.level || edit.notApplicable !== from.notApplicable;
    await tx
      .update(rubricLooks)
      .set({ state: isChanged ? 'changed' : 'kept', answeredAt: new Date() })
      .where(eq(rubricLooks.id, look.id));
    if (isChanged && sheet.state === 'submitted') await askApart(tx, desk, sheet, rubric, indicator.id);
    return { done: true };
  });
}
