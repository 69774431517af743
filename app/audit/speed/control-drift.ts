/** Whether the machine measured as it always does, told by the control page. Pure. Measured: docs/variability.md. */
import { median, performanceScore } from '../checks/reading/lighthouse-score.ts';
import type { LighthouseRun } from '../visit.ts';

/** What a control run came to. */
export type ControlFigures = Pick<LighthouseRun, 'metrics' | 'error'>;

export interface Drift {
  drifted: boolean;
  /** In one Indonesian sentence; null when not drifted. */
  why: string | null;
}

/** Runs that make a baseline; before that, only a run without figures has drifted. */
const BASELINE_RUNS = 3;

/** Points of 100 that the control page may lose against its baseline: what no site may lose either. */
const POINTS = 3;

/**
 * How many times its usual figure a metric may reach. The curves hide what these feel: alone, paint and fill stay
 * within 1.1 of their median, blocking within 1.05; two endless loops beside it take the fill to between 1.1 and 1.24.
 */
const TIMES: Record<string, number> = {
  'first-contentful-paint': 1.15,
  'speed-index': 1.15,
  'total-blocking-time': 1.3,
};

/**
 * Compares a control run with earlier good ones of the same machine and the same stamps (the last twenty will do).
 * Only worse is drift: company on the machine can make a page slower, never faster, and a baseline taken in
 * company mends itself.
 */
export function isDrifted(baseline: readonly ControlFigures[], now: ControlFigures): Drift {
  const score = scoreOf(now);
  if (score === null) {
    return { drifted: true, why: `Halaman kendali tidak memberi nilai${now.error ? ` (${now.error})` : ''}.` };
  }
  const good = baseline.filter((run) => scoreOf(run) !== null);
  if (good.length < BASELINE_RUNS) return { drifted: false, why: null };
  const usual = median(good.map((run) => scoreOf(run) ?? 0)) ?? 0;
  if (usual - score > POINTS) {
    return { drifted: true, why: `Nilai halaman kendali ${round(score)}, biasanya ${round(usual)}.` };
  }
  for (const [id, times] of Object.entries(TIMES)) {
    const value = now.metrics[id] ?? 0;
    const before = median(good.map((run) => run.metrics[id] ?? 0)) ?? 0;
    if (value > before * times) {
      return {
        drifted: true,
        why: `${id} halaman kendali ${Math.round(value)} ms, biasanya ${Math.round(before)} ms.`,
      };
    }
  }
  return { drifted: false, why: null };
}

function scoreOf({ error, metrics }: ControlFigures): number | null {
  const score = error === null ? performanceScore(metrics) : null;
  return score === null ? null : score * 100;
}

const round = (value: number) => value.toFixed(1).replace('.', ',');
