/** Requests a second of the public pages beside a bare Node HTTP server that sends the same bytes, in turns in one run. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { startAuth } from '#app/identity/auth.server.ts';
import { jobs } from '#app/jobs.ts';
import { paths } from '#app/paths.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { startQueue } from '#app/queue.server.ts';
import { db, openDatabase, setDatabase } from '#db/client.server.ts';
import { agencies, contactRegister, contests, user } from '#db/schema.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';
import { startApplication } from '../application.ts';
import { columns } from '../columns.ts';
import { makeLargeContest } from './large-contest.ts';

export const RESULTS_BENCH_HELP = 'bench results [--seconds 5] [--turns 4] [--connections 32]';

const ENTRIES = 70;
const JUDGES = 7;

/** Freezes and releases the bench's contest. Returns its year. */
async function releaseIt(): Promise<number> {
  const [contest] = await db().update(contests).set({ phase: 'penetapan', aggregate: 'mean' }).returning();
  const [organizer] = await db().select().from(user).where(eq(user.role, 'organizer'));
  if (!contest || !organizer) throw new Error('no contest');
  const frozen = await finalise(contest.id, organizer.id, (await tallyContest(contest.id)).results.inputHash);
  if (!frozen.done) throw new Error(frozen.reason);
  await release(contest.id, organizer.id, frozen.snapshot.id);
  return contest.year;
}

/** Three confirmed complaint channels for each agency. */
async function registerChannels(): Promise<void> {
  const all = await db().select({ agencyId: agencies.id }).from(agencies);
  const confirmedAt = new Date();
  const rows = all.flatMap(({ agencyId }, i) => {
    const digits = String(i).padStart(3, '0');
    return [
      { agencyId, channel: 'whatsapp' as const, value: `081200000${digits}`, confirmedAt },
      { agencyId, channel: 'phone' as const, value: `0271000${digits}`, confirmedAt },
      { agencyId, channel: 'email' as const, value: `opd${digits}@contoh.example`, confirmedAt },
    ];
  });
  await db().insert(contactRegister).values(rows);
}

/** Status, headers as they came, body as it came. */
async function raw(address: string): Promise<{ headers: string[]; body: Buffer }> {
  const asked = httpRequest(address, { headers: { 'accept-encoding': 'gzip' } });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  if (answer.statusCode !== 200) throw new Error(`${address} answered ${answer.statusCode}`);
  // The server writes these itself.
  const own = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);
  const headers = answer.rawHeaders.flatMap((name, i, all) =>
    i % 2 === 0 && !own.has(name.toLowerCase()) ? [name, all[i + 1] ?? ''] : [],
  );
  return { headers, body: Buffer.concat(parts) };
}

/** Requests answered in that time over so many connections, each asking again as soon as it has its answer. */
async function load(address: string, seconds: number, connections: number): Promise<number> {
  const { hostname, port, pathname, host } = new URL(address);
  const asking = Buffer.from(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: gzip\r\n\r\n`);
  let answered = 0;
  let fault: Error | null = null;
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let head = '';
    // Of the answer that is coming in: -1 while its headers are not complete.
    let left = -1;
    socket.on('data', (chunk: Buffer) => {
      let at = 0;
      while (at < chunk.length) {
        if (left < 0) {
          head += chunk.toString('latin1', at);
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
          if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
            fault = new Error(head.slice(0, 200));
            return;
          }
          const inChunk = end + 4 - (head.length - (chunk.length - at));
          at += inChunk;
          head = '';
          left = Number(length);
        }
        const taken = Math.min(left, chunk.length - at);
        left -= taken;
        at += taken;
        if (left === 0) {
          left = -1;
          answered += 1;
          socket.write(asking);
        }
      }
    });
    socket.on('error', (error) => {
      fault = error;
    });
    socket.on('connect', () => socket.write(asking));
    return socket;
  });
  await sleep(seconds * 1000);
  const counted = answered;
  for (const socket of sockets) socket.destroy();
  if (fault) throw fault;
  return counted / seconds;
}

async function bareServer(answer: { headers: string[]; body: Buffer }) {
  const child = fork(path.join(import.meta.dirname, 'bare-server.ts'));
  child.send({ headers: answer.headers, body: answer.body.toString('base64') });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** @returns exit code: 0; the figures are for people to compare with the bar of one half */
export async function benchResults(args: string[]): Promise<number> {
  const figureOf = (flag: string, fallback: number) => {
    const at = args.indexOf(flag);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  const seconds = figureOf('--seconds', 5);
  const turns = figureOf('--turns', 4);
  const connections = figureOf('--connections', 32);
  const folder = await throwawayFolder('lomba-bench-');
  const secret = randomBytes(32).toString('hex');
  const env = { AUTH_SECRET: secret, PUBLIC_URL: '', AUDIT_PROBES: '0' };
  const application = await startApplication({ dataDir: folder, port: 0, workers: 0, env });
  const database = openDatabase(application.databaseUrl, { max: 5 });
  try {
    setDatabase(database);
    startAuth({ secret, baseUrl: application.url, secureCookies: false });
    const boss = await startQueue(application.databaseUrl, jobs, { supervise: false });
    await makeLargeContest(ENTRIES, JUDGES);
    const year = await releaseIt();
    await registerChannels();
    await boss.stop({ graceful: false });
    const rows: string[][] = [['page', 'KB sent', 'ours/s', 'bare/s', 'ratio']];
    for (const [name, page] of [
      ['results', paths.resultsOf(year)],
      ['scorecard', paths.scorecard(year, 'd-0')],
      ['channels', paths.channels()],
    ] as const) {
      const address = application.url + page;
      await raw(address);
      const answer = await raw(address);
      const bare = await bareServer(answer);
      try {
        // Warm on both sides before anything counts.
        await load(address, 2, connections);
        await load(bare.url, 2, connections);
        const ours: number[] = [];
        const theirs: number[] = [];
        for (let turn = 0; turn < turns; turn += 1) {
          ours.push(await load(address, seconds, connections));
          theirs.push(await load(bare.url, seconds, connections));
        }
        const kilobytes = (answer.body.byteLength / 1000).toFixed(1);
        const [a, b] = [median(ours), median(theirs)];
        rows.push([name, kilobytes, a.toFixed(0), b.toFixed(0), (a / b).toFixed(2)]);
      } finally {
        bare.stop();
      }
    }
    process.stdout.write(`${columns(rows, [1, 2, 3, 4]).join('\n')}\n`);
    process.stdout.write(`${ENTRIES} entries, ${connections} connections, median of ${turns} turns of ${seconds} s\n`);
    return 0;
  } finally {
    await database.$client.end({ timeout: 1 });
    await application.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
