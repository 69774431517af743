/** Marks given by words of the rubric that are others now: taken, kept, and asked about again. docs/decisions/019. */
import { eq } from 'drizzle-orm';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { askAgain, openAsk, type Stale, staleWords } from '#app/rubric/word-asks.server.ts';
import { indicatorOf, sameTasks } from '#app/rubric/words.ts';
import type { Querier } from '#db/client.server.ts';
import { rubricLooks } from '#db/schema.ts';
import type { Desk, Sheet } from './gate.server.ts';
import { type MarkEdit, SHEET_NOTE } from './mark.ts';

type Place = Pick<Desk, 'contest' | 'entry'>;

/** Whether the words on the judge's screen are no longer the rubric's; `shown`: the version it showed, null when unsaid. */
export async function lateWords(
  tx: Querier,
  { contest, entry }: Place,
  indicator: string,
  shown: number | null,
): Promise<Stale | null> {
  if (indicator === SHEET_NOTE) return null;
  return staleWords(tx, contest, { indicator, category: entry.category }, shown);
}

/** Results of tasks that are others now say nothing of them; the history keeps them. */
export async function withoutOldTasks(
  tx: Querier,
  { contest, entry }: Place,
  { indicator, fromVersionId }: { indicator: string; fromVersionId: string },
  to: MarkEdit,
): Promise<MarkEdit> {
  if (to.tasks === null) return to;
  const old = indicatorOf(await rubricOf(tx, fromVersionId), indicator);
  const now = indicatorOf(await rubricOf(tx, contest.rubricVersionId), indicator);
  const same = old?.source === 'judge' && now?.source === 'judge' && sameTasks(old, now, entry.category);
  return same ? to : { ...to, tasks: null };
}

/**
 * Settles what a written mark means for an ask: given by old words it is asked about (again); given anew by the words as they
 * are it is the answer; a note alone answers nothing. True when the judge's screen has to be loaded again.
 * The caller holds the sheet.
 */
export async function settleWords(
  tx: Querier,
  sheet: Sheet,
  indicator: string,
  { late, from, to }: { late: Stale | null; from: MarkEdit; to: MarkEdit },
): Promise<boolean> {
  const isGiven = to.level !== null || to.notApplicable;
  if (late) {
    if (isGiven) await askAgain(tx, sheet, indicator, late);
    return true;
  }
  const open = await openAsk(tx, sheet.id, indicator);
  if (!open || !isGiven || (from.level === to.level && from.notApplicable === to.notApplicable)) return false;
  await tx.update(rubricLooks).set({ state: 'changed', answeredAt: new Date() }).where(eq(rubricLooks.id, open.id));
  return true;
}
