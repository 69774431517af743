import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { auditPasses, audits, entries } from '#db/schema.ts';
import { AUDIT_CHANNEL, requestAudit } from './audits.server.ts';

interface Pass {
  id: string;
  contestId: string;
}

/** Entries with a site that have no audit in the pass yet. */
function missing(tx: Querier, { id, contestId }: Pass) {
  return tx
    .select({ id: entries.id })
    .from(entries)
    .where(
      and(
        eq(entries.contestId, contestId),
        isNotNull(entries.url),
        sql`NOT EXISTS (SELECT 1 FROM ${audits} WHERE ${audits.passId} = ${id} AND ${audits.entryId} = ${entries.id})`,
      ),
    )
    .orderBy(asc(entries.category), asc(entries.name));
}

/**
 * Requests an audit in the pass of every entry that has none in it. An audit on its way outside every pass is taken into
 * this one; an entry still busy in an earlier pass gets its turn at the next call.
 */
export async function fillPass(tx: Querier, pass: Pass, userId: string | null): Promise<void> {
  await tx
    .update(audits)
    .set({ passId: pass.id })
    .where(
      and(
        eq(audits.contestId, pass.contestId),
        isNull(audits.passId),
        ne(audits.state, 'done'),
        // One that is past its visit belongs to the hour before.
        isNull(audits.visitedAt),
        eq(audits.kind, 'visit'),
        eq(audits.origin, 'contest'),
      ),
    );
  for (const { id } of await missing(tx, pass)) await requestAudit(tx, id, userId, pass.id);
}

/** Ends a running pass once each of its entries has a finished audit in it; true when it did. */
export async function endPassIfDone(tx: Querier, passId: string): Promise<boolean> {
  const [pass] = await tx.select().from(auditPasses).where(eq(auditPasses.id, passId)).for('update');
  if (pass?.state !== 'running') return false;
  const [open] = await tx
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.passId, passId), ne(audits.state, 'done')))
    .limit(1);
  if (open || (await missing(tx, pass)).length > 0) return false;
  await tx.update(auditPasses).set({ state: 'done', finishedAt: new Date() }).where(eq(auditPasses.id, passId));
  await notify(tx, AUDIT_CHANNEL, { contestId: pass.contestId, auditId: null });
  return true;
}
