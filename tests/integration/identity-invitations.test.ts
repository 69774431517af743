import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createInvitation,
  ensureFirstOrganizerLink,
  redeemInvitation,
  revokeInvitation,
} from '#app/identity/invitations.server.ts';
import { readInvitation } from '#app/identity/read-invitation.server.ts';
import type { Role } from '#app/identity/roles.ts';
import { getViewer } from '#app/identity/session.server.ts';
import { signIn } from '#app/identity/sign-in.server.ts';
import { account, agencies, invitations, session, user, webmasters } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeUser, requestAs } from '../support/seed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const password = 'empat kata yang panjang';
const post = (person: { cookie: string } | null = null) => requestAs(person, '/undangan/x', { method: 'POST' });
const cookieOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
const viewerOf = (headers: Headers) => getViewer(requestAs({ cookie: cookieOf(headers) }, '/'));
const invite = (role: Role, more: { agencyId?: string; userId?: string; email?: string; validDays?: number } = {}) =>
  createInvitation(database.db, { role, name: `Undangan ${role}`, createdBy: null, validDays: 14, ...more });

async function redeemed(token: string, given: Parameters<typeof redeemInvitation>[1] = {}, request = post()) {
  const result = await redeemInvitation(token, given, request);
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result;
}

describe('an invitation', () => {
  test('keeps only the hash of its token', async () => {
    const { token, id } = await invite('judge');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const [row] = await database.db.select().from(invitations).where(eq(invitations.id, id));
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test('lets an organizer in once, by a password of their own', async () => {
    const { token } = await invite('organizer');
    const email = 'Sekretariat@Uji.invalid';
    const result = await redeemed(token, { password, email });
    expect(await viewerOf(result.headers)).toMatchObject({ role: 'organizer', name: 'Undangan organizer' });
    expect(await redeemInvitation(token, { password, email: 'lain@uji.invalid' }, post())).toEqual({
      ok: false,
      reason: 'used',
    });
    expect(await signIn({ email: 'sekretariat@uji.invalid', password }, post())).toMatchObject({ ok: true });
  });

  test('is not spent by reading it', async () => {
    const { token } = await invite('judge');
    for (let n = 0; n < 3; n += 1) expect(await readInvitation(token)).toMatchObject({ state: 'open' });
    expect(await redeemInvitation(token, {}, post())).toMatchObject({ ok: true });
  });

  test.each(['judge', 'organizer'] as const)('of two redemptions at the same moment one wins (%s)', async (role) => {
    const { token } = await invite(role);
    const before = await database.db.$count(user);
    const results = await Promise.all(
      [1, 2, 3, 4].map((n) => redeemInvitation(token, { password, email: `${role}-lomba-${n}@uji.invalid` }, post())),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok).map((result) => (result.ok ? '' : result.reason))).toEqual([
      'used',
      'used',
      'used',
    ]);
    expect(await database.db.$count(user)).toBe(before + 1);
  });

  test('does not open when expired, revoked or unknown', async () => {
    const expired = await invite('judge', { validDays: -1 });
    const revoked = await invite('judge');
    const organizer = await makeUser('organizer');
    expect(await revokeInvitation(database.db, revoked.id, organizer.id)).toBe(true);
    const before = await database.db.$count(user);
    expect(await redeemInvitation(expired.token, {}, post())).toEqual({ ok: false, reason: 'expired' });
    expect(await redeemInvitation(revoked.token, {}, post())).toEqual({ ok: false, reason: 'revoked' });
    expect(await redeemInvitation('tidak-ada', {}, post())).toEqual({ ok: false, reason: 'unknown' });
    expect(await database.db.$count(user)).toBe(before);
  });

  test('cannot be revoked once used', async () => {
    const { token, id } = await invite('judge');
    const organizer = await makeUser('organizer');
    await redeemed(token);
    expect(await revokeInvitation(database.db, id, organizer.id)).toBe(false);
    expect(await readInvitation(token)).toMatchObject({ state: 'used' });
  });

  test.each([{ email: 'a@uji.invalid' }, { email: 'a@uji.invalid', password: 'pendek' }, { password }])(
    'stays open when password or address are missing or too short: %j',
    async (given) => {
      const { token } = await invite('chiefJudge');
      expect(await redeemInvitation(token, given, post())).toEqual({ ok: false, reason: 'incomplete' });
      expect(await readInvitation(token)).toMatchObject({ state: 'open' });
    },
  );

  test('stays open when the address belongs to somebody else, whose account is untouched', async () => {
    const owner = await makeUser('organizer');
    const { token } = await invite('webmaster');
    const result = await redeemInvitation(token, { password, email: owner.email.toUpperCase() }, post());
    expect(result).toEqual({ ok: false, reason: 'emailTaken' });
    expect(await readInvitation(token)).toMatchObject({ state: 'open' });
    expect(await signIn({ email: owner.email, password: owner.password }, post())).toMatchObject({ ok: true });
  });

  test('gives its own role, whatever the request says', async () => {
    const { token } = await invite('webmaster');
    const smuggled = { password, email: 'naik@uji.invalid', role: 'organizer', userId: crypto.randomUUID() };
    const result = await redeemed(token, smuggled);
    expect(result.role).toBe('webmaster');
    expect(await viewerOf(result.headers)).toMatchObject({ role: 'webmaster' });
  });

  test('ends the session of who was signed in on the device before', async () => {
    const before = await makeUser('organizer');
    const { token } = await invite('judge');
    await redeemed(token, {}, post(before));
    expect(await getViewer(requestAs(before, '/'))).toBeNull();
  });
});

describe('a judge', () => {
  test('signs in by the link alone, without address and password', async () => {
    const { token } = await invite('judge', { email: 'juri@uji.invalid' });
    const result = await redeemed(token, { password, email: 'juri@uji.invalid' });
    expect(await viewerOf(result.headers)).toMatchObject({ role: 'judge', userId: result.userId });
    expect(await database.db.select().from(account).where(eq(account.userId, result.userId))).toEqual([]);
    expect(await signIn({ email: 'juri@uji.invalid', password }, post())).toEqual({ ok: false, reason: 'wrong' });
    const [row] = await database.db.select().from(user).where(eq(user.id, result.userId));
    expect(row?.email).toBe(`${result.userId}@juri.invalid`);
    expect(await signIn({ email: row?.email ?? '', password }, post())).toEqual({ ok: false, reason: 'wrong' });
  });

  test('comes on with a second device by a second link, and stays signed in on the first', async () => {
    const first = await redeemed((await invite('judge')).token);
    const second = await redeemed((await invite('judge', { userId: first.userId })).token);
    expect(second.userId).toBe(first.userId);
    expect(await viewerOf(first.headers)).toMatchObject({ userId: first.userId });
    expect(await viewerOf(second.headers)).toMatchObject({ userId: first.userId });
  });

  test('two new devices at the same moment both come on', async () => {
    const first = await redeemed((await invite('judge')).token);
    const tokens = await Promise.all([1, 2].map(() => invite('judge', { userId: first.userId })));
    const results = await Promise.all(tokens.map(({ token }) => redeemed(token)));
    for (const result of results) expect(await viewerOf(result.headers)).toMatchObject({ userId: first.userId });
  });
});

test('a link for somebody known sets a new password, ends what the old one opened, and changes no role', async () => {
  const chief = await makeUser('chiefJudge');
  const { token } = await invite('organizer', { userId: chief.id });
  const result = await redeemed(token, { password, email: 'lain@uji.invalid' });
  expect(await viewerOf(result.headers)).toMatchObject({ userId: chief.id, role: 'chiefJudge' });
  expect(await getViewer(requestAs(chief, '/'))).toBeNull();
  expect(await signIn({ email: chief.email, password: chief.password }, post())).toEqual({
    ok: false,
    reason: 'wrong',
  });
  expect(await signIn({ email: chief.email, password }, post())).toMatchObject({ ok: true });
});

test('a webmaster sees the agency of the invitation and no other', async () => {
  const rows = await database.db
    .insert(agencies)
    .values(['a', 'b'].map((code) => ({ code, name: `Dinas ${code}`, category: 'Dinas' })))
    .returning();
  const [own, other] = rows.map((row) => row.id);
  const { token } = await invite('webmaster', { agencyId: own });
  const result = await redeemed(token, { password, email: 'pengelola@uji.invalid' });
  expect((await viewerOf(result.headers))?.agencyIds).toEqual([own]);
  const links = await database.db
    .select()
    .from(webmasters)
    .where(eq(webmasters.agencyId, other ?? ''));
  expect(links).toEqual([]);
});

test('the first organizer link: one that counts, until an organizer has come on', async () => {
  await database.db.delete(session);
  await database.db.delete(account);
  const first = await ensureFirstOrganizerLink(database.db);
  const second = await ensureFirstOrganizerLink(database.db);
  expect(await redeemInvitation(first ?? '', { password, email: 'awal@uji.invalid' }, post())).toEqual({
    ok: false,
    reason: 'revoked',
  });
  const result = await redeemed(second ?? '', { password, email: 'awal@uji.invalid', name: 'Sri Rahayu' });
  expect(await viewerOf(result.headers)).toMatchObject({ role: 'organizer', name: 'Sri Rahayu' });
  expect(await ensureFirstOrganizerLink(database.db)).toBeNull();
});
