/** Judges asked to look again at the one indicator of an accepted objection: whom, what they see, what they answer. */
import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { answersAreOpen } from '#app/contest/phases.ts';
import type { Viewer } from '#app/identity/roles.ts';
import type { JudgedIndicator, LocalizedText, RubricDocument } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import {
  assignments,
  type contests,
  departures,
  entries,
  markEdits,
  marks,
  objectionLooks,
  objectionPictures,
  objections,
  recusals,
  sheets,
} from '#db/schema.ts';
import { assessEdit, type Refusal } from './assess.ts';
import { type Desk, lockDesk, rulingsOf } from './gate.server.ts';
import { readMark, writeMark } from './marks.server.ts';

type Look = typeof objectionLooks.$inferSelect;

/** Judges of the entry whose sheet counts and has a level for the indicator, by id, with that mark's revision. */
async function judgesOf(tx: Querier, entryId: string, indicator: string) {
  return tx
    .select({ judgeId: sheets.judgeId, departed: departures.id })
    .from(sheets)
    .innerJoin(assignments, and(eq(assignments.entryId, sheets.entryId), eq(assignments.judgeId, sheets.judgeId)))
    .innerJoin(marks, and(eq(marks.sheetId, sheets.id), eq(marks.indicator, indicator), isNotNull(marks.level)))
    .leftJoin(recusals, and(eq(recusals.entryId, sheets.entryId), eq(recusals.judgeId, sheets.judgeId)))
    .leftJoin(departures, and(eq(departures.contestId, sheets.contestId), eq(departures.judgeId, sheets.judgeId)))
    .where(and(eq(sheets.entryId, entryId), eq(sheets.state, 'submitted'), isNull(recusals.id)))
    .orderBy(asc(sheets.judgeId));
}

/** Asks every judge who can still answer; how many. The caller holds the objection. */
export async function askJudges(
  tx: Querier,
  { id, entryId, indicator }: { id: string; entryId: string; indicator: string },
): Promise<number> {
  const asked = (await judgesOf(tx, entryId, indicator)).filter(({ departed }) => departed === null);
  if (asked.length > 0)
    await tx.insert(objectionLooks).values(asked.map(({ judgeId }) => ({ objectionId: id, judgeId })));
  return asked.length;
}

/** Looks of an objection that somebody who still judges the entry has not answered. */
export async function unansweredLooks(tx: Querier, objectionId: string): Promise<number> {
  const rows = await tx
    .select({ id: objectionLooks.id })
    .from(objectionLooks)
    .innerJoin(objections, eq(objections.id, objectionLooks.objectionId))
    .innerJoin(
      assignments,
      and(eq(assignments.entryId, objections.entryId), eq(assignments.judgeId, objectionLooks.judgeId)),
    )
    .leftJoin(recusals, and(eq(recusals.entryId, objections.entryId), eq(recusals.judgeId, objectionLooks.judgeId)))
    .where(and(eq(objectionLooks.objectionId, objectionId), eq(objectionLooks.state, 'open'), isNull(recusals.id)));
  return rows.length;
}

export interface OpenObjectionLook {
  lookId: string;
  entry: string;
  indicator: string;
  name: LocalizedText;
}

/** The viewer's own that can be answered now, oldest first. */
export async function openObjectionLooks(
  viewer: Viewer,
  contest: { id: string; phase: (typeof contests.$inferSelect)['phase']; rubricVersionId: string },
): Promise<OpenObjectionLook[]> {
  if (!answersAreOpen(contest.phase)) return [];
  const rows = await db()
    .select({ lookId: objectionLooks.id, entry: entries.name, indicator: objections.indicator })
    .from(objectionLooks)
    .innerJoin(objections, and(eq(objections.id, objectionLooks.objectionId), eq(objections.state, 'accepted')))
    .innerJoin(entries, eq(entries.id, objections.entryId))
    .innerJoin(assignments, and(eq(assignments.entryId, entries.id), eq(assignments.judgeId, viewer.userId)))
    .leftJoin(recusals, and(eq(recusals.entryId, entries.id), eq(recusals.judgeId, viewer.userId)))
    .where(
      and(
        eq(objectionLooks.judgeId, viewer.userId),
        eq(objectionLooks.state, 'open'),
        eq(objections.contestId, contest.id),
        isNull(recusals.id),
      ),
    )
    .orderBy(asc(objectionLooks.askedAt), asc(objectionLooks.id));
  if (rows.length === 0) return [];
  const rubric = await rubricOf(db(), contest.rubricVersionId);
  const names = new Map(rubric.criteria.flatMap((each) => each.indicators).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, name: names.get(row.indicator) ?? { id: row.indicator } }));
}

