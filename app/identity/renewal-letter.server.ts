import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { account, contests, entries, invitations, type letters, user, webmasters } from '#db/schema.ts';
import { paths } from '../paths.ts';
import { hashToken, newToken } from './invitation-token.server.ts';
import type { RenewalContent } from './letter-text.ts';
import { isOpen } from './read-invitation.server.ts';

/**
 * What a letter says to somebody known who takes part again. A judge's link is made now, as an invitation's is. Null when it
 * is no longer wanted: the link was revoked or used, the person can no longer sign in or has no site in the contest.
 */
export async function renewalLetter(
  tx: Querier,
  { userId, contestId, invitationId }: typeof letters.$inferSelect,
  origin: string | undefined,
): Promise<RenewalContent | null> {
  if (!userId || !contestId || !origin) return null;
  const [person] = await tx.select({ role: user.role }).from(user).where(eq(user.id, userId));
  const [contest] = await tx.select({ name: contests.name }).from(contests).where(eq(contests.id, contestId));
  if (!person || !contest) return null;
  const said = { kind: 'renewal', role: person.role, contest: contest.name } as const;
  if (invitationId) {
    const token = newToken();
    const [row] = await tx
      .update(invitations)
      .set({ tokenHash: hashToken(token) })
      .where(and(eq(invitations.id, invitationId), isOpen))
      .returning();
    const link = new URL(paths.invitation(token), origin).href;
    return row ? { ...said, sites: [], link, until: row.expiresAt } : null;
  }
  const [password] = await tx
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.userId, userId), isNotNull(account.password)));
  if (!password) return null;
  const sites = await tx
    .select({ name: entries.name })
    .from(webmasters)
    .innerJoin(entries, eq(entries.agencyId, webmasters.agencyId))
    .where(and(eq(webmasters.userId, userId), eq(entries.contestId, contestId)))
    .orderBy(asc(entries.name));
  if (person.role === 'webmaster' && sites.length === 0) return null;
  const link = new URL(paths.signIn(), origin).href;
  return { ...said, sites: sites.map(({ name }) => name), link, until: null };
}
