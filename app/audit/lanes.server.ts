import { eq, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { contests } from '#db/schema.ts';
import { env } from '../env.server.ts';
import { MIN_RUNS } from './speed/settle.ts';

export interface QueueView {
  /** ISO time since when the audits are held; null while they run. */
  paused: string | null;
  /** Visits; `later` wait for another try of a site that did not answer. */
  visits: { waiting: number; running: number; later: number };
  /** Turns at the speed runs. */
  turns: { pending: number; taken: number };
  /** Lanes of one worker (checks) and of one machine (speed). */
  lanes: { checks: number; speed: number };
  /** Machines that ran the control page in the last day. */
  workers: { machine: string; lastSeen: string }[];
  /** Machines that wait because their last control runs were off; since when. */
  drifting: { machine: string; since: string }[];
  /** Estimate from recent durations; null when nothing is left or nothing is known. */
  secondsLeft: number | null;
}

/** Consecutive control runs off the baseline after which a machine waits before it tries again. */
export const DRIFT_LIMIT = 3;

interface Counts extends Record<string, unknown> {
  waiting: number;
  running: number;
  later: number;
  pending: number;
  taken: number;
  /** Turns that are sure to come: each audit has at least MIN_RUNS rounds. */
  ahead: number;
  visitSeconds: number | null;
  turnSeconds: number | null;
}

/** What is waiting and running of a contest's audits, and how long it may take. */
export async function auditQueue(contestId: string, tx: Querier = db()): Promise<QueueView> {
  const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId));
  const [counts] = await tx.execute<Counts>(sql`
    WITH own AS (SELECT * FROM audits WHERE contest_id = ${contestId} AND origin = 'contest'),
      turns AS (SELECT speed_turns.* FROM speed_turns JOIN own ON own.id = speed_turns.audit_id),
      last_visits AS (
        SELECT extract(epoch FROM visited_at - started_at) AS s FROM own
        WHERE visited_at IS NOT NULL AND started_at IS NOT NULL ORDER BY visited_at DESC LIMIT 50),
      last_turns AS (
        SELECT sum(duration_ms) / 1000.0 AS s FROM speed_runs JOIN turns ON turns.id = speed_runs.turn_id
        WHERE turns.state = 'done' GROUP BY turn_id ORDER BY max(speed_runs.started_at) DESC LIMIT 50)
    SELECT
      (SELECT count(*)::int FROM own WHERE state = 'queued') AS waiting,
      (SELECT count(*)::int FROM own WHERE state = 'running' AND visited_at IS NULL) AS running,
      (SELECT count(*)::int FROM own WHERE state = 'waiting') AS later,
      (SELECT count(*)::int FROM turns WHERE state = 'pending') AS pending,
      (SELECT count(*)::int FROM turns WHERE state = 'taken') AS taken,
      (SELECT coalesce(sum(greatest(least(own.runs, ${MIN_RUNS}) - (SELECT count(*) FROM turns
          WHERE turns.audit_id = own.id AND turns.state = 'done'), 0)), 0)::int
        FROM own WHERE state IN ('queued', 'running')) AS ahead,
      (SELECT avg(s)::float8 FROM last_visits) AS "visitSeconds",
      (SELECT avg(s)::float8 FROM last_turns) AS "turnSeconds"`);
  const machines = await tx.execute<{ machine: string; lastSeen: Date | string }>(sql`
    SELECT machine, max(created_at) AS "lastSeen" FROM speed_controls
    WHERE created_at > now() - interval '1 day' GROUP BY machine ORDER BY machine`);
  const drifting = await tx.execute<{ machine: string; since: Date | string }>(sql`
    SELECT machine, min(created_at) AS since FROM speed_controls AS each
    WHERE created_at > now() - interval '1 day' AND NOT EXISTS (
      SELECT 1 FROM speed_controls AS good
      WHERE good.machine = each.machine AND NOT good.drifted AND good.created_at >= each.created_at)
    GROUP BY machine HAVING count(*) >= ${DRIFT_LIMIT}`);
  const { waiting = 0, running = 0, later = 0, pending = 0, taken = 0 } = counts ?? {};
  const lanes = { checks: env().AUDIT_LANES, speed: env().AUDIT_SPEED_LANES };
  return {
    paused: contest?.auditPausedAt?.toISOString() ?? null,
    visits: { waiting, running, later },
    turns: { pending, taken },
    lanes,
    workers: machines.map(({ machine, lastSeen }) => ({ machine, lastSeen: new Date(lastSeen).toISOString() })),
    drifting: drifting.map(({ machine, since }) => ({ machine, since: new Date(since).toISOString() })),
    secondsLeft: counts ? secondsLeft(counts, lanes) : null,
  };
}

function secondsLeft(counts: Counts, lanes: QueueView['lanes']): number | null {
  const visits = counts.waiting + counts.running;
  const turns = Math.max(counts.ahead, counts.pending + counts.taken);
  if (visits + turns === 0) return null;
  const { visitSeconds, turnSeconds } = counts;
  if ((visits > 0 && visitSeconds === null) || (turns > 0 && turnSeconds === null)) return null;
  // Visits and speed runs share the machine: their times add up rather than overlap.
  return Math.round((visits * (visitSeconds ?? 0)) / lanes.checks + (turns * (turnSeconds ?? 0)) / lanes.speed);
}
