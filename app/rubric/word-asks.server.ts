/** Judges asked to confirm a mark whose words are others now: whom a change asks, and what a mark given late is asked for. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { entries, marks, rubricChanges, rubricLooks, rubricVersions, sheets } from '#db/schema.ts';
import { appliesTo } from './applies.ts';
import type { RubricDocument } from './rubric.schema.ts';
import { rubricOf } from './rubric.server.ts';
import { indicatorOf, rephrasedFor, sameWords } from './words.ts';

type Look = typeof rubricLooks.$inferSelect;

/** Whether a mark stored under one version means the same under the rubric as it is. */
async function meansTheSame(
  tx: Querier,
  fromVersionId: string,
  now: RubricDocument,
  { indicator, category }: { indicator: string; category: string },
): Promise<boolean> {
  const [old, current] = [indicatorOf(await rubricOf(tx, fromVersionId), indicator), indicatorOf(now, indicator)];
  return old?.source === 'judge' && current?.source === 'judge' && sameWords(old, current, category);
}

/**
 * Asks every judge who has marked what a change words anew, in drafts and submitted sheets alike, and of every submitted sheet for
 * a mark of what is new; also who has stepped back: that may be taken back. An earlier ask goes on from the words its mark was given by, and ends where they are said again or
 * the indicator is gone. The caller holds the contest's row, so no mark is being saved.
 */
export async function askForWords(
  tx: Querier,
  { contestId, changeId, fromVersionId }: { contestId: string; changeId: string; fromVersionId: string },
  now: RubricDocument,
): Promise<void> {
  const before = await rubricOf(tx, fromVersionId);
  const given = await tx
    .select({
      ...{ sheetId: sheets.id, entryId: sheets.entryId, judgeId: sheets.judgeId, indicator: marks.indicator },
      ...{ category: entries.category, fromVersionId: rubricLooks.fromVersionId, lookId: rubricLooks.id },
    })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .innerJoin(entries, eq(entries.id, sheets.entryId))
    .leftJoin(
      rubricLooks,
      and(
        eq(rubricLooks.sheetId, sheets.id),
        eq(rubricLooks.indicator, marks.indicator),
        eq(rubricLooks.state, 'open'),
      ),
    )
    .where(
      and(
        eq(sheets.contestId, contestId),
        or(isNotNull(marks.level), eq(marks.notApplicable, true), isNotNull(rubricLooks.id)),
      ),
    );
  const blank = await blankAsks(tx, contestId);
  const rephrased = new Map<string, Set<string>>();
  const ended: string[] = [];
  const asks: (typeof rubricLooks.$inferInsert)[] = [];
  for (const { category, lookId, fromVersionId: earlier, ...mark } of [...given, ...blank]) {
    const known = rephrased.get(category) ?? new Set(rephrasedFor(before, now, category).map(({ id }) => id));
    rephrased.set(category, known);
    const isNew = known.has(mark.indicator);
    const isBlank = earlier !== null && indicatorOf(await rubricOf(tx, earlier), mark.indicator) === null;
    const isOver = earlier !== null && !isBlank && (await meansTheSame(tx, earlier, now, { ...mark, category }));
    const isGone = indicatorOf(now, mark.indicator) === null;
    // A page of the earlier ask shows words that are no longer the newest: its answer must not count.
    if (lookId && (isNew || isOver || isGone)) ended.push(lookId);
    if (isNew && !isOver) asks.push({ contestId, changeId, ...mark, fromVersionId: earlier ?? fromVersionId });
  }
  asks.push(...(await newAsks(tx, { contestId, changeId, fromVersionId }, before, now)));
  if (ended.length > 0)
    await tx
      .update(rubricLooks)
      .set({ state: 'superseded', answeredAt: new Date() })
      .where(inArray(rubricLooks.id, ended));
  if (asks.length > 0) await tx.insert(rubricLooks).values(asks);
}

