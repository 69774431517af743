import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import {
  activity,
  assignments,
  contests,
  departures,
  entries,
  markEdits,
  marks,
  recusals,
  rubricLooks,
  rulings,
  sheets,
  user,
} from '#db/schema.ts';
import { progressOf } from './completeness.ts';
import { type Ruling, SHEET_NOTE } from './mark.ts';
import { markState } from './marks.server.ts';
import { orderFor } from './order.ts';
import { isDefault, settingsOf } from './plan.schema.ts';
import { planIsOpen } from './plan.server.ts';

/**
 * Assigns every judge (and chief judge, or only `judgeIds`) who has not departed to every entry that has a site, save
 * those they stepped back from.
 * Idempotent: what is assigned stays, so that it may be called again after a judge or an entry is added. Returns how
 * many were new.
 */
export async function assignAll(tx: Querier, contestId: string, judgeIds?: readonly string[]): Promise<number> {
  const judges = await tx
    .select({ id: user.id })
    .from(user)
    .leftJoin(departures, and(eq(departures.judgeId, user.id), eq(departures.contestId, contestId)))
    .where(
      and(
        inArray(user.role, ['judge', 'chiefJudge']),
        isNull(departures.id),
        judgeIds ? inArray(user.id, [...judgeIds]) : undefined,
      ),
    );
  const sites = await tx
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url)));
  const stepped = await tx
    .select({ entryId: recusals.entryId, judgeId: recusals.judgeId })
    .from(recusals)
    .innerJoin(entries, eq(entries.id, recusals.entryId))
    .where(eq(entries.contestId, contestId));
  const recused = new Set(stepped.map((row) => `${row.judgeId} ${row.entryId}`));
  const pairs = judges
    .flatMap((judge) => sites.map((site) => ({ contestId, entryId: site.id, judgeId: judge.id })))
    .filter((pair) => !recused.has(`${pair.judgeId} ${pair.entryId}`));
  if (pairs.length === 0) return 0;
  const added = await tx.insert(assignments).values(pairs).onConflictDoNothing().returning({ id: assignments.id });
  return added.length;
}

/**
 * The organizer's button: assignAll() on its own, in the log. Adds nothing where another plan is kept, nor once judging
 * has ended: a sheet that nobody can fill any more would take its entry's total away.
 */
export function assignEveryone(organizer: Viewer, contestId: string): Promise<number> {
  return db().transaction(async (tx) => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('share');
    if (!contest || !planIsOpen(contest.phase) || !isDefault(settingsOf(contest.assignmentPlan))) return 0;
    const added = await assignAll(tx, contestId);
    if (added > 0)
      await tx
        .insert(activity)
        .values({ contestId, userId: organizer.userId, action: 'assignment.all', subject: String(added) });
    return added;
  });
}

type Contest = typeof contests.$inferSelect;
export type SheetState = 'new' | 'draft' | 'submitted' | 'recused';

export interface DeskEntry {
  entryId: string;
  name: string;
  category: string;
  url: string | null;
  state: SheetState;
  /** Judged indicators answered, of those asked. */
  done: number;
  total: number;
  conflicts: number;
  updatedAt: string | null;
}

export interface JudgeDesk {
  groups: { category: string; sites: DeskEntry[] }[];
  /** The draft touched last, null when none is open. */
  resume: DeskEntry | null;
}

/**
 * A judge's number among the contest's judges, by when they were first assigned: it never changes as others join or
 * depart.
 */
async function seatOf(tx: Querier, contestId: string, judgeId: string): Promise<number> {
  const seated = await tx
    .select({ judgeId: assignments.judgeId, at: assignments.createdAt })
    .from(assignments)
    .where(eq(assignments.contestId, contestId));
  const departed = await tx
    .select({ judgeId: departures.judgeId, at: departures.assignedAt })
    .from(departures)
    .where(eq(departures.contestId, contestId));
  const since = [...seated, ...departed.flatMap(({ judgeId: id, at }) => (at ? [{ judgeId: id, at }] : []))].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.judgeId < b.judgeId ? -1 : 1),
  );
  return Math.max(0, [...new Set(since.map((row) => row.judgeId))].indexOf(judgeId));
}

/** An assigned sheet, of whichever judge. */
export interface SeatEntry extends DeskEntry {
  judgeId: string;
  sheetId: string | null;
}

