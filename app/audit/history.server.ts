import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { audits, contests, entries, signals } from '#db/schema.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { historyOf, type SignalAt, type SignalHistory } from './history.ts';
import { type Comparison, compareReports } from './own-check.ts';
import { reportOf } from './report-view.server.ts';

/** Newest audits of an entry that its history shows. */
const SHOWN = 40;

export interface EntryHistory {
  audits: { id: string; at: string; mine: boolean }[];
  signals: SignalHistory[];
}

/**
 * Finished visits and partial audits of an entry, the webmaster's own checks among them, signal by signal, beside the
 * results that count in its category. Whose entry it is the caller has to know; no other entry is named.
 */
export async function entryHistory(entryId: string): Promise<EntryHistory> {
  const [place] = await db()
    .select({ entry: entries, contest: contests })
    .from(entries)
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(eq(entries.id, entryId));
  if (!place) return { audits: [], signals: [] };
  const rows = await db()
    .select({ id: audits.id, at: audits.finishedAt, made: audits.createdAt, origin: audits.origin })
    .from(audits)
    .where(
      and(
        eq(audits.entryId, entryId),
        eq(audits.state, 'done'),
        ne(audits.kind, 'median'),
        ne(audits.origin, 'public'),
        inArray(audits.outcome, ['measured', 'failed']),
      ),
    )
    .orderBy(asc(audits.createdAt));
  const shown = rows.slice(-SHOWN).map(({ id, at, made, origin }) => ({
    id,
    at: (at ?? made).toISOString(),
    mine: origin === 'own',
  }));
  const category = await db()
    .select({ auditId: entries.currentAuditId })
    .from(entries)
    .where(and(eq(entries.contestId, place.contest.id), eq(entries.category, place.entry.category)));
  const counted = category.flatMap(({ auditId }) => auditId ?? []);
  const { auditId, signal, outcome, value } = signals;
  const stored = await db()
    .select({ auditId, signal, outcome, value })
    .from(signals)
    .where(inArray(auditId, [...new Set([...counted, ...shown.map(({ id }) => id)])]));
  const of = Map.groupBy(stored, (row) => row.auditId);
  const signalsOf = (id: string): SignalAt[] => of.get(id) ?? [];
  const rubric = await rubricOf(db(), place.contest.rubricVersionId);
  return {
    audits: shown,
    signals: historyOf(
      shown.map((audit) => ({ ...audit, signals: signalsOf(audit.id) })),
      counted.map(signalsOf),
      rubric,
    ),
  };
}

/** What changed from one audit of the entry to another; null unless both are among `history`. */
export async function changesOf(
  history: EntryHistory,
  fromId: string | null,
  toId: string | null,
): Promise<{ from: string; to: string; comparison: Comparison } | null> {
  const known = (id: string | null) => history.audits.find((each) => each.id === id)?.id;
  const to = known(toId) ?? history.audits.at(-1)?.id;
  const from = known(fromId) ?? history.audits.at(-2)?.id;
  if (!from || !to || from === to) return null;
  const [before, after] = await Promise.all([reportOf(from, 'webmaster'), reportOf(to, 'webmaster')]);
  return before && after ? { from, to, comparison: compareReports(before, after) } : null;
}
