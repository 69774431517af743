import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOwnSession, readAccount, signOutEverywhere } from '#app/identity/account.server.ts';
import { CLIENT_ADDRESS_HEADER } from '#app/identity/auth.server.ts';
import {
  closeDoor,
  endDevice,
  invite,
  inviteBack,
  readPeople,
  readPersonPage,
  showOut,
} from '#app/identity/door.server.ts';
import { redeemInvitation } from '#app/identity/invitations.server.ts';
import { getSession, getViewer, requireRole } from '#app/identity/session.server.ts';
import { changePassword, signIn, signOut } from '#app/identity/sign-in.server.ts';
import { session } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeUser, requestAs } from '../support/seed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const cookieOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
const from = (address: string, cookie?: string) =>
  requestAs(cookie ? { cookie } : null, '/masuk', {
    method: 'POST',
    headers: { [CLIENT_ADDRESS_HEADER]: address, 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0' },
  });

/** A further device of a person: the cookie of a new session. */
async function device(person: { email: string; password: string }): Promise<{ cookie: string }> {
  const result = await signIn(person, from('192.0.2.1'));
  if (!result.ok) throw new Error(result.reason);
  return { cookie: cookieOf(result.headers) };
}
const isIn = async (person: { cookie: string }) => (await getViewer(requestAs(person, '/'))) !== null;

describe('sign-in', () => {
  test('gives the same answer for a wrong password, an unknown address and a judge', async () => {
    const organizer = await makeUser('organizer');
    const given = [organizer.email, 'siapa@uji.invalid', 'bukan alamat', ''];
    const answers = await Promise.all(
      given.map((email) => signIn({ email, password: 'salah sekali saja' }, from('192.0.2.2'))),
    );
    for (const answer of answers) expect(answer).toEqual({ ok: false, reason: 'wrong' });
  });

  test('asks for patience after ten attempts, even with the right password, and even if all come at once', async () => {
    const organizer = await makeUser('organizer');
    const wrong = Array.from({ length: 14 }, () =>
      signIn({ email: organizer.email, password: 'salah' }, from('198.51.100.7')),
    );
    const refused = await Promise.all(wrong);
    expect(refused.filter((each) => !each.ok && each.reason === 'tooMany')).toHaveLength(4);
    const right = await signIn(organizer, from('198.51.100.7'));
    expect(right).toMatchObject({ ok: false, reason: 'tooMany' });
    if (!right.ok && right.reason === 'tooMany') expect(right.minutes).toBeGreaterThan(10);

    // Somebody else in the same room, and the same person elsewhere.
    const neighbour = await makeUser('chiefJudge');
    expect(await signIn(neighbour, from('198.51.100.7'))).toMatchObject({ ok: true });
    expect(await signIn(organizer, from('198.51.100.8'))).toMatchObject({ ok: true });
    // Another spelling of the address is not another ten attempts.
    const upper = { email: ` ${organizer.email.toUpperCase()}`, password: organizer.password };
    expect(await signIn(upper, from('198.51.100.7'))).toMatchObject({ ok: false, reason: 'tooMany' });
  });

  test('forgets the attempts once the password was right', async () => {
    const organizer = await makeUser('organizer');
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 8; n += 1) await signIn({ email: organizer.email, password: 'salah' }, from('198.51.100.9'));
      expect(await signIn(organizer, from('198.51.100.9'))).toMatchObject({ ok: true });
    }
  });

  test('on a shared computer leaves a cookie that ends with the browser', async () => {
    const organizer = await makeUser('organizer');
    const kept = await signIn(organizer, from('192.0.2.3'));
    const shared = await signIn({ ...organizer, shared: true }, from('192.0.2.3'));
    const lines = (result: typeof kept) => (result.ok ? result.headers.getSetCookie().join('\n') : '');
    expect(lines(kept)).toMatch(/session_token=.*Max-Age=5184000/);
    expect(lines(shared)).toMatch(/session_token=/);
    expect(lines(shared)).not.toMatch(/Max-Age/);
    expect(lines(shared)).toMatch(/HttpOnly/);
  });
});

describe('sessions', () => {
  test('signing out ends this device only', async () => {
    const person = await makeUser('organizer');
    const tablet = await device(person);
    const headers = await signOut(requestAs(tablet, '/keluar', { method: 'POST' }));
    expect(headers.getSetCookie().join('\n')).toMatch(/session_token=;.*Max-Age=0/);
    expect(await isIn(tablet)).toBe(false);
    expect(await isIn(person)).toBe(true);
  });

  test('signing out everywhere ends all, and nobody else’s', async () => {
    const person = await makeUser('webmaster');
    const other = await makeUser('webmaster');
    const devices = [person, await device(person), await device(person)];
    await signOutEverywhere(person.id, requestAs(person, '/akun', { method: 'POST' }));
    expect(await Promise.all(devices.map(isIn))).toEqual([false, false, false]);
    expect(await isIn(other)).toBe(true);
  });

  test('a person cuts off an own device, not another’s', async () => {
    const person = await makeUser('organizer');
    const stranger = await makeUser('organizer');
    const tablet = await device(person);
    const id = (await getSession(requestAs(tablet, '/')))?.sessionId ?? '';
    expect(await endOwnSession(stranger.id, id)).toBe(false);
    expect(await isIn(tablet)).toBe(true);
    expect((await readAccount(person.id))?.sessions.map((each) => each.device)).toContain('Firefox · Linux');
    expect(await endOwnSession(person.id, id)).toBe(true);
    expect(await isIn(tablet)).toBe(false);
    expect(await isIn(person)).toBe(true);
  });

  test('a changed password ends the other devices and renews this one', async () => {
    const person = await makeUser('chiefJudge');
    const tablet = await device(person);
    const next = 'kata sandi yang baru sekali';
    const wrong = await changePassword({ current: 'bukan ini', password: next }, requestAs(person, '/akun'), person.id);
    expect(wrong).toEqual({ ok: false, reason: 'wrong' });
    expect(await isIn(tablet)).toBe(true);
    const result = await changePassword(
      { current: person.password, password: next },
      requestAs(person, '/akun'),
      person.id,
    );
    expect(await isIn(tablet)).toBe(false);
    expect(await isIn(person)).toBe(false);
    expect(result.ok && (await isIn({ cookie: cookieOf(result.headers) }))).toBe(true);
    expect(await signIn(person, from('192.0.2.4'))).toEqual({ ok: false, reason: 'wrong' });
    expect(await signIn({ email: person.email, password: next }, from('192.0.2.4'))).toMatchObject({ ok: true });
  });

  test('an expired session and a forged cookie let nobody in', async () => {
    const person = await makeUser('organizer');
    expect(await isIn({ cookie: person.cookie.replace(/.(?=[^.]*$)/, 'x.') })).toBe(false);
    expect(await isIn({ cookie: person.cookie.replace(/=\w/, '=~') })).toBe(false);
    await database.db.update(session).set({ expiresAt: new Date(Date.now() - 1000) });
    expect(await isIn(person)).toBe(false);
  });
});

