/** Runs the control page through the same lanes, proxy and link as every site. */
import type { LighthouseRun } from '../visit.ts';
import { startControlServer } from './control-server.ts';
import type { SpeedPool } from './speed.ts';

const DEADLINE_MS = 60_000;

/**
 * One mobile run of the control page; like every run it has `error` when it went wrong, and never rejects for that.
 * @throws the reason of `signal` when aborted
 */
export async function runControl(pool: SpeedPool, signal?: AbortSignal): Promise<LighthouseRun> {
  const server = await startControlServer();
  try {
    const { run } = await pool.run(
      {
        url: server.url,
        formFactor: 'mobile',
        categories: 'performance',
        allowPrivate: [server.hostPort],
        trustedSpki: [],
        ignoreCertificates: false,
        deadlineMs: DEADLINE_MS,
      },
      signal,
    );
    return run;
  } finally {
    server.close();
  }
}
