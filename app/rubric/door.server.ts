/** Whether, and how far, the rubric of a contest may change. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { type contests, entries, findingDecisions, objections, snapshots, tieDecisions } from '#db/schema.ts';
import { methodIsFrozen } from '../contest/method.server.ts';

/**
 * open: judging has never been open. judging: it has, and only what leaves given marks their meaning may change. closed:
 * after judging, or once anything was decided by the plenary, on objections or by finalising.
 */
export type RubricDoor = 'open' | 'judging' | 'closed';

const DURING = ['persiapan', 'audit', 'penilaian'];

export async function rubricDoor(
  contest: Pick<typeof contests.$inferSelect, 'id' | 'phase'>,
  tx: Querier = db(),
): Promise<RubricDoor> {
  if (!(await methodIsFrozen(contest, tx))) return 'open';
  if (!DURING.includes(contest.phase)) return 'closed';
  const one = { found: sql<number>`1` };
  const decided = await Promise.all([
    tx.select(one).from(snapshots).where(eq(snapshots.contestId, contest.id)).limit(1),
    tx.select(one).from(tieDecisions).where(eq(tieDecisions.contestId, contest.id)).limit(1),
    tx.select(one).from(objections).where(eq(objections.contestId, contest.id)).limit(1),
    tx
      .select(one)
      .from(findingDecisions)
      .innerJoin(entries, eq(entries.id, findingDecisions.entryId))
      .where(
        and(eq(entries.contestId, contest.id), inArray(findingDecisions.verdict, ['honour-lifted', 'honour-barred'])),
      )
      .limit(1),
  ]);
  return decided.some((rows) => rows.length > 0) ? 'closed' : 'judging';
}
