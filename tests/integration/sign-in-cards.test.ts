/** Judges' cards and devices on a real database: once, one device each, taken back, cut off, nobody but judges. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENT_ADDRESS_HEADER } from '#app/identity/auth.server.ts';
import { cutDeviceOff, type Printing, printCards, readCardDesk, takeCardBack } from '#app/identity/card-desk.server.ts';
import { closeDoor, invite } from '#app/identity/door.server.ts';
import { redeemInvitation } from '#app/identity/invitations.server.ts';
import { findByCode, redeemCard } from '#app/identity/redeem-card.server.ts';
import { getSession, getViewer } from '#app/identity/session.server.ts';
import { type PrintedCard, readCard } from '#app/identity/sign-in-cards.server.ts';
import { departJudge } from '#app/judging/departures.server.ts';
import { activity, devices, markEdits, rateLimit, session, signInCards, user } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser, requestAs } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;
let database: TestDatabase;
let organizer: Person;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
});
afterAll(() => database.drop());

const TABLET = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Safari/537.36';
const from = (address = '192.0.2.1', person: { cookie: string } | null = null) =>
  requestAs(person, '/kartu/x', {
    method: 'POST',
    headers: { [CLIENT_ADDRESS_HEADER]: address, 'User-Agent': TABLET },
  });
const cookieOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
const attempt = () => crypto.randomUUID();
const nobody = { userIds: [], invitationIds: [], names: [], count: 1 };

function cardsOf(printing: Printing): PrintedCard[] {
  if (!printing.ok) throw new Error(printing.why);
  return printing.cards;
}
async function cardFor(judge: { id: string }): Promise<PrintedCard> {
  const [card] = cardsOf(await printCards({ ...nobody, userIds: [judge.id] }, organizer.id));
  if (!card) throw new Error('no card');
  return card;
}
/** A device that has come in by a card. */
async function enter(card: PrintedCard, by: 'token' | 'code' = 'token'): Promise<{ cookie: string }> {
  const result = await redeemCard(by === 'token' ? { token: card.token } : { code: card.code }, attempt(), from());
  if (!result.ok) throw new Error(result.reason);
  return { cookie: cookieOf(result.headers) };
}
const deviceOf = async (userId: string) => {
  const [row] = await database.db.select().from(devices).where(eq(devices.userId, userId));
  if (!row) throw new Error('no device');
  return row;
};
const beat = (person: { cookie: string }, judge: string, unsent: number | null) =>
  visit(person, '/juri/detak', {
    method: 'POST',
    body: JSON.stringify({ judge, unsent }),
    headers: { 'Content-Type': 'application/json', 'User-Agent': TABLET },
  });

