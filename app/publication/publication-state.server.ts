import { db } from '#db/client.server.ts';
import { isReleased, latestSnapshot } from './finalise.server.ts';
import { pendingSchedule } from './schedule-rows.server.ts';

/**
 * How far a contest's publication is. `snapshot` without its dataset; `stale`: the data, whose hash is `inputHash`,
 * is no longer what was frozen; `pending`: the moment of release that is set and has not come.
 */
export async function publicationState(contestId: string, inputHash: string) {
  const [snapshot, released, pending] = await Promise.all([
    latestSnapshot(db(), contestId),
    isReleased(db(), contestId),
    pendingSchedule(db(), contestId),
  ]);
  if (!snapshot) return { snapshot: null, stale: false, released, pending };
  const { id, version, finalisedAt } = snapshot;
  return {
    snapshot: { id, version, finalisedAt, inputHash: snapshot.inputHash },
    stale: snapshot.inputHash !== inputHash,
    released,
    pending,
  };
}
