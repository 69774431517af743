/** How long other requests wait while the live leaderboard is computed again and again, beside the same server idle. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { auth, startAuth } from '#app/identity/auth.server.ts';
import { db, openDatabase, setDatabase } from '#db/client.server.ts';
import { marks } from '#db/schema.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';
import { startApplication } from '../application.ts';
import { columns } from '../columns.ts';
import { type LargeContest, makeLargeContest } from './large-contest.ts';

export const LEADERBOARD_BENCH_HELP = 'bench leaderboard';

const ENTRIES = 70;
const JUDGES = 7;
/** Turns of idle and busy, so that a slow minute of the machine hits both. */
const TURNS = 4;
const TURN_MS = 6_000;
const EVERY_MS = 25;
/** Another request of the web process, small and without the tally: the sign-in page. */
const OTHER = '/masuk';

/** Asks for a page at a fixed pace until `until`, never waiting for the one before. Milliseconds of each. */
async function probe(url: string, until: number): Promise<number[]> {
  const times: Promise<number>[] = [];
  while (Date.now() < until) {
    const began = performance.now();
    times.push(
      fetch(url).then(async (response) => {
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
        return performance.now() - began;
      }),
    );
    await sleep(EVERY_MS);
  }
  return Promise.all(times);
}

/** Loads the leaderboard again and again, each time after a mark has changed, as when sheets arrive. Counts the loads. */
async function recompute(url: string, cookie: string, markId: string, until: number): Promise<number> {
  let loads = 0;
  while (Date.now() < until) {
    const points = 20 + ((loads * 10) % 80);
    await db().update(marks).set({ points }).where(eq(marks.id, markId));
    const response = await fetch(`${url}/peringkat.data`, { headers: { cookie } });
    if (response.status !== 200) throw new Error(`leaderboard answered ${response.status}`);
    await response.arrayBuffer();
    loads += 1;
  }
  return loads;
}

async function cookieOf({ email, password }: LargeContest['organizer']): Promise<string> {
  const response = await auth().api.signInEmail({ body: { email, password }, asResponse: true });
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0]);
  return cookies.join('; ');
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** @returns exit code: always 0; the figures are for people to compare with the bar */
export async function benchLeaderboard(): Promise<number> {
  const folder = await throwawayFolder('lomba-bench-');
  const secret = randomBytes(32).toString('hex');
  const env = { AUTH_SECRET: secret, PUBLIC_URL: '', AUDIT_PROBES: '0' };
  const application = await startApplication({ dataDir: folder, port: 0, workers: 0, env });
  try {
    const database = openDatabase(application.databaseUrl, { max: 5 });
    setDatabase(database);
    startAuth({ secret, baseUrl: application.url, secureCookies: false });
    const made = await makeLargeContest(ENTRIES, JUDGES);
    const cookie = await cookieOf(made.organizer);
    const other = application.url + OTHER;
    await probe(other, Date.now() + 2_000);
    await recompute(application.url, cookie, made.markId, Date.now() + 2_000);
    const idle: number[] = [];
    const busy: number[] = [];
    let loads = 0;
    for (let turn = 0; turn < TURNS; turn++) {
      idle.push(...(await probe(other, Date.now() + TURN_MS)));
      const until = Date.now() + TURN_MS;
      const [times, done] = await Promise.all([
        probe(other, until),
        recompute(application.url, cookie, made.markId, until),
      ]);
      busy.push(...times);
      loads += done;
    }
    const row = (name: string, times: readonly number[]) => [
      name,
      String(times.length),
      ...[0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(1)),
    ];
    const head = ['server', 'requests', 'p50 ms', 'p95 ms', 'p99 ms'];
    const rows = [head, row('idle', idle), row('recomputing', busy)];
    process.stdout.write(`${columns(rows, [1, 2, 3, 4]).join('\n')}\n`);
    const ratio = quantile(busy, 0.99) / quantile(idle, 0.99);
    process.stdout.write(
      `${loads} tallies of ${ENTRIES} entries by ${JUDGES} judges; p99 ${ratio.toFixed(1)} times idle\n`,
    );
    await database.$client.end({ timeout: 1 });
    return 0;
  } finally {
    await application.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