/** Open asks for an indicator that the sheet has no mark of at all. */
async function blankAsks(tx: Querier, contestId: string) {
  return tx
    .select({
      ...{ sheetId: rubricLooks.sheetId, entryId: rubricLooks.entryId, judgeId: rubricLooks.judgeId },
      ...{ indicator: rubricLooks.indicator, category: entries.category },
      ...{ fromVersionId: rubricLooks.fromVersionId, lookId: rubricLooks.id },
    })
    .from(rubricLooks)
    .innerJoin(entries, eq(entries.id, rubricLooks.entryId))
    .leftJoin(marks, and(eq(marks.sheetId, rubricLooks.sheetId), eq(marks.indicator, rubricLooks.indicator)))
    .where(and(eq(rubricLooks.contestId, contestId), eq(rubricLooks.state, 'open'), isNull(marks.id)));
}

/** Of submitted sheets, those for a mark of each new indicator; a draft lacks it as any other. */
async function newAsks(
  tx: Querier,
  ask: { contestId: string; changeId: string; fromVersionId: string },
  before: RubricDocument,
  now: RubricDocument,
): Promise<(typeof rubricLooks.$inferInsert)[]> {
  const fresh = now.criteria
    .flatMap(({ indicators }) => indicators)
    .filter((each) => each.source === 'judge' && indicatorOf(before, each.id) === null);
  if (fresh.length === 0) return [];
  const submitted = await tx
    .select({ sheetId: sheets.id, entryId: sheets.entryId, judgeId: sheets.judgeId, category: entries.category })
    .from(sheets)
    .innerJoin(entries, eq(entries.id, sheets.entryId))
    .where(and(eq(sheets.contestId, ask.contestId), eq(sheets.state, 'submitted')));
  return submitted.flatMap(({ category, ...sheet }) =>
    fresh.filter((each) => appliesTo(each, category)).map(({ id }) => ({ ...ask, ...sheet, indicator: id })),
  );
}

export interface Stale {
  /** The newest change. */
  changeId: string;
  /** The version whose words were on the screen. */
  fromVersionId: string;
}

/**
 * Whether words that a judge had on the screen are no longer the rubric's: the version they were of, else null.
 * @param shown number of that version; null when the screen did not say: then it may be the oldest judged by
 */
export async function staleWords(
  tx: Querier,
  contest: { id: string; rubricVersionId: string },
  mark: { indicator: string; category: string },
  shown: number | null,
): Promise<Stale | null> {
  const later = await tx
    .select({ id: rubricChanges.id, fromVersionId: rubricChanges.fromVersionId })
    .from(rubricChanges)
    .innerJoin(rubricVersions, eq(rubricVersions.id, rubricChanges.toVersionId))
    .where(and(eq(rubricChanges.contestId, contest.id), shown === null ? undefined : gt(rubricVersions.version, shown)))
    .orderBy(asc(rubricChanges.createdAt), asc(rubricVersions.version));
  const newest = later.at(-1);
  if (!newest) return null;
  const now = await rubricOf(tx, contest.rubricVersionId);
  if (indicatorOf(now, mark.indicator)?.source !== 'judge') return null;
  for (const { fromVersionId } of shown === null ? later : later.slice(0, 1)) {
    // No screen showed an indicator before there was one.
    if (indicatorOf(await rubricOf(tx, fromVersionId), mark.indicator) === null) continue;
    if (!(await meansTheSame(tx, fromVersionId, now, mark))) return { changeId: newest.id, fromVersionId };
  }
  return null;
}

/** The open ask for one mark, or null. */
export async function openAsk(tx: Querier, sheetId: string, indicator: string): Promise<Look | null> {
  const [look] = await tx
    .select()
    .from(rubricLooks)
    .where(and(eq(rubricLooks.sheetId, sheetId), eq(rubricLooks.indicator, indicator), eq(rubricLooks.state, 'open')));
  return look ?? null;
}

/** Asks for a mark that was given by words no longer the rubric's. The caller holds the sheet. */
export async function askAgain(
  tx: Querier,
  sheet: { id: string; contestId: string; entryId: string; judgeId: string },
  indicator: string,
  { changeId, fromVersionId }: Stale,
): Promise<void> {
  const { id: sheetId, contestId, entryId, judgeId } = sheet;
  const open = await openAsk(tx, sheetId, indicator);
  if (open) await tx.update(rubricLooks).set({ changeId, fromVersionId }).where(eq(rubricLooks.id, open.id));
  else
    await tx.insert(rubricLooks).values({ contestId, changeId, sheetId, entryId, judgeId, indicator, fromVersionId });
}
