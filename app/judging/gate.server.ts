import { and, desc, eq } from 'drizzle-orm';
import { isZeroed } from '#app/rubric/zeroed.ts';
import type { Querier } from '#db/client.server.ts';
import { assignments, contests, entries, findingDecisions, proposals, recusals, rulings, sheets } from '#db/schema.ts';
import type { Refusal } from './assess.ts';
import { hasDeparted } from './departures.server.ts';
import type { Ruling } from './mark.ts';

export type Sheet = typeof sheets.$inferSelect;
export type Entry = typeof entries.$inferSelect;

/** What a judge's act on a sheet is checked against, read under locks. */
export interface Desk {
  contest: typeof contests.$inferSelect;
  entry: Entry;
  /** Locked until the transaction ends; null when nothing was given yet. */
  sheet: Sheet | null;
  assigned: boolean;
  recused: boolean;
  /** No longer judges in this contest. */
  departed: boolean;
}

/** Of a desk what decides whether its judge may write. */
export interface Seat extends Pick<Desk, 'assigned' | 'recused' | 'departed'> {
  contest: { phase: string };
  sheet: { state: string } | null;
}

const ofPair = (table: typeof assignments | typeof recusals | typeof sheets, entryId: string, judgeId: string) =>
  and(eq(table.entryId, entryId), eq(table.judgeId, judgeId));

/**
 * Locks what decides whether a judge may write: the contest's row (shared: a phase step waits, other judges don't) and
 * the sheet's; `withEntry` the entry's between them, so that sheets of one entry come one after another. On practice
 * every judge is seated. Null when there is no such entry.
 */
export async function lockDesk(
  tx: Querier,
  judgeId: string,
  entryId: string,
  { withEntry = false } = {},
): Promise<Desk | null> {
  const [row] = await tx
    .select({ contest: contests, entry: entries })
    .from(entries)
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(eq(entries.id, entryId))
    .for('share', { of: contests })
    .prepare('desk_contest')
    .execute();
  if (!row) return null;
  if (withEntry) await tx.select({ id: entries.id }).from(entries).where(eq(entries.id, entryId)).for('no key update');
  const [sheet] = await tx
    .select()
    .from(sheets)
    .where(ofPair(sheets, entryId, judgeId))
    .for('update')
    .prepare('desk_sheet')
    .execute();
  // One after the other on the server, in one trip, and after the locks: what they find stays so.
  const [assigned, recused, departed] = await Promise.all([
    tx
      .select({ id: assignments.id })
      .from(assignments)
      .where(ofPair(assignments, entryId, judgeId))
      .prepare('desk_assigned')
      .execute(),
    tx
      .select({ id: recusals.id })
      .from(recusals)
      .where(ofPair(recusals, entryId, judgeId))
      .prepare('desk_recused')
      .execute(),
    hasDeparted(row.contest.practiceOf ?? row.contest.id, judgeId, tx),
  ]);
  const seated = assigned.length > 0 || row.contest.practiceOf !== null;
  return { ...row, sheet: sheet ?? null, assigned: seated, recused: recused.length > 0, departed };
}

/** Why this judge may not write on this sheet now, or null. A recusal closes it from the moment it is declared. */
export function judgeMayWrite(desk: Seat | null): Refusal | null {
  if (desk?.departed) return 'departed';
  if (!desk?.assigned) return 'notAssigned';
  if (desk.recused) return 'recused';
  if (desk.contest.phase !== 'penilaian') return 'phase';
  if (desk.sheet?.state === 'submitted') return 'submitted';
  return null;
}

/** The desk's sheet, begun (and locked) when there is none. */
export async function beginSheet(tx: Querier, desk: Desk, judgeId: string): Promise<Sheet> {
  if (desk.sheet) return desk.sheet;
  const { entry, contest } = desk;
  await tx.insert(sheets).values({ contestId: contest.id, entryId: entry.id, judgeId }).onConflictDoNothing();
  const [sheet] = await tx
    .select()
    .from(sheets)
    .where(ofPair(sheets, entry.id, judgeId))
    .for('update');
  if (!sheet) throw new Error('sheet not written');
  return sheet;
}

/**
 * What is decided for all judges of an entry, by indicator: rulings, and before them what a confirmed finding zeroed.
 * `only`: of that indicator alone.
 */
export async function rulingsOf(tx: Querier, entryId: string, only?: string): Promise<Map<string, Ruling>> {
  const [rows, proposed] = await Promise.all([
    tx
      .select()
      .from(rulings)
      .where(and(eq(rulings.entryId, entryId), only ? eq(rulings.indicator, only) : undefined)),
    tx
      .select({ indicator: proposals.indicator, because: proposals.because })
      .from(proposals)
      .innerJoin(entries, eq(entries.currentAuditId, proposals.auditId))
      .where(and(eq(entries.id, entryId), only ? eq(proposals.indicator, only) : undefined)),
  ]);
  const made = new Map<string, Ruling>(
    rows.map(({ indicator, kind, points, reason }) => [indicator, { kind, points, reason }]),
  );
  const zeroed = proposed.filter(({ because, indicator }) => {
    return isZeroed(because) && made.get(indicator)?.kind !== 'notApplicable';
  });
  if (zeroed.length === 0) return made;
  const [decision] = await tx
    .select({ reason: findingDecisions.reason })
    .from(findingDecisions)
    .where(and(eq(findingDecisions.entryId, entryId), eq(findingDecisions.verdict, 'confirmed')))
    .orderBy(desc(findingDecisions.createdAt))
    .limit(1);
  for (const { indicator } of zeroed)
    made.set(indicator, { kind: 'points', points: 0, reason: decision?.reason ?? '' });
  return made;
}
