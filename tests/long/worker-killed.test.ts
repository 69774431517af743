import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { requestAudit } from '#app/audit/audits.server.ts';
import { signalIds } from '#app/audit/signals.ts';
import { movePhaseNow } from '#app/contest/phases.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { artifacts, audits, entries, proposals, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry } from '#tests/support/seed.ts';

let database: TestDatabase;
const workers: ChildProcess[] = [];
const servers: http.Server[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    if (worker.exitCode !== null || worker.signalCode !== null) continue;
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGTERM');
    await gone;
  }
});
afterAll(async () => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  await database.drop();
});

async function worker(allowPrivate: string, more: Record<string, string> = {}): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('../../app/worker.ts', import.meta.url)), {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      AUDIT_ALLOW_PRIVATE: allowPrivate,
      AUDIT_RETRY_SCALE: '0',
      AUDIT_PROBES: '0',
      AUDIT_DEADLINE_SECONDS: '90',
      ...more,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  workers.push(child);
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`worker ended: ${code}`)));
  });
  return child;
}

/** A site that keeps the first Chrome waiting until it is told to go on. */
async function slowSite() {
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let openChrome = () => {};
  const chromeCame = new Promise<void>((resolve) => {
    openChrome = resolve;
  });
  const server = http.createServer(async (request, response) => {
    if (/Mozilla.*Chrome/.test(request.headers['user-agent'] ?? '') && request.url === '/gambar.png') {
      openChrome();
      await held;
    }
    const isPage = request.url === '/';
    response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      isPage ? '<!doctype html><html lang="id"><title>Dinas</title><h1>Dinas</h1><img src="/gambar.png" alt="">' : '',
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `opd.localhost:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}/`, host, goOn, chromeCame };
}

const processesOf = (mark: string) =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 10_000_000 })
    .split('\n')
    .filter((line) => line.includes(mark));
const auditRow = async (id: string) => (await database.db.select().from(audits).where(eq(audits.id, id)))[0];
async function until<T>(look: () => Promise<T>, enough: (seen: T) => boolean, ms: number): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (enough(seen)) return seen;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const untilDone = (id: string) =>
  until(
    () => auditRow(id),
    (row) => row?.state === 'done',
    100_000,
  );

test('the audit of a worker that is killed is taken up by another: one result, nothing left behind', async () => {
  const site = await slowSite();
  const contest = await makeContest({ phase: 'audit', auditRuns: 1 });
  const entry = await makeEntry(contest.id, { url: site.url });
  const first = await worker(site.host);
  const { auditId } = await database.db.transaction((tx) => requestAudit(tx, entry.id, null));
  await site.chromeCame;
  const mark = `lomba-audit-${first.pid}-`;
  expect(processesOf(mark).length).toBeGreaterThan(0);
  await worker(site.host);
  first.kill('SIGKILL');
  await until(
    async () => processesOf(mark),
    (left) => left.length === 0,
    10_000,
  );
  site.goOn();

  const done = await untilDone(auditId ?? '');
  expect(done).toMatchObject({ outcome: 'measured', tries: 1 });
  const stored = await database.db
    .select()
    .from(signals)
    .where(eq(signals.auditId, auditId ?? ''));
  expect(stored.map((row) => row.signal).sort()).toEqual([...signalIds].sort());
  const kinds = await database.db
    .select({ kind: artifacts.kind })
    .from(artifacts)
    .where(eq(artifacts.auditId, auditId ?? ''));
  // A mobile and a desktop run, each with its report; pictures of the site once.
  const stories = kinds
    .map((row) => row.kind)
    .filter((kind) => !['lighthouse-images', 'ordinary', 'screen', 'crop'].includes(kind));
  expect(stories.sort()).toEqual(['desktop', 'lighthouse', 'lighthouse', 'phone', 'visit']);
  const pictured = await database.db
    .select({ about: artifacts.about })
    .from(artifacts)
    .where(and(eq(artifacts.auditId, auditId ?? ''), eq(artifacts.kind, 'screen')))
    .orderBy(artifacts.run);
  expect(pictured[0]?.about).toMatchObject({ place: 0, device: 'desktop', part: 1, top: 0 });
  const [counted] = await database.db.select().from(entries).where(eq(entries.id, entry.id));
  expect(counted?.currentAuditId).toBe(auditId);
}, 150_000);

test('an audit that no worker can carry out gets a result all the same, and another may be asked for', async () => {
  const contest = await makeContest({ phase: 'audit', auditRuns: 1 });
  const entry = await makeEntry(contest.id, { url: 'http://opd.localhost:9/' });
  const { auditId } = await database.db.transaction((tx) => requestAudit(tx, entry.id, null));
  // The last retry is used up.
  await database.db.execute(sql`UPDATE pgboss.job SET retry_limit = 0 WHERE data->>'auditId' = ${auditId}`);
  await worker('', { CHROME_PATH: '/nonexistent/chrome' });

  expect(await untilDone(auditId ?? '')).toMatchObject({ outcome: 'unmeasured', failureCode: 'our-outage' });
  const given = await database.db
    .select()
    .from(proposals)
    .where(eq(proposals.auditId, auditId ?? ''));
  expect(given.length).toBeGreaterThan(0);
  expect(given.filter((row) => row.points !== null)).toEqual([]);
  const stored = await database.db
    .select()
    .from(signals)
    .where(eq(signals.auditId, auditId ?? ''));
  expect(stored.filter((row) => row.outcome === 'failed')).toEqual([]);
  const again = await database.db.transaction((tx) => requestAudit(tx, entry.id, null));
  expect(again.refused).toBeNull();
  const move = { contestId: contest.id, from: 'audit', to: 'persiapan', reason: 'uji', userId: null } as const;
  expect(await movePhaseNow(move, rubricGate)).toMatchObject({ moved: true });
}, 120_000);
