/** How totals are made: chosen by the organizer until judging opens for the first time, and never after. */
import { and, eq } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { activity, contests, phaseChanges } from '#db/schema.ts';
import type { Contest } from './contests.server.ts';

export interface MethodChoice {
  /** Null: by the rule of `movePhase`, when judging opens. */
  aggregate: Contest['aggregate'];
  incomplete: Contest['incomplete'];
}

export type MethodOutcome = { done: true } | { done: false; why: 'noContest' | 'frozen' };

/** Whether judging has ever been open. Going back does not bring the choice back: nobody shops for a winner. */
export async function methodIsFrozen(contest: Pick<Contest, 'id' | 'phase'>, tx: Querier = db()): Promise<boolean> {
  if (contest.phase !== 'persiapan' && contest.phase !== 'audit') return true;
  const [opened] = await tx
    .select({ id: phaseChanges.id })
    .from(phaseChanges)
    .where(and(eq(phaseChanges.contestId, contest.id), eq(phaseChanges.toPhase, 'penilaian')))
    .limit(1);
  return opened !== undefined;
}

/** Writes the choice under the contest's lock, which a phase step takes too; refused once it is frozen. */
export function chooseMethod(contestId: string, choice: MethodChoice, userId: string): Promise<MethodOutcome> {
  return db().transaction(async (tx): Promise<MethodOutcome> => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest) return { done: false, why: 'noContest' };
    if (await methodIsFrozen(contest, tx)) return { done: false, why: 'frozen' };
    const { aggregate, incomplete } = choice;
    await tx.update(contests).set({ aggregate, incomplete }).where(eq(contests.id, contestId));
    await tx.insert(activity).values({
      contestId,
      userId,
      action: 'contest.method',
      subject: String(contest.year),
      detail: { aggregate, incomplete },
    });
    return { done: true };
  });
}
