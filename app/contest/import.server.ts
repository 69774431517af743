import { eq, notLike, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { activity, agencies, contests, entries } from '#db/schema.ts';
import { writeEntry } from './entry-write.server.ts';
import { type ImportError, type ImportRow, readImport, sameName } from './import.ts';
import type { ColumnMap } from './import-columns.ts';
import type { Phase } from './phases.ts';

export interface PlannedRow extends ImportRow {
  status: 'new' | 'changed' | 'unchanged';
  /** What the row would change in an entry that is there already; null is "no site yet". */
  changes: { field: 'name' | 'category' | 'url'; before: string | null; after: string | null }[];
}

export interface ImportPlan {
  rows: PlannedRow[];
  errors: ImportError[];
  /** Entries of the contest that the file does not name; they stay as they are. */
  untouched: number;
  headings: string[];
  columns: ColumnMap;
}

/** Whether the list of entries may still change. */
export function listIsOpen(phase: Phase): boolean {
  return phase === 'persiapan' || phase === 'audit';
}

/** What importing the file would do, compared with the contest as it is. Writes nothing. */
export async function planImport(
  contestId: string,
  text: string,
  chosen: Partial<ColumnMap> = {},
  tx: Querier = db(),
): Promise<ImportPlan> {
  const { rows, errors, headings, columns } = readImport(text, chosen);
  const known = await tx
    .select({ id: agencies.id, code: agencies.code, name: agencies.name })
    .from(agencies)
    // The site that judges practise on is no agency.
    .where(notLike(agencies.code, 'latihan:%'));
  const codes = new Map(known.map((agency) => [agency.code.toLowerCase(), agency]));
  const byName = new Map(known.map((agency) => [sameName(agency.name), agency]));
  // A code that is only made up gives way to the one the agency has had for years.
  const agencyOf = (row: ImportRow) =>
    (columns.kode === 'buat' ? byName.get(sameName(row.name)) : undefined) ?? codes.get(row.code.toLowerCase());
  const listed = await tx.select().from(entries).where(eq(entries.contestId, contestId));
  const byAgency = new Map(listed.map((entry) => [entry.agencyId, entry]));

  const named = new Set<string>();
  const planned = rows.map((row): PlannedRow => {
    const agency = agencyOf(row);
    const entry = agency && byAgency.get(agency.id);
    const code = agency?.code ?? row.code;
    if (!entry) return { ...row, code, status: 'new', changes: [] };
    named.add(entry.id);
    const changes = (['name', 'category', 'url'] as const)
      .filter((field) => entry[field] !== row[field])
      .map((field) => ({ field, before: entry[field], after: row[field] }));
    return { ...row, code, status: changes.length > 0 ? 'changed' : 'unchanged', changes };
  });

  const others = listed.filter((entry) => !named.has(entry.id));
  const taken = new Map(others.flatMap((entry) => (entry.url ? [[entry.url, entry.name] as const] : [])));
  const codesHere = new Set(planned.map((row) => row.code));
  // An agency of any year, this one or an earlier, that the file does not name by its code.
  const elsewhere = known.filter((agency) => !codesHere.has(agency.code));
  const codeOfName = new Map(elsewhere.map((agency) => [sameName(agency.name), agency.code]));
  const lineOfCode = new Map<string, number>();
  const clashes = planned.flatMap(({ line, url, name, code: own }): ImportError[] => {
    const twin = lineOfCode.get(own);
    if (twin !== undefined) return [{ line, fault: 'codeTwice', value: own, other: twin }];
    lineOfCode.set(own, line);
    const other = url ? taken.get(url) : undefined;
    const code = codeOfName.get(sameName(name));
    return [
      ...(code === undefined ? [] : [{ line, fault: 'nameOfOther' as const, value: name, other: code }]),
      ...(url && other ? [{ line, fault: 'urlOfOther' as const, value: url, other }] : []),
    ];
  });
  return {
    rows: planned,
    errors: [...errors, ...clashes].sort((a, b) => a.line - b.line),
    untouched: others.length,
    headings,
    columns,
  };
}

export type ImportOutcome =
  | { done: true; new: number; changed: number; unchanged: number }
  | { done: false; why: 'closed'; plan: null }
  | { done: false; why: 'errors'; plan: ImportPlan };

/**
 * Imports the list in one transaction: all of it, or with one wrong row nothing. Refused once the audit phase has
 * closed (the contest's row is held, so the phase cannot move meanwhile). The same file twice changes nothing.
 */
export function runImport(
  contestId: string,
  text: string,
  userId: string | null,
  chosen: Partial<ColumnMap> = {},
): Promise<ImportOutcome> {
  return db().transaction(async (tx): Promise<ImportOutcome> => {
    // One import at a time: agencies are shared by all contests.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(7461002)`);
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('share');
    if (!contest || !listIsOpen(contest.phase)) return { done: false, why: 'closed', plan: null };
    const plan = await planImport(contestId, text, chosen, tx);
    if (plan.errors.length > 0) return { done: false, why: 'errors', plan };
    for (const row of plan.rows) if (row.status !== 'unchanged') await writeEntry(tx, contestId, row);
    const count = (status: PlannedRow['status']) => plan.rows.filter((row) => row.status === status).length;
    const counts = { new: count('new'), changed: count('changed'), unchanged: count('unchanged') };
    await tx.insert(activity).values({ contestId, userId, action: 'entries.import', detail: counts });
    return { done: true, ...counts };
  });
}
