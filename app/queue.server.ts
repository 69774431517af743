import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss, type QueueOptions, type QueuePolicy, type SendOptions } from 'pg-boss';
import type { z } from 'zod';
import type { Querier } from '#db/client.server.ts';

export interface JobContext {
  jobId: string;
  /** Aborted when the worker is told to stop or the job has expired. */
  signal: AbortSignal;
}

export interface Job<T = unknown> {
  name: string;
  payload: z.ZodType<T>;
  /** `deadLetter`: name of the job that gets the payload once the last retry has failed. */
  queue: QueueOptions & { deadLetter?: string };
  /** `short`: at most one waits, any number are at work. Cannot be changed once the queue exists. */
  policy?: QueuePolicy;
  /** Cron line: a worker's clock sends the job with an empty payload, once however many workers there are. */
  cron?: string;
  /** Jobs of this kind at the same time in one worker. */
  lanes: () => number;
  /** Imported lazily: only a worker may lead to Lighthouse and Puppeteer. */
  handler: () => Promise<(data: T, context: JobContext) => Promise<void>>;
}

/** Declares a job: name, payload schema, retry policy, lanes, lazily imported handler. */
export function defineJob<T>(job: Job<T>): Job<T> {
  return job;
}

const shared = globalThis as { [key: symbol]: PgBoss | undefined };
const key = Symbol.for('lomba-opd.queue');

/**
 * Starts this process's pg-boss client. `supervise` is for workers: a dead worker's jobs come back in seconds
 * (heartbeat 10 s is pg-boss's least).
 */
export async function startQueue(url: string, jobs: Job<never>[], options: { supervise: boolean }): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    max: options.supervise ? 6 : 3,
    supervise: options.supervise,
    schedule: options.supervise,
    ...(options.supervise ? { superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 } : {}),
    useListenNotify: options.supervise,
  });
  boss.on('error', (error) => console.error(`antrean: ${error.message}`));
  await boss.start();
  for (const job of jobs) {
    const settings = { heartbeatSeconds: 10, notify: true, ...job.queue };
    if (await boss.getQueue(job.name)) await boss.updateQueue(job.name, settings);
    else await boss.createQueue(job.name, { ...settings, policy: job.policy ?? 'standard' });
    if (job.cron && options.supervise) await boss.schedule(job.name, job.cron, {});
  }
  shared[key] = boss;
  return boss;
}

/** Puts a job in the queue inside the caller's transaction: a rollback leaves no job. Null when a singleton already waits. */
export async function enqueue<T extends object>(
  tx: Querier,
  job: Job<T>,
  data: T,
  options: SendOptions = {},
): Promise<string | null> {
  const boss = shared[key];
  if (!boss) throw new Error('No queue: the process did not call startQueue()');
  return boss.send(job.name, job.payload.parse(data), { ...options, db: fromDrizzle(tx, sql) });
}
