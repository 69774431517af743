import { randomBytes, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { auth } from '#app/identity/auth.server.ts';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { db } from '#db/client.server.ts';
import * as schema from '#db/schema.ts';
import { testOrigin } from './database.ts';

type Insert<T extends { $inferInsert: unknown }> = Partial<T['$inferInsert']>;

async function one<T>(rows: Promise<T[]>): Promise<T> {
  const [row] = await rows;
  if (!row) throw new Error('nothing inserted');
  return row;
}

let serial = 0;
const next = () => {
  serial += 1;
  return serial;
};

export function makeRubric(values: Insert<typeof schema.rubricVersions> = {}) {
  return one(
    db()
      .insert(schema.rubricVersions)
      .values({ name: `uji ${randomUUID()}`, version: 1, document: defaultRubric(), hash: 'uji', ...values })
      .returning(),
  );
}

const frozenPhases: readonly string[] = ['penilaian', 'pleno', 'sanggah', 'final', 'diumumkan'];

export async function makeContest(values: Insert<typeof schema.contests> = {}) {
  // As the application has it: from judging on the rubric stands.
  const frozenAt = values.phase && frozenPhases.includes(values.phase) ? new Date() : null;
  const rubricVersionId = values.rubricVersionId ?? (await makeRubric({ frozenAt })).id;
  return one(
    db()
      .insert(schema.contests)
      .values({
        year: 2000 + next(),
        name: 'Lomba uji',
        portalDomain: 'harjomulyo.localhost',
        ...values,
        rubricVersionId,
      })
      .returning(),
  );
}

/** An agency and its entry in the contest. */
export async function makeEntry(contestId: string, values: Insert<typeof schema.entries> & { code?: string } = {}) {
  const { code = `opd-${next()}`, ...entry } = values;
  const name = entry.name ?? `Dinas Uji ${serial}`;
  const category = entry.category ?? 'Dinas';
  const agency = await one(db().insert(schema.agencies).values({ code, name, category }).returning());
  return one(
    db()
      .insert(schema.entries)
      .values({
        url: `https://${code}.harjomulyo.localhost/`,
        ...entry,
        name,
        category,
        contestId,
        agencyId: agency.id,
      })
      .returning(),
  );
}

/** A person and the Cookie header of a signed-in session of theirs. */
export async function makeUser(role: Role, values: { name?: string; agencyIds?: string[] } = {}) {
  const password = randomBytes(16).toString('hex');
  const context = await auth().$context;
  const person = await one(
    db()
      .insert(schema.user)
      .values({ name: values.name ?? `${role} ${next()}`, email: `${randomUUID()}@uji.invalid`, role })
      .returning(),
  );
  await db()
    .insert(schema.account)
    .values({
      userId: person.id,
      accountId: person.id,
      providerId: 'credential',
      password: await context.password.hash(password),
    });
  for (const agencyId of values.agencyIds ?? [])
    await db().insert(schema.webmasters).values({ userId: person.id, agencyId });
  return { ...person, password, cookie: await cookieOf(person.email, password) };
}

export type TestPerson = Awaited<ReturnType<typeof makeUser>> & Viewer;

/** A user as the functions of the application take them, too. */
export async function makePerson(role: Role, name?: string, agencyIds: string[] = []): Promise<TestPerson> {
  const made = await makeUser(role, { agencyIds, ...(name === undefined ? {} : { name }) });
  return { ...made, userId: made.id, role, agencyIds };
}

async function cookieOf(email: string, password: string): Promise<string> {
  const response = await auth().api.signInEmail({ body: { email, password }, asResponse: true });
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

/** A new session of somebody who is there already; their password becomes another. */
export async function signIn(userId: string): Promise<{ id: string; cookie: string }> {
  const password = randomBytes(16).toString('hex');
  const hash = await (await auth().$context).password.hash(password);
  const { account, user } = schema;
  await db().update(account).set({ password: hash }).where(eq(account.userId, userId));
  const person = await one(db().select().from(user).where(eq(user.id, userId)));
  return { id: userId, cookie: await cookieOf(person.email, password) };
}

/** A request as the browser of `person` sends it. */
export function requestAs(person: { cookie: string } | null, path: string, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (person) headers.set('Cookie', person.cookie);
  return new Request(`${testOrigin}${path}`, { ...init, headers });
}
