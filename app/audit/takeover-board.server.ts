/** What stands, what was measured since, and what was decided about it. */
import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { audits, contests, entries, proposals, takeovers, user } from '#db/schema.ts';
import type { LocalizedText } from '../rubric/rubric.schema.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { changesBetween, takeoverIsOpen } from './takeover.server.ts';

export interface NewerMeasurement {
  entryId: string;
  entry: string;
  newerAuditId: string;
  measuredAt: string | null;
  /** Indicators proposed otherwise; empty: all as before. */
  changes: { indicator: string; before: number | null; after: number | null }[];
}
export interface MadeTakeover {
  id: string;
  entry: string;
  changes: NewerMeasurement['changes'];
  reason: string;
  by: string | null;
  at: string;
  /** Judges whose sheet was submitted then, or who had corrected what was replaced. */
  judges: { name: string; submitted: boolean; corrected: string[] }[];
}
export interface TakeoverBoard {
  open: boolean;
  /** Whether proposals stand still yet. */
  frozen: boolean;
  names: Record<string, LocalizedText>;
  newer: NewerMeasurement[];
  made: MadeTakeover[];
}

/** Null when there is no such contest. */
export async function takeoverBoard(contestId: string): Promise<TakeoverBoard | null> {
  const [contest] = await db().select().from(contests).where(eq(contests.id, contestId));
  if (!contest) return null;
  const rubric = await rubricOf(db(), contest.rubricVersionId);
  const listed = await db()
    .select({ entry: entries, measuredAt: audits.finishedAt })
    .from(entries)
    .leftJoin(audits, eq(audits.id, entries.newerAuditId))
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.frozenAt)))
    .orderBy(asc(entries.category), asc(entries.name));
  const ids = listed.flatMap(({ entry }) =>
    entry.newerAuditId ? [entry.newerAuditId, entry.currentAuditId ?? ''] : [],
  );
  const rows = await db()
    .select()
    .from(proposals)
    .where(inArray(proposals.auditId, ids.filter(Boolean)));
  const of = (auditId: string | null) => rows.filter((row) => row.auditId === auditId);
  const made = await db()
    .select({ takeover: takeovers, entry: entries.name, by: user.name })
    .from(takeovers)
    .innerJoin(entries, eq(entries.id, takeovers.entryId))
    .leftJoin(user, eq(user.id, takeovers.decidedBy))
    .where(eq(takeovers.contestId, contestId))
    .orderBy(desc(takeovers.createdAt));
  const judgeIds = made.flatMap(({ takeover }) => takeover.sheets.map(({ judgeId }) => judgeId));
  const people = await db().select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, judgeIds));
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return {
    open: takeoverIsOpen(contest.phase),
    frozen: listed.length > 0,
    names: Object.fromEntries(rubric.criteria.flatMap((each) => each.indicators).map(({ id, name }) => [id, name])),
    newer: listed.flatMap(({ entry, measuredAt }) =>
      entry.newerAuditId
        ? [
            {
              entryId: entry.id,
              entry: entry.name,
              newerAuditId: entry.newerAuditId,
              measuredAt: measuredAt?.toISOString() ?? null,
              changes: changesBetween(of(entry.currentAuditId), of(entry.newerAuditId)),
            },
          ]
        : [],
    ),
    made: made.map(({ takeover: { id, changes, reason, createdAt, sheets }, entry, by }) => ({
      id,
      entry,
      changes,
      reason,
      by,
      at: createdAt.toISOString(),
      judges: sheets.map(({ judgeId, ...rest }) => ({ name: nameOf.get(judgeId) ?? '', ...rest })),
    })),
  };
}
