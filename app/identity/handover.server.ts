/** Webmasters of an agency among themselves: inviting a colleague, handing over to a successor, leaving. */
import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { env } from '#app/env.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { account, agencies, invitations, webmasters } from '#db/schema.ts';
import { paths } from '../paths.ts';
import { INVITATION_DAYS } from './invitation-days.ts';
import { createInvitation, revokeInvitation } from './invitations.server.ts';
import { endWebmaster, linksOf } from './leave-agency.server.ts';
import { isOpen } from './read-invitation.server.ts';

/** Open links of one webmaster for one agency; more is no hand-over. */
const MOST_LINKS = 5;

/** no-agency: it is not theirs. nobody-else: the agency would be left without anybody. */
export type HandoverRefusal = 'no-agency' | 'too-many' | 'nobody-else';

interface Webmaster {
  userId: string;
}

/** Holds the agency, so that of two who leave at once the second knows of the first; false when it is not theirs. */
async function holdAgency(tx: Querier, userId: string, agencyId: string): Promise<boolean> {
  await tx.select({ id: agencies.id }).from(agencies).where(eq(agencies.id, agencyId)).for('update');
  const own = await tx
    .select({ id: webmasters.id })
    .from(webmasters)
    .where(and(eq(webmasters.userId, userId), eq(webmasters.agencyId, agencyId)));
  return own.length > 0;
}

/**
 * A one-time link for a colleague. `successor`: when it is used, the access of whoever made it to this agency ends.
 * The link is returned here and never again.
 */
export function inviteColleague(
  asked: { agencyId: string; name: string; successor: boolean },
  { userId }: Webmaster,
  request: Request,
): Promise<{ url: string; refused: null } | { url: null; refused: HandoverRefusal }> {
  const { agencyId, name, successor } = asked;
  return db().transaction(async (tx) => {
    if (!(await holdAgency(tx, userId, agencyId))) return { url: null, refused: 'no-agency' as const };
    const open = await tx.select({ id: invitations.id }).from(invitations).where(linksOf(userId, agencyId));
    if (open.length >= MOST_LINKS) return { url: null, refused: 'too-many' as const };
    const { token } = await createInvitation(tx, {
      role: 'webmaster',
      name,
      agencyId,
      createdBy: userId,
      validDays: INVITATION_DAYS,
      ...(successor ? { replaces: userId } : {}),
    });
    return { url: new URL(paths.invitation(token), env().PUBLIC_URL ?? request.url).href, refused: null };
  });
}

/** Takes back an open link that a webmaster made for one of these agencies. */
export function takeColleagueBack(
  invitationId: string,
  { userId, agencyIds }: Webmaster & { agencyIds: readonly string[] },
): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [own] = await tx
      .select({ id: invitations.id })
      .from(invitations)
      .where(
        and(
          eq(invitations.id, invitationId),
          eq(invitations.createdBy, userId),
          inArray(invitations.agencyId, [...agencyIds]),
        ),
      );
    return own !== undefined && (await revokeInvitation(tx, own.id, userId));
  });
}

/** Ends one's own access to an agency right away. Refused while nobody else is there and no link waits for anybody. */
export function leave(agencyId: string, { userId }: Webmaster): Promise<HandoverRefusal | null> {
  return db().transaction(async (tx) => {
    if (!(await holdAgency(tx, userId, agencyId))) return 'no-agency';
    const others = await tx
      .select({ id: webmasters.id })
      .from(webmasters)
      .innerJoin(account, and(eq(account.userId, webmasters.userId), isNotNull(account.password)))
      .where(and(eq(webmasters.agencyId, agencyId), ne(webmasters.userId, userId)));
    const coming = await tx
      .select({ id: invitations.id })
      .from(invitations)
      .where(and(eq(invitations.agencyId, agencyId), isOpen));
    if (others.length + coming.length === 0) return 'nobody-else';
    await endWebmaster(tx, { userId, agencyId, by: userId, keepLinks: true });
    return null;
  });
}
