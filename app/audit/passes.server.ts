import { randomBytes } from 'node:crypto';
import { and, asc, eq, inArray, isNotNull, max, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { activity, auditPasses, contests, entries } from '#db/schema.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { LEAST_PASSES, MOST_PASSES } from './pass-count.ts';
import { fillPass } from './pass-entries.server.ts';
import { hashOfSeed, hasRoom, momentOf } from './pass-plan.ts';

export type PassRow = typeof auditPasses.$inferSelect;

export type PlanRefusal =
  | 'no-contest'
  | 'judging-open'
  | 'already-planned'
  | 'too-few-passes'
  | 'too-many-passes'
  | 'window-too-short';
export type PlanOutcome = { passIds: string[]; refused: null } | { passIds: []; refused: PlanRefusal };

export interface PassPlan {
  contestId: string;
  /** Last moment of the audits; passes begin at least an hour before it. */
  closesAt: Date;
  /** LEAST_PASSES to MOST_PASSES. */
  passes: number;
  userId: string | null;
}

const newSeed = () => randomBytes(32).toString('hex');

async function lastNumber(tx: Querier, contestId: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(auditPasses.number) })
    .from(auditPasses)
    .where(eq(auditPasses.contestId, contestId));
  return row?.last ?? 0;
}

/**
 * Plans the passes of a contest between now and its closing date, in the caller's transaction. Each has a seed of its
 * own that gives its moment (`momentOf`); only the seeds' hashes are shown before a pass is done.
 */
export async function planPasses(tx: Querier, { contestId, closesAt, passes, userId }: PassPlan): Promise<PlanOutcome> {
  const refuse = (refused: PlanRefusal): PlanOutcome => ({ passIds: [], refused });
  const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
  if (!contest) return refuse('no-contest');
  if (contest.phase !== 'persiapan' && contest.phase !== 'audit') return refuse('judging-open');
  const open = await passesIn(tx, contestId, 'planned');
  if (open.length > 0) return refuse('already-planned');
  if (!Number.isInteger(passes) || passes < LEAST_PASSES) return refuse('too-few-passes');
  if (passes > MOST_PASSES) return refuse('too-many-passes');
  const window = { from: new Date(), closesAt };
  if (!hasRoom(window, passes)) return refuse('window-too-short');
  const first = (await lastNumber(tx, contestId)) + 1;
  const seeds = Array.from({ length: passes }, newSeed);
  const rows = await tx
    .insert(auditPasses)
    .values(
      seeds.map((seed, index) => ({
        contestId,
        number: first + index,
        kind: 'scheduled' as const,
        plannedAt: momentOf(seed, index, passes, window),
        seed,
        seedHash: hashOfSeed(seed),
        requestedBy: userId,
        // The window of the schedule begins here: whoever checks it needs the very millisecond.
        createdAt: window.from,
      })),
    )
    .returning({ id: auditPasses.id });
  await tx.update(contests).set({ auditClosesAt: closesAt }).where(eq(contests.id, contestId));
  await tx.insert(activity).values({
    contestId,
    userId,
    action: 'pass.plan',
    detail: { passes, closesAt: closesAt.toISOString(), hashes: seeds.map(hashOfSeed) },
  });
  await notify(tx, AUDIT_CHANNEL, { contestId, auditId: null });
  return { passIds: rows.map(({ id }) => id), refused: null };
}

export type StartRefusal = 'no-contest' | 'no-site' | 'judging-open' | 'already-running';
export type StartOutcome = { passId: string; refused: null } | { passId: null; refused: StartRefusal };

/** Begins a pass over every entry with a site now, in the caller's transaction. Refused while another pass is running. */
export async function startPass(tx: Querier, contestId: string, userId: string | null): Promise<StartOutcome> {
  const refuse = (refused: StartRefusal): StartOutcome => ({ passId: null, refused });
  const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
  if (!contest) return refuse('no-contest');
  if (contest.phase !== 'audit') return refuse('judging-open');
  if ((await passesIn(tx, contestId, 'running')).length > 0) return refuse('already-running');
  const [site] = await tx
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url)))
    .limit(1);
  if (!site) return refuse('no-site');
  const seed = newSeed();
  const [pass] = await tx
    .insert(auditPasses)
    .values({
      contestId,
      number: (await lastNumber(tx, contestId)) + 1,
      kind: 'manual',
      state: 'running',
      seed,
      seedHash: hashOfSeed(seed),
      startedAt: new Date(),
      requestedBy: userId,
    })
    .returning();
  if (!pass) return refuse('no-contest');
  await tx.insert(activity).values({ contestId, userId, action: 'pass.start', subject: pass.id });
  await fillPass(tx, pass, userId);
  await notify(tx, AUDIT_CHANNEL, { contestId, auditId: null });
  return { passId: pass.id, refused: null };
}

