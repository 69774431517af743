import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInvitation } from '#app/identity/invitations.server.ts';
import { readInvitation } from '#app/identity/read-invitation.server.ts';
import { getViewer } from '#app/identity/session.server.ts';
import * as signInPage from '#app/routes/masuk.tsx';
import * as peoplePage from '#app/routes/panitia.orang.tsx';
import * as personPage from '#app/routes/panitia.orang_.$userId.tsx';
import * as invitePage from '#app/routes/panitia.orang_.undang.tsx';
import * as invitationPage from '#app/routes/undangan.$token.tsx';
import { invitations, letters, user } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeContest, makeUser, requestAs } from '../support/seed.ts';
import { visit } from '../support/site.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

type Person = { cookie: string } | null;
const get = (person: Person, path: string, params = {}) => ({ request: requestAs(person, path), params, context: {} });
const post = (person: Person, path: string, form: Record<string, string>, params = {}) => ({
  request: requestAs(person, path, { method: 'POST', body: new URLSearchParams(form) }),
  params,
  context: {},
});

/** What a handler returned or threw: status, Location, cookie, data. */
async function answer(call: Promise<unknown>) {
  const value = await call.catch((thrown: unknown) => thrown);
  if (value instanceof Response) {
    const cookie = value.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    return { status: value.status, to: value.headers.get('Location'), cookie, data: null };
  }
  if (value instanceof Error) throw value;
  const wrapped = value as { type?: string; data?: unknown; init?: { status?: number } };
  const isWrapped = wrapped.type === 'DataWithResponseInit';
  return {
    status: (isWrapped && wrapped.init?.status) || 200,
    to: null,
    cookie: '',
    data: isWrapped ? wrapped.data : value,
  };
}

const newInvitation = (more: Partial<Parameters<typeof createInvitation>[1]> = {}) =>
  createInvitation(database.db, { role: 'judge', name: 'Juri Undangan', createdBy: null, validDays: 14, ...more });
const openPage = (token: string, person: Person = null) =>
  answer(invitationPage.loader(get(person, `/undangan/${token}`, { token })));
const accept = (token: string, form: Record<string, string> = {}) =>
  answer(invitationPage.action(post(null, `/undangan/${token}`, form, { token })));

describe('/undangan/<token>', () => {
  test('looking spends nothing; accepting signs in; the second time is 410', async () => {
    const { token } = await newInvitation();
    for (let n = 0; n < 3; n += 1)
      expect(await openPage(token)).toMatchObject({ status: 200, data: { state: 'open' } });
    const accepted = await accept(token);
    expect(accepted).toMatchObject({ status: 302, to: '/juri' });
    expect(await getViewer(requestAs(accepted, '/'))).toMatchObject({ role: 'judge' });
    expect(await accept(token)).toMatchObject({ status: 410 });
    expect(await openPage(token)).toMatchObject({ status: 410, data: { state: 'used' } });
    // The same device, tapping its link again, is led on.
    expect(await openPage(token, accepted)).toMatchObject({ status: 302, to: '/juri' });
  });

  test('two taps at the same moment: one signs in, the other is 410', async () => {
    const { token } = await newInvitation();
    const statuses = (await Promise.all([accept(token), accept(token)])).map((each) => each.status);
    expect(statuses.sort()).toEqual([302, 410]);
  });

  test('expired, revoked and unknown links say so', async () => {
    const expired = await newInvitation({ validDays: -1 });
    const revoked = await newInvitation();
    await database.db.update(invitations).set({ revokedAt: new Date() }).where(eq(invitations.id, revoked.id));
    expect(await openPage(expired.token)).toMatchObject({ status: 410, data: { state: 'expired' } });
    expect(await accept(expired.token)).toMatchObject({ status: 410 });
    expect(await openPage(revoked.token)).toMatchObject({ status: 410, data: { state: 'revoked' } });
    expect(await accept(revoked.token)).toMatchObject({ status: 410 });
    expect(await openPage('tidak-ada')).toMatchObject({ status: 404, data: { state: 'unknown' } });
    expect(await accept('tidak-ada')).toMatchObject({ status: 404 });
  });

  test('a refused form keeps what was typed, names the field, and spends nothing', async () => {
    const { token } = await newInvitation({ role: 'chiefJudge' });
    const form = { email: 'ketua@uji.invalid', password: 'dua belas huruf', repeat: 'lain sekali ini' };
    expect(await accept(token, form)).toMatchObject({
      status: 422,
      data: { errors: { repeat: 'passwordsDiffer' }, values: { email: 'ketua@uji.invalid' } },
    });
    expect(await accept(token, { ...form, password: 'pendek', repeat: 'pendek' })).toMatchObject({
      data: { errors: { password: 'passwordShort' } },
    });
    expect(await accept(token, { ...form, email: 'bukan alamat', repeat: form.password })).toMatchObject({
      data: { errors: { email: 'emailWrong' } },
    });
    const taken = await makeUser('organizer');
    expect(await accept(token, { ...form, email: taken.email, repeat: form.password })).toMatchObject({
      status: 422,
      data: { errors: { email: 'emailTaken' } },
    });
    expect(await readInvitation(token)).toMatchObject({ state: 'open' });
    const right = await accept(token, { ...form, repeat: form.password, role: 'organizer', lanjut: '//evil.example' });
    expect(right).toMatchObject({ status: 302, to: '/juri' });
    expect(await getViewer(requestAs(right, '/'))).toMatchObject({ role: 'chiefJudge' });
  });
});

