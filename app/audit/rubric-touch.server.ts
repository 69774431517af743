/** Whose sheets another rubric touches. */
import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { entries, marks, recusals, sheets, user } from '#db/schema.ts';
import { appliesTo } from '../rubric/applies.ts';
import type { RubricChange } from '../rubric/change.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';

export interface TouchedSheet {
  judgeId: string;
  judge: string;
  entryId: string;
  entry: string;
  submitted: boolean;
  /** Whose weight, or whose proposal at that site, is another. */
  indicators: string[];
  /** Of these the ones that this judge had corrected: seen against a proposal that is another now. */
  corrected: string[];
}

/**
 * Begun and submitted sheets that a change touches, by judge; no marks of any. Who has stepped back from a site is left out.
 * @param rubric as it would be: an indicator that is not for a site's category touches no sheet of it
 * @param moved proposals that are others under the new rubric
 */
export async function sheetsTouched(
  tx: Querier,
  contestId: string,
  rubric: RubricDocument,
  change: Pick<RubricChange, 'reweighed'>,
  moved: readonly { entryId: string; indicator: string }[],
): Promise<TouchedSheet[]> {
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
  const levelled = await tx
    .selectDistinct({ sheetId: marks.sheetId, indicator: marks.indicator, level: marks.level })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(eq(sheets.contestId, contestId));
  const corrections = new Set(
    levelled.flatMap(({ sheetId, indicator, level }) => (level === null ? [] : [`${sheetId} ${indicator}`])),
  );
  const movedAt = Map.groupBy(moved, ({ entryId }) => entryId);
  const known = rubric.criteria.flatMap((criterion) => criterion.indicators);
  return begun.flatMap(({ sheetId, state, category, ...row }) => {
    const proposed = (movedAt.get(row.entryId) ?? []).map(({ indicator }) => indicator);
    const reweighed = known.filter((each) => change.reweighed.includes(each.id) && appliesTo(each, category));
    const indicators = [...new Set([...reweighed.map(({ id }) => id), ...proposed])];
    if (indicators.length === 0) return [];
    const corrected = proposed.filter((indicator) => corrections.has(`${sheetId} ${indicator}`));
    return [{ ...row, submitted: state === 'submitted', indicators, corrected }];
  });
}

export interface LateEffects extends Pick<RubricChange, 'reweighed' | 'recurved' | 'reworded' | 'rules'> {
  judges: {
    id: string;
    name: string;
    submitted: number;
    drafts: number;
    /** Of all these sheets. */
    indicators: string[];
    /** `O1 (Dinas Sosial)`: corrected against a proposal that is another then. */
    corrected: string[];
  }[];
}

/** What a draft would touch of the judging under way, by judge; writes nothing. */
export async function lateEffects(
  contestId: string,
  rubric: RubricDocument,
  change: RubricChange,
  moved: readonly { entryId: string; indicator: string }[],
): Promise<LateEffects> {
  const { reweighed, recurved, reworded, rules } = change;
  const touched = await sheetsTouched(db(), contestId, rubric, change, moved);
  const judges = [...Map.groupBy(touched, ({ judgeId }) => judgeId)].map(([id, own]) => ({
    id,
    name: own[0]?.judge ?? '',
    submitted: own.filter(({ submitted }) => submitted).length,
    drafts: own.filter(({ submitted }) => !submitted).length,
    indicators: [...new Set(own.flatMap(({ indicators }) => indicators))],
    corrected: own.flatMap(({ entry, corrected }) => corrected.map((indicator) => `${indicator} (${entry})`)),
  }));
  return { reweighed, recurved, reworded, rules, judges };
}