export interface ObjectionLookView {
  lookId: string;
  entryId: string;
  entry: string;
  url: string | null;
  indicator: JudgedIndicator;
  scale: RubricDocument['scale'];
  /** The judge's own mark. */
  level: number;
  note: string | null;
  /** What the agency says, and its pictures. */
  text: string;
  pictures: string[];
  state: Look['state'];
  /** changed: the level answered. */
  answered: number | null;
  /** Why it can't be answered now; null when it can. */
  closed: LookRefusal | null;
}

/** gone: no such look of the viewer's, or its objection is settled. draft: the sheet was reopened. */
export type LookRefusal =
  | Extract<Refusal, 'notAssigned' | 'recused' | 'departed' | 'phase'>
  | 'gone'
  | 'draft'
  | 'ruled';

function mayAnswer(desk: Desk | null, objection: { state: string }): LookRefusal | null {
  if (desk?.departed) return 'departed';
  if (!desk?.assigned) return 'notAssigned';
  if (desk.recused) return 'recused';
  if (!answersAreOpen(desk.contest.phase)) return 'phase';
  if (objection.state !== 'accepted') return 'gone';
  return desk.sheet?.state === 'submitted' ? null : 'draft';
}

/** A look of the viewer's own with all that it is about, locked in the order contest, sheet, objection, look. */
async function held(tx: Querier, viewer: Viewer, lookId: string) {
  const own = and(eq(objectionLooks.id, lookId), eq(objectionLooks.judgeId, viewer.userId));
  const [pointer] = await tx
    .select({ entryId: objections.entryId, objectionId: objections.id })
    .from(objectionLooks)
    .innerJoin(objections, eq(objections.id, objectionLooks.objectionId))
    .where(own);
  const desk = pointer ? await lockDesk(tx, viewer.userId, pointer.entryId) : null;
  if (!pointer || !desk?.sheet) return null;
  const [objection] = await tx.select().from(objections).where(eq(objections.id, pointer.objectionId)).for('share');
  const [look] = await tx.select().from(objectionLooks).where(own).for('update');
  if (!objection || !look) return null;
  const rubric = await rubricOf(tx, desk.contest.rubricVersionId);
  const indicator = rubric.criteria.flatMap((each) => each.indicators).find(({ id }) => id === objection.indicator);
  const mark = await readMark(tx, desk.sheet.id, objection.indicator);
  const { level } = mark.edit;
  if (indicator?.source !== 'judge' || level === null) return null;
  const ruling = (await rulingsOf(tx, desk.entry.id, indicator.id)).get(indicator.id) ?? null;
  return { desk, sheet: desk.sheet, objection, look, rubric, indicator, mark, level, ruling };
}

/** The viewer's own look, or null: nobody can ask for another's, nor one of an entry they stepped back from. */
export function objectionLook(viewer: Viewer, lookId: string): Promise<ObjectionLookView | null> {
  return db().transaction(async (tx): Promise<ObjectionLookView | null> => {
    const all = await held(tx, viewer, lookId);
    if (!all?.desk.assigned || all.desk.recused) return null;
    const { desk, objection, look, rubric, indicator, mark, level, ruling } = all;
    const pictures = await tx
      .select({ id: objectionPictures.id })
      .from(objectionPictures)
      .where(and(eq(objectionPictures.objectionId, objection.id), eq(objectionPictures.state, 'drawn')))
      .orderBy(asc(objectionPictures.place));
    const decided = ruling !== null && ruling.kind !== 'applicable';
    return {
      ...{ lookId, entryId: desk.entry.id, entry: desk.entry.name, url: desk.entry.url },
      ...{ indicator, scale: rubric.scale, level, note: mark.edit.note, text: objection.text },
      pictures: pictures.map(({ id }) => id),
      ...{ state: look.state, answered: look.level },
      closed: mayAnswer(desk, objection) ?? (decided ? 'ruled' : null),
    };
  });
}

