import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { account, invitations, user } from '#db/schema.ts';
import { recordAccess } from './activity.server.ts';
import { auth } from './auth.server.ts';
import { newPasswordInput } from './identity.schema.ts';
import { hashToken, newToken } from './invitation-token.server.ts';
import { comeToAgency } from './join-agency.server.ts';
import { isOpen, readInvitation } from './read-invitation.server.ts';
import { type Role, usesPassword } from './roles.ts';
import { getSession } from './session.server.ts';
import { endAllSessions, endSession } from './sessions.server.ts';

interface NewInvitation {
  role: Role;
  name: string;
  email?: string | undefined;
  /** The agency of a new webmaster. */
  agencyId?: string | undefined;
  /** Somebody known already: lets a judge in on a further device, lets others set a new password. */
  userId?: string | undefined;
  /** The webmaster whose access to the agency ends when the link is used. */
  replaces?: string | undefined;
  /** null: the application itself, at its first start. */
  createdBy: string | null;
  validDays: number;
}

/** Creates a one-time link. The token is returned here and never again: only its SHA-256 is kept. */
export async function createInvitation(tx: Querier, given: NewInvitation): Promise<{ token: string; id: string }> {
  const { validDays, ...values } = given;
  const token = newToken();
  const [row] = await tx
    .insert(invitations)
    .values({
      ...values,
      email: given.email?.toLowerCase(),
      tokenHash: hashToken(token),
      expiresAt: sql`now() + make_interval(days => ${validDays})`,
    })
    .returning({ id: invitations.id });
  if (!row) throw new Error('invitation not written');
  await recordAccess(tx, {
    action: 'invitation.create',
    userId: given.createdBy,
    subject: row.id,
    detail: { role: given.role, name: given.name, for: given.userId ?? null },
  });
  return { token, id: row.id };
}

/** Takes an unused link back. False when it was used or revoked before. */
export async function revokeInvitation(tx: Querier, id: string, by: string): Promise<boolean> {
  const [row] = await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.id, id), isNull(invitations.usedAt), isNull(invitations.revokedAt)))
    .returning({ id: invitations.id });
  if (row) await recordAccess(tx, { action: 'invitation.revoke', userId: by, subject: row.id });
  return row !== undefined;
}

/**
 * Token of a link for the first organizer, valid 7 days, when no organizer could sign in by a password; else null.
 * Earlier unused ones stop working: the last start's link is the one that counts.
 */
export async function ensureFirstOrganizerLink(tx: Querier): Promise<string | null> {
  const [organizer] = await tx
    .select({ id: user.id })
    .from(user)
    .innerJoin(account, and(eq(account.userId, user.id), isNotNull(account.password)))
    .where(eq(user.role, 'organizer'))
    .limit(1);
  if (organizer) return null;
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.role, 'organizer'), isNull(invitations.createdBy), isOpen));
  const { token } = await createInvitation(tx, { role: 'organizer', name: 'Panitia', createdBy: null, validDays: 7 });
  return token;
}

export type Redemption =
  | { ok: true; headers: Headers; role: Role; userId: string }
  | { ok: false; reason: 'unknown' | 'used' | 'revoked' | 'expired' | 'emailTaken' | 'incomplete' };

interface Given {
  password?: string | undefined;
  /** Address for later sign-in; absent: the invitation's. Of no meaning for a judge or a known person. */
  email?: string | undefined;
  /** Heeded only where nobody wrote a name before: the first organizer's link. */
  name?: string | undefined;
}

class EmailTaken extends Error {}

/**
 * Spends a link, on a POST only, and opens a session: `headers` carry the Set-Cookie lines for the caller's answer.
 * Role, name and agency come from the invitation, never from the request. Of two at the same time one wins.
 * `incomplete`: a password (12 characters at least) or an address is missing; the link is not spent.
 */
export async function redeemInvitation(token: string, given: Given, request: Request): Promise<Redemption> {
  const invitation = await readInvitation(token);
  if (!invitation) return { ok: false, reason: 'unknown' };
  if (invitation.state !== 'open') return { ok: false, reason: invitation.state };
  const { id, role } = invitation;
  const email = (given.email ?? invitation.email)?.trim().toLowerCase();
  if (usesPassword(role) && !(newPasswordInput.safeParse(given.password).success && email)) {
    return { ok: false, reason: 'incomplete' };
  }
  const context = await auth().$context;
  const hash = usesPassword(role) && given.password ? await context.password.hash(given.password) : null;
  const name = invitation.invitedBy === null ? given.name?.trim() || invitation.name : invitation.name;
  const before = await getSession(request);
  try {
    const userId = await db().transaction(async (tx) => {
      const spent = await tx
        .update(invitations)
        .set({ usedAt: sql`now()` })
        .where(and(eq(invitations.id, id), isOpen))
        .returning();
      if (!spent[0]) return null;
      // Not as read above: a card printed meanwhile has made the person already.
      const person = spent[0].userId ?? (await addPerson(tx, { role, name, email: hash ? email : undefined }));
      if (hash) await setPassword(tx, person, hash);
      if (role === 'webmaster') await comeToAgency(tx, person, spent[0]);
      await tx.update(invitations).set({ usedBy: person }).where(eq(invitations.id, id));
      await recordAccess(tx, { action: 'invitation.use', userId: person, subject: id });
      return person;
    });
    if (!userId) return { ok: false, reason: (await stateOf(token)) ?? 'used' };
    // The cookie of who was signed in here is about to be overwritten: nobody could end that session from here.
    if (before) await endSession(db(), before.viewer.userId, before.sessionId);
    const { headers } = await auth().api.openSession({
      body: { userId },
      headers: request.headers,
      returnHeaders: true,
    });
    return { ok: true, headers, role, userId };
  } catch (error) {
    if (error instanceof EmailTaken) return { ok: false, reason: 'emailTaken' };
    throw error;
  }
}

async function stateOf(token: string): Promise<'used' | 'revoked' | 'expired' | null> {
  const state = (await readInvitation(token))?.state;
  return state && state !== 'open' ? state : null;
}

/** A judge has no address of their own here and no password: nothing to guess. */
export async function addPerson(
  tx: Querier,
  person: { role: Role; name: string; email: string | undefined },
): Promise<string> {
  const id = crypto.randomUUID();
  const [row] = await tx
    .insert(user)
    .values({ id, role: person.role, name: person.name, email: person.email ?? `${id}@juri.invalid` })
    .onConflictDoNothing({ target: user.email })
    .returning({ id: user.id });
  if (!row) throw new EmailTaken();
  return row.id;
}

/** Whoever set a new password by a link had lost the old one: what it had opened is closed. */
async function setPassword(tx: Querier, userId: string, password: string): Promise<void> {
  const changed = await tx
    .update(account)
    .set({ password, updatedAt: sql`now()` })
    .where(and(eq(account.userId, userId), eq(account.providerId, 'credential')))
    .returning({ id: account.id });
  if (changed.length === 0) {
    await tx.insert(account).values({ userId, accountId: userId, providerId: 'credential', password });
  }
  await endAllSessions(tx, userId);
}
