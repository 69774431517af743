/** The embedded database is killed under the running application: it comes back, and so does everything on it. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestAudit } from '#app/audit/audits.server.ts';
import { signalIds } from '#app/audit/signals.ts';
import { jobs } from '#app/jobs.ts';
import { startQueue } from '#app/queue.server.ts';
import { type Database, openDatabase, setDatabase } from '#db/client.server.ts';
import { audits, signals } from '#db/schema.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';
import { type Application, startApplication } from '#scripts/application.ts';
import { hostilePage, sendHtml } from '#tests/fixtures/hostile-answers.ts';
import { makeContest, makeEntry } from '#tests/support/seed.ts';
import { type ServedSite, serveSite } from '#tests/support/serve-site.ts';
import { until } from '#tests/support/worker.ts';

let application: Application;
let folder: string;
let site: ServedSite;
let db: Database;
let boss: PgBoss;

beforeAll(async () => {
  folder = await throwawayFolder('lomba-e2e-');
  site = await serveSite((_, response, at) =>
    sendHtml(
      response,
      at === '/' ? hostilePage('<h1>Dinas Contoh</h1><p>Layanan warga</p>') : '',
      at === '/' ? 200 : 404,
    ),
  );
  application = await startApplication({
    dataDir: folder,
    port: 0,
    env: {
      AUTH_SECRET: 'x'.repeat(64),
      PUBLIC_URL: '',
      AUDIT_ALLOW_PRIVATE: new URL(site.url).host,
      AUDIT_RETRY_SCALE: '0',
      AUDIT_LIGHTHOUSE_PAGES: '1',
      AUDIT_SPEED_MAX_ROUNDS: '1',
      AUDIT_CONTROL: 'false',
      AUDIT_PROBES: 'false',
    },
  });
  db = openDatabase(application.databaseUrl, { max: 3 });
  setDatabase(db);
  boss = await startQueue(application.databaseUrl, jobs, { supervise: false });
});
afterAll(async () => {
  await boss?.stop({ graceful: false });
  await db?.$client.end({ timeout: 1 });
  await application?.stop();
  site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** 0 while there is none: the file of the dead one is taken away before the next is written. */
function postmaster(): number {
  try {
    return Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
}
/** A page that needs the database. */
const answers = () =>
  fetch(`${application.url}/hasil`).then(
    ({ status }) => status,
    () => 0,
  );
const held = () =>
  db.execute(sql`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7461000 AND granted`).then(
    ({ length }) => length,
    () => 0,
  );

async function auditBegun(): Promise<string> {
  const contest = await makeContest({ phase: 'audit', auditRuns: 1 });
  const entry = await makeEntry(contest.id, { url: site.url });
  const { auditId } = await db.transaction((tx) => requestAudit(tx, entry.id, null));
  const id = auditId ?? '';
  await until(
    () => stateOf(id),
    (state) => state === 'running',
    30_000,
  );
  return id;
}
const stateOf = async (id: string) => {
  try {
    return (await db.select().from(audits).where(eq(audits.id, id)))[0]?.state;
  } catch {
    return 'away';
  }
};
async function expectFinished(id: string): Promise<void> {
  await until(
    () => stateOf(id),
    (state) => state === 'done',
    150_000,
  );
  const [row] = await db.select().from(audits).where(eq(audits.id, id));
  expect(row?.outcome).toBe('measured');
  const stored = await db.select().from(signals).where(eq(signals.auditId, id));
  expect(stored.map(({ signal }) => signal).sort()).toEqual([...signalIds].sort());
}

test('a killed database is started again on its port; the audit that was under way is ended, pages go on', async () => {
  expect(await answers()).toBe(200);
  const audit = await auditBegun();
  const [web, before] = [application.web.pid, postmaster()];
  process.kill(before, 'SIGKILL');
  await until(
    async () => postmaster(),
    (pid) => pid > 0 && pid !== before,
    60_000,
  );
  await until(answers, (status) => status === 200, 30_000);
  expect(application.web.pid).toBe(web);
  expect(await until(held, (count) => count === 1, 20_000)).toBe(1);
  await expectFinished(audit);
}, 220_000);

test('a killed backend takes all connections with it, and nothing else', async () => {
  const audit = await auditBegun();
  const [other] = await db.execute<{ pid: number }>(
    sql`SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
  );
  if (!other) throw new Error('no backend to kill');
  process.kill(other.pid, 'SIGKILL');
  // Else the next program to start on this folder would take the server for an orphan.
  expect(await until(held, (count) => count === 1, 20_000)).toBe(1);
  await until(answers, (status) => status === 200, 30_000);
  await expectFinished(audit);
}, 220_000);