describe('a card', () => {
  test('is kept as hashes only', async () => {
    const card = await cardFor(await makeUser('judge'));
    expect(Buffer.from(card.token, 'base64url')).toHaveLength(16);
    const [row] = await database.db.select().from(signInCards).where(eq(signInCards.id, card.id));
    const trail = await database.db.select().from(activity);
    for (const kept of [row, trail]) {
      expect(JSON.stringify(kept)).not.toContain(card.token);
      expect(JSON.stringify(kept)).not.toContain(card.code);
    }
  });

  test.each(['token', 'code'] as const)('lets one device in by its %s, and no second one by either', async (by) => {
    const judge = await makeUser('judge', { name: 'Ibu Sri' });
    const card = await cardFor(judge);
    const tablet = await enter(card, by);
    expect(await getViewer(requestAs(tablet, '/'))).toMatchObject({ userId: judge.id, role: 'judge' });
    for (const key of [{ token: card.token }, { code: card.code }])
      expect(await redeemCard(key, attempt(), from())).toEqual({ ok: false, reason: 'used' });
    const page = await visit(null, `/kartu/${card.token}`);
    expect(page.status).toBe(410);
    expect(await page.text()).toContain('Kartu ini sudah dipakai');
  });

  test('is not spent by looking at it; the page says whose it is', async () => {
    const judge = await makeUser('judge', { name: 'Bapak Joko Widagdo' });
    const card = await cardFor(judge);
    for (let n = 0; n < 3; n += 1) {
      const page = await visit(null, `/kartu/${card.token}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('Masuk sebagai Bapak Joko Widagdo?');
      expect(page.headers.get('set-cookie')).toBeNull();
    }
    expect(await findByCode(card.code, from())).toMatchObject({ ok: true, card: { name: judge.name, state: 'open' } });
    expect(await readCard({ code: card.code })).toMatchObject({ state: 'open' });
  });

  test('of two devices at the same moment lets one in', async () => {
    const judge = await makeUser('judge');
    const card = await cardFor(judge);
    const results = await Promise.all(
      [1, 2, 3, 4].map((n) => redeemCard(n % 2 ? { token: card.token } : { code: card.code }, attempt(), from())),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.flatMap((result) => (result.ok ? [] : [result.reason]))).toEqual(['used', 'used', 'used']);
    expect(await database.db.$count(devices, eq(devices.userId, judge.id))).toBe(1);
  });

  test('sent again by the same form, whose answer got lost, lets the same device in, and leaves it one session', async () => {
    const judge = await makeUser('judge');
    const card = await cardFor(judge);
    const form = attempt();
    const first = await redeemCard({ token: card.token }, form, from());
    const second = await redeemCard({ token: card.token }, form, from());
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(await getViewer(requestAs({ cookie: cookieOf(first.headers) }, '/'))).toBeNull();
    expect(await getViewer(requestAs({ cookie: cookieOf(second.headers) }, '/'))).toMatchObject({ userId: judge.id });
    expect(await database.db.$count(devices, eq(devices.userId, judge.id))).toBe(1);
    // Not for ever, and not once the device was cut off.
    await database.db
      .update(signInCards)
      .set({ usedAt: sql`now() - interval '11 minutes'` })
      .where(eq(signInCards.id, card.id));
    expect(await redeemCard({ token: card.token }, form, from())).toEqual({ ok: false, reason: 'used' });
    await database.db.update(signInCards).set({ usedAt: sql`now()` }).where(eq(signInCards.id, card.id));
    await cutDeviceOff((await deviceOf(judge.id)).id, organizer.id);
    expect(await redeemCard({ token: card.token }, form, from())).toEqual({ ok: false, reason: 'used' });
  });

  test('printed anew takes the unused one back, of that judge alone', async () => {
    const [one, other] = [await makeUser('judge'), await makeUser('judge')];
    const [old, others] = [await cardFor(one), await cardFor(other)];
    const fresh = await cardFor(one);
    expect(await redeemCard({ token: old.token }, attempt(), from())).toEqual({ ok: false, reason: 'revoked' });
    expect(await redeemCard({ code: fresh.code }, attempt(), from())).toMatchObject({ ok: true });
    expect(await redeemCard({ token: others.token }, attempt(), from())).toMatchObject({ ok: true });
  });

  test('taken back, expired or of a person whose access was closed lets nobody in, and says why', async () => {
    const judge = await makeUser('judge');
    const revoked = await cardFor(judge);
    expect(await takeCardBack(revoked.id, organizer.id)).toBe(true);
    expect(await takeCardBack(revoked.id, organizer.id)).toBe(false);
    expect(await redeemCard({ token: revoked.token }, attempt(), from())).toEqual({ ok: false, reason: 'revoked' });
    const expired = await cardFor(judge);
    await database.db
      .update(signInCards)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(signInCards.id, expired.id));
    expect(await redeemCard({ code: expired.code }, attempt(), from())).toEqual({ ok: false, reason: 'expired' });
    expect(await (await visit(null, `/kartu/${expired.token}`)).text()).toContain('Kartu ini sudah kedaluwarsa');
    const closed = await cardFor(judge);
    await closeDoor(judge.id, organizer.id);
    expect(await redeemCard({ token: closed.token }, attempt(), from())).toEqual({ ok: false, reason: 'revoked' });
    expect(await redeemCard({ token: 'bukan-token' }, attempt(), from())).toEqual({ ok: false, reason: 'unknown' });
    expect((await visit(null, '/kartu/bukan-token')).status).toBe(404);
  });

  test('is for those who judge: none is made for others, and one whose person has another role now is refused', async () => {
    const webmaster = await makeUser('webmaster');
    const chief = await makeUser('chiefJudge');
    const userIds = [webmaster.id, organizer.id, chief.id];
    const cards = cardsOf(await printCards({ ...nobody, userIds }, organizer.id));
    expect(cards.map((card) => card.userId)).toEqual([chief.id]);
    await database.db.update(user).set({ role: 'organizer' }).where(eq(user.id, chief.id));
    const key = { token: cards[0]?.token ?? '' };
    expect(await redeemCard(key, attempt(), from())).toEqual({ ok: false, reason: 'notJudge' });
    const page = await post(null, `/kartu/${key.token}`, { attempt: attempt() });
    expect(page.status).toBe(403);
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(await page.text()).toContain('masuklah dengan surel dan kata sandi');
  });

  test('of a judge who stopped judging is refused with the reason, and is not spent', async () => {
    const judge = await makeUser('judge');
    const contest = await makeSmallContest({ year: 2080 });
    const card = await cardFor(judge);
    const by = { userId: organizer.id, name: organizer.name, role: 'organizer' as const, agencyIds: [] };
    expect(await departJudge(by, contest.id, judge.id, 'pindah tugas ke luar kota')).toEqual({ done: true });
    const page = await post(null, `/kartu/${card.token}`, { attempt: attempt() });
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('Anda tercatat berhenti menilai');
    expect(await readCard({ token: card.token })).toMatchObject({ state: 'open' });
  });

  test('signs out whoever was signed in on the device', async () => {
    const before = await makeUser('judge');
    const card = await cardFor(await makeUser('judge'));
    const result = await redeemCard({ token: card.token }, attempt(), from('192.0.2.1', before));
    expect(result).toMatchObject({ ok: true });
    expect(await getViewer(requestAs(before, '/'))).toBeNull();
  });

  test('opens a session that ends with the judging days, however much it is used', async () => {
    const judge = await makeUser('judge');
    const card = await cardFor(judge);
    const result = await redeemCard({ token: card.token }, attempt(), from());
    if (!result.ok) throw new Error(result.reason);
    expect(result.headers.getSetCookie().join('\n')).toMatch(/session_token=.*Max-Age=1209600/);
    const tablet = { cookie: cookieOf(result.headers) };
    const id = (await getSession(requestAs(tablet, '/')))?.sessionId ?? '';
    const ends = async () => (await database.db.select().from(session).where(eq(session.id, id)))[0];
    const before = await ends();
    expect(Math.round(((before?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(14);
    const hourAgo = new Date(Date.now() - 3_600_000);
    await database.db.update(session).set({ updatedAt: hourAgo }).where(eq(session.id, id));
    await getSession(requestAs(tablet, '/'));
    const after = await ends();
    expect(after?.expiresAt).toEqual(before?.expiresAt);
    expect(after?.updatedAt.getTime()).toBeGreaterThan(hourAgo.getTime());
    // One that came about otherwise goes on with use.
    const own = (await getSession(requestAs(organizer, '/')))?.sessionId ?? '';
    await database.db
      .update(session)
      .set({ updatedAt: hourAgo, expiresAt: new Date(Date.now() + 3_600_000) })
      .where(eq(session.id, own));
    await getSession(requestAs(organizer, '/'));
    const [moved] = await database.db.select().from(session).where(eq(session.id, own));
    expect(Math.round(((moved?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(60);
  });
});

describe('typed codes', () => {
  const wrong = (n: number) => `ZZZZ22${'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[n % 32]}${'ABCDEFGH'[Math.floor(n / 32)]}`;

  test('thirty wrong ones close an address for a while; right ones count for nothing, other addresses neither', async () => {
    const room = '198.51.100.20';
    const known = await cardFor(await makeUser('judge'));
    for (let n = 0; n < 40; n += 1) expect(await findByCode(known.code, from(room))).toMatchObject({ ok: true });
    const answers = await Promise.all(Array.from({ length: 34 }, (_, n) => findByCode(wrong(n), from(room))));
    expect(answers.filter((each) => !each.ok && each.reason === 'tooMany')).toHaveLength(4);
    const card = await cardFor(await makeUser('judge'));
    const late = await findByCode(card.code, from(room));
    expect(late).toMatchObject({ ok: false, reason: 'tooMany' });
    expect(await findByCode(card.code, from('198.51.100.21'))).toMatchObject({ ok: true });
  });

  test('the limit of all addresses together is not lifted by changing the address', async () => {
    await database.db.update(rateLimit).set({ count: 600 });
    const answers = await Promise.all(
      Array.from({ length: 700 - 600 }, (_, n) => findByCode(wrong(n), from(`203.0.113.${n}`))),
    );
    expect(answers.every((each) => !each.ok && each.reason === 'tooMany')).toBe(true);
    await database.db.delete(rateLimit);
  });

  test('on the sign-in page: whose card first, then in; a wrong one keeps what was typed', async () => {
    const judge = await makeUser('judge', { name: 'Ibu Wening' });
    const card = await cardFor(judge);
    const refused = await post(null, '/masuk', { intent: 'code', code: 'abcd-2345' });
    expect(refused.status).toBe(422);
    const said = await refused.text();
    expect(said).toContain('Kode ini tidak dikenal');
    expect(said).toContain('value="abcd-2345"');
    const typed = `${card.code.slice(0, 4)} ${card.code.slice(4)}`.toLowerCase();
    const asked = await post(null, '/masuk', { intent: 'code', code: typed });
    const page = await asked.text();
    expect(page).toContain('Masuk sebagai Ibu Wening?');
    expect(asked.headers.get('set-cookie')).toBeNull();
    const form = /name="attempt" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const done = await post(null, '/masuk', { intent: 'card', code: card.code, attempt: form });
    expect([done.status, done.headers.get('location')]).toEqual([302, '/juri']);
    expect(await getViewer(requestAs({ cookie: cookieOf(done.headers) }, '/'))).toMatchObject({ userId: judge.id });
    // Guessing by the second step counts as well.
    for (let n = 0; n < 31; n += 1) await post(null, '/masuk', { intent: 'card', code: wrong(n), attempt: attempt() });
    expect((await post(null, '/masuk', { intent: 'card', code: wrong(40), attempt: attempt() })).status).toBe(429);
    await database.db.delete(rateLimit);
  });
});

describe('devices', () => {
  test('are seen with their last contact and what waits on them, however the judge came in', async () => {
    const judge = await makeUser('judge', { name: 'Juri Dua Tablet' });
    const tablet = await enter(await cardFor(judge));
    const seen = async () => (await readCardDesk()).devices.filter((device) => device.judge === judge.name);
    expect(await seen()).toMatchObject([{ label: 'Chrome · Android', unsent: null, state: 'in' }]);
    expect((await beat(tablet, judge.id, 3)).status).toBe(204);
    expect((await beat(tablet, judge.id, null)).status).toBe(204);
    expect(await seen()).toMatchObject([{ unsent: 3, state: 'in' }]);
    // By a link or a password: known from the first beat on.
    expect((await beat(judge, judge.id, 0)).status).toBe(204);
    expect((await seen()).map(({ unsent }) => unsent)).toEqual([3, 0]);
  });

  test('a beat of another judge’s page, of nobody and of other roles is refused', async () => {
    const judge = await makeUser('judge');
    expect((await beat(judge, (await makeUser('judge')).id, 1)).status).toBe(409);
    expect((await beat({ cookie: '' }, judge.id, 1)).status).toBe(401);
    expect((await beat(organizer, organizer.id, 1)).status).toBe(404);
    expect((await beat(judge, judge.id, -1)).status).toBe(400);
  });

  test('cut off: the session is over at once, saving answers 401, nothing saved is lost', async () => {
    const contest = await makeSmallContest({ year: 2090 });
    const judge = await makeUser('judge');
    const entry = await makeEntry(contest.id);
    await makeAudit(entry, 50);
    await makeSheet(entry, judge, {}, 'draft');
    const tablet = await enter(await cardFor(judge));
    const save = (level: number) =>
      visit(tablet, '/juri/simpan', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          judge: judge.id,
          edits: [
            {
              clientId: crypto.randomUUID(),
              entryId: entry.id,
              indicator: 'K1',
              baseRevision: 0,
              to: { level, notApplicable: false, reason: null, note: null, tasks: null },
            },
          ],
        }),
      });
    expect(await (await save(4)).json()).toMatchObject({ answers: [{ state: 'applied' }] });
    await beat(tablet, judge.id, 2);
    const device = await deviceOf(judge.id);
    const answer = await post(organizer, '/panitia/perangkat', { intent: 'cutOff', device: device.id });
    expect(await answer.text()).toContain('2 isian belum terkirim');
    expect((await save(2)).status).toBe(401);
    expect((await beat(tablet, judge.id, 2)).status).toBe(401);
    expect(await getViewer(requestAs(tablet, '/'))).toBeNull();
    expect(await database.db.$count(markEdits)).toBe(1);
    expect((await readCardDesk()).devices.find(({ id }) => id === device.id)).toMatchObject({
      state: 'cutOff',
      unsent: 2,
    });
    expect(await cutDeviceOff(device.id, organizer.id)).toBeNull();
    // The judge's other devices go on, and a new card brings this one back.
    expect((await beat(judge, judge.id, 0)).status).toBe(204);
    const again = await enter(await cardFor(judge));
    expect(await getViewer(requestAs(again, '/'))).toMatchObject({ userId: judge.id });
  });

  test('a heartbeat at the moment of cutting off neither fails nor brings the device back', async () => {
    for (let round = 0; round < 8; round += 1) {
      const judge = await makeUser('judge');
      const tablet = await enter(await cardFor(judge));
      const { id } = await deviceOf(judge.id);
      const [cut, ...beats] = await Promise.all([
        cutDeviceOff(id, organizer.id),
        ...[1, 2, 3].map((n) => beat(tablet, judge.id, n)),
      ]);
      expect(cut).not.toBeNull();
      for (const { status } of beats) expect([204, 401]).toContain(status);
      expect(await database.db.$count(devices, eq(devices.userId, judge.id))).toBe(1);
      expect((await beat(tablet, judge.id, 0)).status).toBe(401);
    }
  });
});

describe('the organizer’s sheet', () => {
  test('makes new judges and those invited known, and refuses a name there is', async () => {
    const invited = await invite({ role: 'judge', name: 'Juri Undangan' }, organizer.id, from());
    if (!invited.ok) throw new Error('refused');
    const waiting = (await readCardDesk()).invited.find(({ name }) => name === 'Juri Undangan');
    const given = { ...nobody, invitationIds: [waiting?.id ?? ''], names: ['Juri Baru'], count: 2 };
    const cards = cardsOf(await printCards(given, organizer.id));
    expect(cards.map(({ name, slot, of }) => [name, slot, of])).toEqual([
      ['Juri Baru', 1, 2],
      ['Juri Baru', 2, 2],
      ['Juri Undangan', 1, 2],
      ['Juri Undangan', 2, 2],
    ]);
    // The link sent before is a further device of the same person, not a second person.
    const byLink = await redeemInvitation(invited.url.split('/').at(-1) ?? '', {}, from());
    expect(byLink).toMatchObject({ ok: true, userId: cards[2]?.userId });
    const again = await printCards({ ...nobody, names: ['juri  baru'] }, organizer.id);
    expect(again).toEqual({ ok: false, why: 'nameKnown', name: 'juri  baru' });
    expect(await database.db.$count(user, eq(user.name, 'Juri Baru'))).toBe(1);
  });

  test('shows QR and code in the answer to the form alone; a refused form keeps its names', async () => {
    const judge = await makeUser('judge', { name: 'Juri Lembar' });
    const answer = await post(organizer, '/panitia/perangkat', {
      intent: 'print',
      judge: judge.id,
      names: '',
      count: '1',
    });
    const sheet = await answer.text();
    expect(sheet).toContain('data:image/svg+xml');
    const code = /([A-HJ-NP-Z2-9]{4})-([A-HJ-NP-Z2-9]{4})<\/span>/.exec(sheet);
    expect(await readCard({ code: `${code?.[1]}${code?.[2]}` })).toMatchObject({ name: judge.name, state: 'open' });
    expect(await (await visit(organizer, '/panitia/perangkat')).text()).not.toContain('data:image/svg+xml');
    const refused = await post(organizer, '/panitia/perangkat', {
      intent: 'print',
      names: 'Bu Ani\nBU ANI',
      count: '1',
    });
    expect(refused.status).toBe(422);
    const said = await refused.text();
    expect(said).toContain('tertulis dua kali');
    expect(said).toContain('Bu Ani\nBU ANI');
    expect((await post(organizer, '/panitia/perangkat', { intent: 'print', names: ' ', count: '1' })).status).toBe(422);
  });

  test('is there for organizers alone', async () => {
    const judge = await makeUser('judge');
    await enter(await cardFor(judge));
    const { id } = await deviceOf(judge.id);
    for (const role of ['chiefJudge', 'judge', 'webmaster'] as const) {
      const person = await makeUser(role);
      const forms: Record<string, string>[] = [
        { intent: 'cutOff', device: id },
        { intent: 'print', judge: judge.id, count: '1' },
      ];
      for (const form of forms) expect((await post(person, '/panitia/perangkat', form)).status).toBe(404);
    }
    expect((await deviceOf(judge.id)).cutOffAt).toBeNull();
  });
});
