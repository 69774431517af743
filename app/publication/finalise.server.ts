import { eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { activity, contests, snapshots } from '#db/schema.ts';
import { enqueue } from '../queue.server.ts';
import { methodVersion } from './compute.ts';
import type { DatasetVersion } from './dataset.schema.ts';
import {
  type Correction,
  correctionUnderWay,
  isClosed,
  latestSnapshot,
  nextVersion,
  type Snapshot,
} from './frozen.server.ts';
import { atOneMoment } from './one-moment.server.ts';
import { publishedForm, publishedHash, versionIn } from './published-form.server.ts';
import { dropSchedule } from './schedule-rows.server.ts';
import { shareImagesJob } from './share-images.job.ts';
import { tallyWithin } from './tally.server.ts';

/**
 * phase: the contest is not in penetapan. open: something is open. changed: the data is no longer what the organizer
 * looked at. unchanged: these very results are frozen already. released: the public has seen results of this contest, and
 * no correction of them is open. tooLate: the set moment of release is seconds away.
 */
export type FinaliseRefusal = 'phase' | 'open' | 'changed' | 'unchanged' | 'released' | 'tooLate';
export type FinaliseOutcome = { done: true; snapshot: Snapshot } | { done: false; reason: FinaliseRefusal };

/** What results of this number say of those they replace; null outside a correction. */
async function versionOf(
  tx: Querier,
  correction: Correction | null,
  number: number,
): Promise<{ version: DatasetVersion | null; superseded: Snapshot | null }> {
  if (!correction) return { version: null, superseded: null };
  const [superseded] = await tx.select().from(snapshots).where(eq(snapshots.id, correction.supersedes));
  if (!superseded) throw new Error('a correction of nothing');
  const { version, inputHash: hash } = superseded;
  return { version: { number, supersedes: { number: version, hash }, reason: correction.reason }, superseded };
}

/**
 * Freezes the contest's results: dataset, results and hash in one immutable row. Nothing else moves meanwhile,
 * and the tally is of one moment. `seenHash` is the input hash of the tally that the organizer looked at.
 * In a correction it makes a new version beside the released one, which names it and says why.
 */
export function finalise(contestId: string, organizerId: string, seenHash: string): Promise<FinaliseOutcome> {
  return atOneMoment(async (tx): Promise<FinaliseOutcome> => {
    const refuse = (reason: FinaliseRefusal): FinaliseOutcome => ({ done: false, reason });
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId));
    if (contest?.phase !== 'penetapan') return refuse('phase');
    if (await isClosed(tx, contestId)) return refuse('released');
    const tally = await tallyWithin(tx, contestId);
    if (tally.entries.some((entry) => entry.open.length > 0)) return refuse('open');
    if (tally.results.inputHash !== seenHash) return refuse('changed');
    const correction = await correctionUnderWay(tx, contestId);
    const number = await nextVersion(tx, contestId);
    const { version, superseded } = await versionOf(tx, correction, number);
    const isSame = (other: Snapshot | null) =>
      other?.methodVersion === methodVersion && other.inputHash === publishedHash(tally, versionIn(other.dataset));
    if (isSame(await latestSnapshot(tx, contestId)) || isSame(superseded)) return refuse('unchanged');
    const { dataset, results } = await publishedForm(tally, version);
    const { inputHash } = results;
    // What was to be released at a set moment is no longer the newest: the moment has to be set anew.
    if (!(await dropSchedule(tx, contestId))) return refuse('tooLate');

    const [snapshot] = await tx
      .insert(snapshots)
      .values({
        contestId,
        version: number,
        dataset: { ...dataset, results, hash: inputHash },
        inputHash,
        methodVersion,
        rubricVersionId: contest.rubricVersionId,
        finalisedBy: organizerId,
        correctionId: correction?.id ?? null,
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
