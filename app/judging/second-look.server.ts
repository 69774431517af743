/** A judge who was asked to look again: what they see, and what they answer. Nothing here tells of another judge. */
import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { criteriaFor } from '#app/rubric/applies.ts';
import type { JudgedIndicator, LocalizedText, RubricDocument } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { assignments, contests, entries, markEdits, recusals, secondLooks, sheets } from '#db/schema.ts';
import { assessEdit, type Refusal } from './assess.ts';
import { type Desk, judgeMayWrite, lockDesk, rulingsOf, type Sheet } from './gate.server.ts';
import { lateWords, settleWords } from './late-words.server.ts';
import type { MarkEdit } from './mark.ts';
import { readMarks, writeMark } from './marks.server.ts';

type Ask = typeof secondLooks.$inferSelect;

/** An ask as the desk names it. */
export interface OpenLook {
  askId: string;
  entry: string;
  criterion: LocalizedText;
}

/** The viewer's own asks that can be answered now, oldest first. */
export async function openLooks(viewer: Viewer, contestId: string): Promise<OpenLook[]> {
  const rows = await db()
    .select({ id: secondLooks.id, entry: entries.name, criterion: secondLooks.criterion, contest: contests })
    .from(secondLooks)
    .innerJoin(entries, eq(entries.id, secondLooks.entryId))
    .innerJoin(contests, eq(contests.id, secondLooks.contestId))
    .innerJoin(
      sheets,
      and(eq(sheets.entryId, secondLooks.entryId), eq(sheets.judgeId, viewer.userId), eq(sheets.state, 'submitted')),
    )
    .innerJoin(assignments, and(eq(assignments.entryId, entries.id), eq(assignments.judgeId, viewer.userId)))
    .leftJoin(recusals, and(eq(recusals.entryId, entries.id), eq(recusals.judgeId, viewer.userId)))
    .where(
      and(
        eq(secondLooks.judgeId, viewer.userId),
        eq(secondLooks.contestId, contestId),
        eq(secondLooks.state, 'open'),
        eq(contests.phase, 'penilaian'),
        isNull(recusals.id),
      ),
    )
    .orderBy(asc(secondLooks.askedAt), asc(secondLooks.id));
  const [first] = rows;
  if (!first) return [];
  const rubric = await rubricOf(db(), first.contest.rubricVersionId);
  const nameOf = new Map(rubric.criteria.map(({ id, name }) => [id, name]));
  return rows.map(({ id, entry, criterion }) => ({
    askId: id,
    entry,
    criterion: nameOf.get(criterion) ?? { id: criterion },
  }));
}

export interface LookView {
  askId: string;
  entryId: string;
  entry: string;
  url: string | null;
  criterion: LocalizedText;
  scale: RubricDocument['scale'];
  /** Version of the rubric whose words are shown. */
  rubric: number;
  /** The criterion's judged indicators that the judge gave a level for and nobody has ruled on, with the judge's own mark. */
  marks: { indicator: JudgedIndicator; level: number; note: string | null }[];
  state: Ask['state'];
  /** Why it can't be answered now; null when it can. */
  closed: Refusal | 'draft' | null;
}

/** What keeps the judge from answering: everything that keeps them from writing, save that the sheet is submitted. */
function mayAnswer(desk: Desk | null): LookView['closed'] {
  const closed = judgeMayWrite(desk);
  if (closed === 'submitted') return null;
  // Given back by the organizer: the whole sheet is open.
  return closed ?? 'draft';
}

async function changeable(tx: Querier, rubric: RubricDocument, desk: Desk, sheet: Sheet, criterionId: string) {
  const ruled = await rulingsOf(tx, desk.entry.id);
  const held = await readMarks(tx, sheet.id);
  const criterion = criteriaFor(rubric, desk.entry.category).find(({ id }) => id === criterionId);
  const marks = (criterion?.indicators ?? []).flatMap((indicator) => {
    const mark = held.get(indicator.id);
    const level = mark?.edit.level ?? null;
    const ruling = ruled.get(indicator.id) ?? null;
    const decided = ruling !== null && ruling.kind !== 'applicable';
    if (indicator.source !== 'judge' || !mark || level === null || decided) return [];
    return [{ indicator, level, mark, ruling }];
  });
  return { criterion, marks };
}

