/** Categories of a contest: renamed and merged by the organizer until judging opens. */
import { and, asc, count, eq, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { activity, agencies, contests, entries } from '#db/schema.ts';
import { listIsOpen } from '../contest/import.server.ts';
import { indicatorsNaming } from '../rubric/applies.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { settingsOf } from './plan.schema.ts';

export interface CategoryRow {
  name: string;
  entries: number;
  /** With a site, and not outside the ranking. */
  ranked: number;
  /** Entries with an audit that counts, which a change takes away. */
  audited: number;
  /** Ids of indicators that the rubric ties to this category. */
  indicators: string[];
}

/** Categories that the contest's entries are in, by name. */
export async function categoriesOf(
  contest: { id: string; rubricVersionId: string },
  tx: Querier = db(),
): Promise<CategoryRow[]> {
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const rows = await tx
    .select({
      name: entries.category,
      entries: count(),
      ranked: sql<number>`count(*) FILTER (WHERE NOT ${entries.outsideRanking} AND ${entries.url} IS NOT NULL)::int`,
      audited: count(entries.currentAuditId),
    })
    .from(entries)
    .where(eq(entries.contestId, contest.id))
    .groupBy(entries.category)
    .orderBy(asc(entries.category));
  return rows.map((row) => ({ ...row, indicators: indicatorsNaming(rubric, row.name) }));
}

export type CategoryOutcome =
  | { done: true; entries: number }
  | { done: false; why: 'closed' | 'unknown' | 'same' | 'exists' };

/**
 * Gives the entries of a category another one: a new name, or, with `merge`, one that other entries have already. The
 * agencies take it over for the years to come; entries of other contests stay as they were. What is scored hangs on the
 * category, so an audit under the old one counts no more. A judge planned for the old category is planned for the new one.
 */
export function changeCategory(
  contestId: string,
  change: { from: string; to: string; merge: boolean },
  userId: string,
): Promise<CategoryOutcome> {
  return db().transaction(async (tx): Promise<CategoryOutcome> => {
    const { from, to, merge } = change;
    // As the import does: agencies are shared by all contests.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(7461002)`);
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest || !listIsOpen(contest.phase)) return { done: false, why: 'closed' };
    if (from === to) return { done: false, why: 'same' };
    const listed = await tx.select().from(entries).where(eq(entries.contestId, contestId)).for('update');
    const moved = listed.filter((entry) => entry.category === from);
    if (moved.length === 0) return { done: false, why: 'unknown' };
    if (!merge && listed.some((entry) => entry.category === to)) return { done: false, why: 'exists' };

    await tx
      .update(entries)
      .set({ category: to, currentAuditId: null, frozenAt: null, newerAuditId: null })
      .where(and(eq(entries.contestId, contestId), eq(entries.category, from)));
    for (const { agencyId } of moved)
      await tx.update(agencies).set({ category: to, updatedAt: new Date() }).where(eq(agencies.id, agencyId));
    const plan = settingsOf(contest.assignmentPlan);
    const categories = Object.fromEntries(
      Object.entries(plan.categories).map(([judge, some]) => [
        judge,
        [...new Set(some.map((each) => (each === from ? to : each)))],
      ]),
    );
    if (contest.assignmentPlan !== null)
      await tx
        .update(contests)
        .set({ assignmentPlan: { ...plan, categories } })
        .where(eq(contests.id, contestId));
    const detail = { from, to, merge, entries: moved.length };
    await tx.insert(activity).values({ contestId, userId, action: 'category.change', subject: from, detail });
    return { done: true, entries: moved.length };
  });
}