/**
 * Every assignment of a contest, or only one judge's, with how far its sheet is, in no order. The number of queries
 * does not grow with judges or sites.
 */
export async function assignedSheets(tx: Querier, contest: Contest, judgeId?: string): Promise<SeatEntry[]> {
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const ofJudge = (column: typeof assignments.judgeId | typeof sheets.judgeId | typeof rubricLooks.judgeId) =>
    judgeId === undefined ? undefined : eq(column, judgeId);
  const { judgeId: seatJudge } = assignments;
  const rows = await tx
    .select({ judgeId: seatJudge, entry: entries, sheet: sheets, recusalId: recusals.id })
    .from(assignments)
    .innerJoin(entries, eq(entries.id, assignments.entryId))
    .leftJoin(sheets, and(eq(sheets.entryId, entries.id), eq(sheets.judgeId, seatJudge)))
    .leftJoin(recusals, and(eq(recusals.entryId, entries.id), eq(recusals.judgeId, seatJudge)))
    .where(and(eq(assignments.contestId, contest.id), ofJudge(assignments.judgeId)));
  const held = await tx
    .select({ mark: marks })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(eq(sheets.contestId, contest.id), ofJudge(sheets.judgeId)));
  const waiting = await tx
    .select({ sheetId: markEdits.sheetId, indicator: markEdits.indicator })
    .from(markEdits)
    .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
    .where(and(eq(sheets.contestId, contest.id), eq(markEdits.state, 'conflict'), ofJudge(sheets.judgeId)));
  const ruled = await tx.select().from(rulings).where(eq(rulings.contestId, contest.id));
  const asks = await tx
    .select({ sheetId: rubricLooks.sheetId, indicator: rubricLooks.indicator })
    .from(rubricLooks)
    .where(and(eq(rubricLooks.contestId, contest.id), eq(rubricLooks.state, 'open'), ofJudge(rubricLooks.judgeId)));
  const asksOf = Map.groupBy(asks, (row) => row.sheetId);
  const marksOf = Map.groupBy(held, ({ mark }) => mark.sheetId);
  // Of an indicator that was removed there is nothing to choose.
  const known = new Set([SHEET_NOTE, ...rubric.criteria.flatMap(({ indicators }) => indicators.map(({ id }) => id))]);
  const conflictsOf = Map.groupBy(waiting, (row) => row.sheetId);
  const rulingsOf = Map.groupBy(ruled, (row) => row.entryId);

  return rows.map(({ judgeId: judge, entry, sheet, recusalId }): SeatEntry => {
    const sheetId = sheet?.id ?? null;
    const conflicts = (conflictsOf.get(sheetId ?? '') ?? []).filter(({ indicator }) => known.has(indicator));
    const { done, total } = progressOf(rubric, {
      category: entry.category,
      marks: new Map((marksOf.get(sheetId ?? '') ?? []).map(({ mark }) => [mark.indicator, markState(mark).edit])),
      rulings: new Map<string, Ruling>((rulingsOf.get(entry.id) ?? []).map((row) => [row.indicator, row])),
      conflicts: new Set(conflicts.map((row) => row.indicator)),
      asked: new Set((asksOf.get(sheetId ?? '') ?? []).map((row) => row.indicator)),
    });
    return {
      judgeId: judge,
      sheetId,
      entryId: entry.id,
      name: entry.name,
      category: entry.category,
      url: entry.url,
      state: recusalId ? 'recused' : (sheet?.state ?? 'new'),
      done,
      total,
      conflicts: conflicts.length,
      updatedAt: sheet?.updatedAt.toISOString() ?? null,
    };
  });
}

/** The entries assigned to a judge in the order suggested to that judge, each with how far its sheet is. */
export async function judgeDesk(contestId: string, judgeId: string, tx: Querier = db()): Promise<JudgeDesk> {
  const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId));
  if (!contest) return { groups: [], resume: null };
  const sites = (await assignedSheets(tx, contest, judgeId)).map(
    ({ judgeId: _judge, sheetId: _sheet, ...site }): DeskEntry => site,
  );
  const groups = orderFor(sites, await seatOf(tx, contestId, judgeId));
  const drafts = sites.filter((site) => site.state === 'draft');
  const resume = drafts.toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''))[0] ?? null;
  return { groups, resume };
}
