/** Whose sheets another rubric touches. */
import { and, asc, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { entries, marks, recusals, sheets, user } from '#db/schema.ts';
import { appliesTo } from '../rubric/applies.ts';
import type { RubricChange } from '../rubric/change.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import { rephrasedFor } from '../rubric/words.ts';

export interface TouchedSheet {
  judgeId: string;
  judge: string;
  entryId: string;
  entry: string;
  submitted: boolean;
  /** Whose weight, or whose proposal at that site, is another; also those below, and marked ones that are no more. */
  indicators: string[];
  /** Marked by this judge with words that are others, to be confirmed; and new ones that a submitted sheet lacks. */
  asked: string[];
  /** Of these the ones that this judge had corrected: seen against a proposal that is another now. */
  corrected: string[];
}

/**
 * Begun and submitted sheets that a change touches, by judge; no marks of any. Who has stepped back from a site is left out.
 * @param rubrics as it is and as it would be: an indicator that is not for a site's category touches no sheet of it
 * @param moved proposals that are others under the new rubric
 */
export async function sheetsTouched(
  tx: Querier,
  contestId: string,
  rubrics: {
    before: RubricDocument;
    after: RubricDocument;
    change: Pick<RubricChange, 'reweighed' | 'added' | 'removed'>;
  },
  moved: readonly { entryId: string; indicator: string }[],
): Promise<TouchedSheet[]> {
  const { before, after, change } = rubrics;
  const begun = await tx
    .select({
      sheetId: sheets.id,
      judgeId: sheets.judgeId,
      judge: user.name,
      entryId: sheets.entryId,
      entry: entries.name,
      category: entries.category,
      state: sheets.state,
    })
    .from(sheets)
    .innerJoin(user, eq(user.id, sheets.judgeId))
    .innerJoin(entries, eq(entries.id, sheets.entryId))
    .leftJoin(recusals, and(eq(recusals.entryId, sheets.entryId), eq(recusals.judgeId, sheets.judgeId)))
    .where(and(eq(sheets.contestId, contestId), isNull(recusals.id), ne(sheets.revision, 0)))
    .orderBy(asc(user.name), asc(sheets.judgeId), asc(entries.name));
  const given = await tx
    .select({ sheetId: marks.sheetId, indicator: marks.indicator, level: marks.level })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(eq(sheets.contestId, contestId), or(isNotNull(marks.level), eq(marks.notApplicable, true))));
  const marked = new Set(given.map(({ sheetId, indicator }) => `${sheetId} ${indicator}`));
  const corrections = new Set(
    given.flatMap(({ sheetId, indicator, level }) => (level === null ? [] : [`${sheetId} ${indicator}`])),
  );
  const movedAt = Map.groupBy(moved, ({ entryId }) => entryId);
  const known = after.criteria.flatMap((criterion) => criterion.indicators);
  return begun.flatMap(({ sheetId, state, category, ...row }) => {
    const proposed = (movedAt.get(row.entryId) ?? [])
      .map(({ indicator }) => indicator)
      .filter((indicator) => !change.removed.includes(indicator));
    const reweighed = known.filter((each) => change.reweighed.includes(each.id) && appliesTo(each, category));
    const own = (id: string) => marked.has(`${sheetId} ${id}`);
    const fresh = known.filter((each) => change.added.includes(each.id) && appliesTo(each, category));
    const rephrased = rephrasedFor(before, after, category).flatMap(({ id }) => (own(id) ? [id] : []));
    const added = fresh.map(({ id }) => id);
    const asked = state === 'submitted' ? [...rephrased, ...added] : rephrased;
    const gone = change.removed.filter(own);
    const indicators = [...new Set([...reweighed.map(({ id }) => id), ...proposed, ...rephrased, ...added, ...gone])];
    if (indicators.length === 0) return [];
    const corrected = proposed.filter((indicator) => corrections.has(`${sheetId} ${indicator}`));
    return [{ ...row, submitted: state === 'submitted', indicators, asked, corrected }];
  });
}

export interface LateEffects
  extends Pick<RubricChange, 'reweighed' | 'recurved' | 'reworded' | 'rephrased' | 'added' | 'removed' | 'rules'> {
  judges: {
    id: string;
    name: string;
    submitted: number;
    drafts: number;
    /** Of all these sheets. */
    indicators: string[];
    /** `O1 (Dinas Sosial)`: corrected against a proposal that is another then. */
    corrected: string[];
    /** The same way: to be confirmed by this judge. */
    asked: string[];
  }[];
}

/** What a draft would touch of the judging under way, by judge; writes nothing. */
export async function lateEffects(
  contestId: string,
  rubrics: { before: RubricDocument; after: RubricDocument; change: RubricChange },
  moved: readonly { entryId: string; indicator: string }[],
): Promise<LateEffects> {
  const { reweighed, recurved, reworded, rephrased, added, removed, rules } = rubrics.change;
  const touched = await sheetsTouched(db(), contestId, rubrics, moved);
  const judges = [...Map.groupBy(touched, ({ judgeId }) => judgeId)].map(([id, own]) => ({
    id,
    name: own[0]?.judge ?? '',
    submitted: own.filter(({ submitted }) => submitted).length,
    drafts: own.filter(({ submitted }) => !submitted).length,
    indicators: [...new Set(own.flatMap(({ indicators }) => indicators))],
    corrected: own.flatMap(({ entry, corrected }) => corrected.map((indicator) => `${indicator} (${entry})`)),
    asked: own.flatMap(({ entry, asked }) => asked.map((indicator) => `${indicator} (${entry})`)),
  }));
  return { reweighed, recurved, reworded, rephrased, added, removed, rules, judges };
}
