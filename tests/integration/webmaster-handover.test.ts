/** Webmasters who invite, hand over and leave, and people who register: who has gone reaches nothing afterwards. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeDoor } from '#app/identity/door.server.ts';
import { paths } from '#app/paths.ts';
import {
  account,
  activity,
  type contests,
  invitations,
  session,
  user,
  webmasterRequests,
  webmasters,
} from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser, signIn } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;
let database: TestDatabase;
let contest: typeof contests.$inferSelect;
let organizer: Person;
let entry: Awaited<ReturnType<typeof makeEntry>>;
let other: Awaited<ReturnType<typeof makeEntry>>;
let siti: Person;
let neighbour: Person;
beforeAll(async () => {
  database = await testDatabase();
  contest = await makeSmallContest({ phase: 'audit', year: 2043 });
  organizer = await makeUser('organizer');
});
afterAll(() => database.drop());
beforeEach(async () => {
  entry = await makeEntry(contest.id);
  other = await makeEntry(contest.id);
  await makeAudit(entry, 70);
  siti = await makeUser('webmaster', { name: 'Siti', agencyIds: [entry.agencyId] });
  neighbour = await makeUser('webmaster', { name: 'Tetangga', agencyIds: [other.agencyId] });
});

const invite = (who: Person, sesudah: 'tetap' | 'berakhir', agencyId = entry.agencyId) =>
  post(who, paths.webmasterPeople(), { intent: 'undang', agencyId, name: 'Wati Baru', sesudah });
const linkIn = async (answer: Response) => /\/undangan\/[\w-]+/.exec(await answer.text())?.[0] ?? '';
let serial = 0;
/** Opens a link as somebody new; the cookie of their session. */
async function comeBy(link: string) {
  serial += 1;
  const password = 'kata sandi yang panjang';
  const answer = await post(null, link, { email: `baru-${serial}@contoh.go.id`, password, repeat: password });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return { status: answer.status, cookie };
}
const mayRead = async (who: { cookie: string } | null, id = entry.id) =>
  (await visit(who, paths.webmasterEntry(id))).status === 200;
const isWebmaster = async (userId: string, agencyId = entry.agencyId) =>
  (
    await database.db
      .select()
      .from(webmasters)
      .where(and(eq(webmasters.userId, userId), eq(webmasters.agencyId, agencyId)))
  ).length > 0;
/** Whatever a webmaster has, as page and as data. */
const places = (id: string) => [
  paths.webmaster(),
  paths.webmasterPeople(),
  paths.webmasterEntry(id),
  paths.webmasterCheck(id),
  paths.webmasterCheckStream(id),
  paths.webmasterContacts(id),
  paths.webmasterHistory(id),
  paths.webmasterInformation(id),
  paths.webmasterLetter(id, 'hosting'),
];

test('a colleague comes by a link and both stay; a successor comes and the other is out everywhere at once', async () => {
  const first = await comeBy(await linkIn(await invite(siti, 'tetap')));
  expect([first.status, await mayRead(first), await mayRead(siti)]).toEqual([302, true, true]);
  expect(await mayRead(first, other.id)).toBe(false);

  const link = await linkIn(await invite(siti, 'berakhir'));
  expect(await (await visit(null, link)).text()).toContain('berakhir');
  expect(await mayRead(siti)).toBe(true);
  const device = await signIn(siti.id);
  const [one, two] = await Promise.all([comeBy(link), comeBy(link)]);
  expect([one.status, two.status].sort()).toEqual([302, 410]);
  const successor = one.status === 302 ? one : two;
  expect(await mayRead(successor)).toBe(true);
  for (const gone of [siti, device]) {
    for (const place of places(entry.id))
      for (const address of [place, `${place}.data`]) {
        const answer = await visit(gone, address);
        expect([address, [202, 302, 404].includes(answer.status)]).toEqual([address, true]);
        expect(await answer.text(), address).not.toContain(entry.name);
      }
  }
  expect((await post(siti, paths.webmasterCheck(entry.id), {})).status).toBe(302);
  // The password is gone with the last agency.
  expect(await database.db.select().from(account).where(eq(account.userId, siti.id))).toEqual([]);
  expect(await database.db.select().from(session).where(eq(session.userId, siti.id))).toEqual([]);
  const desk = (await (await visit(organizer, paths.webmasterDesk())).text()).replace(/<!-- -->/g, '');
  expect(desk).toContain('akses Siti berakhir');
  const written = await database.db.select().from(activity).where(eq(activity.subject, entry.agencyId));
  expect(written.map(({ action }) => action).sort()).toEqual(['webmaster.begin', 'webmaster.begin', 'webmaster.end']);
});

