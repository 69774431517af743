/** Tokens by which a program reads what its organizer may read. Only their SHA-256 is kept. */
import { createHash, randomBytes } from 'node:crypto';
import { and, count, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { activity, apiTokens, user } from '#db/schema.ts';

export const MOST_TOKENS = 20;
const PREFIX = 'lomba_';
/** 256 bits at random need no slow hash. */
const hashOfToken = (token: string) => createHash('sha256').update(token, 'utf8').digest('hex');

export type MakeOutcome = { made: true; token: string } | { made: false; why: 'name' | 'tooMany' };

/** Makes a token for an organizer. The only time it is known: only its hash is written. */
export function makeApiToken(userId: string, typed: string): Promise<MakeOutcome> {
  const name = typed.trim();
  return db().transaction(async (tx): Promise<MakeOutcome> => {
    if (name === '' || name.length > 100) return { made: false, why: 'name' };
    // Held, so that two presses at once do not pass the limit together.
    await tx.select({ id: user.id }).from(user).where(eq(user.id, userId)).for('update');
    const [row] = await tx
      .select({ valid: count() })
      .from(apiTokens)
      .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)));
    if ((row?.valid ?? 0) >= MOST_TOKENS) return { made: false, why: 'tooMany' };
    const token = PREFIX + randomBytes(32).toString('base64url');
    await tx.insert(apiTokens).values({ userId, name, tokenHash: hashOfToken(token) });
    await tx.insert(activity).values({ userId, action: 'apiToken.make', subject: name });
    return { made: true, token };
  });
}

/** Tokens of an organizer, newest first, revoked ones too. */
export function apiTokensOf(userId: string) {
  return db()
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      createdAt: apiTokens.createdAt,
      lastUsedAt: apiTokens.lastUsedAt,
      revokedAt: apiTokens.revokedAt,
    })
    .from(apiTokens)
    .where(eq(apiTokens.userId, userId))
    .orderBy(desc(apiTokens.createdAt));
}

/** Ends one of the organizer's own tokens. False: not theirs, or ended already. */
export function revokeApiToken(userId: string, tokenId: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiTokens)
      .set({ revokedAt: new Date() })
      .where(and(eq(apiTokens.id, tokenId), eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name });
    if (revoked) await tx.insert(activity).values({ userId, action: 'apiToken.revoke', subject: revoked.name });
    return revoked !== undefined;
  });
}

/** Whom a token speaks for: null unless it is valid and its person still is an organizer. Notes the use, to the minute. */
export async function bearerOf(token: string): Promise<{ tokenId: string; userId: string } | null> {
  if (!token.startsWith(PREFIX) || token.length > 100) return null;
  const [found] = await db()
    .select({ tokenId: apiTokens.id, userId: apiTokens.userId })
    .from(apiTokens)
    .innerJoin(user, eq(user.id, apiTokens.userId))
    .where(and(eq(apiTokens.tokenHash, hashOfToken(token)), isNull(apiTokens.revokedAt), eq(user.role, 'organizer')));
  if (!found) return null;
  await db()
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(apiTokens.id, found.tokenId),
        or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, sql`now() - interval '1 minute'`)),
      ),
    );
  return found;
}