describe('a page’s door', () => {
  const outcome = (request: Request, hidden = false) =>
    requireRole(request, ['organizer'], { hidden }).catch((thrown: unknown) => thrown);

  test('opens for the role, hides from the others, and leads the signed-out to sign-in and back', async () => {
    const organizer = await makeUser('organizer');
    expect(await outcome(requestAs(organizer, '/panitia'))).toMatchObject({ userId: organizer.id });
    for (const role of ['chiefJudge', 'judge', 'webmaster'] as const) {
      expect(await outcome(requestAs(await makeUser(role), '/panitia'))).toMatchObject({ status: 404 });
    }
    const redirected = await outcome(requestAs(null, '/panitia?a=b'));
    expect(redirected).toMatchObject({ status: 302 });
    expect(redirected instanceof Response && redirected.headers.get('Location')).toBe(
      '/masuk?lanjut=%2Fpanitia%3Fa%3Db',
    );
    expect(await outcome(requestAs(null, '/panitia'), true)).toMatchObject({ status: 404 });
  });
});

describe('the organizer', () => {
  const request = () => requestAs(null, '/panitia/orang', { method: 'POST' });
  const tokenOf = (url: string) => url.split('/').at(-1) ?? '';

  test('invites, and sees who has come on', async () => {
    const organizer = await makeUser('organizer');
    const result = await invite({ role: 'judge', name: 'Juri Tamu' }, organizer.id, request());
    if (!result.ok) throw new Error('refused');
    expect((await readPeople()).pending.map((each) => each.name)).toContain('Juri Tamu');
    await redeemInvitation(tokenOf(result.url), {}, request());
    const { people, pending } = await readPeople();
    expect(pending.map((each) => each.name)).not.toContain('Juri Tamu');
    expect(people.find((each) => each.name === 'Juri Tamu')).toMatchObject({
      role: 'judge',
      email: null,
      sessions: 1,
      hasPassword: false,
    });
  });

  test('cannot invite to an address in use, or for an agency that does not exist', async () => {
    const organizer = await makeUser('organizer', { name: 'Bu Panitia' });
    expect(await invite({ role: 'chiefJudge', name: 'X', email: organizer.email }, organizer.id, request())).toEqual({
      ok: false,
      takenBy: { id: organizer.id, name: 'Bu Panitia' },
    });
    const nowhere = { role: 'webmaster', name: 'X', agencyId: crypto.randomUUID() } as const;
    expect(await invite(nowhere, organizer.id, request())).toEqual({ ok: false, takenBy: null });
  });

  test('cuts one device or all devices of a person', async () => {
    const organizer = await makeUser('organizer');
    const person = await makeUser('chiefJudge');
    const tablet = await device(person);
    const id = (await getSession(requestAs(tablet, '/')))?.sessionId ?? '';
    expect(await endDevice(organizer.id, id)).toBe(false);
    expect(await endDevice(person.id, id)).toBe(true);
    expect(await isIn(tablet)).toBe(false);
    expect(await isIn(person)).toBe(true);
    expect(await showOut(person.id, organizer.id)).toBe(1);
    expect(await isIn(person)).toBe(false);
    expect(await isIn(organizer)).toBe(true);
  });

  test('closes access: devices, open links and password; a new link opens it again', async () => {
    const organizer = await makeUser('organizer');
    const person = await makeUser('chiefJudge');
    const shown = (await readPersonPage(person.id))?.person;
    if (!shown) throw new Error('no person');
    const old = await inviteBack(shown, organizer.id, request());
    await closeDoor(person.id, organizer.id);
    expect(await isIn(person)).toBe(false);
    expect(await signIn(person, from('192.0.2.5'))).toEqual({ ok: false, reason: 'wrong' });
    const password = 'kata sandi pengganti';
    expect(await redeemInvitation(tokenOf(old), { password }, request())).toEqual({ ok: false, reason: 'revoked' });
    const fresh = await inviteBack(shown, organizer.id, request());
    expect(await redeemInvitation(tokenOf(fresh), { password }, request())).toMatchObject({
      ok: true,
      userId: person.id,
    });
    expect(await signIn({ email: person.email, password }, from('192.0.2.5'))).toMatchObject({ ok: true });
  });
});
