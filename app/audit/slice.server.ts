/** A slice of speed turns: a run of the control page, some minutes' worth of turns, the control page again. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { audits } from '#db/schema.ts';
import { env } from '../env.server.ts';
import { enqueue, type JobContext } from '../queue.server.ts';
import { reach } from './audit-request.server.ts';
import { type Control, driftWait, takeControl } from './control-runs.server.ts';
import { aloneOnMachine } from './machine-lock.server.ts';
import { nextRuns } from './rounds.ts';
import { speedTask } from './speed/measure-site.ts';
import type { SpeedPool } from './speed/speed.ts';
import { speedJob } from './speed.job.ts';
import { type MadeRun, runsByPage } from './speed-runs.server.ts';
import { readVisit } from './stored-visit.server.ts';
import { discardTurn, keepTurn, limitsOf } from './turn-result.server.ts';
import { freeDeadTurns, giveBack, type TakenTurn, takeTurn, turnsWait } from './turns.server.ts';
import { withPool } from './warm-pool.ts';

/** No turn begins later than this in a slice: what a dead worker or a drifted control page can cost. */
const SLICE_MS = 60_000;
/** A control run this fresh also opens the next slice. */
const FRESH_MS = 20_000;
const BUSY_SECONDS = 5;

let last: Control | null = null;

/** Takes one slice, alone on its machine, and sends for another while turns wait. */
export async function performSlice(_: object, { jobId, signal }: JobContext): Promise<void> {
  const wait = await aloneOnMachine(() => takeSlice(jobId, signal));
  const startAfter = wait ?? BUSY_SECONDS;
  if (await turnsWait(db())) await enqueue(db(), speedJob, {}, { startAfter });
}

/** @returns seconds after which to look again */
async function takeSlice(jobId: string, signal: AbortSignal): Promise<number> {
  const holder = `${jobId}/${randomUUID()}`;
  await freeDeadTurns(db(), jobId);
  const first = await takeTurn(db(), holder, null);
  // What waits is held back by turns or visits before it.
  if (!first) return BUSY_SECONDS;
  const lanes = env().AUDIT_SPEED_LANES;
  try {
    return await withPool(lanes, (pool) => measure(pool, lanes, first, holder, signal));
  } finally {
    await giveBack(db(), holder).catch(() => {});
  }
}

async function measure(
  pool: SpeedPool,
  lanes: number,
  first: TakenTurn,
  holder: string,
  signal: AbortSignal,
): Promise<number> {
  const control = () => (env().AUDIT_CONTROL ? takeControl(pool, first, signal) : null);
  const fresh = last && !last.drifted && Date.now() - last.at < FRESH_MS ? last : null;
  const before = fresh ?? (await control());
  last = null;
  if (before?.drifted) return driftWait(first);
  const until = Date.now() + SLICE_MS;
  const made: { turn: TakenTurn; runs: MadeRun[] }[] = [];
  const lane = async (own: TakenTurn | null) => {
    for (let turn = own; turn; turn = Date.now() < until ? await takeTurn(db(), holder, first) : null) {
      made.push({ turn, runs: await runTurn(pool, turn, signal) });
    }
  };
  const more = Array.from({ length: lanes - 1 }, async () => lane(await takeTurn(db(), holder, first)));
  await Promise.all([lane(first), ...more]);
  const after = await control();
  last = after;
  const controls = { before: before?.id ?? null, after: after?.id ?? null };
  for (const { turn, runs } of made) {
    if (after?.drifted) await discardTurn(turn, holder, runs, controls);
    else await keepTurn(turn, holder, runs, controls);
  }
  return after?.drifted ? driftWait(first) : 0;
}

async function runTurn(pool: SpeedPool, turn: TakenTurn, signal: AbortSignal): Promise<MadeRun[]> {
  const [audit] = await db().select().from(audits).where(eq(audits.id, turn.auditId));
  const visit = audit && (await readVisit(db(), audit));
  if (!visit) throw new Error(`audit ${turn.auditId}: kunjungannya tidak tersimpan`);
  const urls = audit.speedPages ?? [];
  const due = nextRuns(await runsByPage(db(), audit.id, urls.length), limitsOf(audit));
  const made: MadeRun[] = [];
  for (const planned of due) {
    const { formFactor, categories } = planned;
    const task = speedTask(reach(), visit, { url: urls[planned.page] ?? '', formFactor, categories });
    made.push({ planned, outcome: await pool.run(task, signal) });
  }
  return made;
}
