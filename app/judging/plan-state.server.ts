import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { assignments, departures, entries, recusals, sheets, user } from '#db/schema.ts';
import type { PlanState } from './plan.ts';

export interface PlanPerson {
  id: string;
  name: string;
  role: 'judge' | 'chiefJudge';
  /** Null: still judges in this contest. */
  departure: { reason: string; at: string } | null;
}

/** What a plan is made from, with the names that a screen shows. */
export interface LoadedState {
  state: PlanState;
  people: PlanPerson[];
  entries: { id: string; name: string; category: string }[];
  /** Row id of each present assignment, by entry and judge. */
  rowIds: Map<string, string>;
}

/** Reads the state of a contest. Under the contest's row lock no sheet, recusal or assignment changes meanwhile. */
export async function loadPlanState(tx: Querier, contestId: string): Promise<LoadedState> {
  const people = await tx
    .select({ id: user.id, name: user.name, role: user.role, departure: departures })
    .from(user)
    .leftJoin(departures, and(eq(departures.judgeId, user.id), eq(departures.contestId, contestId)))
    .where(inArray(user.role, ['judge', 'chiefJudge']))
    .orderBy(asc(user.name), asc(user.id));
  const sites = await tx
    .select({ id: entries.id, name: entries.name, category: entries.category })
    .from(entries)
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url)))
    .orderBy(asc(entries.category), asc(entries.name));
  const stepped = await tx
    .select({ entryId: recusals.entryId, judgeId: recusals.judgeId })
    .from(recusals)
    .innerJoin(entries, eq(entries.id, recusals.entryId))
    .where(eq(entries.contestId, contestId));
  const seats = await tx
    .select({
      id: assignments.id,
      entryId: assignments.entryId,
      judgeId: assignments.judgeId,
      sheet: sheets.state,
    })
    .from(assignments)
    .leftJoin(sheets, and(eq(sheets.entryId, assignments.entryId), eq(sheets.judgeId, assignments.judgeId)))
    .where(eq(assignments.contestId, contestId));
  return {
    people: people.map(({ id, name, role, departure }) => ({
      id,
      name,
      role: role === 'chiefJudge' ? 'chiefJudge' : 'judge',
      departure: departure ? { reason: departure.reason, at: departure.recordedAt.toISOString() } : null,
    })),
    entries: sites,
    rowIds: new Map(seats.map((row) => [`${row.entryId} ${row.judgeId}`, row.id])),
    state: {
      seed: contestId,
      judges: people.map(({ id, departure }) => ({ id, departed: departure !== null })),
      entries: sites.map(({ id, category }) => ({ id, category })),
      recusals: stepped,
      assignments: seats.map(({ entryId, judgeId, sheet }) => ({ entryId, judgeId, sheet: sheet ?? 'none' })),
    },
  };
}