test('another agency stays with who hands one over; what they invited to the one ends with it', async () => {
  await database.db.insert(webmasters).values({ userId: siti.id, agencyId: other.agencyId });
  const dangling = await linkIn(await invite(siti, 'tetap'));
  const successor = await comeBy(await linkIn(await invite(siti, 'berakhir')));
  expect(successor.status).toBe(302);
  expect(await mayRead(siti, other.id)).toBe(false);
  expect((await comeBy(dangling)).status).toBe(410);
  const again = await signIn(siti.id);
  expect([await mayRead(again, other.id), await mayRead(again, entry.id)]).toEqual([true, false]);
});

test('nobody leaves an agency without anybody; with a link waiting one leaves right away, and the link stays good', async () => {
  const leave = (who: Person) => post(who, paths.webmasterPeople(), { intent: 'akhiri', agencyId: entry.agencyId });
  const alone = await leave(siti);
  expect([alone.status, await alone.text()]).toEqual([422, expect.stringContaining('Undang pengganti dahulu')]);
  const link = await linkIn(await invite(siti, 'tetap'));
  const left = await leave(siti);
  expect([left.status, left.headers.get('location')]).toEqual([302, '/masuk?selesai=akses']);
  expect(await mayRead(siti)).toBe(false);
  expect(await mayRead(await comeBy(link))).toBe(true);
  // Two who leave at the same time are not both the other's colleague.
  const [a, b] = [
    await makeUser('webmaster', { agencyIds: [other.agencyId] }),
    await makeUser('webmaster', { agencyIds: [other.agencyId] }),
  ];
  await closeDoor(neighbour.id, organizer.id);
  const both = await Promise.all(
    [a, b].map((who) => post(who, paths.webmasterPeople(), { intent: 'akhiri', agencyId: other.agencyId })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([302, 422]);
});

test('by id nobody invites to, leaves or takes back links of another agency; the organizer sees all and takes back any', async () => {
  const made = await invite(siti, 'berakhir');
  const link = await linkIn(made);
  const [row] = await database.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.agencyId, entry.agencyId), eq(invitations.createdBy, siti.id)));
  const invitation = row?.id ?? '';
  for (const who of [neighbour, organizer, await makeUser('judge')]) {
    expect((await invite(who, 'tetap')).status).toBe(404);
    const acts: Record<string, string>[] = [
      { intent: 'akhiri', agencyId: entry.agencyId },
      { intent: 'cabut', invitation },
    ];
    for (const fields of acts) expect((await post(who, paths.webmasterPeople(), fields)).status).toBe(404);
  }
  for (const who of [neighbour, siti, await makeUser('chiefJudge')]) {
    expect((await visit(who, paths.webmasterDesk())).status).toBe(404);
    const fields = { intent: 'akhiri', userId: siti.id, agencyId: entry.agencyId };
    expect((await post(who, paths.webmasterDesk(), fields)).status).toBe(404);
  }
  expect(await (await visit(neighbour, paths.webmasterPeople())).text()).not.toContain('Wati Baru');
  expect(await (await visit(organizer, paths.webmasterDesk())).text()).toContain('Wati Baru');
  expect((await post(organizer, paths.webmasterDesk(), { intent: 'cabut', invitation })).status).toBe(302);
  expect((await comeBy(link)).status).toBe(410);
  expect(await mayRead(siti)).toBe(true);
  for (let i = 0; i < 5; i += 1) expect((await invite(siti, 'tetap')).status).toBe(200);
  expect((await invite(siti, 'tetap')).status).toBe(422);

  const open = await linkIn(await invite(neighbour, 'tetap', other.agencyId));
  expect(
    (await post(organizer, paths.webmasterDesk(), { intent: 'akhiri', userId: neighbour.id, agencyId: other.agencyId }))
      .status,
  ).toBe(302);
  expect([await mayRead(neighbour, other.id), (await comeBy(open)).status]).toEqual([false, 410]);
});

