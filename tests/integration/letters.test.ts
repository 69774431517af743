/** Letters by a real SMTP server on loopback: whom, what, once. */
import type { AddressInfo } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import nodemailer from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { savePlans } from '#app/contest/phase-clock.server.ts';
import { closeDoor, invite } from '#app/identity/door.server.ts';
import { mailInvitation, sendAgain, sendLetter } from '#app/identity/letters.server.ts';
import { mayHaveArrived } from '#app/identity/mail.server.ts';
import { writeReminders } from '#app/judging/reminders.server.ts';
import { assignments, contests, invitations, letters, recusals, user, webmasters } from '#db/schema.ts';
import { type TestDatabase, testDatabase, testOrigin } from '#tests/support/database.ts';
import { makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser, requestAs } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

interface Received {
  to: string[];
  text: string;
}
let received: Received[] = [];
/** What the server does with the next mail: takes it, or not. */
let refusal: { code: number } | 'cut' | null = null;

/** Quoted-printable as text. */
const decoded = (raw: string) => {
  const bytes = raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, callback) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const why = refusal;
      refusal = null;
      if (why && why !== 'cut') return callback(Object.assign(new Error('tidak'), { responseCode: why.code }));
      const to = session.envelope.rcptTo.map(({ address }) => address);
      received.push({ to, text: decoded(Buffer.concat(parts).toString('latin1')) });
      // The mail was taken and the sender never hears of it.
      if (why !== 'cut') return callback();
      const { connections } = server as unknown as { connections: Set<{ _socket: { destroy: () => void } }> };
      for (const each of connections) each._socket.destroy();
    });
  },
});

let database: TestDatabase;
let organizer: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  process.env.MAIL_FROM = 'Panitia Lomba <panitia@contoh.go.id>';
  database = await testDatabase();
  organizer = await makeUser('organizer');
});
afterAll(async () => {
  await database.drop();
  await new Promise<void>((resolve) => server.close(resolve));
});
beforeEach(async () => {
  received = [];
  refusal = null;
  await database.db.delete(letters);
});

const send = (letterId: string) => sendLetter({ letterId }, { jobId: 'uji', signal: new AbortController().signal });
const all = () => database.db.select().from(letters).orderBy(letters.createdAt);
let serial = 0;
async function invited() {
  serial += 1;
  const email = `juri-${serial}@contoh.id`;
  const made = await invite({ role: 'judge', name: 'Juri Baru', email }, organizer.id, requestAs(null, '/'));
  if (!made.ok) throw new Error('not invited');
  const [row] = await database.db.select().from(invitations).where(eq(invitations.email, email));
  return { id: row?.id ?? '', email, shown: new URL(made.url).pathname };
}
const linkIn = (text: string) => new URL(/http\S+\/undangan\/\S+/.exec(text)?.[0] ?? 'http://x/').pathname;

test('an invitation goes to its address once, its link opens, and the link shown before does not any more', async () => {
  const { id, email, shown } = await invited();
  const fields = { intent: 'mail', invitation: id, terkirim: '0' };
  expect((await post(null, '/panitia/orang', fields)).status).toBe(302);
  expect(await all()).toEqual([]);
  // Pressed twice at once.
  await Promise.all([post(organizer, '/panitia/orang', fields), post(organizer, '/panitia/orang', fields)]);
  const [letter, ...more] = await all();
  expect(more).toEqual([]);
  // No link in the database, before or after.
  expect(JSON.stringify(letter)).not.toContain('undangan');
  await Promise.all([send(letter?.id ?? ''), send(letter?.id ?? '')]);
  await send(letter?.id ?? '');
  expect(received.map(({ to }) => to)).toEqual([[email]]);
  expect(received[0]?.text).toContain('Yth. Juri Baru,');
  const link = linkIn(received[0]?.text ?? '');
  expect((await visit(null, link)).status).toBe(200);
  expect((await visit(null, shown)).status).not.toBe(200);
  expect((await all())[0]).toMatchObject({ state: 'sent', tries: 1 });

  // Sent again on purpose: another letter, and the first link is dead.
  await mailInvitation(id, 1, organizer.id, testOrigin);
  await send((await all())[1]?.id ?? '');
  expect(received).toHaveLength(2);
  expect((await visit(null, link)).status).not.toBe(200);
  const log = await (await visit(organizer, '/panitia/surat')).text();
  expect(log).toContain(email);
});

test('a revoked invitation is not mailed, not even when its letter waits already', async () => {
  const { id } = await invited();
  await mailInvitation(id, 0, organizer.id, testOrigin);
  await post(organizer, '/panitia/orang', { intent: 'revoke', invitation: id });
  await send((await all())[0]?.id ?? '');
  expect(received).toEqual([]);
  expect((await all())[0]?.state).toBe('dropped');
  expect(await mailInvitation(id, 1, organizer.id, testOrigin)).toBe(false);
});

