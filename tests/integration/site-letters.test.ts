/** Letters about a site by a real SMTP server: once when something breaks, once when it is well, to whom it concerns. */
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aLink, aVisit } from '#app/audit/checks/visit.fixture.ts';
import type { Handshake } from '#app/audit/site-facts.server.ts';
import { watchSites } from '#app/audit/site-watch.server.ts';
import { packVisit } from '#app/audit/visit-artifact.ts';
import { sendLetter } from '#app/identity/letters.server.ts';
import { paths } from '#app/paths.ts';
import {
  account,
  artifacts,
  availabilityProbes,
  contactRegister,
  contests,
  entries,
  findingDecisions,
  letters,
  signals,
  siteAlerts,
  webmasters,
} from '#db/schema.ts';
import { createAuthority } from '#tests/fixtures/authority.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { openMailbox } from '#tests/support/mailbox.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let contest: Awaited<ReturnType<typeof makeSmallContest>>;
let entry: Awaited<ReturnType<typeof makeEntry>>;
let siti: Awaited<ReturnType<typeof makeUser>>;
let budi: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  mailbox = await openMailbox();
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
  await mailbox.close();
});
beforeEach(async () => {
  mailbox.received.length = 0;
  await database.db.delete(letters);
  await database.db.update(contests).set({ phase: 'penilaian' }).where(eq(contests.phase, 'audit'));
  contest = await makeSmallContest({ phase: 'audit' });
  entry = await makeEntry(contest.id, { name: 'Dinas Siaga' });
  siti = await makeUser('webmaster', { name: 'Siti', agencyIds: [entry.agencyId] });
  budi = await makeUser('webmaster', { name: 'Budi', agencyIds: [entry.agencyId] });
});

