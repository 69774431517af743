import { and, eq, ne } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { activity, audits } from '#db/schema.ts';
import { enqueue } from '../queue.server.ts';
import { auditJob } from './audit.job.ts';
import { AUDIT_CHANNEL, type AuditRow } from './audits.server.ts';
import { lockPlace } from './lock-place.server.ts';
import { signalIds } from './signals.ts';

/**
 * no-audit: nothing to take the other signals from: no result that counts, or the site was down in it.
 * no-signal: none was named, or one that does not exist.
 */
export type PartialRefusal = 'no-entry' | 'no-site' | 'judging-open' | 'already-running' | 'no-audit' | 'no-signal';
export type PartialRequested = { auditId: string; refused: null } | { auditId: null; refused: PartialRefusal };

/** The visit whose other signals are kept: the current audit, or the newest one that the current median is made of. */
export async function baseOf(tx: Querier, currentAuditId: string | null): Promise<AuditRow | null> {
  if (!currentAuditId) return null;
  const [current] = await tx.select().from(audits).where(eq(audits.id, currentAuditId));
  if (current?.kind !== 'median') return current ?? null;
  const newest = current.sources?.at(-1);
  return newest ? baseOf(tx, newest) : null;
}

/**
 * Measures some signals of an entry anew, in the caller's transaction; the rest is kept from its audit. The result takes
 * the place of that audit in its pass.
 */
export async function requestPartial(
  tx: Querier,
  entryId: string,
  wanted: readonly string[],
  userId: string | null,
): Promise<PartialRequested> {
  const refuse = (refused: PartialRefusal): PartialRequested => ({ auditId: null, refused });
  const onlySignals = signalIds.filter((id) => wanted.includes(id));
  if (onlySignals.length === 0 || onlySignals.length < new Set(wanted).size) return refuse('no-signal');
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
  const base = await baseOf(tx, entry.currentAuditId);
  if (base?.outcome !== 'measured' || base.url !== entry.url) return refuse('no-audit');
  const [audit] = await tx
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId,
      rubricVersionId: contest.rubricVersionId,
      kind: 'partial',
      passId: base.passId,
      sources: [base.id],
      onlySignals,
      runs: contest.auditRuns,
      url: entry.url,
      requestedBy: userId,
    })
    .returning();
  if (!audit) return refuse('no-entry');
  await enqueue(tx, auditJob, { auditId: audit.id }, { singletonKey: audit.id });
  await tx.insert(activity).values({
    contestId: contest.id,
    userId,
    action: 'audit.partial',
    subject: entryId,
    detail: { signals: onlySignals },
  });
  await notify(tx, AUDIT_CHANNEL, { contestId: contest.id, auditId: audit.id });
  return { auditId: audit.id, refused: null };
}
