import { and, eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { agencies, contests, entries } from '#db/schema.ts';
import { currentContest } from './contests.server.ts';

/** Locks the current contest against a phase step, the agency's entry in it against an audit that ends, then the agency. */
export async function lockContest(tx: Querier, agencyId: string) {
  const now = await currentContest(tx);
  const [contest] = now ? await tx.select().from(contests).where(eq(contests.id, now.id)).for('share') : [];
  const [entry] = contest
    ? await tx
        .select()
        .from(entries)
        .where(and(eq(entries.contestId, contest.id), eq(entries.agencyId, agencyId)))
        .for('update')
    : [];
  await tx.select({ id: agencies.id }).from(agencies).where(eq(agencies.id, agencyId)).for('update');
  return { contest: contest ?? null, entry: entry ?? null };
}
