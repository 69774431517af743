import { desc, eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { activity, contests, publicReleases, snapshots } from '#db/schema.ts';
import { enqueue } from '../queue.server.ts';
import { methodVersion } from './compute.ts';
import { atOneMoment } from './one-moment.server.ts';
import { publishedForm } from './published-form.server.ts';
import { dropSchedule } from './schedule-rows.server.ts';
import { shareImagesJob } from './share-images.job.ts';
import { tallyWithin } from './tally.server.ts';

export type Snapshot = typeof snapshots.$inferSelect;

/**
 * phase: the contest is not in penetapan. open: something is open. changed: the data is no longer what the organizer
 * looked at. unchanged: these very results are frozen already. released: the public has seen results of this contest.
 * tooLate: the set moment of release is seconds away.
 */
export type FinaliseRefusal = 'phase' | 'open' | 'changed' | 'unchanged' | 'released' | 'tooLate';
export type FinaliseOutcome = { done: true; snapshot: Snapshot } | { done: false; reason: FinaliseRefusal };

/** The newest frozen results of a contest, or null. */
export async function latestSnapshot(tx: Querier, contestId: string): Promise<Snapshot | null> {
  const [snapshot] = await tx
    .select()
    .from(snapshots)
    .where(eq(snapshots.contestId, contestId))
    .orderBy(desc(snapshots.version))
    .limit(1);
  return snapshot ?? null;
}

/** Whether any results of the contest were ever released. */
export async function isReleased(tx: Querier, contestId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: publicReleases.id })
    .from(publicReleases)
    .where(eq(publicReleases.contestId, contestId))
    .limit(1);
  return rows.length > 0;
}

/**
 * Freezes the contest's results: dataset, results and hash in one immutable row. Nothing else moves meanwhile,
 * and the tally is of one moment. `seenHash` is the input hash of the tally that the organizer looked at.
 */
export function finalise(contestId: string, organizerId: string, seenHash: string): Promise<FinaliseOutcome> {
  return atOneMoment(async (tx): Promise<FinaliseOutcome> => {
    const refuse = (reason: FinaliseRefusal): FinaliseOutcome => ({ done: false, reason });
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId));
    if (contest?.phase !== 'penetapan') return refuse('phase');
    if (await isReleased(tx, contestId)) return refuse('released');
    const tally = await tallyWithin(tx, contestId);
    if (tally.entries.some((entry) => entry.open.length > 0)) return refuse('open');
    if (tally.results.inputHash !== seenHash) return refuse('changed');
    const { dataset, results } = await publishedForm(tally);
    const { inputHash } = results;
    const before = await latestSnapshot(tx, contestId);
    if (before?.inputHash === inputHash && before.methodVersion === methodVersion) return refuse('unchanged');
    // What was to be released at a set moment is no longer the newest: the moment has to be set anew.
    if (!(await dropSchedule(tx, contestId))) return refuse('tooLate');

    const [snapshot] = await tx
      .insert(snapshots)
      .values({
        contestId,
        version: (before?.version ?? 0) + 1,
        dataset: { ...dataset, results, hash: inputHash },
        inputHash,
        methodVersion,
        rubricVersionId: contest.rubricVersionId,
        finalisedBy: organizerId,
      })
      .returning();
    if (!snapshot) throw new Error('snapshot not written');
    await tx.insert(activity).values({
      contestId,
      userId: organizerId,
      action: 'result.finalise',
      subject: inputHash,
      detail: { version: snapshot.version },
    });
    await enqueue(tx, shareImagesJob, { snapshotId: snapshot.id }, { singletonKey: snapshot.id });
    return { done: true, snapshot };
  });
}
