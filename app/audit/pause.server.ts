import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { activity, contests } from '#db/schema.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { wakeAudits } from './wake.server.ts';

export type PauseRefusal = 'no-contest' | 'judging-open' | 'already-so';
export interface PauseOutcome {
  refused: PauseRefusal | null;
}

/** Holds the contest's audits: no visit, turn or planned pass begins any more; what is at work is finished. */
export function pauseAudits(tx: Querier, contestId: string, userId: string | null): Promise<PauseOutcome> {
  return setPaused(tx, contestId, userId, new Date());
}

/** Lets the contest's audits go on where they stopped. */
export function resumeAudits(tx: Querier, contestId: string, userId: string | null): Promise<PauseOutcome> {
  return setPaused(tx, contestId, userId, null);
}

async function setPaused(
  tx: Querier,
  contestId: string,
  userId: string | null,
  pausedAt: Date | null,
): Promise<PauseOutcome> {
  const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
  if (!contest) return { refused: 'no-contest' };
  if (pausedAt && contest.phase !== 'audit') return { refused: 'judging-open' };
  const notYet = pausedAt ? isNull(contests.auditPausedAt) : isNotNull(contests.auditPausedAt);
  const changed = await tx
    .update(contests)
    .set({ auditPausedAt: pausedAt })
    .where(and(eq(contests.id, contestId), notYet))
    .returning({ id: contests.id });
  if (changed.length === 0) return { refused: 'already-so' };
  await tx.insert(activity).values({ contestId, userId, action: pausedAt ? 'audit.pause' : 'audit.resume' });
  if (!pausedAt) await wakeAudits(tx, contestId);
  await notify(tx, AUDIT_CHANNEL, { contestId, auditId: null });
  return { refused: null };
}
