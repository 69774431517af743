/** Light probes against real servers on loopback: up, down once, down twice, our own outage, two workers at once. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ProbeSettings, probeOpenContests } from '#app/audit/availability.server.ts';
import { availabilityOf } from '#app/audit/availability-counts.server.ts';
import { writeEntry } from '#app/contest/entry-write.server.ts';
import { db } from '#db/client.server.ts';
import { availabilityOutages, availabilityProbes, contests, proposals, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit } from '#tests/support/judged.ts';
import { makeContest, makeEntry } from '#tests/support/seed.ts';

let database: TestDatabase;
let control: Site;
let contest: Awaited<ReturnType<typeof makeContest>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

interface Site {
  url: string;
  asked: () => number;
}
const servers: http.Server[] = [];
const places: string[] = [];

/** A server that answers its requests with these statuses, the last one again and again; 0 hangs up. */
async function site(...statuses: number[]): Promise<Site> {
  let asked = 0;
  const server = http.createServer((_, response) => {
    const status = statuses[Math.min(asked, statuses.length - 1)] ?? 200;
    asked += 1;
    if (status === 0) return void response.destroy();
    response.writeHead(status, { 'Content-Type': 'text/html' });
    response.end('<p>halo</p>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  places.push(`localhost:${port}`);
  return { url: `http://localhost:${port}/`, asked: () => asked };
}

async function nobody(): Promise<string> {
  const { url } = await site(200);
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  return url;
}

beforeEach(async () => {
  control = await site(200);
  contest = await makeContest({ phase: 'audit' });
});
afterEach(async () => {
  await db().update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contest.id));
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const settings = (controlHosts = [control.url]): ProbeSettings => ({
  policy: { allowPrivate: places },
  controlHosts,
  pauseMs: 20,
});
const quarter = (n: number) => new Date(Date.UTC(2026, 4, 12, 3, 15 * n, 7));
const entry = (url: string, code?: string) => makeEntry(contest.id, code ? { url, code } : { url });
const probesOf = (entryId: string) =>
  db().select().from(availabilityProbes).where(eq(availabilityProbes.entryId, entryId));

test('answers, refusals and one failure are answers; two failures in a row are none', async () => {
  const up = await site(200);
  const once = await site(503, 200);
  const wall = await site(403);
  const twice = await site(503);
  const cut = await site(0);
  const entries = {
    up: await entry(up.url),
    once: await entry(once.url),
    wall: await entry(wall.url),
    twice: await entry(twice.url),
    cut: await entry(cut.url),
    gone: await entry(await nobody()),
    nowhere: await entry('http://tidak-ada.invalid/'),
  };
  await probeOpenContests(settings(), quarter(1));
  const rows = Object.fromEntries(
    await Promise.all(Object.entries(entries).map(async ([key, { id }]) => [key, (await probesOf(id))[0]])),
  );
  expect(rows.up).toMatchObject({ answered: true, code: null, status: 200, at: new Date('2026-05-12T03:15:00Z') });
  expect(rows.once).toMatchObject({ answered: true, code: null, status: 200 });
  expect(rows.wall).toMatchObject({ answered: true, status: 403 });
  expect(rows.twice).toMatchObject({ answered: false, code: 'http-status', status: 503 });
  expect(rows.cut).toMatchObject({ answered: false, code: 'connection-lost' });
  expect(rows.gone).toMatchObject({ answered: false, code: 'refused' });
  expect(rows.nowhere).toMatchObject({ answered: false, code: 'no-such-host' });
  expect([up.asked(), once.asked(), twice.asked()]).toEqual([1, 2, 2]);
  expect(await availabilityOf(entries.twice.id, db())).toEqual({
    answered: 0,
    probes: 1,
    failures: [{ at: '2026-05-12T03:15:00.000Z', code: 'http-status' }],
  });
});

test('when no control host answers it is our outage: nobody’s probe counts, also not those that answered', async () => {
  const up = await entry((await site(200)).url);
  const down = await entry((await site(500)).url);
  await probeOpenContests(settings([await nobody(), 'http://tidak-ada.invalid/']), quarter(1));
  expect([...(await probesOf(up.id)), ...(await probesOf(down.id))]).toEqual([]);
  const outages = await db().select().from(availabilityOutages).where(eq(availabilityOutages.contestId, contest.id));
  expect(outages).toMatchObject([{ at: new Date('2026-05-12T03:15:00Z') }]);
  expect(outages[0]?.reason).toContain('tidak-ada.invalid');
  await probeOpenContests(settings([await nobody(), control.url]), quarter(2));
  expect(await availabilityOf(down.id, db())).toMatchObject({ answered: 0, probes: 1 });
  expect(await availabilityOf(up.id, db())).toMatchObject({ answered: 1, probes: 1 });
});

test('of two workers one probes, and the same quarter is not probed again', async () => {
  const up = await site(200);
  const own = await entry(up.url);
  await Promise.all([probeOpenContests(settings(), quarter(1)), probeOpenContests(settings(), quarter(1))]);
  await probeOpenContests(settings(), new Date(quarter(1).getTime() + 5 * 60_000));
  expect(up.asked()).toBe(1);
  expect(await probesOf(own.id)).toHaveLength(1);
  await probeOpenContests(settings(), quarter(2));
  expect(await probesOf(own.id)).toHaveLength(2);
});

test('only in the audit phase, and not while paused; without a probe the edition has none', async () => {
  const up = await site(200);
  const own = await entry(up.url);
  const set = (values: Partial<typeof contests.$inferInsert>) =>
    db().update(contests).set(values).where(eq(contests.id, contest.id));
  await set({ phase: 'persiapan' });
  await probeOpenContests(settings(), quarter(1));
  await set({ phase: 'audit', auditPausedAt: new Date() });
  await probeOpenContests(settings(), quarter(2));
  expect(up.asked()).toBe(0);
  expect(await availabilityOf(own.id, db())).toBeNull();
  await set({ auditPausedAt: null });
  await probeOpenContests(settings(), quarter(3));
  expect(await availabilityOf(own.id, db())).toMatchObject({ answered: 1, probes: 1 });
  const late = await entry((await site(200)).url);
  expect(await availabilityOf(late.id, db())).toEqual({ answered: 0, probes: 0, failures: [] });
});

test('an entry that got another address begins anew', async () => {
  const own = await entry((await site(200)).url, 'dinas-pindah');
  await probeOpenContests(settings(), quarter(1));
  const { name, category } = own;
  await writeEntry(db(), contest.id, { code: 'dinas-pindah', name, category, url: own.url });
  expect(await probesOf(own.id)).toHaveLength(1);
  await writeEntry(db(), contest.id, { code: 'dinas-pindah', name, category, url: 'https://baru.localhost/' });
  expect(await probesOf(own.id)).toEqual([]);
});

test('the probes reach the audits that count, all entries at once', async () => {
  const entries = [await entry((await site(200)).url), await entry((await site(200)).url)];
  const measured = { outcome: 'measured' as const, value: 1, unit: '0 to 1', evidence: [] };
  for (const each of entries) {
    const auditId = await makeAudit(each, 50);
    for (const signal of ['broken-link-share', 'console-errors', 'real-404', 'site-search'])
      await db()
        .insert(signals)
        .values({ auditId, signal, ...measured, value: signal === 'console-errors' ? 0 : 1 });
    await db()
      .insert(signals)
      .values({ auditId, signal: 'availability', ...measured, outcome: 'notApplicable' });
    await db().insert(proposals).values({ auditId, indicator: 'O5', outcome: 'measured', points: 50, because: [] });
  }
  const first = entries[0]?.id ?? '';
  const before = Array.from({ length: 95 }, (_, n) => ({ at: quarter(n - 95), answered: n > 0, durationMs: 5 }));
  await db()
    .insert(availabilityProbes)
    .values(before.map((row) => ({ entryId: first, code: row.answered ? null : 'timeout', ...row })));
  await probeOpenContests(settings(), quarter(1));
  const rows = await db().select().from(signals).where(eq(signals.signal, 'availability'));
  const found = rows.map(({ outcome, value }) => ({ outcome, value }));
  expect(found).toContainEqual({ outcome: 'measured', value: 95 / 96 });
  expect(found).toContainEqual({ outcome: 'unmeasured', value: null });
  const points = await db().select().from(proposals).where(eq(proposals.indicator, 'O5'));
  expect(points.map(({ outcome }) => outcome).sort()).toEqual(['measured', 'unmeasured']);
});
