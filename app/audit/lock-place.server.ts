import { eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { contests, entries } from '#db/schema.ts';

/**
 * Locks the contest against a phase step, then the entry against another decision and another audit; null without the
 * entry. Everyone locks in this order: the other way round, a phase step that waits between two of them stops all three.
 */
export async function lockPlace(tx: Querier, entryId: string) {
  const [pointer] = await tx.select({ contestId: entries.contestId }).from(entries).where(eq(entries.id, entryId));
  if (!pointer) return null;
  const [contest] = await tx.select().from(contests).where(eq(contests.id, pointer.contestId)).for('share');
  const [entry] = await tx.select().from(entries).where(eq(entries.id, entryId)).for('update');
  return contest && entry ? { contest, entry } : null;
}
