/** Turns of entries at the speed runs: who is next, who holds one, what became of it. */
import { and, eq, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { auditPasses, speedTurns } from '#db/schema.ts';
import { enqueue } from '../queue.server.ts';
import type { AuditRow } from './audits.server.ts';
import { placeOf } from './pass-plan.ts';
import { speedJob } from './speed.job.ts';

/** Writes an audit's turn in a round and sends for a worker, in the caller's transaction. */
export async function addTurn(
  tx: Querier,
  audit: Pick<AuditRow, 'id' | 'entryId' | 'passId'>,
  round: number,
  attempt = 1,
): Promise<void> {
  const [pass] = audit.passId
    ? await tx.select({ seed: auditPasses.seed }).from(auditPasses).where(eq(auditPasses.id, audit.passId))
    : [];
  const place = placeOf(pass?.seed ?? audit.id, audit.entryId, round);
  await tx.insert(speedTurns).values({ auditId: audit.id, round, attempt, place });
  await enqueue(tx, speedJob, {});
}

/** Turns taken together belong to one pass of one contest. */
export interface SliceScope {
  contestId: string;
  passId: string | null;
}

export interface TakenTurn extends SliceScope {
  id: string;
  auditId: string;
  round: number;
  attempt: number;
}

/**
 * Takes the next turn: lowest round first, within it by place. A round does not begin before every audit of the pass
 * that is on its way has had its turn in the one before, and webmasters' own checks come after all of those; audits that wait for a site to answer again hold up nobody, nor
 * do paused contests take part. Null when none is free.
 * @param holder written on the turn; only its holder can give or finish it
 */
export async function takeTurn(tx: Querier, holder: string, scope: SliceScope | null): Promise<TakenTurn | null> {
  const within = scope
    ? sql`AND own.contest_id = ${scope.contestId} AND own.pass_id IS NOT DISTINCT FROM ${scope.passId}`
    : sql``;
  const [turn] = await tx.execute<TakenTurn & Record<string, unknown>>(sql`
    UPDATE speed_turns SET state = 'taken', taken_by = ${holder}
    FROM audits
    WHERE audits.id = speed_turns.audit_id AND speed_turns.id = (
      SELECT turn.id FROM speed_turns AS turn
      JOIN audits AS own ON own.id = turn.audit_id
      JOIN contests ON contests.id = own.contest_id
      WHERE turn.state = 'pending' AND contests.audit_paused_at IS NULL ${within}
        AND (turn.round = 1 OR NOT EXISTS (
          SELECT 1 FROM audits AS other WHERE other.pass_id = own.pass_id AND other.id <> own.id
            AND other.state IN ('queued', 'running')
            AND (other.visited_at IS NULL OR EXISTS (
              SELECT 1 FROM speed_turns AS earlier WHERE earlier.audit_id = other.id
                AND earlier.state IN ('pending', 'taken') AND earlier.round < turn.round))))
      ORDER BY own.origin <> 'contest', turn.round, turn.place, turn.id LIMIT 1
      FOR UPDATE OF turn SKIP LOCKED)
    RETURNING speed_turns.id, speed_turns.audit_id AS "auditId", speed_turns.round, speed_turns.attempt,
      audits.contest_id AS "contestId", audits.pass_id AS "passId"`);
  return turn ?? null;
}

/** Gives back what this holder took and did not finish. */
export async function giveBack(tx: Querier, holder: string): Promise<void> {
  await tx
    .update(speedTurns)
    .set({ state: 'pending', takenBy: null })
    .where(and(eq(speedTurns.takenBy, holder), eq(speedTurns.state, 'taken')));
}

/**
 * Frees turns whose holder is gone: its job is no longer active, or it is this very job in an earlier life.
 * A holder's name is its job's id, a slash and something that differs from life to life.
 */
export async function freeDeadTurns(tx: Querier, jobId: string): Promise<void> {
  await tx.execute(sql`
    UPDATE speed_turns SET state = 'pending', taken_by = NULL
    WHERE state = 'taken' AND (split_part(taken_by, '/', 1) = ${jobId} OR NOT EXISTS (
      SELECT 1 FROM pgboss.job WHERE name = ${speedJob.name} AND state = 'active'
        AND id::text = split_part(speed_turns.taken_by, '/', 1)))`);
}

/** Whether any turn waits that could be taken sooner or later without somebody resuming a contest. */
export async function turnsWait(tx: Querier): Promise<boolean> {
  const [row] = await tx.execute(sql`
    SELECT 1 FROM speed_turns JOIN audits ON audits.id = speed_turns.audit_id
    JOIN contests ON contests.id = audits.contest_id
    WHERE speed_turns.state = 'pending' AND contests.audit_paused_at IS NULL LIMIT 1`);
  return row !== undefined;
}
