/** People with an account from before a contest: last year's judges, webmasters of its agencies. They are told, not invited. */
import { and, asc, eq, exists, inArray, isNotNull, lt, notExists, or, sql } from 'drizzle-orm';
import { recordAccess } from '#app/identity/activity.server.ts';
import { INVITATION_DAYS } from '#app/identity/invitation-days.ts';
import { createInvitation } from '#app/identity/invitations.server.ts';
import { addressOf, writeLetter } from '#app/identity/letters.server.ts';
import { isMailOn } from '#app/identity/mail.server.ts';
import { type Role, usesPassword } from '#app/identity/roles.ts';
import { db, type Querier } from '#db/client.server.ts';
import {
  account,
  activity,
  contests,
  departures,
  entries,
  invitations,
  letters,
  signInCards,
  user,
  webmasters,
} from '#db/schema.ts';
import type { Contest } from './contests.server.ts';

export interface KnownPerson {
  id: string;
  name: string;
  role: Role;
  locale: 'id' | 'en' | null;
  /** Null: there is none, the link is handed over. */
  email: string | null;
  /** State of the letter about this contest; null: none was written. */
  letter: (typeof letters.$inferSelect)['state'] | null;
}

/** Phases in which it helps to be told. */
const telling: readonly Contest['phase'][] = ['persiapan', 'audit', 'penilaian'];

/**
 * Whose door was closed and who has not come back since: a letter with a link would open it again, which an organizer does
 * on that person's own page only.
 */
const shownOut = (tx: Querier) =>
  exists(
    tx
      .select({ id: activity.id })
      .from(activity)
      .where(
        and(
          eq(activity.action, 'access.withdraw'),
          sql`${activity.subject} = ${user.id}::text`,
          notExists(
            tx
              .select({ id: invitations.id })
              .from(invitations)
              .where(and(eq(invitations.usedBy, user.id), sql`${invitations.usedAt} > ${activity.createdAt}`)),
          ),
          notExists(
            tx
              .select({ id: signInCards.id })
              .from(signInCards)
              .where(and(eq(signInCards.userId, user.id), sql`${signInCards.usedAt} > ${activity.createdAt}`)),
          ),
        ),
      ),
  );

/**
 * Who was there before the contest and has a part in it: judges who have not departed, webmasters with an entry, by name.
 * Empty when nobody would be told any more.
 */
export async function knownPeople(contest: Contest, tx: Querier = db()): Promise<KnownPerson[]> {
  if (!telling.includes(contest.phase)) return [];
  const judges = and(
    inArray(user.role, ['judge', 'chiefJudge']),
    notExists(
      tx
        .select({ id: departures.id })
        .from(departures)
        .where(and(eq(departures.contestId, contest.id), eq(departures.judgeId, user.id))),
    ),
  );
  const ofEntries = and(
    eq(user.role, 'webmaster'),
    exists(
      tx
        .select({ id: webmasters.id })
        .from(webmasters)
        .innerJoin(entries, eq(entries.agencyId, webmasters.agencyId))
        .where(and(eq(webmasters.userId, user.id), eq(entries.contestId, contest.id))),
    ),
  );
  const canSignIn = exists(
    tx
      .select({ id: account.id })
      .from(account)
      .where(and(eq(account.userId, user.id), isNotNull(account.password))),
  );
  const rows = await tx
    .select({
      id: user.id,
      name: user.name,
      role: user.role,
      locale: user.locale,
      letter: letters.state,
    })
    .from(user)
    .leftJoin(letters, and(eq(letters.kind, 'renewal'), eq(letters.contestId, contest.id), eq(letters.userId, user.id)))
    .where(
      and(
        lt(user.createdAt, contest.createdAt),
        or(judges, ofEntries),
        or(eq(user.role, 'judge'), canSignIn),
        sql`NOT ${shownOut(tx)}`,
      ),
    )
    .orderBy(asc(user.name), asc(user.id));
  return Promise.all(rows.map(async (row) => ({ ...row, email: await addressOf(tx, row.id) })));
}

/**
 * Writes a letter to everybody known who has an address and none about this contest yet, for the worker to send; judges
 * get a sign-in link made when it is sent. Pressed twice, or by two at once, nobody gets a second one. Returns how many;
 * 0 without a mail server.
 */
export function tellKnown(contestId: string, by: string, origin: string): Promise<number> {
  return db().transaction(async (tx) => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest || !isMailOn()) return 0;
    const untold = (await knownPeople(contest, tx)).filter(({ letter }) => letter === null);
    let written = 0;
    for (const { id, name, role, locale, email } of untold) {
      if (!email) continue;
      const link = usesPassword(role)
        ? null
        : await createInvitation(tx, { role, name, userId: id, createdBy: by, validDays: INVITATION_DAYS });
      const made = await writeLetter(tx, {
        key: `renewal ${contestId} ${id}`,
        kind: 'renewal',
        toName: name,
        toEmail: email,
        userId: id,
        invitationId: link?.id ?? null,
        contestId,
        locale,
        data: { origin },
        createdBy: by,
      });
      if (made) written += 1;
    }
    if (written > 0)
      await recordAccess(tx, { action: 'letter.renewal', userId: by, subject: contestId, detail: { written } });
    return written;
  });
}
