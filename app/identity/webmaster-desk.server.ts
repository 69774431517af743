/** Who looks after which agency's site: for its webmasters, and for the organizer. */
import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '#db/client.server.ts';
import { account, activity, agencies, invitations, user, webmasters } from '#db/schema.ts';
import { endWebmaster } from './leave-agency.server.ts';
import { listAgencies } from './people.server.ts';
import { isOpen } from './read-invitation.server.ts';

export interface DeskAgency {
  id: string;
  name: string;
  people: { id: string; name: string }[];
  /** Links that wait, made by anybody. */
  links: { id: string; name: string; by: string | null; byId: string | null; successor: boolean; expiresAt: Date }[];
}

/** Agencies with their webmasters and open links, by name; `only` asks for these. */
export async function webmasterDesk(only?: readonly string[]): Promise<DeskAgency[]> {
  const inviter = alias(user, 'inviter');
  const listed = (await listAgencies(db())).filter(({ id }) => !only || only.includes(id));
  const ids = listed.map(({ id }) => id);
  const [people, links] = await Promise.all([
    db()
      .selectDistinct({ agencyId: webmasters.agencyId, id: user.id, name: user.name })
      .from(webmasters)
      .innerJoin(user, eq(user.id, webmasters.userId))
      .innerJoin(account, and(eq(account.userId, user.id), isNotNull(account.password)))
      .where(inArray(webmasters.agencyId, ids))
      .orderBy(asc(user.name)),
    db()
      .select({
        agencyId: invitations.agencyId,
        id: invitations.id,
        name: invitations.name,
        by: inviter.name,
        byId: inviter.id,
        successor: sql<boolean>`${invitations.replaces} IS NOT NULL`,
        expiresAt: invitations.expiresAt,
      })
      .from(invitations)
      .leftJoin(inviter, eq(inviter.id, invitations.createdBy))
      .where(and(inArray(invitations.agencyId, ids), isOpen))
      .orderBy(asc(invitations.name)),
  ]);
  return listed.map(({ id, name }) => ({
    id,
    name,
    people: people.filter(({ agencyId }) => agencyId === id).map(({ agencyId: _, ...each }) => each),
    links: links.filter(({ agencyId }) => agencyId === id).map(({ agencyId: _, ...each }) => each),
  }));
}

/** Who came to and left which agency, newest first. */
export async function webmasterHistory() {
  const who = alias(user, 'who');
  const by = alias(user, 'by');
  const { action, detail, subject, createdAt, id } = activity;
  return await db()
    .select({
      id,
      action: sql<'webmaster.begin' | 'webmaster.end'>`${action}`,
      name: who.name,
      by: by.name,
      agency: agencies.name,
      at: createdAt,
    })
    .from(activity)
    .innerJoin(agencies, sql`${agencies.id}::text = ${subject}`)
    .leftJoin(who, sql`${who.id}::text = ${detail}->>'webmaster'`)
    .leftJoin(by, eq(by.id, activity.userId))
    .where(inArray(action, ['webmaster.begin', 'webmaster.end']))
    .orderBy(desc(createdAt))
    .limit(50);
}

/** The organizer ends a webmaster's access to one agency. */
export function removeWebmaster(userId: string, agencyId: string, by: string): Promise<boolean> {
  return db().transaction((tx) => endWebmaster(tx, { userId, agencyId, by }));
}
