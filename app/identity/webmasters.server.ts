import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { account, user, webmasters } from '#db/schema.ts';

/** Webmasters of an agency who can sign in and want letters about their site; `userId` asks for one of them. */
export function webmastersToTell(tx: Querier, agencyId: string, userId?: string) {
  return tx
    .selectDistinct({ id: user.id, name: user.name, locale: user.locale })
    .from(webmasters)
    .innerJoin(user, and(eq(user.id, webmasters.userId), eq(user.role, 'webmaster')))
    .innerJoin(account, and(eq(account.userId, user.id), isNotNull(account.password)))
    .where(
      and(
        eq(webmasters.agencyId, agencyId),
        eq(user.siteLetters, true),
        userId === undefined ? undefined : eq(user.id, userId),
      ),
    )
    .orderBy(asc(user.name));
}
