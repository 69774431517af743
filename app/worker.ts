/** The worker process: takes jobs from the queue. Any number of them, on any number of machines. Needs DATABASE_URL. */
import { openDatabase, setDatabase } from '#db/client.server.ts';
import { env } from './env.server.ts';
import { jobs } from './jobs.ts';
import { startQueue } from './queue.server.ts';

const settings = env();
if (!settings.DATABASE_URL) throw new Error('DATABASE_URL kosong: jalankan `npm start`, bukan berkas ini langsung.');
const database = openDatabase(settings.DATABASE_URL, { max: 6 });
setDatabase(database);
const boss = await startQueue(settings.DATABASE_URL, jobs, { supervise: true });
for (const job of jobs) {
  const handle = await job.handler();
  await boss.work(
    job.name,
    // Looked for every 2 s also where NOTIFY works: nobody is notified of a retry, a dead worker's job or a dead letter.
    { localConcurrency: job.lanes(), pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2, batchSize: 1 },
    async (batch) => {
      for (const each of batch) {
        try {
          await handle(job.payload.parse(each.data) as never, { jobId: each.id, signal: each.signal });
        } catch (error) {
          // The queue keeps it for a retry and tells nobody.
          if (!each.signal.aborted) console.error(`pekerjaan ${job.name}:`, error);
          throw error;
        }
      }
    },
  );
}
process.send?.({ type: 'ready' });

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  // Not graceful: a running audit goes back to the queue and is taken up at the next start.
  await boss.stop({ graceful: false });
  await database.$client.end({ timeout: 2 });
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('disconnect', stop);
