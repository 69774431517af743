import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '#db/client.server.ts';
import { agencies, invitations, user } from '#db/schema.ts';
import { hashToken } from './invitation-token.server.ts';
import type { Role } from './roles.ts';

/** A link that still opens: not used, not revoked, not expired. */
export const isOpen = and(
  isNull(invitations.usedAt),
  isNull(invitations.revokedAt),
  gt(invitations.expiresAt, sql`now()`),
);

export type InvitationState = 'open' | 'used' | 'revoked' | 'expired';

/** The state in the database's own time. */
export const invitationState = sql<InvitationState>`CASE WHEN ${invitations.usedAt} IS NOT NULL THEN 'used'
  WHEN ${invitations.revokedAt} IS NOT NULL THEN 'revoked'
  WHEN ${invitations.expiresAt} <= now() THEN 'expired' ELSE 'open' END`;

export interface Invitation {
  id: string;
  state: InvitationState;
  /** Of a known person their own role, whatever the link was made for. */
  role: Role;
  name: string;
  /** The address to sign in with, or the one the organizer suggests. */
  email: string | null;
  /** Set when the link is for somebody known already. */
  userId: string | null;
  agency: { id: string; name: string } | null;
  /** null: the application itself, at its first start. */
  invitedBy: string | null;
  usedBy: string | null;
  /** The link is a hand-over: the inviter's access to the agency ends when it is used. */
  isHandover: boolean;
  expiresAt: Date;
}

const inviter = alias(user, 'inviter');

/** What a link says; null for an unknown token. Reading never spends it: previews in messengers read links. */
export async function readInvitation(token: string): Promise<Invitation | null> {
  const [row] = await db()
    .select({
      invitation: invitations,
      agencyName: agencies.name,
      state: invitationState,
      invitedBy: inviter.name,
      person: user,
    })
    .from(invitations)
    .leftJoin(agencies, eq(agencies.id, invitations.agencyId))
    .leftJoin(user, eq(user.id, invitations.userId))
    .leftJoin(inviter, eq(inviter.id, invitations.createdBy))
    .where(eq(invitations.tokenHash, hashToken(token)));
  if (!row) return null;
  const { invitation, person } = row;
  return {
    id: invitation.id,
    state: row.state,
    role: person?.role ?? invitation.role,
    name: person?.name ?? invitation.name,
    email: person?.email ?? invitation.email,
    userId: invitation.userId,
    agency: invitation.agencyId && row.agencyName ? { id: invitation.agencyId, name: row.agencyName } : null,
    invitedBy: row.invitedBy,
    usedBy: invitation.usedBy,
    isHandover: invitation.replaces !== null,
    expiresAt: invitation.expiresAt,
  };
}
