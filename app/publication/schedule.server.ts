/** Release at a set moment: set, moved, called off, and written down once it has come. */
import { and, eq, notExists, sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { activity, contests, releaseSchedules, releases, snapshots } from '#db/schema.ts';
import { atOneMoment } from './one-moment.server.ts';
import { type ReleaseRefusal, releasable, writeRelease } from './release.server.ts';
import { dropSchedule, dueSchedules } from './schedule-rows.server.ts';

/** past: the moment is not at least a minute away. noSchedule: none is set. */
export type ScheduleRefusal = ReleaseRefusal | 'past' | 'noSchedule';
export type ScheduleOutcome = { done: true } | { done: false; reason: ScheduleRefusal };

/** Sets, or moves, the moment at which the newest frozen results become public. */
export function scheduleRelease(
  contestId: string,
  organizerId: string,
  seenSnapshotId: string,
  at: Date,
): Promise<ScheduleOutcome> {
  return atOneMoment(async (tx): Promise<ScheduleOutcome> => {
    const found = await releasable(tx, contestId, seenSnapshotId);
    if ('reason' in found) return { done: false, reason: found.reason };
    const soonest = sql<boolean>`${at.toISOString()}::timestamptz >= clock_timestamp() + interval '1 minute'`;
    const [clock] = await tx.select({ ahead: soonest }).from(contests).where(eq(contests.id, contestId));
    if (!clock?.ahead) return { done: false, reason: 'past' };
    if (!(await dropSchedule(tx, contestId, organizerId))) return { done: false, reason: 'tooLate' };
    const snapshotId = found.snapshot.id;
    await tx.insert(releaseSchedules).values({ contestId, snapshotId, at, setBy: organizerId });
    await tx.insert(activity).values({
      contestId,
      userId: organizerId,
      action: 'result.release.schedule',
      subject: found.snapshot.inputHash,
      detail: { at: at.toISOString() },
    });
    return { done: true };
  });
}

/** Takes the set moment back while that is possible. */
export function callOffRelease(contestId: string, organizerId: string): Promise<ScheduleOutcome> {
  return atOneMoment(async (tx): Promise<ScheduleOutcome> => {
    const [set] = await tx
      .select({ id: releaseSchedules.id })
      .from(releaseSchedules)
      .where(
        and(
          eq(releaseSchedules.contestId, contestId),
          notExists(
            tx.select({ id: releases.id }).from(releases).where(eq(releases.snapshotId, releaseSchedules.snapshotId)),
          ),
        ),
      );
    if (!set) return { done: false, reason: 'noSchedule' };
    const [due] = await dueSchedules(tx).where(eq(releaseSchedules.id, set.id));
    if (due) return { done: false, reason: 'released' };
    return (await dropSchedule(tx, contestId, organizerId)) ? { done: true } : { done: false, reason: 'tooLate' };
  });
}

/**
 * Writes down the releases whose moment has come: the public has seen them since that moment, this only moves the
 * contest to terbit. Called by the worker every minute, and by whoever opens the organizer's screen before it.
 */
export async function settleReleases(): Promise<void> {
  for (const { schedule } of await dueSchedules(db())) {
    await atOneMoment(async (tx) => {
      const [due] = await dueSchedules(tx).where(eq(releaseSchedules.id, schedule.id));
      const [snapshot] = await tx.select().from(snapshots).where(eq(snapshots.id, schedule.snapshotId));
      if (!due || !snapshot) return;
      const { contestId, setBy: userId, at: releasedAt } = schedule;
      await writeRelease(tx, { contestId, snapshot, userId, releasedAt });
    });
  }
}
