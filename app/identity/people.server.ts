import { and, asc, eq, gt, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { account, agencies, contests, entries, invitations, session, user, webmasters } from '#db/schema.ts';
import { recordAccess } from './activity.server.ts';
import { closeAccess } from './leave-agency.server.ts';
import { type InvitationState, invitationState, isOpen } from './read-invitation.server.ts';
import type { Role } from './roles.ts';
import { endAllSessions } from './sessions.server.ts';

export interface Person {
  id: string;
  name: string;
  role: Role;
  /** null of a judge, who has none. */
  email: string | null;
  agencies: string[];
  hasPassword: boolean;
  /** Devices signed in now. */
  sessions: number;
  lastUsed: Date | null;
}

const isSynthetic = (email: string) => email.endsWith('@juri.invalid');

/** Everybody who came on, by name; `id` asks for one. */
export async function listPeople(tx: Querier, id?: string): Promise<Person[]> {
  const rows = await tx
    .select({
      id: user.id,
      name: user.name,
      role: user.role,
      email: user.email,
      sessions: sql<number>`count(distinct ${session.id})::int`,
      lastUsed: sql<Date | null>`max(${session.updatedAt})`.mapWith(session.updatedAt),
      hasPassword: sql<boolean>`bool_or(${account.password} IS NOT NULL)`,
      agencies: sql<
        string[]
      >`coalesce(array_agg(distinct ${agencies.name}) FILTER (WHERE ${agencies.id} IS NOT NULL), '{}')`,
    })
    .from(user)
    .leftJoin(session, and(eq(session.userId, user.id), gt(session.expiresAt, sql`now()`)))
    .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, 'credential')))
    .leftJoin(webmasters, eq(webmasters.userId, user.id))
    .leftJoin(agencies, eq(agencies.id, webmasters.agencyId))
    .where(id ? eq(user.id, id) : undefined)
    .groupBy(user.id)
    .orderBy(asc(user.name));
  return rows.map((row) => ({ ...row, email: isSynthetic(row.email) ? null : row.email }));
}

export async function readPerson(tx: Querier, id: string): Promise<Person | null> {
  return (await listPeople(tx, id))[0] ?? null;
}

export interface PendingInvitation {
  id: string;
  name: string;
  role: Role;
  email: string | null;
  agency: string | null;
  state: InvitationState;
  expiresAt: Date;
}

/** Links nobody has used. Without `userId`: of people still to come, expired ones included; with: of that person. */
export async function listPending(tx: Querier, userId?: string): Promise<PendingInvitation[]> {
  return await tx
    .select({
      id: invitations.id,
      name: invitations.name,
      role: invitations.role,
      email: invitations.email,
      agency: agencies.name,
      state: invitationState,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(agencies, eq(agencies.id, invitations.agencyId))
    .where(
      and(
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
        userId ? and(eq(invitations.userId, userId), isOpen) : isNull(invitations.userId),
      ),
    )
    .orderBy(asc(invitations.name));
}

/** Agencies to choose from for a webmaster. */
export async function listAgencies(tx: Querier): Promise<{ id: string; name: string }[]> {
  // The site that judges practise on is nobody's.
  const practised = tx
    .select({ id: entries.agencyId })
    .from(entries)
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(isNotNull(contests.practiceOf));
  return await tx
    .select({ id: agencies.id, name: agencies.name })
    .from(agencies)
    .where(notInArray(agencies.id, practised))
    .orderBy(asc(agencies.name));
}

/** Whose address it is, if anybody's: they sign in with it, or came by an invitation sent to it, as judges do. */
export async function findByEmail(tx: Querier, email: string): Promise<{ id: string; name: string } | null> {
  const [own] = await tx.select({ id: user.id, name: user.name }).from(user).where(eq(user.email, email));
  if (own) return own;
  const [came] = await tx
    .select({ id: user.id, name: user.name })
    .from(invitations)
    .innerJoin(user, eq(user.id, invitations.usedBy))
    .where(and(eq(invitations.email, email), eq(user.role, 'judge')))
    .limit(1);
  return came ?? null;
}

/** Signs a person out on every device, on the organizer's word; returns how many. */
export async function cutOff(tx: Querier, userId: string, by: string): Promise<number> {
  const ended = await endAllSessions(tx, userId);
  await recordAccess(tx, { action: 'sessions.end', userId: by, subject: userId, detail: { ended } });
  return ended;
}

/**
 * Closes the door for a person: sessions, open links, unused cards and password go; marks and name stay. A new link opens it again.
 * The caller keeps an organizer from doing it to themselves, so that one is always left.
 */
export async function withdrawAccess(tx: Querier, userId: string, by: string): Promise<void> {
  await closeAccess(tx, userId);
  // Nor may they let others in: what a webmaster has handed out goes with them.
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(invitations.createdBy, userId),
        sql`EXISTS (SELECT 1 FROM ${user} WHERE ${user.id} = ${userId} AND ${user.role} = 'webmaster')`,
        isOpen,
      ),
    );
  await recordAccess(tx, { action: 'access.withdraw', userId: by, subject: userId });
}
