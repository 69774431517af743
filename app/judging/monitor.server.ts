import { and, asc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { assignments, contests, departures, entries, marks, recusals, rulings, sheets, user } from '#db/schema.ts';
import { assignedSheets, type SheetState } from './assignments.server.ts';

export interface Cell {
  state: SheetState;
  sheetId: string | null;
  done: number;
  total: number;
}
export interface Monitor {
  judges: { id: string; name: string; submitted: number; assigned: number }[];
  rows: {
    entryId: string;
    name: string;
    category: string;
    /** In the judges' order; null: not assigned. */
    cells: (Cell | null)[];
  }[];
  claims: { entryId: string; entry: string; indicator: string; by: { judge: string; reason: string | null }[] }[];
  /** seated: the judge was given that entry. */
  recusals: { id: string; judge: string; entry: string; reason: string; at: string; seated: boolean }[];
}

/** The organizer's view of judging: who has how much left, and what waits for a decision. No mark is in it. */
export async function judgingMonitor(contestId: string): Promise<Monitor> {
  const [contest] = await db().select().from(contests).where(eq(contests.id, contestId));
  if (!contest) return { judges: [], rows: [], claims: [], recusals: [] };
  const seats = await assignedSheets(db(), contest);
  const people = await db()
    .selectDistinct({ id: user.id, name: user.name })
    .from(assignments)
    .innerJoin(user, eq(user.id, assignments.judgeId))
    .where(eq(assignments.contestId, contestId))
    .orderBy(asc(user.name), asc(user.id));
  const sites = await db()
    .select({ id: entries.id, name: entries.name, category: entries.category })
    .from(entries)
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url)))
    .orderBy(asc(entries.category), asc(entries.name));
  const seatOf = new Map(seats.map((seat) => [`${seat.judgeId} ${seat.entryId}`, seat]));
  return {
    judges: people.map(({ id, name }) => {
      const counted = seats.filter((seat) => seat.judgeId === id && seat.state !== 'recused');
      const submitted = counted.filter((seat) => seat.state === 'submitted').length;
      return { id, name, submitted, assigned: counted.length };
    }),
    rows: sites.map(({ id: entryId, name, category }) => ({
      entryId,
      name,
      category,
      cells: people.map(({ id }) => {
        const seat = seatOf.get(`${id} ${entryId}`);
        if (!seat) return null;
        const { state, done, total, sheetId } = seat;
        return { state, done, total, sheetId };
      }),
    })),
    claims: await openClaims(contestId),
    recusals: await openRecusals(contestId),
  };
}

/** "Tidak berlaku" as judges claimed it, on sheets submitted or not, that nobody has ruled on. */
async function openClaims(contestId: string): Promise<Monitor['claims']> {
  const rows = await db()
    .select({
      entryId: entries.id,
      entry: entries.name,
      indicator: marks.indicator,
      judge: user.name,
      reason: marks.reason,
    })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .innerJoin(entries, eq(entries.id, sheets.entryId))
    .innerJoin(user, eq(user.id, sheets.judgeId))
    .leftJoin(rulings, and(eq(rulings.entryId, entries.id), eq(rulings.indicator, marks.indicator)))
    // A sheet whose assignment ended claims nothing any more.
    .innerJoin(assignments, and(eq(assignments.entryId, entries.id), eq(assignments.judgeId, sheets.judgeId)))
    .leftJoin(recusals, and(eq(recusals.entryId, entries.id), eq(recusals.judgeId, sheets.judgeId)))
    .where(and(eq(sheets.contestId, contestId), eq(marks.notApplicable, true), isNull(rulings.id), isNull(recusals.id)))
    .orderBy(asc(entries.name), asc(marks.indicator), asc(user.name));
  const claims = new Map<string, Monitor['claims'][number]>();
  for (const { entryId, entry, indicator, judge, reason } of rows) {
    const claim = claims.get(`${entryId} ${indicator}`) ?? { entryId, entry, indicator, by: [] };
    claim.by.push({ judge, reason });
    claims.set(`${entryId} ${indicator}`, claim);
  }
  return [...claims.values()];
}

async function openRecusals(contestId: string): Promise<Monitor['recusals']> {
  const rows = await db()
    .select({
      id: recusals.id,
      judge: user.name,
      entry: entries.name,
      reason: recusals.reason,
      at: recusals.declaredAt,
      seat: assignments.id,
    })
    .from(recusals)
    .leftJoin(assignments, and(eq(assignments.entryId, recusals.entryId), eq(assignments.judgeId, recusals.judgeId)))
    .innerJoin(entries, eq(entries.id, recusals.entryId))
    .innerJoin(user, eq(user.id, recusals.judgeId))
    .leftJoin(departures, and(eq(departures.contestId, contestId), eq(departures.judgeId, recusals.judgeId)))
    .where(
      and(
        eq(entries.contestId, contestId),
        isNull(recusals.confirmedAt),
        // Who has departed is seated nowhere any more, save where a sheet of theirs counts.
        or(isNotNull(assignments.id), isNull(departures.id)),
      ),
    )
    .orderBy(asc(recusals.declaredAt), asc(user.name), asc(entries.name));
  return rows.map(({ seat, ...row }) => ({ ...row, at: row.at.toISOString(), seated: seat !== null }));
}