test('closing a webmaster’s access takes the links they handed out', async () => {
  const link = await linkIn(await invite(siti, 'berakhir'));
  await closeDoor(siti.id, organizer.id);
  expect((await comeBy(link)).status).toBe(410);
});

test('a webmaster of another agency takes a link with the account they have; nobody else does', async () => {
  const link = await linkIn(await invite(siti, 'berakhir'));
  for (const who of [siti, organizer, await makeUser('judge'), null])
    expect((await post(who, link, { intent: 'join' })).status).toBe(409);
  expect(await isWebmaster(siti.id)).toBe(true);
  expect((await post(neighbour, link, { intent: 'join' })).status).toBe(302);
  expect([await mayRead(neighbour), await mayRead(neighbour, other.id), await mayRead(siti)]).toEqual([
    true,
    true,
    false,
  ]);
});

const asked = { name: 'Rina Daftar', email: 'rina@contoh.go.id', duty: 'pranata komputer' };
const registered = (values: Record<string, string> = {}) =>
  post(null, paths.register(), { ...asked, agencyId: entry.agencyId, ...values });
const waiting = () => database.db.select().from(webmasterRequests);

test('registering is closed until the organizer opens it, and lets nobody in before the organizer has confirmed', async () => {
  expect([(await visit(null, paths.register())).status, (await registered()).status]).toEqual([404, 404]);
  for (const who of [siti, await makeUser('judge')])
    expect((await post(who, paths.webmasterDesk(), { intent: 'buka' })).status).toBe(404);
  expect((await post(organizer, paths.webmasterDesk(), { intent: 'buka' })).status).toBe(302);
  expect(await (await visit(null, paths.signIn())).text()).toContain(paths.register());
  const wrong = await registered({ email: 'bukan', duty: 'x' });
  const shown = await wrong.text();
  expect([wrong.status, shown]).toEqual([422, expect.stringContaining('alamat surel yang benar')]);
  expect(shown).toContain('Rina Daftar');
  // A known address gets the same answer as a new one.
  const answers = [await registered(), await registered(), await registered({ email: siti.email })];
  expect(answers.map((answer) => [answer.status, answer.headers.get('location')])).toEqual(
    answers.map(() => [302, '/daftar?terima']),
  );
  expect(await waiting()).toHaveLength(2);
  expect(await database.db.select().from(user).where(eq(user.email, asked.email))).toEqual([]);
  const home = (await (await visit(organizer, paths.organizer())).text()).replace(/<!-- -->/g, '');
  expect(home).toContain('2 pendaftaran pengelola situs menunggu Anda');
  // More from one place is held back.
  expect((await registered()).status).toBe(302);
  expect((await registered()).status).toBe(302);
  expect((await registered()).status).toBe(429);

  const rina = (await waiting()).find(({ email }) => email === asked.email);
  const permintaan = rina?.id ?? '';
  expect((await post(siti, paths.webmasterDesk(), { intent: 'setujui', permintaan })).status).toBe(404);
  const link = await linkIn(await post(organizer, paths.webmasterDesk(), { intent: 'setujui', permintaan }));
  expect((await post(organizer, paths.webmasterDesk(), { intent: 'setujui', permintaan })).status).toBe(409);
  expect(await mayRead(await comeBy(link))).toBe(true);
  // Refused: nothing of the person is kept.
  const left = (await waiting())[0]?.id ?? '';
  expect((await post(organizer, paths.webmasterDesk(), { intent: 'tolak', permintaan: left })).status).toBe(302);
  expect(await waiting()).toEqual([]);
});

test('confirmed for somebody known: a webmaster has one agency more, another role is refused', async () => {
  const add = async (email: string) =>
    (
      await database.db
        .insert(webmasterRequests)
        .values({ ...asked, email, agencyId: entry.agencyId })
        .returning()
    )[0]?.id ?? '';
  const confirm = (permintaan: string) => post(organizer, paths.webmasterDesk(), { intent: 'setujui', permintaan });
  expect((await confirm(await add(neighbour.email))).status).toBe(302);
  expect(await mayRead(neighbour)).toBe(true);
  const judge = await makeUser('chiefJudge');
  expect((await confirm(await add(judge.email))).status).toBe(409);
  expect(await isWebmaster(judge.id)).toBe(false);
  await database.db.delete(webmasterRequests);
});
