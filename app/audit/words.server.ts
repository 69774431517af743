import { eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { activity, contests } from '#db/schema.ts';
import { type RegencyDocument, regencyDocumentFor } from './regency.ts';
import { documentOf, editsOf, wordsStamp } from './words.ts';

/** phase: judging has opened. changed: somebody has saved other words since the form was shown. */
export type WordsRefusal = 'gone' | 'phase' | 'changed';
export type WordsOutcome = { done: true } | { done: false; why: WordsRefusal };

type Contest = typeof contests.$inferSelect;

/** Whether words may be edited: proposals stand still once judging has opened. */
export const wordsAreOpen = (phase: Contest['phase']) => phase === 'persiapan' || phase === 'audit';

/** The edition's document, whether it differs from the files, and the stamp that a form must show to be saved. */
export function wordsOf(contest: Contest): { document: RegencyDocument; edited: boolean; stamp: string } {
  const { portalDomain, regencyWords } = contest;
  return {
    document: documentOf(portalDomain, regencyWords),
    edited: regencyWords !== null,
    stamp: wordsStamp(portalDomain, regencyWords),
  };
}

/**
 * Keeps a document as the edition's own, or with null the files' again, for the audits from now on. `seen` is the
 * stamp of the words that the organizer looked at.
 */
export function saveWords(
  contestId: string,
  document: RegencyDocument | null,
  seen: string,
  userId: string,
): Promise<WordsOutcome> {
  return db().transaction(async (tx): Promise<WordsOutcome> => {
    const no = (why: WordsRefusal): WordsOutcome => ({ done: false, why });
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest) return no('gone');
    if (!wordsAreOpen(contest.phase)) return no('phase');
    const { portalDomain, regencyWords } = contest;
    const before = wordsStamp(portalDomain, regencyWords);
    if (before !== seen) return no('changed');
    const edits = editsOf(document ?? regencyDocumentFor(portalDomain), portalDomain);
    const after = wordsStamp(portalDomain, edits);
    if (after === before && (edits === null) === (regencyWords === null)) return { done: true };
    await tx.update(contests).set({ regencyWords: edits }).where(eq(contests.id, contestId));
    await tx.insert(activity).values({
      contestId,
      userId,
      action: edits === null ? 'words.reset' : 'words.save',
      detail: { keys: Object.keys(edits ?? {}), before, after, edits },
    });
    return { done: true };
  });
}
