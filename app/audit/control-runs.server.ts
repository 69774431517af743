/** Runs of our own control page before and after each slice of turns: was the machine as it always is? */
import { and, desc, eq, sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { activity, speedControls } from '#db/schema.ts';
import { DRIFT_LIMIT } from './lanes.server.ts';
import { machine } from './machine-lock.server.ts';
import { runControl } from './speed/control.ts';
import { isDrifted } from './speed/control-drift.ts';
import type { SpeedPool } from './speed/speed.ts';
import type { SliceScope } from './turns.server.ts';
import type { LighthouseRun } from './visit.ts';

export interface Control {
  id: string;
  drifted: boolean;
  at: number;
}

const BASELINE_RUNS = 20;

/** Runs the control page once, judges it by this machine's last good runs under the same stamps, and keeps it. */
export async function takeControl(
  pool: SpeedPool,
  { contestId, passId }: SliceScope,
  signal: AbortSignal,
): Promise<Control> {
  let stamps: Record<string, string> = {};
  const heard: SpeedPool = {
    run: async (task, stop) => {
      const outcome = await pool.run(task, stop);
      stamps = outcome.versions;
      return outcome;
    },
    close: () => pool.close(),
  };
  const result = await runControl(heard, signal);
  const { drifted } = isDrifted(await baseline(stamps), result);
  const values = { contestId, passId, machine, stamps, result, score: result.scores.performance, drifted };
  const [row] = await db().insert(speedControls).values(values).returning({ id: speedControls.id });
  return { id: row?.id ?? '', drifted, at: Date.now() };
}

async function baseline(stamps: Record<string, string>): Promise<LighthouseRun[]> {
  const rows = await db()
    .select({ result: speedControls.result })
    .from(speedControls)
    .where(
      and(
        eq(speedControls.machine, machine),
        eq(speedControls.drifted, false),
        sql`${speedControls.stamps} = ${JSON.stringify(stamps)}::jsonb`,
      ),
    )
    .orderBy(desc(speedControls.createdAt))
    .limit(BASELINE_RUNS);
  return rows.map(({ result }) => result as LighthouseRun);
}

/**
 * Seconds to wait after a control run that was off: a few, or a minute once it was so several times in a row, which is
 * written down the first time.
 */
export async function driftWait({ contestId, passId }: SliceScope): Promise<number> {
  const last = await db()
    .select({ drifted: speedControls.drifted })
    .from(speedControls)
    .where(eq(speedControls.machine, machine))
    .orderBy(desc(speedControls.createdAt))
    .limit(DRIFT_LIMIT + 1);
  const good = last.findIndex(({ drifted }) => !drifted);
  const inARow = good === -1 ? last.length : good;
  if (inARow < DRIFT_LIMIT) return 5;
  if (inARow === DRIFT_LIMIT) {
    const detail = { machine, inARow };
    await db().insert(activity).values({ contestId, userId: null, action: 'speed.drift', subject: passId, detail });
  }
  return 60;
}
