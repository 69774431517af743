import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A worker process on a database, ready to take jobs. */
export async function startWorker(databaseUrl: string, env: Record<string, string> = {}): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('../../app/worker.ts', import.meta.url)), {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      AUDIT_RETRY_SCALE: '0',
      AUDIT_DEADLINE_SECONDS: '90',
      AUDIT_LIGHTHOUSE_PAGES: '1',
      AUDIT_INNER_PAGES: '3',
      AUDIT_SPEED_MAX_ROUNDS: '1',
      AUDIT_CONTROL: 'false',
      AUDIT_PROBES: 'false',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`worker ended: ${code}`)));
  });
  return child;
}

/** Ends a worker and waits until it is gone. */
export async function endWorker(worker: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  worker.kill(signal);
  await gone;
}

/** Looks again and again until it has seen enough. @throws Error with the last sight after `ms` */
export async function until<T>(look: () => Promise<T>, enough: (seen: T) => boolean, ms: number): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (enough(seen)) return seen;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
