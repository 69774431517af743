/** Two workers on one database: they share the work, one is killed, the other ends it; nothing lost, doubled or left. */
import type { ChildProcess } from 'node:child_process';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { requestAudit } from '#app/audit/audits.server.ts';
import { signalIds } from '#app/audit/signals.ts';
import { artifacts, audits, signals, speedRuns, speedTurns } from '#db/schema.ts';
import { hostilePage, sendHtml } from '#tests/fixtures/hostile-answers.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { browsersOf, type Ground, killAll, ownGround, processesOf } from '#tests/support/left-behind.ts';
import { makeContest, makeEntry } from '#tests/support/seed.ts';
import { type ServedSite, serveSite } from '#tests/support/serve-site.ts';
import { endWorker, startWorker, until } from '#tests/support/worker.ts';

let database: TestDatabase;
let ground: Ground;
let sites: ServedSite[] = [];
const workers: ChildProcess[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  ground = ownGround();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => endWorker(worker)));
  for (const site of sites) site.close();
  sites = [];
  // A lane ends when it hears that its worker is gone.
  await until(
    async () => ground.processes(),
    (left) => left.length === 0,
    10_000,
  );
  const files = ground.files();
  ground.leave();
  expect(files).toEqual([]);
});

async function audited(count: number): Promise<{ ids: string[]; allow: string }> {
  const contest = await makeContest({ phase: 'audit', auditRuns: 1 });
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const site = await serveSite((_, response, path) =>
      sendHtml(
        response,
        path === '/' ? hostilePage('<h1>Dinas Contoh</h1><p>Layanan warga</p>') : '',
        path === '/' ? 200 : 404,
      ),
    );
    sites.push(site);
    const entry = await makeEntry(contest.id, { url: site.url });
    const { auditId } = await database.db.transaction((tx) => requestAudit(tx, entry.id, null));
    ids.push(auditId ?? '');
  }
  return { ids, allow: sites.map(({ url }) => new URL(url).host).join(',') };
}

async function join(allow: string): Promise<ChildProcess> {
  const worker = await startWorker(database.url, { AUDIT_ALLOW_PRIVATE: allow, AUDIT_LANES: '1' });
  workers.push(worker);
  return worker;
}

const rows = (ids: string[]) => database.db.select().from(audits).where(inArray(audits.id, ids));
const states = async (ids: string[]) => (await rows(ids)).map(({ state }) => state);
const turns = (ids: string[]) => database.db.select().from(speedTurns).where(inArray(speedTurns.auditId, ids));
const allDone = (ids: string[]) =>
  until(
    () => states(ids),
    (seen) => seen.every((state) => state === 'done'),
    150_000,
  );

async function expectOnce(ids: string[]): Promise<void> {
  for (const row of await rows(ids)) expect(row).toMatchObject({ state: 'done', outcome: 'measured' });
  for (const id of ids) {
    const stored = await database.db.select().from(signals).where(eq(signals.auditId, id));
    expect(stored.map(({ signal }) => signal).sort()).toEqual([...signalIds].sort());
    const pictures = await database.db.select().from(artifacts).where(eq(artifacts.auditId, id));
    expect(pictures.filter(({ kind }) => kind === 'phone')).toHaveLength(1);
    const made = (await turns([id])).filter(({ state }) => state !== 'discarded');
    expect(made.map(({ round, state }) => `${round} ${state}`)).toEqual(['1 done']);
    const runs = await database.db.select().from(speedRuns).where(eq(speedRuns.auditId, id));
    expect(runs.filter(({ formFactor }) => formFactor === 'mobile')).toHaveLength(1);
  }
}

test('one is killed in the middle of visits, the other ends what both had begun', async () => {
  const { ids, allow } = await audited(3);
  const first = await join(allow);
  await join(allow);
  await until(
    () => states(ids),
    (seen) => seen.filter((state) => state === 'running').length >= 2,
    30_000,
  );
  await endWorker(first, 'SIGKILL');
  await allDone(ids);
  await expectOnce(ids);
}, 200_000);

test('one is killed in the middle of a speed run, the other makes it anew', async () => {
  const { ids, allow } = await audited(2);
  const first = await join(allow);
  await until(
    () => turns(ids),
    (seen) => seen.some(({ state }) => state === 'taken'),
    90_000,
  );
  await until(
    async () => processesOf(`lomba-audit-${first.pid}-`),
    (seen) => seen.length > 0,
    30_000,
  );
  await endWorker(first, 'SIGKILL');
  await join(allow);
  await allDone(ids);
  await expectOnce(ids);
}, 200_000);

test('Chromes that are killed are started again, for visits and for speed runs', async () => {
  const { ids, allow } = await audited(1);
  await join(allow);
  const killed = async () => {
    const [pid] = await until(
      async () => browsersOf(ground.folder),
      (seen) => seen.length > 0,
      60_000,
    );
    if (!pid) throw new Error('no Chrome to kill');
    killAll([pid]);
    await until(
      async () => browsersOf(ground.folder),
      (seen) => !seen.includes(pid),
      10_000,
    );
  };
  await killed();
  await until(
    () => turns(ids),
    (seen) => seen.some(({ state }) => state === 'taken'),
    90_000,
  );
  await killed();
  await allDone(ids);
  const [row] = await rows(ids);
  expect(row?.outcome).toBe('measured');
  expect((await turns(ids)).filter(({ state }) => state === 'taken' || state === 'pending')).toEqual([]);
}, 200_000);
