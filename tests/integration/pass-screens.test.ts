/** The organizer's acts on passes and queue, and that no page tells when a pass will begin. */
import path from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { localInWib } from '#app/audit/pass-form.ts';
import { paths } from '#app/paths.ts';
import { auditPasses, audits, contests, entries } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makePass } from '#tests/support/measured.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

const DAY = 86_400_000;
let database: TestDatabase;
let contestId: string;
let entry: Awaited<ReturnType<typeof makeEntry>>;
let organizer: { cookie: string };
let outsiders: { cookie: string }[];
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
  contestId = (await makeSmallContest({ phase: 'audit', year: 2036 })).id;
  entry = await makeEntry(contestId, { name: 'Dinas Uji Putaran' });
  outsiders = [
    await makeUser('chiefJudge'),
    await makeUser('judge'),
    await makeUser('webmaster', { agencyIds: [entry.agencyId] }),
  ];
});
beforeEach(async () => {
  const { db } = database;
  await db.update(entries).set({ currentAuditId: null });
  await db.delete(audits);
  await db.delete(auditPasses);
  await db.update(contests).set({ auditPausedAt: null, auditClosesAt: null });
});
afterAll(() => database.drop());

const act = (fields: Record<string, string>) => post(organizer, paths.audits(), fields);
const passes = () => database.db.select().from(auditPasses).orderBy(auditPasses.number);
const inTenDays = () => localInWib(new Date(Date.now() + 10 * DAY));
const planned = async () => {
  const answer = await act({ intent: 'rencana', tutup: inTenDays(), banyak: '4' });
  expect(answer.headers.get('location')).toBe(`${paths.audits()}?hasil=planned`);
  return passes();
};

