import { sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { enqueue } from '../queue.server.ts';
import { auditJob, priorityOf } from './audit.job.ts';
import { speedJob } from './speed.job.ts';

/**
 * Puts audits that are under way and have no job in the queue back into it: those held by a pause, and any whose job
 * was lost. Audits in their speed rounds get a `speed` job instead; one too many does no harm.
 */
export async function wakeAudits(tx: Querier, contestId: string): Promise<void> {
  const held = await tx.execute<{ id: string; origin: 'contest' | 'own' | 'public' | 'objection' }>(sql`
    SELECT id, origin FROM audits
    WHERE contest_id = ${contestId} AND state <> 'done' AND visited_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM pgboss.job
      WHERE name = ${auditJob.name} AND data->>'auditId' = audits.id::text AND state IN ('created', 'retry', 'active')
    )`);
  for (const { id, origin } of held) {
    await enqueue(tx, auditJob, { auditId: id }, { singletonKey: id, priority: priorityOf(origin) });
  }
  const [pending] = await tx.execute(sql`
    SELECT 1 FROM speed_turns JOIN audits ON audits.id = speed_turns.audit_id
    WHERE audits.contest_id = ${contestId} AND speed_turns.state IN ('pending', 'taken') LIMIT 1`);
  if (pending) await enqueue(tx, speedJob, {});
}
