/** Measuring one indicator of one entry anew for an accepted objection, and putting it in place. */
import { and, eq, ne } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { audits, type contests, entries, proposals, takeovers } from '#db/schema.ts';
import { differingStamps } from '../contest/same-stamps.ts';
import type { Viewer } from '../identity/roles.ts';
import { enqueue } from '../queue.server.ts';
import type { ProposedIndicator } from '../rubric/rubric.schema.ts';
import { auditJob } from './audit.job.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { baseOf } from './partial.server.ts';
import { settleFindings } from './refresh.server.ts';
import { changesBetween, compose, touchedSheets } from './takeover.server.ts';

type Place = { contest: typeof contests.$inferSelect; entry: typeof entries.$inferSelect };

/** noAudit: nothing counts yet that one indicator could be replaced of. busy: another objection's audit is under way. */
export type ReauditRefusal = 'noAudit' | 'busy';

/**
 * Asks for an audit of the indicator's signals, in the caller's transaction, which holds the place. It touches neither passes
 * nor what counts.
 */
export async function requestReaudit(
  tx: Querier,
  { contest, entry }: Place,
  indicator: ProposedIndicator,
  userId: string,
): Promise<{ auditId: string } | { refused: ReauditRefusal }> {
  const base = await baseOf(tx, entry.currentAuditId);
  if (!entry.url || base?.state !== 'done' || base.url !== entry.url) return { refused: 'noAudit' };
  const [running] = await tx
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.entryId, entry.id), eq(audits.origin, 'objection'), ne(audits.state, 'done')));
  if (running) return { refused: 'busy' };
  const [audit] = await tx
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId: entry.id,
      rubricVersionId: base.rubricVersionId,
      kind: 'partial',
      origin: 'objection',
      sources: [base.id],
      onlySignals: indicator.signals.map(({ signal }) => signal),
      runs: contest.auditRuns,
      url: entry.url,
      requestedBy: userId,
    })
    .returning({ id: audits.id });
  if (!audit) throw new Error('audit not written');
  await enqueue(tx, auditJob, { auditId: audit.id }, { singletonKey: audit.id });
  await notify(tx, AUDIT_CHANNEL, { contestId: contest.id, auditId: audit.id });
  return { auditId: audit.id };
}

/**
 * measuring: not done. unmeasured: what could not be measured replaces nothing. measuredApart: made with other tools, or of
 * another address, than what counts.
 */
export type ReplaceRefusal = 'measuring' | 'unmeasured' | 'measuredApart' | 'gone';

/**
 * Puts one indicator of a re-audit in the place of the one that counts: a new audit row, equal to the standing one in
 * everything else. Null when done, also when both propose the same. The caller's transaction holds the place.
 */
export async function replaceIndicator(
  tx: Querier,
  { contest, entry }: Place,
  { auditId, indicator, reason }: { auditId: string; indicator: string; reason: string },
  viewer: Viewer,
): Promise<ReplaceRefusal | null> {
  const [newer] = await tx.select().from(audits).where(eq(audits.id, auditId));
  const [standing] = await tx
    .select()
    .from(audits)
    .where(eq(audits.id, entry.currentAuditId ?? auditId));
  if (!newer || !standing || standing.id === newer.id || newer.entryId !== entry.id) return 'gone';
  if (newer.state !== 'done') return 'measuring';
  const of = (id: string) => tx.select().from(proposals).where(eq(proposals.auditId, id));
  const fresh = (await of(newer.id)).filter((row) => row.indicator === indicator);
  if (newer.outcome !== 'measured' || fresh.every(({ outcome }) => outcome === 'unmeasured')) return 'unmeasured';
  const apart = differingStamps(standing.stamps ?? {}, newer.stamps ?? {}).length > 0;
  if (apart || newer.stamps?.mixed || newer.url !== entry.url) return 'measuredApart';
  const changes = changesBetween(await of(standing.id), fresh);
  if (changes.length === 0) return null;
  const toAuditId = await compose(tx, standing, newer, [indicator]);
  await tx.update(entries).set({ currentAuditId: toAuditId }).where(eq(entries.id, entry.id));
  await settleFindings(tx, entry.id);
  await tx.insert(takeovers).values({
    contestId: contest.id,
    entryId: entry.id,
    fromAuditId: standing.id,
    toAuditId,
    changes,
    sheets: await touchedSheets(tx, entry.id, [indicator]),
    reason,
    decidedBy: viewer.userId,
  });
  await notify(tx, AUDIT_CHANNEL, { contestId: contest.id, auditId: toAuditId });
  return null;
}
