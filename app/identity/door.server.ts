/** What an organizer does at the door: looks who is in, lets in, shows out. Each act is one transaction. */
import { env } from '#app/env.server.ts';
import { db } from '#db/client.server.ts';
import { paths } from '../paths.ts';
import { INVITATION_DAYS, RETURN_DAYS } from './invitation-days.ts';
import { createInvitation, revokeInvitation } from './invitations.server.ts';
import {
  cutOff,
  findByEmail,
  listAgencies,
  listPending,
  listPeople,
  type PendingInvitation,
  type Person,
  readPerson,
  withdrawAccess,
} from './people.server.ts';
import type { Role } from './roles.ts';
import { endSession, listSessions, type SessionRow } from './sessions.server.ts';

/** Everybody who came on, and the invitations nobody has used. */
export async function readPeople(): Promise<{ people: Person[]; pending: PendingInvitation[] }> {
  const [people, pending] = await Promise.all([listPeople(db()), listPending(db())]);
  return { people, pending };
}

export async function readAgencies(): Promise<{ id: string; name: string }[]> {
  return await listAgencies(db());
}

/** One person with devices and unused links; null when unknown. */
export async function readPersonPage(
  id: string,
): Promise<{ person: Person; sessions: SessionRow[]; pending: PendingInvitation[] } | null> {
  const [person, sessions, pending] = await Promise.all([
    readPerson(db(), id),
    listSessions(db(), id),
    listPending(db(), id),
  ]);
  return person && { person, sessions, pending };
}

/** The address people can reach: the configured one, else the one the organizer's own browser reached us by. */
export function linkFor(token: string, request: Request): string {
  return new URL(paths.invitation(token), env().PUBLIC_URL ?? request.url).href;
}

/** Where letters' links lead. */
export const publicOriginOf = (request: Request): string => new URL(env().PUBLIC_URL ?? request.url).origin;

interface Invite {
  role: Role;
  name: string;
  email?: string | undefined;
  agencyId?: string | undefined;
}
type Invited =
  | { ok: true; url: string }
  | { ok: false; takenBy: { id: string; name: string } }
  | { ok: false; takenBy: null };

/** Invites somebody new. Refused when the address is that of somebody known (`takenBy`) or the agency is unknown (null). */
export async function invite(given: Invite, by: string, request: Request): Promise<Invited> {
  const known = given.email ? await findByEmail(db(), given.email) : null;
  if (known) return { ok: false, takenBy: known };
  if (given.agencyId && !(await listAgencies(db())).some((agency) => agency.id === given.agencyId)) {
    return { ok: false, takenBy: null };
  }
  const { token } = await db().transaction((tx) =>
    createInvitation(tx, { ...given, createdBy: by, validDays: INVITATION_DAYS }),
  );
  return { ok: true, url: linkFor(token, request) };
}

/** A link for somebody known: a further device for a judge, a new password for the others. */
export async function inviteBack(person: Person, by: string, request: Request): Promise<string> {
  const { role, name } = person;
  const { token } = await db().transaction((tx) =>
    createInvitation(tx, { role, name, userId: person.id, createdBy: by, validDays: RETURN_DAYS }),
  );
  return linkFor(token, request);
}

export async function takeBack(invitationId: string, by: string): Promise<boolean> {
  return await db().transaction((tx) => revokeInvitation(tx, invitationId, by));
}

export async function endDevice(userId: string, sessionId: string): Promise<boolean> {
  return await endSession(db(), userId, sessionId);
}

export async function showOut(userId: string, by: string): Promise<number> {
  return await db().transaction((tx) => cutOff(tx, userId, by));
}

export async function closeDoor(userId: string, by: string): Promise<void> {
  await db().transaction((tx) => withdrawAccess(tx, userId, by));
}