const now = new Date('2026-05-12T03:08:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const probed = (minutes: number, answered: boolean) =>
  database.db.insert(availabilityProbes).values({
    entryId: entry.id,
    at: later(minutes - 8),
    answered,
    code: answered ? null : 'timeout',
    durationMs: 10,
  });
const all = async () =>
  (await database.db.select().from(letters)).map(({ id, kind, toName, state }) => ({ id, kind, toName, state }));
const told = async (kind: string) =>
  (await all())
    .filter((each) => each.kind === kind)
    .map(({ toName }) => toName)
    .sort();
async function sendAll() {
  for (const { id, state } of await all())
    if (state === 'queued') await sendLetter({ letterId: id }, { jobId: 'uji', signal: new AbortController().signal });
}
/** What is in the mailbox as one line, letter by letter, then it is emptied. */
const read = () => mailbox.received.splice(0).map(({ text }) => text.replace(/\s+/g, ' '));

test('down twice in a row is told once to each webmaster of the agency, and its end to those who were told', async () => {
  await makeUser('webmaster', { name: 'Lain', agencyIds: [(await makeEntry(contest.id)).agencyId] });
  const gone = await makeUser('webmaster', { name: 'Ditutup', agencyIds: [entry.agencyId] });
  await database.db.delete(account).where(eq(account.userId, gone.id));
  await probed(0, false);
  await watchSites(null, now);
  expect(await all()).toEqual([]);
  await probed(15, false);
  await Promise.all([watchSites(null, later(15)), watchSites(null, later(15))]);
  await probed(30, false);
  await watchSites(null, later(30));
  expect(await told('siteBroken')).toEqual(['Budi', 'Siti']);
  await database.db.update(letters).set({ state: 'failed' }).where(eq(letters.userId, budi.id));
  await sendAll();
  const [first, ...more] = read();
  expect(more).toEqual([]);
  expect(first).toContain('Yth. Siti,');
  expect(first).toContain('tidak menjawab pada dua pemeriksaan berturut-turut');
  // One answer is not the end of it.
  await probed(45, true);
  await watchSites(null, later(45));
  await probed(60, true);
  await Promise.all([watchSites(null, later(60)), watchSites(null, later(60))]);
  expect(await told('siteWell')).toEqual(['Siti']);
  await sendAll();
  expect(read()).toEqual([expect.stringContaining('menjawab lagi')]);
  // Broken anew is another event.
  await probed(75, false);
  await probed(90, false);
  await watchSites(null, later(90));
  expect(await told('siteBroken')).toEqual(['Budi', 'Budi', 'Siti', 'Siti']);
});

test('who switched letters off gets none, nor who left while they waited; what is well before it was sent is not sent', async () => {
  expect((await visit(siti, paths.account())).status).toBe(200);
  expect((await post(siti, paths.account(), { intent: 'siteLetters', on: '0' })).status).toBe(302);
  await probed(0, false);
  await probed(15, false);
  await watchSites(null, later(15));
  expect(await told('siteBroken')).toEqual(['Budi']);
  await database.db.delete(webmasters).where(eq(webmasters.userId, budi.id));
  await sendAll();
  expect(read()).toEqual([]);
  expect((await all()).map(({ state }) => state)).toEqual(['dropped']);

  await database.db.insert(webmasters).values({ userId: budi.id, agencyId: entry.agencyId });
  await database.db.delete(siteAlerts);
  await database.db.delete(letters);
  await watchSites(null, later(15));
  await probed(30, true);
  await probed(45, true);
  await watchSites(null, later(45));
  expect((await all()).map(({ kind, state }) => [kind, state])).toEqual([['siteBroken', 'dropped']]);
  // Nobody else than a webmaster has such letters to switch off.
  const judge = await makeUser('judge');
  expect((await post(judge, paths.account(), { intent: 'siteLetters', on: '0' })).status).toBe(404);
});

test('only while the audit phase is open and nobody has paused it', async () => {
  await probed(0, false);
  await probed(15, false);
  for (const values of [{ phase: 'penilaian' as const }, { phase: 'audit' as const, auditPausedAt: new Date() }]) {
    await database.db.update(contests).set(values).where(eq(contests.id, contest.id));
    await watchSites(null, later(15));
    expect(await all()).toEqual([]);
  }
});

const spamIn = (auditId: string, value: 0 | 1) =>
  database.db.insert(signals).values({
    auditId,
    signal: 'injected-spam',
    outcome: 'measured',
    value,
    unit: '',
    evidence: value ? [{ url: entry.url ?? '', where: 'footer', text: 'slot gacor' }] : [],
  });

test('spam accuses nobody before a person has confirmed it, and what is found anew and undecided clears nobody', async () => {
  const first = await makeAudit(entry, 70);
  await spamIn(first, 1);
  await watchSites(null, now);
  expect(await all()).toEqual([]);
  await database.db.insert(findingDecisions).values({
    entryId: entry.id,
    auditId: first,
    signal: 'injected-spam',
    verdict: 'confirmed',
    reason: 'dilihat di halaman depan',
    userId: siti.id,
  });
  await watchSites(null, now);
  await watchSites(null, now);
  expect(await told('siteBroken')).toEqual(['Budi', 'Siti']);
  await sendAll();
  expect(read()[0]).toContain('memastikan adanya sisipan judi daring');
  const other = await makeAudit(entry, 70);
  await database.db.insert(signals).values({
    auditId: other,
    signal: 'injected-spam',
    outcome: 'measured',
    value: 1,
    unit: '',
    evidence: [{ url: 'https://lain/', text: 'lain' }],
  });
  await watchSites(null, now);
  expect(await told('siteWell')).toEqual([]);
  await spamIn(await makeAudit(entry, 70), 0);
  await watchSites(null, now);
  expect(await told('siteWell')).toEqual(['Budi', 'Siti']);
});

test('a registered number that a visit showed and the next does not is gone; another number registered ends it in silence', async () => {
  const { agencyId } = entry;
  const number = { agencyId, channel: 'whatsapp' as const, value: '+6281234567890', confirmedAt: new Date() };
  await database.db.insert(contactRegister).values(number);
  let minute = 0;
  const audited = async (hrefs: string[], outcome: 'measured' | 'unmeasured' = 'measured') => {
    minute += 1;
    const auditId = await makeAudit(entry, 70, { createdAt: later(minute), finishedAt: later(minute) });
    await database.db
      .insert(signals)
      .values({ auditId, signal: 'contacts-match-register', outcome, value: 1, unit: '', evidence: [] });
    const data = packVisit(aVisit({}, { links: hrefs.map((href) => aLink(href)) }));
    await database.db.insert(artifacts).values({ auditId, kind: 'visit', mime: 'application/gzip', data });
    await watchSites(null, now);
  };
  const shown = ['https://wa.me/6281234567890'];
  await audited([]);
  await audited(shown);
  await audited([], 'unmeasured');
  expect(await all()).toEqual([]);
  await audited(['https://wa.me/6289999999999']);
  await watchSites(null, now);
  expect(await told('siteBroken')).toEqual(['Budi', 'Siti']);
  await sendAll();
  expect(read()[0]).toContain('WhatsApp +6281234567890 dari daftar kontak resmi tidak lagi kami temukan');
  await audited(shown);
  expect(await told('siteWell')).toEqual(['Budi', 'Siti']);
  await audited([]);
  await database.db
    .update(contactRegister)
    .set({ value: '+6281200000000' })
    .where(eq(contactRegister.agencyId, agencyId));
  await watchSites(null, now);
  await audited([]);
  const open = await database.db.select().from(siteAlerts).where(eq(siteAlerts.entryId, entry.id));
  expect(open.filter(({ closedAt }) => closedAt === null)).toEqual([]);
  expect(await told('siteWell')).toEqual(['Budi', 'Siti']);
});

test('a certificate is due two weeks ahead; a renewed one is well; another address begins anew without a word', async () => {
  const authority = await createAuthority();
  const server = https.createServer(await authority.issue('localhost'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = `localhost:${(server.address() as AddressInfo).port}`;
  const handshake: Handshake = { policy: { allowPrivate: [place] }, extraCa: [authority.certificatePem] };
  await database.db
    .update(entries)
    .set({ url: `https://${place}/` })
    .where(eq(entries.id, entry.id));
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  await watchSites(handshake, inDays(60));
  expect(await all()).toEqual([]);
  await watchSites(handshake, inDays(80));
  await watchSites(handshake, inDays(81));
  expect(await told('siteBroken')).toEqual(['Budi', 'Siti']);
  await sendAll();
  expect(read()[0]).toContain('Sesudah itu peramban memperingatkan');
  // Seen from today it has long to go, as a renewed one has.
  await watchSites(handshake, new Date());
  expect(await told('siteWell')).toEqual(['Budi', 'Siti']);
  await watchSites(handshake, inDays(80));
  await database.db.update(entries).set({ url: 'https://pindah.invalid/' }).where(eq(entries.id, entry.id));
  await watchSites(handshake, inDays(80));
  const open = await database.db
    .select()
    .from(siteAlerts)
    .where(and(eq(siteAlerts.entryId, entry.id), eq(siteAlerts.kind, 'certificate')));
  expect(open.map(({ closedAt }) => closedAt === null)).toEqual([false, false]);
  expect(await told('siteWell')).toEqual(['Budi', 'Siti']);
  await new Promise((resolve) => server.close(resolve));
});
