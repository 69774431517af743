/** Asking two judges who are far apart on a criterion to look again, when a mark of theirs is in for the first time or another. */
import { and, eq, isNull, ne } from 'drizzle-orm';
import { criteriaFor } from '#app/rubric/applies.ts';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { Querier } from '#db/client.server.ts';
import { assignments, departures, marks, recusals, rulings, secondLooks, sheets } from '#db/schema.ts';
import { type ComparedSheet, disparitiesWith } from './disparity.ts';
import type { Desk, Sheet } from './gate.server.ts';

/** Submitted sheets of the entry that count: the judge has a seat there and has not stepped back. */
async function submittedSheets(
  tx: Querier,
  desk: Desk,
): Promise<(ComparedSheet & { gone: boolean; sheetId: string })[]> {
  const rows = await tx
    .select({ sheetId: sheets.id, judgeId: sheets.judgeId, departure: departures.id })
    .from(sheets)
    .innerJoin(assignments, and(eq(assignments.entryId, sheets.entryId), eq(assignments.judgeId, sheets.judgeId)))
    .leftJoin(recusals, and(eq(recusals.entryId, sheets.entryId), eq(recusals.judgeId, sheets.judgeId)))
    .leftJoin(departures, and(eq(departures.contestId, sheets.contestId), eq(departures.judgeId, sheets.judgeId)))
    .where(and(eq(sheets.entryId, desk.entry.id), eq(sheets.state, 'submitted'), isNull(recusals.id)));
  const given = await tx
    .select({ sheetId: marks.sheetId, indicator: marks.indicator, points: marks.points })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(eq(sheets.entryId, desk.entry.id), eq(sheets.state, 'submitted'), eq(marks.notApplicable, false)));
  return rows.map(({ sheetId, judgeId, departure }) => ({
    sheetId,
    judgeId,
    gone: departure !== null,
    points: new Map(
      given.flatMap((row) =>
        row.sheetId === sheetId && row.points !== null ? [[row.indicator, row.points] as const] : [],
      ),
    ),
  }));
}

/**
 * Compares a sheet just submitted with the other submitted ones of its entry and asks both judges of every pair that is
 * too far apart, each at most once for an entry and criterion, ever. The caller holds the entry's row: of two sheets
 * submitted at once the later sees the earlier.
 * @param changed the one indicator whose mark changed on a sheet submitted before: only its criterion is compared
 */
export async function askApart(
  tx: Querier,
  desk: Desk,
  sheet: Sheet,
  rubric: RubricDocument,
  changed: string | null = null,
): Promise<void> {
  const { contest, entry } = desk;
  const all = await submittedSheets(tx, desk);
  const fresh = all.find((each) => each.sheetId === sheet.id);
  if (!fresh) return;
  const ruled = await tx
    .select({ indicator: rulings.indicator })
    .from(rulings)
    .where(and(eq(rulings.entryId, entry.id), ne(rulings.kind, 'applicable')));
  const decided = new Set(ruled.map((row) => row.indicator));
  const criteria = criteriaFor(rubric, entry.category)
    .filter(({ indicators }) => changed === null || indicators.some(({ id }) => id === changed))
    .map(({ id, indicators }) => ({
      id,
      indicators: indicators.filter((each) => each.source === 'judge' && !decided.has(each.id)),
    }));
  const others = all.filter((each) => each !== fresh);
  const found = disparitiesWith(criteria, fresh, others, contest.disparityGap);
  const gone = new Set(all.filter((each) => each.gone).map((each) => each.judgeId));
  const asks = found.flatMap(({ criterion, judges: [one, other], difference }) =>
    (
      [
        [one, other],
        [other, one],
      ] as const
    )
      // Who has departed can change nothing any more.
      .filter(([judgeId]) => !gone.has(judgeId))
      .map(([judgeId, otherId]) => ({
        contestId: contest.id,
        entryId: entry.id,
        judgeId,
        otherId,
        criterion,
        difference,
        gap: contest.disparityGap,
      })),
  );
  if (asks.length > 0) await tx.insert(secondLooks).values(asks).onConflictDoNothing();
}