export type LookAnswer = { done: true } | { done: false; why: LookRefusal | 'answered' | 'levelOffScale' };

/** The judge's one answer: the level as it is to be, or null to keep it. No mark moves yet. */
export function answerObjectionLook(viewer: Viewer, lookId: string, level: number | null): Promise<LookAnswer> {
  return db().transaction(async (tx): Promise<LookAnswer> => {
    const all = await held(tx, viewer, lookId);
    if (!all) return { done: false, why: 'gone' };
    const { desk, objection, look, rubric, indicator, mark, ruling } = all;
    const closed = mayAnswer(desk, objection);
    if (closed) return { done: false, why: closed };
    if (look.state !== 'open') return { done: false, why: 'answered' };
    const to = level ?? all.level;
    const assessed = assessEdit(rubric, desk.entry.category, ruling, indicator.id, { ...mark.edit, level: to });
    if (!assessed.ok) return { done: false, why: assessed.refusal === 'ruled' ? 'ruled' : 'levelOffScale' };
    const isChanged = to !== all.level;
    await tx
      .update(objectionLooks)
      .set({
        state: isChanged ? 'changed' : 'kept',
        level: isChanged ? to : null,
        markRevision: mark.revision,
        answeredAt: new Date(),
      })
      .where(eq(objectionLooks.id, look.id));
    return { done: true };
  });
}

/** waiting: somebody has not answered. changed: a mark was changed after it was looked at. draft: a sheet is reopened. */
export type WriteRefusal = 'waiting' | 'changed' | 'draft' | 'ruled';

/**
 * Writes the answers of an objection's judges into their sheets, as edits in their history; the sheets stay submitted. All or,
 * with a reason, none: then the caller rolls back. The caller's transaction holds contest, entry and objection.
 */
export async function writeLooks(
  tx: Querier,
  { contest, entry }: { contest: typeof contests.$inferSelect; entry: typeof entries.$inferSelect },
  { id, indicator }: { id: string; indicator: string },
): Promise<WriteRefusal | null> {
  if ((await unansweredLooks(tx, id)) > 0) return 'waiting';
  const ruling = (await rulingsOf(tx, entry.id, indicator)).get(indicator) ?? null;
  if (ruling !== null && ruling.kind !== 'applicable') return 'ruled';
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const changed = await tx
    .select()
    .from(objectionLooks)
    .where(and(eq(objectionLooks.objectionId, id), eq(objectionLooks.state, 'changed')))
    .orderBy(asc(objectionLooks.judgeId));
  const counting = new Set((await judgesOf(tx, entry.id, indicator)).map(({ judgeId }) => judgeId));
  for (const look of changed) {
    if (!counting.has(look.judgeId)) continue;
    const [sheet] = await tx
      .select()
      .from(sheets)
      .where(and(eq(sheets.entryId, entry.id), eq(sheets.judgeId, look.judgeId)))
      .for('update');
    if (sheet?.state !== 'submitted') return 'draft';
    const mark = await readMark(tx, sheet.id, indicator);
    if (mark.revision !== look.markRevision) return 'changed';
    const to = { ...mark.edit, level: look.level };
    const assessed = assessEdit(rubric, entry.category, ruling, indicator, to);
    if (!assessed.ok) return 'changed';
    const { edit, points } = assessed;
    const revision = await writeMark(tx, { sheet, indicator, edit, points });
    await tx.insert(markEdits).values({
      ...{ sheetId: sheet.id, clientId: randomUUID(), indicator, device: null, baseRevision: mark.revision },
      ...{ state: 'applied' as const, from: mark.edit, to: edit, revision },
    });
  }
  return null;
}