test('refused for now it is tried again; refused for good it waits for the organizer; uncertain it is never repeated', async () => {
  const { id, email } = await invited();
  await mailInvitation(id, 0, organizer.id, testOrigin);
  const letterId = (await all())[0]?.id ?? '';
  const state = async () => (await all())[0]?.state;
  refusal = { code: 451 };
  await expect(send(letterId)).rejects.toThrow();
  expect(await state()).toBe('queued');
  refusal = { code: 550 };
  await send(letterId);
  expect(await state()).toBe('failed');
  expect(received).toEqual([]);
  await send(letterId);
  expect(received).toEqual([]);
  expect(await sendAgain(letterId, organizer.id)).toBe(true);
  refusal = 'cut';
  await send(letterId);
  expect([await state(), received.length]).toEqual(['sending', 1]);
  await send(letterId);
  expect(received.map(({ to }) => to)).toEqual([[email]]);
});

test('a server that is away is asked again later: nothing of the letter has gone out', async () => {
  const away = await new Promise<unknown>((resolve) => {
    nodemailer
      .createTransport('smtp://127.0.0.1:1')
      .sendMail({ from: 'a@contoh.id', to: 'b@contoh.id', text: 'x' })
      .catch(resolve);
  });
  expect(away).toBeInstanceOf(Error);
  expect(mayHaveArrived(away)).toBe(false);
});

test('judges with sheets left and webmasters are reminded before the deadline, each once for each day of it', async () => {
  const contest = await makeSmallContest({ phase: 'penilaian' });
  const entry = await makeEntry(contest.id);
  const people = [];
  for (const name of ['Sudah', 'Belum', 'Mundur', 'English']) {
    const judge = await makeUser('judge', { name });
    await database.db
      .update(user)
      .set({ email: `${name.toLowerCase()}@contoh.id` })
      .where(eq(user.id, judge.id));
    await database.db
      .insert(assignments)
      .values({ contestId: contest.id, entryId: entry.id, judgeId: judge.id })
      .onConflictDoNothing();
    people.push(judge);
  }
  const [done, , recused, english] = people;
  if (!done || !recused || !english) throw new Error('no judges');
  await makeSheet(entry, done, { K1: 80, K2: 60 });
  await database.db
    .insert(recusals)
    .values({ entryId: entry.id, judgeId: recused.id, reason: 'kerabat', confirmedAt: new Date() });
  await database.db.update(user).set({ locale: 'en' }).where(eq(user.id, english.id));
  const deadline = new Date(Date.now() + 10 * 24 * 3_600_000);
  await savePlans(contest.id, { pleno: deadline }, organizer.id);
  const at = (daysBefore: number) => new Date(deadline.getTime() - daysBefore * 24 * 3_600_000);

  await writeReminders(at(4));
  expect(await all()).toEqual([]);
  await Promise.all([writeReminders(at(2.9)), writeReminders(at(2.9))]);
  await writeReminders(at(2));
  const first = await all();
  expect(first.map(({ toEmail }) => toEmail).sort()).toEqual(['belum@contoh.id', 'english@contoh.id']);
  for (const { id } of first) await send(id);
  expect(received.find(({ to }) => to[0] === 'belum@contoh.id')?.text).toContain('1 lembar nilai');
  expect(received.find(({ to }) => to[0] === 'english@contoh.id')?.text).toContain('Dear English,');
  await writeReminders(at(0.9));
  expect(await all()).toHaveLength(4);

  const auditing = await makeSmallContest({ phase: 'audit', auditClosesAt: deadline });
  const site = await makeEntry(auditing.id);
  await makeUser('webmaster', { agencyIds: [site.agencyId] });
  await makeUser('webmaster');
  await writeReminders(at(2.5));
  await writeReminders(at(2.4));
  const reminded = (await all()).filter(({ kind }) => kind === 'webmasterReminder');
  expect(reminded).toHaveLength(1);
  // Its day has passed while it waited: it is not sent any more.
  await database.db
    .update(letters)
    .set({ data: sql`jsonb_set(${letters.data}, '{deadline}', '"2020-01-01T00:00:00.000Z"')` })
    .where(eq(letters.id, reminded[0]?.id ?? ''));
  await send(reminded[0]?.id ?? '');
  expect((await all()).find(({ id }) => id === reminded[0]?.id)?.state).toBe('dropped');
});