/** The viewer's own ask, or null: nobody can ask for another's. */
export function secondLook(viewer: Viewer, askId: string): Promise<LookView | null> {
  return db().transaction(async (tx) => {
    const [ask] = await tx
      .select()
      .from(secondLooks)
      .where(and(eq(secondLooks.id, askId), eq(secondLooks.judgeId, viewer.userId)));
    const desk = ask ? await lockDesk(tx, viewer.userId, ask.entryId) : null;
    if (!ask || !desk?.sheet || !desk.assigned || desk.recused) return null;
    const rubric = await rubricOf(tx, desk.contest.rubricVersionId);
    const { criterion, marks } = await changeable(tx, rubric, desk, desk.sheet, ask.criterion);
    return {
      askId,
      entryId: desk.entry.id,
      entry: desk.entry.name,
      url: desk.entry.url,
      criterion: criterion?.name ?? { id: ask.criterion },
      scale: rubric.scale,
      rubric: rubric.version,
      marks: marks.map(({ indicator, level, mark }) => ({ indicator, level, note: mark.edit.note })),
      state: ask.state,
      closed: mayAnswer(desk),
    };
  });
}

/** answered: the one answer was given. Else a refusal as on the sheet, `draft` when the organizer has reopened it. */
export type Answering =
  | { done: true; changed: number }
  | { done: false; why: 'gone' | 'answered' | NonNullable<LookView['closed']> };

/**
 * The judge's one answer: the levels of the criterion's indicators as they are to be, or null to keep all. Changes are
 * edits like any other in the sheet's history; the sheet stays submitted throughout, so no tally ever misses it.
 * @param shown version of the rubric whose words were on the screen; null: it did not say
 */
export function answerLook(
  viewer: Viewer,
  askId: string,
  levels: ReadonlyMap<string, number> | null,
  shown: number | null = null,
): Promise<Answering> {
  return db().transaction(async (tx): Promise<Answering> => {
    const own = and(eq(secondLooks.id, askId), eq(secondLooks.judgeId, viewer.userId));
    const [pointer] = await tx.select({ entryId: secondLooks.entryId }).from(secondLooks).where(own);
    if (!pointer) return { done: false, why: 'gone' };
    const desk = await lockDesk(tx, viewer.userId, pointer.entryId);
    const [ask] = await tx.select().from(secondLooks).where(own).for('update');
    if (!ask || !desk?.sheet) return { done: false, why: 'gone' };
    if (ask.state !== 'open') return { done: false, why: 'answered' };
    const closed = mayAnswer(desk);
    if (closed) return { done: false, why: closed };
    const rubric = await rubricOf(tx, desk.contest.rubricVersionId);
    const { marks } = await changeable(tx, rubric, desk, desk.sheet, ask.criterion);
    const chosen = marks.flatMap((each) => {
      const level = levels?.get(each.indicator.id) ?? each.level;
      return level === each.level ? [] : [{ ...each, to: { ...each.mark.edit, level } satisfies MarkEdit }];
    });
    const assessed = chosen.map(({ indicator, ruling, to, mark }) => ({
      mark,
      indicator: indicator.id,
      outcome: assessEdit(rubric, desk.entry.category, ruling, indicator.id, to),
    }));
    // All or none: nothing is written before each has passed.
    const refused = assessed.find(({ outcome }) => !outcome.ok)?.outcome;
    if (refused && !refused.ok) return { done: false, why: refused.refusal };
    let { sheet } = desk;
    for (const { indicator, mark, outcome } of assessed) {
      if (!outcome.ok) continue;
      const { edit, points } = outcome;
      const revision = await writeMark(tx, { sheet, indicator, edit, points });
      await tx.insert(markEdits).values({
        sheetId: sheet.id,
        clientId: randomUUID(),
        indicator,
        device: null,
        baseRevision: mark.revision,
        state: 'applied',
        from: mark.edit,
        to: edit,
        revision,
        rubricVersion: shown,
      });
      const late = await lateWords(tx, desk, indicator, shown);
      await settleWords(tx, sheet, indicator, { late, from: mark.edit, to: edit });
      sheet = { ...sheet, revision };
    }
    const changed = assessed.length;
    await tx
      .update(secondLooks)
      .set({ state: changed > 0 ? 'changed' : 'kept', answeredAt: new Date() })
      .where(own);
    return { done: true, changed };
  });
}
