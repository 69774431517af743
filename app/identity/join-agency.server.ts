import { and, eq, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { invitations, webmasters } from '#db/schema.ts';
import { recordAccess } from './activity.server.ts';
import { endWebmaster } from './leave-agency.server.ts';
import { isOpen, readInvitation } from './read-invitation.server.ts';
import type { Viewer } from './roles.ts';

/** Lets a webmaster look after one more agency, in the caller's transaction. */
export async function addAgency(tx: Querier, userId: string, agencyId: string, by: string): Promise<void> {
  const [known] = await tx
    .select({ id: webmasters.id })
    .from(webmasters)
    .where(and(eq(webmasters.userId, userId), eq(webmasters.agencyId, agencyId)));
  if (known) return;
  await tx.insert(webmasters).values({ userId, agencyId });
  await recordAccess(tx, { action: 'webmaster.begin', userId: by, subject: agencyId, detail: { webmaster: userId } });
}

/** What a spent link of a webmaster does: they come to the agency, and whom they succeed goes. */
export async function comeToAgency(
  tx: Querier,
  userId: string,
  { agencyId, replaces, createdBy }: Pick<typeof invitations.$inferSelect, 'agencyId' | 'replaces' | 'createdBy'>,
): Promise<void> {
  if (!agencyId) return;
  await addAgency(tx, userId, agencyId, createdBy ?? userId);
  if (replaces && replaces !== userId) await endWebmaster(tx, { userId: replaces, agencyId, by: userId });
}

/** Whether a signed-in webmaster may take a link for an agency with the account they have. */
export function mayJoin(
  viewer: Viewer | null,
  link: { role: string; userId: string | null; agency: { id: string } | null },
) {
  return (
    viewer?.role === 'webmaster' &&
    link.role === 'webmaster' &&
    link.userId === null &&
    link.agency !== null &&
    !viewer.agencyIds.includes(link.agency.id)
  );
}

/** Spends a link for the webmaster who is signed in; false when it is not for them or no longer opens. */
export async function joinByInvitation(token: string, viewer: Viewer): Promise<boolean> {
  const invitation = await readInvitation(token);
  if (!invitation || !mayJoin(viewer, invitation)) return false;
  return await db().transaction(async (tx) => {
    const [spent] = await tx
      .update(invitations)
      .set({ usedAt: sql`now()`, usedBy: viewer.userId })
      .where(and(eq(invitations.id, invitation.id), isOpen))
      .returning();
    if (!spent) return false;
    await comeToAgency(tx, viewer.userId, spent);
    await recordAccess(tx, { action: 'invitation.use', userId: viewer.userId, subject: spent.id });
    return true;
  });
}
