import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { audits, entries, proposals } from '#db/schema.ts';
import type { Contest } from '../contest/contests.server.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { weightedMean } from '../scoring/weights.ts';
import { type AuditRequested, latestAudits, requestAudit } from './audits.server.ts';
import type { BoardRow } from './board.ts';

interface Proposal {
  indicator: string;
  outcome: 'measured' | 'failed' | 'notApplicable' | 'unmeasured';
  points: number | null;
}

/** Mean of the proposed points of each criterion that has any; null while one of its proposals is open. */
export function pointsByCriterion(rubric: RubricDocument, rows: readonly Proposal[]): BoardRow['points'] {
  const byId = new Map(rows.map((row) => [row.indicator, row]));
  return rubric.criteria.flatMap((criterion) => {
    const proposed = criterion.indicators.filter((each) => each.source === 'proposed');
    if (proposed.length === 0) return [];
    const open = proposed.some(({ id }) => (byId.get(id)?.outcome ?? 'unmeasured') === 'unmeasured');
    const points = open ? null : weightedMean(proposed, ({ id }) => byId.get(id)?.points ?? null);
    return [{ criterion: criterion.id, points }];
  });
}

/** One row for each entry of the contest (or those named), by category and name. */
export async function auditBoard(contest: Contest, only?: string[], tx: Querier = db()): Promise<BoardRow[]> {
  const ofContest = eq(entries.contestId, contest.id);
  const listed = await tx
    .select()
    .from(entries)
    .where(only ? and(ofContest, inArray(entries.id, only)) : ofContest)
    .orderBy(asc(entries.category), asc(entries.name));
  const latest = await latestAudits(
    tx,
    listed.map((entry) => entry.id),
  );
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const done = [...latest.values()].filter((audit) => audit.state === 'done').map((audit) => audit.id);
  const proposed = await tx
    .select({
      auditId: proposals.auditId,
      indicator: proposals.indicator,
      outcome: proposals.outcome,
      points: proposals.points,
    })
    .from(proposals)
    .where(inArray(proposals.auditId, done));
  const byAudit = new Map<string, Proposal[]>();
  for (const row of proposed) byAudit.set(row.auditId, [...(byAudit.get(row.auditId) ?? []), row]);
  return listed.map((entry): BoardRow => {
    const audit = latest.get(entry.id);
    return {
      entryId: entry.id,
      name: entry.name,
      category: entry.category,
      url: entry.url,
      auditId: audit?.id ?? null,
      state: audit?.state ?? null,
      outcome: audit?.outcome ?? null,
      stage: audit?.stage ?? null,
      progress: audit?.progress ?? 0,
      tries: audit?.tries ?? 0,
      failureCode: audit?.failureCode ?? null,
      failureMessage: audit?.failureMessage ?? null,
      outdated: audit?.state === 'done' && (entry.currentAuditId === null || audit.url !== entry.url),
      points: audit?.state === 'done' ? pointsByCriterion(rubric, byAudit.get(audit.id) ?? []) : [],
    };
  });
}

/** The row an audit belongs to, or null when it is not of this contest. */
export async function boardRowOf(contest: Contest, auditId: string): Promise<BoardRow | null> {
  const [audit] = await db()
    .select({ entryId: audits.entryId })
    .from(audits)
    .where(and(eq(audits.id, auditId), eq(audits.contestId, contest.id)));
  if (!audit) return null;
  return (await auditBoard(contest, [audit.entryId]))[0] ?? null;
}

/** Begins the audits of these entries of the contest, all in one transaction. Entries of another contest are passed over. */
export function startAudits(contestId: string, entryIds: string[], userId: string): Promise<AuditRequested[]> {
  return db().transaction(async (tx) => {
    const own = await tx
      .select({ id: entries.id })
      .from(entries)
      .where(and(eq(entries.contestId, contestId), inArray(entries.id, entryIds)))
      .orderBy(asc(entries.category), asc(entries.name));
    const requested: AuditRequested[] = [];
    for (const { id } of own) requested.push(await requestAudit(tx, id, userId));
    return requested;
  });
}

/** Audits of an entry, newest first, for its page. */
export function auditsOfEntry(entryId: string, tx: Querier = db()) {
  return tx
    .select({
      id: audits.id,
      state: audits.state,
      outcome: audits.outcome,
      createdAt: audits.createdAt,
      finishedAt: audits.finishedAt,
    })
    .from(audits)
    .where(and(eq(audits.entryId, entryId), eq(audits.origin, 'contest')))
    .orderBy(desc(audits.createdAt))
    .limit(20);
}