export type CancelRefusal = 'no-pass' | 'not-planned' | 'reason-missing';
export interface CancelOutcome {
  refused: CancelRefusal | null;
}

/** Calls off a pass that has not begun, for a reason that is written down. */
export async function cancelPass(
  tx: Querier,
  passId: string,
  userId: string | null,
  reason: string,
): Promise<CancelOutcome> {
  const why = reason.trim();
  if (!why) return { refused: 'reason-missing' };
  const [pass] = await tx.select().from(auditPasses).where(eq(auditPasses.id, passId)).for('update');
  if (!pass) return { refused: 'no-pass' };
  if (pass.state !== 'planned') return { refused: 'not-planned' };
  await tx
    .update(auditPasses)
    .set({ state: 'cancelled', reason: why, finishedAt: new Date() })
    .where(eq(auditPasses.id, passId));
  const { contestId, number } = pass;
  await tx
    .insert(activity)
    .values({ contestId, userId, action: 'pass.cancel', subject: passId, detail: { number, reason: why } });
  await notify(tx, AUDIT_CHANNEL, { contestId, auditId: null });
  return { refused: null };
}

/** Passes of the contest in these states, in their order. */
export function passesIn(tx: Querier, contestId: string, ...states: PassRow['state'][]): Promise<PassRow[]> {
  return tx
    .select()
    .from(auditPasses)
    .where(and(eq(auditPasses.contestId, contestId), inArray(auditPasses.state, states)))
    .orderBy(asc(auditPasses.number));
}

export interface PassView {
  id: string;
  number: number;
  kind: PassRow['kind'];
  state: PassRow['state'];
  /** ISO; null until it has begun: unannounced. Always null for a pass begun by hand. */
  plannedAt: string | null;
  seedHash: string;
  /** Hex; only once nothing of the pass is to come. */
  seed: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Why it was cancelled. */
  reason: string | null;
  /** Entries that have an audit in it, and those whose newest one is done. */
  entries: number;
  done: number;
  /** Runs of our own control page; score 0-1. */
  controls: { at: string; score: number | null; drifted: boolean }[];
  /** Turns repeated because the control page drifted. */
  repeated: number;
}

/** Every pass of the contest, in order, with what may be told of it now. */
export async function passesOf(contestId: string, tx: Querier = db()): Promise<PassView[]> {
  const rows = await passesIn(tx, contestId, 'planned', 'running', 'done', 'cancelled');
  const counts = await tx.execute<{ passId: string; entries: number; done: number }>(sql`
    SELECT pass_id AS "passId", count(*)::int AS entries, count(*) FILTER (WHERE state = 'done')::int AS done
    FROM (SELECT DISTINCT ON (pass_id, entry_id) pass_id, state FROM audits
          WHERE contest_id = ${contestId} AND pass_id IS NOT NULL ORDER BY pass_id, entry_id, created_at DESC) newest
    GROUP BY pass_id`);
  const controls = await tx.execute<{ passId: string; at: Date | string; score: number | null; drifted: boolean }>(sql`
    SELECT pass_id AS "passId", created_at AS at, score, drifted FROM speed_controls
    WHERE contest_id = ${contestId} AND pass_id IS NOT NULL ORDER BY created_at`);
  const repeated = await tx.execute<{ passId: string; n: number }>(sql`
    SELECT audits.pass_id AS "passId", count(*)::int AS n
    FROM speed_turns JOIN audits ON audits.id = speed_turns.audit_id
    WHERE audits.contest_id = ${contestId} AND audits.pass_id IS NOT NULL AND speed_turns.state = 'discarded'
    GROUP BY audits.pass_id`);
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return rows.map((row) => {
    const count = counts.find(({ passId }) => passId === row.id);
    const over = row.state === 'done' || row.state === 'cancelled';
    return {
      id: row.id,
      number: row.number,
      kind: row.kind,
      state: row.state,
      plannedAt: row.state === 'planned' ? null : iso(row.plannedAt),
      seedHash: row.seedHash,
      seed: over ? row.seed : null,
      startedAt: iso(row.startedAt),
      finishedAt: iso(row.finishedAt),
      reason: row.reason,
      entries: count?.entries ?? 0,
      done: count?.done ?? 0,
      controls: controls
        .filter(({ passId }) => passId === row.id)
        .map(({ at, score, drifted }) => ({ at: new Date(at).toISOString(), score, drifted })),
      repeated: repeated.find(({ passId }) => passId === row.id)?.n ?? 0,
    };
  });
}