describe('/masuk', () => {
  test('leads on to pages of this site only', async () => {
    const organizer = await makeUser('organizer');
    const enter = (lanjut: string) =>
      answer(signInPage.action(post(null, '/masuk', { email: organizer.email, password: organizer.password, lanjut })));
    expect((await enter('/panitia/orang?a=b')).to).toBe('/panitia/orang?a=b');
    expect((await enter('//evil.example/')).to).toBe('/');
    expect((await enter('/\t/evil.example/')).to).toBe('/');
  });

  test('keeps the address, never the password', async () => {
    const refused = await answer(
      signInPage.action(post(null, '/masuk', { email: 'a@uji.invalid', password: 'rahasia sekali' })),
    );
    expect(refused).toMatchObject({ status: 422, data: { email: 'a@uji.invalid' } });
    expect(JSON.stringify(refused.data)).not.toContain('rahasia');
  });
});

describe('/panitia/orang', () => {
  test('is there for organizers alone', async () => {
    const pending = await newInvitation();
    const victim = await makeUser('chiefJudge');
    for (const role of ['chiefJudge', 'judge', 'webmaster'] as const) {
      const person = await makeUser(role);
      const params = { userId: victim.id };
      const calls = [
        () => peoplePage.loader(get(person, '/panitia/orang')),
        () => peoplePage.action(post(person, '/panitia/orang', { intent: 'revoke', invitation: pending.id })),
        () => invitePage.loader(get(person, '/panitia/orang/undang')),
        () => invitePage.action(post(person, '/panitia/orang/undang', { role: 'organizer', name: 'Saya' })),
        () => personPage.loader(get(person, `/panitia/orang/${victim.id}`, params)),
        ...['link', 'cutAll', 'withdraw'].map(
          (intent) => () => personPage.action(post(person, `/panitia/orang/${victim.id}`, { intent }, params)),
        ),
      ];
      for (const call of calls) expect(await answer(call())).toMatchObject({ status: 404 });
    }
    expect(
      await answer(invitePage.action(post(null, '/panitia/orang/undang', { role: 'organizer', name: 'Saya' }))),
    ).toMatchObject({
      status: 302,
      to: '/masuk?lanjut=%2Fpanitia%2Forang%2Fundang',
    });
    expect(await readInvitation(pending.token)).toMatchObject({ state: 'open' });
    expect(await getViewer(requestAs(victim, '/'))).not.toBeNull();
    expect(await database.db.$count(invitations, eq(invitations.name, 'Saya'))).toBe(0);
  });

  test('without mail it leads from who is known already to links and cards, and writes no letter', async () => {
    const organizer = await makeUser('organizer');
    const judge = await makeUser('judge', { name: 'Juri Tahun Lalu' });
    await database.db
      .update(user)
      .set({ createdAt: new Date('2020-01-01T00:00:00Z') })
      .where(eq(user.id, judge.id));
    await makeContest({ year: 2190, name: 'Lomba Tanpa Surel' });
    const screen = await (await visit(organizer, '/panitia/orang')).text();
    for (const each of ['sudah dikenal sebelum Lomba Tanpa Surel', 'Surel belum diatur', `/panitia/orang/${judge.id}`])
      expect(screen).toContain(each);
    expect(screen).not.toContain('value="known"');
    const told = await answer(peoplePage.action(post(organizer, '/panitia/orang', { intent: 'known' })));
    expect(told.to).toBe('/panitia/orang?dikabari=0');
    expect(await database.db.select().from(letters)).toEqual([]);
  });

  test('shows a new link once: in the answer to the form, in no page after it', async () => {
    const organizer = await makeUser('organizer');
    const made = await answer(
      invitePage.action(
        post(organizer, '/panitia/orang/undang', { role: 'judge', name: 'Juri Sekali', email: '', agencyId: '' }),
      ),
    );
    const { link } = made.data as { link: { url: string } };
    const token = link.url.split('/undangan/')[1] ?? '';
    expect(await readInvitation(token)).toMatchObject({
      state: 'open',
      name: 'Juri Sekali',
      invitedBy: organizer.name,
    });
    for (const page of [peoplePage.loader(get(organizer, '/panitia/orang')), invitePage.loader(get(organizer, '/x'))]) {
      expect(JSON.stringify(await page)).not.toContain(token);
    }
  });

  test.each([
    [{ role: 'admin', name: 'X' }, { role: 'roleMissing' }],
    [{ role: 'judge', name: '  ' }, { name: 'nameMissing' }],
    [{ role: 'webmaster', name: 'X', agencyId: '' }, { agencyId: 'agencyMissing' }],
    [{ role: 'webmaster', name: 'X', agencyId: crypto.randomUUID() }, { agencyId: 'agencyMissing' }],
    [{ role: 'organizer', name: 'X', email: 'bukan' }, { email: 'emailWrong' }],
  ])('refuses %j', async (form, errors) => {
    const organizer = await makeUser('organizer');
    const refused = await answer(invitePage.action(post(organizer, '/panitia/orang/undang', form)));
    expect(refused).toMatchObject({ status: 422, data: { errors, values: form, link: null } });
  });

  test('does not let organizers close their own door', async () => {
    const organizer = await makeUser('organizer');
    const call = personPage.action(
      post(organizer, `/panitia/orang/${organizer.id}`, { intent: 'withdraw' }, { userId: organizer.id }),
    );
    expect(await answer(call)).toMatchObject({ status: 302, to: '/akun' });
    expect(await getViewer(requestAs(organizer, '/'))).toMatchObject({ userId: organizer.id });
  });

  test.each(['bukan-uuid', crypto.randomUUID()])('knows nobody called %s', async (userId) => {
    const organizer = await makeUser('organizer');
    expect(await answer(personPage.loader(get(organizer, `/panitia/orang/${userId}`, { userId })))).toMatchObject({
      status: 404,
    });
  });
});