test('planned passes show their fingerprints; no page, no data and no stream tells a time or a seed', async () => {
  const rows = await planned();
  expect(rows).toHaveLength(4);
  const page = await (await visit(organizer, paths.audits())).text();
  for (const { seedHash } of rows) expect(page).toContain(seedHash);
  expect(page).toContain('Waktunya dirahasiakan.');

  // A pass that falls on the closing date's own minute could not be told apart from it.
  const secrets = rows.flatMap(({ seed, plannedAt }) => [
    seed,
    plannedAt?.toISOString().slice(0, 16) ?? '',
    String(plannedAt?.getTime()),
  ]);
  const build = (await import(path.resolve(import.meta.dirname, '../../build/server/index.js'))) as ServerBuild;
  const addresses = Object.values(build.routes)
    .flatMap((route) => (route?.path && !route.path.includes('*') ? [`/${route.path}`] : []))
    .map((address) => address.replace(':entryId', entry.id).replace(':tahun', '2036'))
    .filter((address) => !address.includes(':') && !address.endsWith('/aliran'));
  expect(addresses.length).toBeGreaterThan(15);
  for (const person of [organizer, ...outsiders, null])
    for (const address of addresses.flatMap((each) => [each, `${each}.data`])) {
      const said = await (await visit(person, address)).text();
      expect([address, secrets.filter((secret) => said.includes(secret))]).toEqual([address, []]);
    }

  const leave = new AbortController();
  const stream = await visit(organizer, paths.auditStream(), { signal: leave.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let said = '';
  while (reader && !said.includes('event: desk')) said += (await reader.read()).value ?? '';
  while (reader && !said.endsWith('\n\n')) said += (await reader.read()).value ?? '';
  expect(said).toContain(rows[0]?.seedHash);
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  leave.abort();
});

test('a pass that has begun shows its time, one that is done its seed', async () => {
  const at = new Date('2026-05-05T05:05:00Z');
  const begun = await makePass(contestId, 1, { state: 'running', plannedAt: at, startedAt: at });
  expect(await (await visit(organizer, paths.audits())).text()).not.toContain(begun.seed);
  const done = { state: 'done', finishedAt: new Date('2026-05-05T06:05:00Z') } as const;
  await database.db.update(auditPasses).set(done).where(eq(auditPasses.id, begun.id));
  const page = await (await visit(organizer, paths.audits())).text();
  expect(page).toContain(begun.seed);
  expect(page).toContain('5 Mei 2026 pukul 12.05 WIB');
});

test.each([
  [{ tutup: '', banyak: '3' }, 'Isi tanggal dan jam penutupan.'],
  [{ tutup: localInWib(new Date(Date.now() + 3_600_000)), banyak: '3' }, 'terlalu pendek'],
  [{ tutup: localInWib(new Date(Date.now() + 10 * DAY)), banyak: '2' }, 'paling sedikit tiga putaran'],
  [{ tutup: localInWib(new Date(Date.now() + 10 * DAY)), banyak: 'tiga' }, 'paling sedikit tiga putaran'],
])('a plan of %j is refused, and the form keeps what was typed', async (fields, words) => {
  const answer = await act({ intent: 'rencana', ...fields });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain(words);
  if (fields.tutup) expect(page).toContain(`value="${fields.tutup}"`);
  expect(await passes()).toEqual([]);
});

test('a planned pass is called off for a reason, not without one, and not from another contest', async () => {
  const [first] = await planned();
  const putaran = first?.id ?? '';
  const without = await act({ intent: 'batal', putaran, alasan: '  ' });
  expect([without.status, (await without.text()).includes('Tulis alasan pembatalan.')]).toEqual([422, true]);
  const other = await makeSmallContest({ year: 2001 });
  const foreign = await makePass(other.id, 1);
  expect((await act({ intent: 'batal', putaran: foreign.id, alasan: 'salah' })).status).toBe(422);
  expect((await act({ intent: 'batal', putaran, alasan: 'listrik padam' })).status).toBe(302);
  const [row] = (await passes()).filter(({ id }) => id === putaran);
  expect([row?.state, row?.reason]).toEqual(['cancelled', 'listrik padam']);
  expect(await (await visit(organizer, paths.audits())).text()).toContain('listrik padam');
});

test('a pass begun by hand audits every site; a pause is said at the top, with the way on', async () => {
  expect((await act({ intent: 'putaran' })).headers.get('location')).toBe(`${paths.audits()}?hasil=passStarted`);
  const [pass] = await passes();
  const queued = await database.db
    .select()
    .from(audits)
    .where(and(eq(audits.passId, pass?.id ?? ''), eq(audits.entryId, entry.id)));
  expect(queued).toHaveLength(1);
  const twice = await act({ intent: 'putaran' });
  expect([twice.status, (await twice.text()).includes('Putaran lain masih berjalan.')]).toEqual([409, true]);

  expect((await act({ intent: 'jeda' })).status).toBe(302);
  const page = await (await visit(organizer, paths.audits())).text();
  expect(page).toContain('Pemeriksaan dijeda sejak');
  expect(page).toContain('value="lanjut"');
  expect(page).not.toContain('value="jeda"');
  expect((await act({ intent: 'lanjut' })).status).toBe(302);
  expect((await database.db.select().from(contests).where(eq(contests.id, contestId)))[0]?.auditPausedAt).toBeNull();
});

test('failures are named by reason with what to do, and a group is audited again at once', async () => {
  await makeAudit(entry, 'unmeasured', { outcome: 'unmeasured', failureCode: 'blocked', failureMessage: 'Dihalangi.' });
  const page = await (await visit(organizer, paths.audits())).text();
  expect(page.includes('mengizinkan pemeriksa, lalu periksa ulang')).toBe(true);
  expect((await act({ intent: 'kelompok', sebab: 'timeout' })).headers.get('location')).toContain('mulai=0');
  expect((await act({ intent: 'kelompok', sebab: 'blocked' })).headers.get('location')).toContain('mulai=1');
});

test('nobody but an organizer acts here', async () => {
  for (const intent of ['putaran', 'jeda', 'rencana', 'sisa'])
    for (const person of [...outsiders, null]) {
      const answer = await post(person, paths.audits(), { intent, tutup: inTenDays(), banyak: '3' });
      expect([404, 302]).toContain(answer.status);
      if (answer.status === 302) expect(answer.headers.get('location')).toContain('/masuk');
    }
  expect(await passes()).toEqual([]);
  expect(await database.db.$count(audits)).toBe(0);
});
