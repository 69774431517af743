/** Correcting released results: opened with a public reason, ended by releasing a new version or withdrawn. */
import { eq } from 'drizzle-orm';
import { settlePlans } from '#app/contest/phase-plan-rows.server.ts';
import type { Querier } from '#db/client.server.ts';
import { activity, contests, corrections, phaseChanges } from '#db/schema.ts';
import { correctionUnderWay, publicSnapshot } from './frozen.server.ts';
import { atOneMoment } from './one-moment.server.ts';
import { settleReleases } from './schedule.server.ts';
import { dropSchedule } from './schedule-rows.server.ts';

/**
 * phase: results can be corrected once they are released, and the correction withdrawn in penetapan. reasonMissing,
 * reasonLong: the public reason has fewer than REASON_MIN signs, or more than LONGEST_REASON. stale: other results are public than the organizer looked
 * at. noCorrection: none is under way. tooLate: a set moment of release is seconds away.
 */
export type CorrectionRefusal = 'phase' | 'reasonMissing' | 'reasonLong' | 'stale' | 'noCorrection' | 'tooLate';
export type CorrectionOutcome = { done: true } | { done: false; reason: CorrectionRefusal };

const REASON_MIN = 10;
/** It stands on a page, in a feed and on the minutes. */
export const LONGEST_REASON = 500;

const no = (reason: CorrectionRefusal): CorrectionOutcome => ({ done: false, reason });

function reasonIn(typed: string): { text: string; refusal: 'reasonMissing' | 'reasonLong' | null } {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (text.length < REASON_MIN) return { text, refusal: 'reasonMissing' };
  return { text, refusal: text.length > LONGEST_REASON ? 'reasonLong' : null };
}

interface Step {
  contestId: string;
  from: 'terbit' | 'penetapan';
  to: 'terbit' | 'penetapan';
  reason: string;
  userId: string;
}

async function movePhaseOf(tx: Querier, { contestId, from, to, reason, userId }: Step): Promise<void> {
  await tx.update(contests).set({ phase: to }).where(eq(contests.id, contestId));
  await tx.insert(phaseChanges).values({ contestId, fromPhase: from, toPhase: to, reason, userId });
}

/**
 * Opens the released results for correction: the contest goes back from terbit to penetapan, from where earlier phases are
 * reached as always. The released results stay public as they are and say that they are being corrected, and why.
 */
export async function openCorrection(
  contestId: string,
  userId: string,
  seenSnapshotId: string,
  typed: string,
): Promise<CorrectionOutcome> {
  await settleReleases();
  return atOneMoment(async (tx): Promise<CorrectionOutcome> => {
    const [contest] = await tx.select({ phase: contests.phase }).from(contests).where(eq(contests.id, contestId));
    if (contest?.phase !== 'terbit') return no('phase');
    const released = await publicSnapshot(tx, contestId);
    if (released?.id !== seenSnapshotId) return no('stale');
    const { text: reason, refusal } = reasonIn(typed);
    if (refusal) return no(refusal);
    await tx.insert(corrections).values({ contestId, supersedes: released.id, reason, openedBy: userId });
    await movePhaseOf(tx, { contestId, from: 'terbit', to: 'penetapan', reason, userId });
    await settlePlans(tx, contestId, 'back', 'penetapan');
    const detail = { version: released.version, reason };
    await tx
      .insert(activity)
      .values({ contestId, userId, action: 'result.correct', subject: released.inputHash, detail });
    return { done: true };
  });
}

/** Ends a correction without a new version: what was released stays as it was. The reason is kept. */
export function withdrawCorrection(contestId: string, userId: string, typed: string): Promise<CorrectionOutcome> {
  return atOneMoment(async (tx): Promise<CorrectionOutcome> => {
    const [contest] = await tx.select({ phase: contests.phase }).from(contests).where(eq(contests.id, contestId));
    const correction = await correctionUnderWay(tx, contestId);
    if (!correction) return no('noCorrection');
    if (contest?.phase !== 'penetapan') return no('phase');
    const { text: reason, refusal } = reasonIn(typed);
    if (refusal) return no(refusal);
    if (!(await dropSchedule(tx, contestId, userId))) return no('tooLate');
    await tx
      .update(corrections)
      .set({ withdrawnAt: new Date(), withdrawnBy: userId, withdrawnReason: reason })
      .where(eq(corrections.id, correction.id));
    await movePhaseOf(tx, { contestId, from: 'penetapan', to: 'terbit', reason, userId });
    await tx
      .insert(activity)
      .values({ contestId, userId, action: 'result.correct.withdraw', subject: correction.id, detail: { reason } });
    return { done: true };
  });
}
