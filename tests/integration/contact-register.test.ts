/** The register of official channels: what a webmaster proposes, what counts, and what the organizer writes down. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmedChannels, saveRegister } from '#app/contest/entries.server.ts';
import { paths } from '#app/paths.ts';
import { contactChanges, contactProposals, contactRegister, contests, entries, responseTests } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let contest: typeof contests.$inferSelect;
let entry: typeof entries.$inferSelect;
let organizer: Awaited<ReturnType<typeof makeUser>>;
let own: Awaited<ReturnType<typeof makeUser>>;
let other: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  database = await testDatabase();
  contest = await makeSmallContest({ phase: 'audit', year: 2042 });
  entry = await makeEntry(contest.id, { name: 'Dinas Sambung' });
  organizer = await makeUser('organizer');
  own = await makeUser('webmaster', { agencyIds: [entry.agencyId] });
  other = await makeUser('webmaster', { agencyIds: [(await makeEntry(contest.id)).agencyId] });
});
afterAll(() => database.drop());

const open = async () =>
  (await database.db.select().from(contactProposals).where(eq(contactProposals.agencyId, entry.agencyId))).filter(
    ({ state }) => state === 'open',
  );
const current = async () =>
  (await database.db.select().from(entries).where(eq(entries.id, entry.id)))[0]?.currentAuditId ?? null;
const propose = (value: string, channel = 'whatsapp') =>
  post(own, paths.webmasterContacts(entry.id), { channel, value });
const act = (fields: Record<string, string>) => post(organizer, paths.channelDesk(entry.agencyId), fields);
const record = (fields: Record<string, string> = {}) =>
  act({
    intent: 'uji',
    agencyId: entry.agencyId,
    channel: 'whatsapp',
    value: '0812 0000 1111',
    sentAt: '2026-03-02T09:00',
    answeredAt: '',
    note: '',
    ...fields,
  });

test('a proposal counts for nothing; a newer one of the channel replaces it, and a wrong one says what is wrong', async () => {
  const auditId = await makeAudit(entry, 70);
  const wrong = await propose('0812 0000 1111 (Budi)');
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('bukan nomor Indonesia')]);
  expect((await propose('0812-0000-9999')).status).toBe(302);
  expect((await propose('0812 0000 1111')).status).toBe(302);
  expect((await open()).map(({ value }) => value)).toEqual(['+6281200001111']);
  expect(await confirmedChannels(entry.agencyId)).toEqual([]);
  expect(await current()).toBe(auditId);
  const home = await (await visit(organizer, paths.organizer())).text();
  expect(home.replace(/<!-- -->/g, '')).toContain('1 usulan kontak dari OPD menunggu keputusan Anda');
});

test('nobody else proposes or sees the agency’s channels', async () => {
  for (const person of [other, organizer, await makeUser('judge')]) {
    const address = paths.webmasterContacts(entry.id);
    expect((await post(person, address, { channel: 'sms', value: '0812 0000 2222' })).status).toBe(404);
    for (const each of [address, `${address}.data`])
      expect(await (await visit(person, each)).text()).not.toContain('+62812');
  }
  for (const person of [own, other]) {
    expect((await visit(person, paths.channelDesk(entry.agencyId))).status).toBe(404);
    expect(
      (await post(person, paths.channelDesk(), { intent: 'pasti', proposalId: (await open())[0]?.id ?? '' })).status,
    ).toBe(404);
  }
  expect(await open()).toHaveLength(1);
});

test('the organizer confirms only what answered a test message; then it counts, with its history, and asks for an audit', async () => {
  const [proposal] = await open();
  const confirm = () => act({ intent: 'pasti', proposalId: proposal?.id ?? '' });
  const early = await confirm();
  expect([early.status, await early.text()]).toEqual([
    422,
    expect.stringContaining('Belum ada pesan uji yang dijawab'),
  ]);
  // A message to another number tells nothing of this one.
  expect((await record({ value: '0812 0000 9999', answeredAt: '2026-03-02T09:30' })).status).toBe(302);
  expect((await confirm()).status).toBe(422);
  expect((await record()).status).toBe(302);
  expect((await confirm()).status).toBe(422);
  const [test] = await database.db.select().from(responseTests).where(eq(responseTests.value, '+6281200001111'));
  const answer = (answeredAt: string) => act({ intent: 'jawab', testId: test?.id ?? '', answeredAt });
  const before = await answer('2026-03-02T08:59');
  expect([before.status, await before.text()]).toEqual([422, expect.stringContaining('lebih awal')]);
  expect((await answer('2026-03-02T10:30')).status).toBe(302);
  expect((await answer('2026-03-02T09:01')).status).toBe(422);
  expect((await confirm()).status).toBe(302);
  expect(await confirmedChannels(entry.agencyId)).toEqual([{ channel: 'whatsapp', value: '+6281200001111' }]);
  expect(await current()).toBeNull();
  expect((await confirm()).status).toBe(422);
  const changes = await database.db.select().from(contactChanges).where(eq(contactChanges.agencyId, entry.agencyId));
  expect(changes.map(({ before: from, after, confirmed, userId }) => [from, after, confirmed, userId])).toEqual([
    [null, '+6281200001111', true, organizer.id],
  ]);
  expect((await propose('+62 812-0000-1111')).status).toBe(422);
  const shown = (await (await visit(own, paths.webmasterContacts(entry.id))).text()).replace(/<!-- -->/g, '');
  expect(shown).toContain('dijawab dalam 1,5 jam');
});

test('a refusal has a reason that the webmaster reads; a wrong moment keeps what was typed', async () => {
  expect((await propose('dinas.sambung', 'instagram')).status).toBe(302);
  const [proposal] = await open();
  const refuse = (reason: string) => act({ intent: 'tolak', proposalId: proposal?.id ?? '', reason });
  expect((await refuse(' ')).status).toBe(422);
  expect((await refuse('Akun itu milik pegawai')).status).toBe(302);
  expect(await (await visit(own, paths.webmasterContacts(entry.id))).text()).toContain('Akun itu milik pegawai');
  const future = await record({ sentAt: '2999-01-01T09:00', note: 'dikirim dari nomor dinas' });
  const text = await future.text();
  expect([future.status, text]).toEqual([422, expect.stringContaining('waktu yang sudah lewat')]);
  expect(text).toContain('dikirim dari nomor dinas');
  expect((await record({ answeredAt: 'kemarin' })).status).toBe(422);
});

test('what the organizer writes by hand leaves history too, and none where nothing changed', async () => {
  const rows = [
    { channel: 'whatsapp' as const, value: '+6281200001111', confirmed: true },
    { channel: 'email' as const, value: 'sambung@uji.go.id', confirmed: false },
  ];
  const count = async () =>
    (await database.db.select().from(contactChanges).where(eq(contactChanges.agencyId, entry.agencyId))).length;
  const before = await count();
  expect(await saveRegister(entry.id, rows, organizer.id)).toBe(true);
  expect(await count()).toBe(before + 1);
  expect(await saveRegister(entry.id, rows, organizer.id)).toBe(true);
  expect(await count()).toBe(before + 1);
});

test('while judges are at it proposals wait and the register stands still; test messages are still written down', async () => {
  expect((await propose('0812 0000 3333')).status).toBe(302);
  expect((await record({ value: '0812 0000 3333', answeredAt: '2026-03-02T09:30' })).status).toBe(302);
  await database.db.update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contest.id));
  const auditId = await makeAudit(entry, 70);
  const [proposal] = await open();
  const refused = await act({ intent: 'pasti', proposalId: proposal?.id ?? '' });
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('Penilaian sedang berlangsung'),
  ]);
  expect((await record({ channel: 'sms', value: '0812 0000 3333' })).status).toBe(302);
  expect(await open()).toHaveLength(1);
  // Once released it may change again, and what counted stays.
  await database.db.update(contests).set({ phase: 'terbit' }).where(eq(contests.id, contest.id));
  expect((await act({ intent: 'pasti', proposalId: proposal?.id ?? '' })).status).toBe(302);
  expect(await current()).toBe(auditId);
  const kept = await database.db.select().from(contactRegister).where(eq(contactRegister.agencyId, entry.agencyId));
  expect(kept.find(({ channel }) => channel === 'whatsapp')?.value).toBe('+6281200003333');
});
