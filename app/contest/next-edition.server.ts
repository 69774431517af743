/** Next year's edition, begun from this year's in one step. */
import { asc, eq, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { activity, agencies, contests, documentSettings, entries } from '#db/schema.ts';
import { type Contest, contestOfYear, currentContest } from './contests.server.ts';

/** notReleased: until this year's results are public its screens are needed. year: not after this year's. taken: there is one. */
export type NextRefusal = 'noContest' | 'notReleased' | 'year' | 'name' | 'taken';
export type NextOutcome = { done: true; entries: number } | { done: false; why: NextRefusal };

/** Whether a next edition may be begun: the screens show the newest edition, and an unreleased one would be lost to them. */
export const mayStartNext = (contest: Contest | null) => contest?.phase === 'terbit';

/** The name with its year counted on, where it says one. */
export function nextName(name: string, from: number, to: number): string {
  return name.replaceAll(String(from), String(to));
}

/**
 * Makes the next edition in phase persiapan: agencies as they are called now, who is outside the ranking, categories, the
 * rubric in force, words and settings, and what stands on every year's documents. Never marks, assignments, people, audits, dates, decisions or results; how totals are
 * made is chosen anew. All in one transaction.
 */
export function startNextEdition(wish: { year: number; name: string }, userId: string): Promise<NextOutcome> {
  return db().transaction(async (tx): Promise<NextOutcome> => {
    // As the import does: agencies are shared by all contests. It also lets two presses come one after the other.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(7461002)`);
    const newest = await currentContest(tx);
    if (!newest) return { done: false, why: 'noContest' };
    const [last] = await tx.select().from(contests).where(eq(contests.id, newest.id)).for('share');
    if (!last || !mayStartNext(last)) return { done: false, why: 'notReleased' };
    const name = wish.name.trim();
    if (!Number.isInteger(wish.year) || wish.year <= last.year || wish.year > 2100) return { done: false, why: 'year' };
    if (name === '' || name.length > 200) return { done: false, why: 'name' };
    if (await contestOfYear(tx, wish.year)) return { done: false, why: 'taken' };
    const { portalDomain, hasObjection, auditRuns, regencyWords, rubricVersionId, incomplete, disparityGap } = last;
    const [made] = await tx
      .insert(contests)
      .values({
        ...{ year: wish.year, name, portalDomain, hasObjection, auditRuns },
        ...{ regencyWords, rubricVersionId, incomplete, disparityGap },
      })
      .returning({ id: contests.id });
    if (!made) throw new Error('contest not written');
    await carryDocumentSettings(tx, last.id, made.id);
    const rows = await tx
      .select({
        agencyId: agencies.id,
        name: agencies.name,
        category: agencies.category,
        url: agencies.url,
        outsideRanking: entries.outsideRanking,
      })
      .from(entries)
      .innerJoin(agencies, eq(agencies.id, entries.agencyId))
      .where(eq(entries.contestId, last.id))
      .orderBy(asc(agencies.code));
    if (rows.length > 0) await tx.insert(entries).values(rows.map((row) => ({ contestId: made.id, ...row })));
    await tx.insert(activity).values({
      contestId: made.id,
      userId,
      action: 'contest.next',
      subject: String(wish.year),
      detail: { from: last.year, entries: rows.length },
    });
    return { done: true, entries: rows.length };
  });
}

/** Day and numbers of the documents are of one year; letterhead, places that are honoured and who signs go on. */
const OF_ONE_YEAR = ['minutesDay', 'minutesNumber', 'decreeNumber', 'certificateNumber'];

async function carryDocumentSettings(tx: Querier, from: string, to: string): Promise<void> {
  const [row] = await tx.select().from(documentSettings).where(eq(documentSettings.contestId, from));
  if (!row) return;
  const settings = Object.fromEntries(
    Object.entries(Object(row.settings)).filter(([key]) => !OF_ONE_YEAR.includes(key)),
  );
  await tx.insert(documentSettings).values({ contestId: to, settings });
}
