/** Warm lanes for speed runs: who gets which lane, and when a lane is replaced. */
import { type Lane, memoryOf, startLane } from './lane-process.ts';
import { LANES_A_LOAD } from './lanes.ts';
import { withoutScores } from './read-lhr.ts';
import type { SpeedOutcome, SpeedPool, SpeedPoolOptions, SpeedTask } from './speed.ts';
import { alternation, turnstile } from './turnstile.ts';

/** Runs before a lane is replaced. */
const RUNS_A_LANE = 60;
/** Resident memory of a lane's processes, shared pages counted for each, bytes. */
const MEMORY_A_LANE = 2_500_000_000;

/**
 * Starts a pool; its lanes start with the first run that needs them. Loading takes turns: at most `loads` pages load at
 * the same time and nothing is reckoned meanwhile, since company while a page loads bends its score. Preparing, and the
 * quiet waits of a page that has loaded, run beside it.
 */
export function startSpeedPool(options: SpeedPoolOptions): SpeedPool {
  const { chromePath, lanes, loads = Math.max(1, Math.floor(lanes / LANES_A_LOAD)) } = options;
  const places = turnstile(lanes);
  // One ready for every place: it loads as soon as a place is free, and waits no longer than one page loads.
  const gates = { prepare: turnstile(loads), ...alternation(loads) };
  const idle: Lane[] = [];
  const living = new Set<Lane>();
  const closing = new AbortController();

  const end = async (lane: Lane) => {
    living.delete(lane);
    await lane.end();
  };

  /** An idle lane with the same trusted keys, or a new one in place of one with others. */
  const take = async ({ trustedSpki }: SpeedTask): Promise<Lane> => {
    const trusts = trustedSpki.toSorted().join(',');
    const fit = idle.findIndex((lane) => lane.trusts === trusts);
    const [found] = fit === -1 ? [] : idle.splice(fit, 1);
    if (found) return found;
    const misfit = living.size >= lanes ? idle.shift() : undefined;
    if (misfit) await end(misfit);
    const lane = startLane({ chromePath, trustedSpki: trustedSpki.toSorted() });
    living.add(lane);
    return lane;
  };

  const give = async (lane: Lane, clean: boolean) => {
    if (clean && lane.runs < RUNS_A_LANE && !closing.signal.aborted && memoryOf(lane) < MEMORY_A_LANE) idle.push(lane);
    else await end(lane);
  };

  return {
    async run(task, signal) {
      const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const leave = await places.enter(stop);
      try {
        const lane = await take(task);
        let clean = false;
        try {
          const result = await lane.run(task, gates, stop);
          // After an error nobody knows what the page has done to its Chrome.
          clean = result.clean && result.outcome.run.error === null;
          return result.outcome;
        } catch (error) {
          if (stop.aborted) throw stop.reason;
          return lost(task, error);
        } finally {
          await give(lane, clean);
        }
      } finally {
        leave();
      }
    },
    async close() {
      closing.abort(new Error('the speed pool was closed'));
      await Promise.all([...living].map(end));
    },
  };
}

function lost(task: SpeedTask, error: unknown): SpeedOutcome {
  const reason = error instanceof Error ? error.message : 'LANE_DIED';
  return {
    run: withoutScores(task.url, task.formFactor, reason),
    report: null,
    startedAt: new Date().toISOString(),
    durationMs: 0,
    versions: {},
  };
}
