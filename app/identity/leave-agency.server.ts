/** How a webmaster's access to an agency ends, whoever ends it. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { account, invitations, signInCards, webmasters } from '#db/schema.ts';
import { recordAccess } from './activity.server.ts';
import { isOpen } from './read-invitation.server.ts';
import { endAllSessions } from './sessions.server.ts';

/** Open links that a webmaster made for an agency. */
export const linksOf = (userId: string, agencyId: string) =>
  and(eq(invitations.createdBy, userId), eq(invitations.agencyId, agencyId), isOpen);

/** Takes every way in from a person: sessions, open links, unused cards, password. */
export async function closeAccess(tx: Querier, userId: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.userId, userId), isOpen));
  await tx
    .update(signInCards)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(signInCards.userId, userId), isNull(signInCards.revokedAt)));
  await tx.delete(account).where(eq(account.userId, userId));
  await endAllSessions(tx, userId);
}

/**
 * Ends a webmaster's access to one agency, in the caller's transaction: every session ends at once, and where no other
 * agency is left, password and links for a new one as well. Links they made for the agency go, unless `keepLinks`: of
 * somebody who leaves by themselves they are the way in for the successor. False: it was not theirs.
 */
export async function endWebmaster(
  tx: Querier,
  { userId, agencyId, by, keepLinks = false }: { userId: string; agencyId: string; by: string; keepLinks?: boolean },
): Promise<boolean> {
  const gone = await tx
    .delete(webmasters)
    .where(and(eq(webmasters.userId, userId), eq(webmasters.agencyId, agencyId)))
    .returning({ id: webmasters.id });
  if (gone.length === 0) return false;
  const left = await tx.select({ id: webmasters.id }).from(webmasters).where(eq(webmasters.userId, userId));
  if (left.length === 0) await closeAccess(tx, userId);
  else await endAllSessions(tx, userId);
  if (!keepLinks) await tx.update(invitations).set({ revokedAt: sql`now()` }).where(linksOf(userId, agencyId));
  await recordAccess(tx, { action: 'webmaster.end', userId: by, subject: agencyId, detail: { webmaster: userId } });
  return true;
}
