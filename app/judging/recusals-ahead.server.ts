/** Conflicts of interest that a judge declares before any sheet: of every site of the contest, seated there or not. */
import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db } from '#db/client.server.ts';
import { activity, contests, entries, recusalAnswers, recusals } from '#db/schema.ts';
import { hasDeparted } from './departures.server.ts';
import { hasReason } from './mark.ts';
import { planIsOpen } from './plan.server.ts';

export interface ConflictSite {
  entryId: string;
  name: string;
  category: string;
  /** The judge's own word on it; null: none stands. */
  declared: { reason: string; confirmed: boolean } | null;
  /** What the organizer answered when an earlier word was not confirmed; null once a new one stands. */
  answer: { reason: string; words: string; at: string } | null;
}

export interface ConflictList {
  /** Whether more can be declared now. */
  open: boolean;
  sites: ConflictSite[];
}

/** Every site of the contest with what this judge, and nobody else, has declared about it. */
export async function conflictList(viewer: Viewer, contestId: string): Promise<ConflictList> {
  const [contest] = await db().select().from(contests).where(eq(contests.id, contestId));
  const sites = await db()
    .select({ entry: entries, recusal: recusals })
    .from(entries)
    .leftJoin(recusals, and(eq(recusals.entryId, entries.id), eq(recusals.judgeId, viewer.userId)))
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url)))
    .orderBy(asc(entries.category), asc(entries.name));
  const answers = await db()
    .selectDistinctOn([recusalAnswers.entryId])
    .from(recusalAnswers)
    .innerJoin(entries, eq(entries.id, recusalAnswers.entryId))
    .where(and(eq(entries.contestId, contestId), eq(recusalAnswers.judgeId, viewer.userId)))
    .orderBy(recusalAnswers.entryId, desc(recusalAnswers.answeredAt));
  const answerOf = new Map(answers.map(({ recusal_answers: row }) => [row.entryId, row]));
  return {
    open: contest !== undefined && planIsOpen(contest.phase) && !(await hasDeparted(contestId, viewer.userId)),
    sites: sites.map(({ entry: { id, name, category }, recusal }) => {
      const answer = recusal ? undefined : answerOf.get(id);
      return {
        entryId: id,
        name,
        category,
        declared: recusal ? { reason: recusal.reason, confirmed: recusal.confirmedAt !== null } : null,
        answer: answer ? { reason: answer.reason, words: answer.words, at: answer.answeredAt.toISOString() } : null,
      };
    }),
  };
}

export type Declaring =
  | { done: true; declared: number }
  | { done: false; why: 'phase' | 'departed' | 'nothingChosen' | 'reasonMissing' | 'gone' };

/**
 * Steps back from entries, whether or not the judge was given them: nobody seats the judge there unless the organizer
 * declines. Possible until judging has ended; what is declared already stays as it is.
 */
export function declareAhead(
  viewer: Viewer,
  contestId: string,
  entryIds: readonly string[],
  reason: string,
): Promise<Declaring> {
  return db().transaction(async (tx): Promise<Declaring> => {
    const no = (why: Extract<Declaring, { done: false }>['why']): Declaring => ({ done: false, why });
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('share');
    if (!contest || !planIsOpen(contest.phase)) return no('phase');
    if (await hasDeparted(contestId, viewer.userId, tx)) return no('departed');
    if (entryIds.length === 0) return no('nothingChosen');
    if (!hasReason({ reason })) return no('reasonMissing');
    const sites = await tx
      .select({ id: entries.id })
      .from(entries)
      .where(and(eq(entries.contestId, contestId), isNotNull(entries.url), inArray(entries.id, [...entryIds])));
    if (sites.length !== new Set(entryIds).size) return no('gone');
    const declared = await tx
      .insert(recusals)
      .values(sites.map(({ id }) => ({ entryId: id, judgeId: viewer.userId, reason: reason.trim() })))
      .onConflictDoNothing()
      .returning({ entryId: recusals.entryId });
    if (declared.length > 0)
      await tx.insert(activity).values({
        contestId,
        userId: viewer.userId,
        action: 'recusal.declare',
        detail: { entryIds: declared.map((row) => row.entryId) },
      });
    return { done: true, declared: declared.length };
  });
}
