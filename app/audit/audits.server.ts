import { and, desc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { activity, auditPasses, audits, entries } from '#db/schema.ts';
import { enqueue } from '../queue.server.ts';
import { auditJob } from './audit.job.ts';
import { lockPlace } from './lock-place.server.ts';

/** LISTEN/NOTIFY channel; payload `{contestId, auditId}`; auditId null: read everything again. */
export const AUDIT_CHANNEL = 'audit';

/** Why an audit was not begun. */
export type AuditRefusal = 'no-entry' | 'no-site' | 'judging-open' | 'already-running';

export interface AuditRequested {
  auditId: string | null;
  refused: AuditRefusal | null;
}

/** The pass an audit asked for now belongs to: the running one, else the last that ran, whose result it replaces. */
async function passToJoin(tx: Querier, contestId: string): Promise<string | null> {
  const [pass] = await tx
    .select({ id: auditPasses.id })
    .from(auditPasses)
    .where(and(eq(auditPasses.contestId, contestId), inArray(auditPasses.state, ['running', 'done'])))
    .orderBy(sql`${auditPasses.state} = 'running' DESC`, desc(auditPasses.startedAt))
    .limit(1);
  return pass?.id ?? null;
}

/**
 * Writes the audit and puts its job in the queue, both in the caller's transaction. Refused once judging has opened
 * (proposals stand still), for an entry without a site, and while another audit of the entry is on its way.
 * @param passId the pass it belongs to; absent: the running or last one, in which it replaces the entry's result
 */
export async function requestAudit(
  tx: Querier,
  entryId: string,
  userId: string | null,
  passId?: string,
): Promise<AuditRequested> {
  const refuse = (refused: AuditRefusal): AuditRequested => ({ auditId: null, refused });
  const place = await lockPlace(tx, entryId);
  if (!place) return refuse('no-entry');
  const { contest, entry } = place;
  if (!entry.url) return refuse('no-site');
  if (contest.phase !== 'audit') return refuse('judging-open');
  const [open] = await tx
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.entryId, entryId), ne(audits.state, 'done'), eq(audits.origin, 'contest')));
  if (open) return refuse('already-running');
  const [audit] = await tx
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId,
      rubricVersionId: contest.rubricVersionId,
      passId: passId ?? (await passToJoin(tx, contest.id)),
      runs: contest.auditRuns,
      url: entry.url,
      requestedBy: userId,
    })
    .returning();
  if (!audit) return refuse('no-entry');
  await enqueue(tx, auditJob, { auditId: audit.id }, { singletonKey: audit.id });
  await tx.insert(activity).values({ contestId: contest.id, userId, action: 'audit.requested', subject: entryId });
  await notify(tx, AUDIT_CHANNEL, { contestId: contest.id, auditId: audit.id });
  return { auditId: audit.id, refused: null };
}

/** Requests an audit of every entry that has a site. Entries on their way already are left alone. */
export async function requestAllAudits(
  tx: Querier,
  contestId: string,
  userId: string | null,
): Promise<AuditRequested[]> {
  const open = await tx
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url)))
    .orderBy(entries.category, entries.name);
  const requested: AuditRequested[] = [];
  for (const entry of open) requested.push(await requestAudit(tx, entry.id, userId));
  return requested;
}

export type AuditRow = typeof audits.$inferSelect;

/** The newest audit of each entry, by entry id; a webmaster's own checks are not among them. */
export async function latestAudits(tx: Querier, entryIds: string[]): Promise<Map<string, AuditRow>> {
  if (entryIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([audits.entryId])
    .from(audits)
    .where(and(inArray(audits.entryId, entryIds), eq(audits.origin, 'contest')))
    .orderBy(audits.entryId, desc(audits.createdAt));
  return new Map(rows.map((row) => [row.entryId, row]));
}
