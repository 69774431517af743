/** Anybody's check of a site: only where and while the organizer allows it, behind everybody else, without points. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aVisit } from '#app/audit/checks/visit.fixture.ts';
import { finishAudit } from '#app/audit/finish.server.ts';
import { entryHistory } from '#app/audit/history.server.ts';
import { ownChecks } from '#app/audit/own-check.server.ts';
import { performAudit } from '#app/audit/perform.server.ts';
import { packVisit } from '#app/audit/visit-artifact.ts';
import { gatherFacts } from '#app/contest/phases.server.ts';
import { paths } from '#app/paths.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { agencies, artifacts, audits, contests, entries, proposals, rateLimit, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit } from '#tests/support/judged.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let contest: typeof contests.$inferSelect;
let organizer: Awaited<ReturnType<typeof makeUser>>;
let entry: Awaited<ReturnType<typeof makeEntry>>;
let code: string;
let year = 2050;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
});
afterAll(() => database.drop());
beforeEach(async () => {
  year += 1;
  contest = await makeContest({ phase: 'audit', year, publicCheck: true });
  entry = await makeEntry(contest.id, { name: 'Dinas Terbuka' });
  code = (await database.db.select().from(agencies).where(eq(agencies.id, entry.agencyId)))[0]?.code ?? '';
  await database.db.delete(rateLimit);
});

const set = (values: Partial<typeof contests.$inferInsert>) =>
  database.db.update(contests).set(values).where(eq(contests.id, contest.id));
const ask = (of = code) => post(null, paths.publicCheck(of), {});
const made = () =>
  database.db
    .select()
    .from(audits)
    .where(and(eq(audits.contestId, contest.id), eq(audits.origin, 'public')));
const page = async (address = paths.publicCheck(code)) =>
  (await (await visit(null, address)).text()).replace(/<!-- -->/g, '');
const statusOf = async (address: string) => (await visit(null, address)).status;

test('closed unless the organizer allows it, and from the closing date to the release: page, data and result alike', async () => {
  expect((await ask()).status).toBe(302);
  const [audit] = await made();
  await database.db
    .update(audits)
    .set({ state: 'done', outcome: 'measured' })
    .where(eq(audits.id, audit?.id ?? ''));
  const closed = async (values: Partial<typeof contests.$inferInsert>) => {
    await set({ auditClosesAt: null, publicCheck: true, phase: 'audit', ...values });
    for (const address of [paths.publicCheck(code), `${paths.publicCheck(code)}.data`])
      expect([values, await statusOf(address)]).toEqual([values, 404]);
    expect((await ask()).status).toBe(404);
    expect(await page(paths.publicChecks())).not.toContain('Dinas Terbuka');
    for (const address of [paths.home(), paths.channels()])
      expect(await page(address)).not.toContain(`"${paths.publicChecks()}"`);
  };
  for (const phase of ['penilaian', 'pleno', 'sanggah', 'penetapan'] as const) await closed({ phase });
  await closed({ auditClosesAt: new Date(Date.now() - 1000) });
  expect(await statusOf(paths.publicChecks())).toBe(200);
  await closed({ publicCheck: false });
  expect(await statusOf(paths.publicChecks())).toBe(404);

  // The organizer's word alone, in any phase.
  const allow = (who: { cookie: string } | null) =>
    post(who, paths.contestSettings(), { intent: 'publicCheck', allowed: '1' });
  expect((await allow(await makeUser('webmaster'))).status).toBe(404);
  expect((await made()).length).toBe(1);
  await set({ phase: 'terbit' });
  expect((await allow(organizer)).status).toBe(302);
  expect(await statusOf(paths.publicCheck(code))).toBe(200);
  for (const address of [paths.publicChecks(), paths.home(), paths.channels()])
    expect(await page(address), address).toContain(paths.publicChecks());
});

test('only sites of the contest; once in three hours each, whoever asks, and not many at once', async () => {
  const bare = await makeEntry(contest.id, { url: null, code: 'tanpa-situs' });
  const old = await makeEntry((await makeContest({ year: 1990 })).id, { code: 'edisi-lama' });
  for (const none of ['tidak-ada', 'tanpa-situs', 'edisi-lama', 'https://contoh.id/'])
    expect([none, (await ask(none)).status]).toEqual([none, 404]);
  const list = await page(paths.publicChecks());
  expect([list.includes(entry.name), list.includes(bare.name), list.includes(old.name)]).toEqual([true, false, false]);

  const both = await Promise.all([ask(), ask()]);
  expect(both.map(({ status }) => status)).toEqual([302, 302]);
  const [audit, ...more] = await made();
  expect([audit?.requestedBy, audit?.passId, more]).toEqual([null, null, []]);
  await database.db
    .update(audits)
    .set({ state: 'done', outcome: 'measured' })
    .where(eq(audits.id, audit?.id ?? ''));
  const soon = await ask();
  expect([soon.status, await soon.text()]).toEqual([429, expect.stringContaining('baru saja diperiksa')]);
  const often = await ask();
  expect([often.status, await often.text()]).toEqual([429, expect.stringContaining('Terlalu banyak permintaan')]);
  await database.db.delete(rateLimit);
  for (let i = 0; i < 10; i += 1) {
    const { id } = await makeEntry(contest.id);
    const row = { contestId: contest.id, entryId: id, rubricVersionId: contest.rubricVersionId, runs: 1, url: 'x' };
    await database.db.insert(audits).values({ ...row, origin: 'public' });
  }
  await database.db
    .update(audits)
    .set({ createdAt: new Date('2020-01-01') })
    .where(eq(audits.id, audit?.id ?? ''));
  const busy = await ask();
  expect([busy.status, await busy.text()]).toEqual([429, expect.stringContaining('menunggu')]);
});

test('it waits behind audits of the contest and checks of webmasters, and moves nothing that counts', async () => {
  const standing = await makeAudit(entry, 70);
  await ask();
  const auditId = (await made())[0]?.id ?? '';
  const perform = () => performAudit({ auditId }, { jobId: 'uji', signal: new AbortController().signal } as never);
  const state = async () => (await made()).find(({ id }) => id === auditId)?.state;
  for (const origin of ['contest', 'own'] as const) {
    const row = {
      contestId: contest.id,
      entryId: entry.id,
      rubricVersionId: contest.rubricVersionId,
      runs: 1,
      url: 'x',
    };
    const [first] = await database.db
      .insert(audits)
      .values({ ...row, origin })
      .returning();
    await perform();
    expect([origin, await state()]).toEqual([origin, 'queued']);
    await database.db.delete(audits).where(eq(audits.id, first?.id ?? ''));
  }
  const data = packVisit(aVisit());
  await database.db.insert(artifacts).values({ auditId, kind: 'visit', mime: 'application/gzip', data });
  await database.db.transaction((tx) => finishAudit(tx, auditId));
  expect(await state()).toBe('done');
  const [now] = await database.db.select().from(entries).where(eq(entries.id, entry.id));
  expect(now?.currentAuditId).toBe(standing);
  expect(await ownChecks(entry.id)).toEqual([]);
  expect((await entryHistory(entry.id)).audits.map(({ id }) => id)).toEqual([standing]);
  expect((await gatherFacts(contest, rubricGate)).auditing).toEqual([]);
});

test('findings without points, without what accuses or is private, and of nobody’s audit but its own', async () => {
  const official = await makeAudit(entry, 70);
  await database.db.insert(signals).values({
    auditId: official,
    signal: 'sitemap',
    outcome: 'failed',
    value: 0,
    unit: '0 or 1',
    evidence: [{ text: 'rahasia putaran' }],
  });
  await ask();
  expect(await page()).toContain('Menunggu giliran');
  const auditId = (await made())[0]?.id ?? '';
  const found = (signal: string, text: string) => ({
    auditId,
    signal,
    outcome: 'failed' as const,
    value: 0,
    unit: '0 or 1',
    evidence: [{ url: 'https://contoh.go.id/', text }],
  });
  await database.db
    .insert(signals)
    .values([
      found('viewport-meta', 'tanpa viewport'),
      { ...found('injected-spam', 'slot gacor'), outcome: 'measured', value: 1 },
      found('availability', 'kuartal mati'),
    ]);
  const because = [{ signal: 'viewport-meta', weight: 1, outcome: 'failed', value: 0, points: 12.34, curve: [] }];
  await database.db.insert(proposals).values({ auditId, indicator: 'O2', outcome: 'measured', points: 56.78, because });
  await database.db
    .update(audits)
    .set({
      state: 'done',
      outcome: 'measured',
      finishedAt: new Date(),
      privateNotices: [{ kind: 'nik', url: 'https://contoh.go.id/nik', count: 2, where: 'tabel warga' }],
    })
    .where(eq(audits.id, auditId));
  for (const text of [await page(), await page(`${paths.publicCheck(code)}.data`)]) {
    expect(text).toContain('tanpa viewport');
    for (const secret of [
      'gacor',
      'injected-spam',
      'kuartal mati',
      'tabel warga',
      '/nik',
      'rahasia putaran',
      '12.34',
      '56.78',
      '12,34',
      '56,78',
    ])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
  }
  // A day later it is gone; another address was never checked.
  await database.db
    .update(audits)
    .set({ createdAt: new Date(Date.now() - 25 * 3_600_000) })
    .where(eq(audits.id, auditId));
  expect(await page()).not.toContain('tanpa viewport');
  await database.db.update(audits).set({ createdAt: new Date() }).where(eq(audits.id, auditId));
  await database.db.update(entries).set({ url: 'https://pindah.go.id/' }).where(eq(entries.id, entry.id));
  expect(await page()).not.toContain('tanpa viewport');
});
