/** People who ask to look after an agency's site: nobody is let in by it before an organizer has confirmed it. */
import { randomBytes } from 'node:crypto';
import { and, asc, count, eq, lt, sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { agencies, contests, user, webmasterRequests } from '#db/schema.ts';
import { recordAccess } from './activity.server.ts';
import { linkFor } from './door.server.ts';
import { INVITATION_DAYS } from './invitation-days.ts';
import { createInvitation } from './invitations.server.ts';
import { addAgency } from './join-agency.server.ts';
import { listAgencies } from './people.server.ts';
import { takeAttempt } from './rate-limit.server.ts';

/** Of one client and of everybody in a quarter of an hour. */
const MOST_OF_CLIENT = 5;
const MOST_OF_ALL = 60;
/** That wait for one agency: more are not people of it. */
const MOST_WAITING = 10;
/** After which nobody has an answer coming. */
const KEPT_DAYS = 60;
/** New with every start: what the limit keeps of an address leads back to nobody. */
const salt = randomBytes(16).toString('hex');

export interface Registration {
  agencyId: string;
  name: string;
  email: string;
  /** What they do there, in their words. */
  duty: string;
}
export type RegistrationOutcome = { done: true } | { done: false; why: 'no-agency' | 'tooMany'; minutes: number };

/** Whether people may register themselves, and for which agencies; null: they may not. */
export async function registrationAgencies(contestId: string | undefined) {
  const [contest] = contestId
    ? await db().select({ open: contests.selfRegistration }).from(contests).where(eq(contests.id, contestId))
    : [];
  return contest?.open ? await listAgencies(db()) : null;
}

/**
 * Writes a request down. The answer is the same whether the address is known or not, and for one that asked before: then
 * the newer words stand. `client`: who is asking, for the limit only.
 */
export function register(asked: Registration, client: string): Promise<RegistrationOutcome> {
  return db().transaction(async (tx): Promise<RegistrationOutcome> => {
    const own = await takeAttempt(tx, ['registration', salt, client], MOST_OF_CLIENT);
    if (!own.allowed) return { done: false, why: 'tooMany', minutes: own.minutes };
    const all = await takeAttempt(tx, ['registration'], MOST_OF_ALL);
    if (!all.allowed) return { done: false, why: 'tooMany', minutes: all.minutes };
    await tx
      .delete(webmasterRequests)
      .where(lt(webmasterRequests.createdAt, sql`now() - make_interval(days => ${KEPT_DAYS})`));
    const known = (await listAgencies(tx)).some(({ id }) => id === asked.agencyId);
    if (!known) return { done: false, why: 'no-agency', minutes: 0 };
    const [waiting] = await tx
      .select({ n: count() })
      .from(webmasterRequests)
      .where(eq(webmasterRequests.agencyId, asked.agencyId));
    if ((waiting?.n ?? 0) >= MOST_WAITING) return { done: false, why: 'tooMany', minutes: 24 * 60 };
    const { name, duty } = asked;
    await tx
      .insert(webmasterRequests)
      .values(asked)
      .onConflictDoUpdate({ target: [webmasterRequests.agencyId, webmasterRequests.email], set: { name, duty } });
    return { done: true };
  });
}

/** Requests that wait, oldest first, with who signs in by that address already. */
export function waitingRegistrations() {
  return db()
    .select({
      id: webmasterRequests.id,
      name: webmasterRequests.name,
      email: webmasterRequests.email,
      duty: webmasterRequests.duty,
      at: webmasterRequests.createdAt,
      agency: agencies.name,
      known: user.name,
    })
    .from(webmasterRequests)
    .innerJoin(agencies, eq(agencies.id, webmasterRequests.agencyId))
    .leftJoin(user, eq(user.email, webmasterRequests.email))
    .orderBy(asc(webmasterRequests.createdAt));
}

/** link: for the person, shown this once. joined: a webmaster of another agency, who has this one as well now. */
export type ConfirmedRegistration =
  | { state: 'link'; invitationId: string; name: string; url: string; email: string }
  | { state: 'joined'; name: string }
  | { state: 'gone' }
  /** The address is that of somebody with another role. */
  | { state: 'taken'; name: string };

/** The organizer confirms a request; what it held of the person goes over to the invitation and is deleted here. */
export function confirmRegistration(id: string, by: string, request: Request): Promise<ConfirmedRegistration> {
  return db().transaction(async (tx): Promise<ConfirmedRegistration> => {
    const [asked] = await tx.select().from(webmasterRequests).where(eq(webmasterRequests.id, id)).for('update');
    if (!asked) return { state: 'gone' };
    const { agencyId, name, email } = asked;
    const [known] = await tx.select().from(user).where(eq(user.email, email));
    if (known && known.role !== 'webmaster') return { state: 'taken', name: known.name };
    await tx.delete(webmasterRequests).where(eq(webmasterRequests.id, id));
    await recordAccess(tx, { action: 'registration.confirm', userId: by, subject: agencyId });
    if (known) {
      await addAgency(tx, known.id, agencyId, by);
      return { state: 'joined', name: known.name };
    }
    const made = await createInvitation(tx, {
      role: 'webmaster',
      name,
      email,
      agencyId,
      createdBy: by,
      validDays: INVITATION_DAYS,
    });
    return { state: 'link', invitationId: made.id, name, email, url: linkFor(made.token, request) };
  });
}

/** The organizer refuses a request: nothing of the person is kept. */
export function refuseRegistration(id: string, by: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [gone] = await tx.delete(webmasterRequests).where(eq(webmasterRequests.id, id)).returning();
    if (gone) await recordAccess(tx, { action: 'registration.refuse', userId: by, subject: gone.agencyId });
    return gone !== undefined;
  });
}

/** Opens or closes self-registration for a contest, in any phase. */
export function allowRegistration(contestId: string, open: boolean, by: string): Promise<void> {
  return db().transaction(async (tx) => {
    const [changed] = await tx
      .update(contests)
      .set({ selfRegistration: open })
      .where(and(eq(contests.id, contestId), eq(contests.selfRegistration, !open)))
      .returning({ id: contests.id });
    if (changed)
      await recordAccess(tx, {
        action: open ? 'registration.open' : 'registration.close',
        userId: by,
        subject: contestId,
      });
  });
}
