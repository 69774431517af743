import { and, asc, eq, isNull } from 'drizzle-orm';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { isZeroed } from '#app/rubric/zeroed.ts';
import { db } from '#db/client.server.ts';
import { assignments, contests, entries, marks, proposals, recusals, rulings, sheets, user } from '#db/schema.ts';
import { driftByJudge, type JudgeDrift } from './drift.ts';

export interface DriftTable {
  judges: (JudgeDrift & { name: string })[];
  /** Of every proposed indicator, by id. */
  names: Record<string, LocalizedText>;
}

/**
 * What every judge changed of the proposals, for organizers: submitted sheets alone, and only where the judge's word
 * decides: not what a ruling, a confirmed finding or a recusal has settled, nor what was not measured.
 */
export async function driftTable(contestId: string): Promise<DriftTable> {
  const [contest] = await db().select().from(contests).where(eq(contests.id, contestId));
  if (!contest) return { judges: [], names: {} };
  const rubric = await rubricOf(db(), contest.rubricVersionId);
  const proposed = rubric.criteria
    .flatMap(({ indicators }) => indicators)
    .filter(({ source }) => source === 'proposed');
  const rows = await db()
    .select({
      judgeId: sheets.judgeId,
      name: user.name,
      indicator: proposals.indicator,
      proposed: proposals.points,
      because: proposals.because,
      given: marks.points,
    })
    .from(sheets)
    .innerJoin(user, eq(user.id, sheets.judgeId))
    .innerJoin(assignments, and(eq(assignments.entryId, sheets.entryId), eq(assignments.judgeId, sheets.judgeId)))
    .innerJoin(entries, eq(entries.id, sheets.entryId))
    .innerJoin(proposals, eq(proposals.auditId, entries.currentAuditId))
    .leftJoin(recusals, and(eq(recusals.entryId, sheets.entryId), eq(recusals.judgeId, sheets.judgeId)))
    .leftJoin(rulings, and(eq(rulings.entryId, sheets.entryId), eq(rulings.indicator, proposals.indicator)))
    .leftJoin(marks, and(eq(marks.sheetId, sheets.id), eq(marks.indicator, proposals.indicator)))
    .where(
      and(
        eq(sheets.contestId, contestId),
        eq(sheets.state, 'submitted'),
        isNull(recusals.id),
        // A ruling that an indicator applies leaves the judge's word standing, but is a dispute of its own: left out too.
        isNull(rulings.id),
      ),
    )
    .orderBy(asc(user.name), asc(sheets.judgeId));
  const known = new Set(proposed.map(({ id }) => id));
  const open = rows.flatMap(({ because, proposed: points, ...row }) =>
    points !== null && known.has(row.indicator) && !isZeroed(because) ? [{ ...row, proposed: points }] : [],
  );
  const drifts = driftByJudge(
    open.flatMap(({ judgeId, indicator, given, proposed: points }) =>
      given === null ? [] : [{ judgeId, indicator, given, proposed: points }],
    ),
    open.map(({ judgeId, indicator }) => ({ judgeId, indicator, count: 1 })),
    proposed.map(({ id }) => id),
  );
  const nameOf = new Map(rows.map((row) => [row.judgeId, row.name]));
  return {
    judges: drifts.map((drift) => ({ ...drift, name: nameOf.get(drift.judgeId) ?? '' })),
    names: Object.fromEntries(proposed.map(({ id, name }) => [id, name])),
  };
}
