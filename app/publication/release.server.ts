import { desc, eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { activity, contests, phaseChanges, releases, snapshots } from '#db/schema.ts';
import { isReleased, latestSnapshot, type Snapshot } from './finalise.server.ts';
import { atOneMoment } from './one-moment.server.ts';
import { tallyWithin } from './tally.server.ts';

/**
 * phase: the contest is not in penetapan. notFinalised: nothing is frozen. stale: the data changed since it was
 * frozen, or the snapshot is not the one that the organizer looked at. released: it is public already.
 */
export type ReleaseRefusal = 'phase' | 'notFinalised' | 'stale' | 'released';
export type ReleaseOutcome = { done: true } | { done: false; reason: ReleaseRefusal };

/** Makes the newest frozen results public at once and moves the contest to terbit, in one transaction. */
export function release(contestId: string, organizerId: string, seenSnapshotId: string): Promise<ReleaseOutcome> {
  return atOneMoment(async (tx): Promise<ReleaseOutcome> => {
    const refuse = (reason: ReleaseRefusal): ReleaseOutcome => ({ done: false, reason });
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId));
    if (!contest) return refuse('phase');
    if (await isReleased(tx, contestId)) return refuse('released');
    if (contest.phase !== 'penetapan') return refuse('phase');
    const snapshot = await latestSnapshot(tx, contestId);
    if (!snapshot) return refuse('notFinalised');
    const now = (await tallyWithin(tx, contestId)).results.inputHash;
    if (snapshot.id !== seenSnapshotId || snapshot.inputHash !== now) return refuse('stale');

    await tx.insert(releases).values({ contestId, snapshotId: snapshot.id, releasedBy: organizerId });
    await tx.update(contests).set({ phase: 'terbit' }).where(eq(contests.id, contestId));
    await tx
      .insert(phaseChanges)
      .values({ contestId, fromPhase: contest.phase, toPhase: 'terbit', userId: organizerId });
    await tx
      .insert(activity)
      .values({ contestId, userId: organizerId, action: 'result.release', subject: snapshot.inputHash });
    return { done: true };
  });
}

export interface Released {
  year: number;
  snapshot: Snapshot;
  releasedAt: Date;
}

/** The results of a year as the public may see them, or null: no such contest, not finalised, not released. */
export async function releasedOf(year: number): Promise<Released | null> {
  const [row] = await db()
    .select({ year: contests.year, snapshot: snapshots, releasedAt: releases.releasedAt })
    .from(releases)
    .innerJoin(snapshots, eq(snapshots.id, releases.snapshotId))
    .innerJoin(contests, eq(contests.id, releases.contestId))
    .where(eq(contests.year, year))
    .orderBy(desc(releases.releasedAt))
    .limit(1);
  return row ?? null;
}

/** Years with released results, newest first. */
export async function releasedYears(): Promise<{ year: number; releasedAt: Date }[]> {
  const rows = await db()
    .select({ year: contests.year, releasedAt: releases.releasedAt })
    .from(releases)
    .innerJoin(contests, eq(contests.id, releases.contestId))
    .orderBy(desc(contests.year), desc(releases.releasedAt));
  return rows.filter((row, i) => row.year !== rows[i - 1]?.year);
}