test('who took part before is told of the new contest once: judges with a link of their own, the others to sign in', async () => {
  // Before the contest: a judge who came by an invitation, one whose door was closed, a chief judge, two webmasters.
  const before = async (role: 'judge' | 'chiefJudge' | 'webmaster', name: string, email: string) => {
    const person = await makeUser(role, { name });
    const createdAt = new Date('2020-01-01T00:00:00Z');
    await database.db.update(user).set({ email, createdAt }).where(eq(user.id, person.id));
    return person;
  };
  await database.db.update(user).set({ createdAt: new Date('2999-01-01T00:00:00Z') });
  const { id: invitedId, email, shown } = await invited();
  expect((await post(null, shown, {})).status).toBe(302);
  const [judge] = await database.db
    .update(user)
    .set({ name: 'Juri Lama', createdAt: new Date('2020-01-01T00:00:00Z') })
    .where(sql`${user.id} = (SELECT used_by FROM invitations WHERE id = ${invitedId})`)
    .returning();
  const closed = await before('judge', 'Juri Tutup', 'tutup@contoh.id');
  await closeDoor(closed.id, organizer.id);
  await before('chiefJudge', 'Ketua Lama', 'ketua@contoh.id');
  const own = await before('webmaster', 'Pengelola Lama', 'pengelola@contoh.id');
  await before('webmaster', 'Pengelola Lain', 'lain@contoh.id');
  await before('judge', 'Juri Tanpa Surel', `${crypto.randomUUID()}@juri.invalid`);
  const contest = await makeSmallContest({ phase: 'persiapan', year: 2150, name: 'Lomba Website 2150' });
  const entry = await makeEntry(contest.id, { name: 'Dinas Ingat' });
  await database.db.insert(webmasters).values({ userId: own.id, agencyId: entry.agencyId });
  // They are not invited a second time: that would make two of one judge.
  expect(await invite({ role: 'judge', name: 'Juri Lama', email }, organizer.id, requestAs(null, '/'))).toEqual({
    ok: false,
    takenBy: { id: judge?.id, name: 'Juri Lama' },
  });
  await database.db.delete(letters);

  const tell = () => post(organizer, '/panitia/orang', { intent: 'known' });
  expect((await post(null, '/panitia/orang', { intent: 'known' })).status).toBe(302);
  expect(await all()).toEqual([]);
  const screen = await (await visit(organizer, '/panitia/orang')).text();
  expect(screen).toContain('Kabari 3 orang lewat surel');
  expect(screen).toContain('Juri Tanpa Surel');
  // Pressed twice at once, and again later.
  const told = (await Promise.all([tell(), tell()])).map((answer) => answer.headers.get('location'));
  expect(told.sort()).toEqual(['/panitia/orang?dikabari=0', '/panitia/orang?dikabari=3']);
  await tell();
  const written = await all();
  expect(written.map(({ toEmail }) => toEmail).sort()).toEqual(
    ['ketua@contoh.id', 'pengelola@contoh.id', email].sort(),
  );
  expect(JSON.stringify(written)).not.toContain('undangan/');
  for (const { id } of [...written, ...written]) await send(id);
  expect(received).toHaveLength(3);
  const to = (address: string) => received.find((each) => each.to[0] === address)?.text ?? '';
  expect(to(email)).toContain('kembali menjadi juri dalam Lomba Website 2150');
  expect(to('ketua@contoh.id')).toMatch(/ketua juri dalam Lomba Website 2150[\s\S]*\/masuk/);
  expect(to('pengelola@contoh.id')).toContain('Dinas Ingat');
  for (const address of ['ketua@contoh.id', 'pengelola@contoh.id']) expect(to(address)).not.toContain('/undangan/');
  // The judge's link lets in that very judge, once.
  const link = linkIn(to(email));
  expect((await post(null, link, {})).status).toBe(302);
  expect((await visit(null, link)).status).not.toBe(200);
  const after = await (await visit(organizer, '/panitia/orang')).text();
  expect(after).not.toContain('value="known"');
  expect(await (await visit(organizer, '/panitia/surat')).text()).toContain('Kabar lomba baru');

  // A link that was taken back before its turn is not sent; nor is a letter to a webmaster who has left.
  await database.db.delete(letters);
  await tell();
  const again = await all();
  await database.db.delete(webmasters).where(eq(webmasters.userId, own.id));
  for (const { invitationId } of again)
    if (invitationId) await post(organizer, '/panitia/orang', { intent: 'revoke', invitation: invitationId });
  received = [];
  for (const { id } of again) await send(id);
  expect(received.map((each) => each.to[0])).toEqual(['ketua@contoh.id']);

  // Once results are near nobody is told any more.
  await database.db.delete(letters);
  await database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contest.id));
  expect((await tell()).headers.get('location')).toBe('/panitia/orang?dikabari=0');
  expect(await all()).toEqual([]);
});
