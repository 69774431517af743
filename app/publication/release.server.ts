import { eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { activity, contests, phaseChanges, releases } from '#db/schema.ts';
import { correctionUnderWay, isClosed, latestSnapshot, type Snapshot } from './frozen.server.ts';
import { atOneMoment } from './one-moment.server.ts';
import { publishedHash, versionIn } from './published-form.server.ts';
import { dropSchedule } from './schedule-rows.server.ts';
import { tallyWithin } from './tally.server.ts';

/**
 * phase: the contest is not in penetapan. notFinalised: nothing is frozen, in a correction nothing new. stale: the data
 * changed since it was frozen, or the snapshot is not the one that the organizer looked at. released: it is public already.
 * tooLate: a set moment is seconds away and stands.
 */
export type ReleaseRefusal = 'phase' | 'notFinalised' | 'stale' | 'released' | 'tooLate';
export type ReleaseOutcome = { done: true } | { done: false; reason: ReleaseRefusal };

type Releasable = { contest: typeof contests.$inferSelect; snapshot: Snapshot } | { reason: ReleaseRefusal };

/** The snapshot that may be released now, or why none may: the same for a release by hand and one by the clock. */
export async function releasable(tx: Querier, contestId: string, seenSnapshotId: string): Promise<Releasable> {
  const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId));
  if (!contest) return { reason: 'phase' };
  if (await isClosed(tx, contestId)) return { reason: 'released' };
  if (contest.phase !== 'penetapan') return { reason: 'phase' };
  const snapshot = await latestSnapshot(tx, contestId);
  const correction = await correctionUnderWay(tx, contestId);
  if (!snapshot || (correction && snapshot.correctionId !== correction.id)) return { reason: 'notFinalised' };
  const now = publishedHash(await tallyWithin(tx, contestId), versionIn(snapshot.dataset));
  return snapshot.id === seenSnapshotId && snapshot.inputHash === now ? { contest, snapshot } : { reason: 'stale' };
}

interface Release {
  contestId: string;
  snapshot: { id: string; inputHash: string };
  userId: string;
  releasedAt?: Date;
}

/** Writes the release down and moves the contest to terbit, in the caller's transaction. */
export async function writeRelease(tx: Querier, { contestId, snapshot, userId, releasedAt }: Release): Promise<void> {
  await tx
    .insert(releases)
    .values({ contestId, snapshotId: snapshot.id, releasedBy: userId, ...(releasedAt ? { releasedAt } : {}) });
  await tx.update(contests).set({ phase: 'terbit' }).where(eq(contests.id, contestId));
  await tx.insert(phaseChanges).values({ contestId, fromPhase: 'penetapan', toPhase: 'terbit', userId });
  await tx.insert(activity).values({
    contestId,
    userId,
    action: 'result.release',
    subject: snapshot.inputHash,
    detail: releasedAt ? { at: releasedAt.toISOString() } : null,
  });
}

/** Makes the newest frozen results public at once and moves the contest to terbit, in one transaction. */
export function release(contestId: string, organizerId: string, seenSnapshotId: string): Promise<ReleaseOutcome> {
  return atOneMoment(async (tx): Promise<ReleaseOutcome> => {
    const found = await releasable(tx, contestId, seenSnapshotId);
    if ('reason' in found) return { done: false, reason: found.reason };
    if (!(await dropSchedule(tx, contestId))) return { done: false, reason: 'tooLate' };
    await writeRelease(tx, { contestId, snapshot: found.snapshot, userId: organizerId });
    return { done: true };
  });
}
