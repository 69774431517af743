import { createHash } from 'node:crypto';
import { eq, lt, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { rateLimit } from '#db/schema.ts';

const WINDOW_MINUTES = 15;
const ATTEMPTS = 10;

/** Addresses stay out of the table: the parts of a key are hashed. */
const keyOf = (parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
const windowIsOver = sql`${rateLimit.lastRequest} < now() - make_interval(mins => ${WINDOW_MINUTES})`;

/**
 * Counts an attempt, before it is looked at: guesses sent at the same time can't slip past. `most` in a window of 15
 * minutes that begins with the first (better-auth's column `last_request` holds that beginning).
 */
export async function takeAttempt(
  tx: Querier,
  parts: readonly string[],
  most = ATTEMPTS,
): Promise<{ allowed: boolean; minutes: number }> {
  const [row] = await tx
    .insert(rateLimit)
    .values({ key: keyOf(parts), count: 1, lastRequest: sql`now()` })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`CASE WHEN ${windowIsOver} THEN 1 ELSE ${rateLimit.count} + 1 END`,
        lastRequest: sql`CASE WHEN ${windowIsOver} THEN now() ELSE ${rateLimit.lastRequest} END`,
      },
    })
    .returning({
      count: rateLimit.count,
      seconds: sql<number>`extract(epoch FROM ${rateLimit.lastRequest} - now() + make_interval(mins => ${WINDOW_MINUTES}))::float8`,
    });
  if (!row) throw new Error('rate_limit gave no row');
  if (row.count === 1) await tx.delete(rateLimit).where(lt(rateLimit.lastRequest, sql`now() - interval '1 day'`));
  return { allowed: row.count <= most, minutes: Math.max(1, Math.ceil(row.seconds / 60)) };
}

/** Forgets the attempts: the right password was given. */
export async function clearAttempts(tx: Querier, parts: readonly string[]): Promise<void> {
  await tx.delete(rateLimit).where(eq(rateLimit.key, keyOf(parts)));
}

/** Takes one attempt back: it was right, and the others that share the key keep theirs. */
export async function giveAttemptBack(tx: Querier, parts: readonly string[]): Promise<void> {
  await tx
    .update(rateLimit)
    .set({ count: sql`greatest(${rateLimit.count} - 1, 0)` })
    .where(eq(rateLimit.key, keyOf(parts)));
}
