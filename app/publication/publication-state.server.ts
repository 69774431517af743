import { db } from '#db/client.server.ts';
import { isReleased, latestSnapshot } from './finalise.server.ts';

/**
 * How far a contest's publication is. `snapshot` without its dataset; `stale`: the data, whose hash is `inputHash`,
 * is no longer what was frozen.
 */
export async function publicationState(contestId: string, inputHash: string) {
  const [snapshot, released] = await Promise.all([latestSnapshot(db(), contestId), isReleased(db(), contestId)]);
  if (!snapshot) return { snapshot: null, stale: false, released };
  const { id, version, finalisedAt } = snapshot;
  return {
    snapshot: { id, version, finalisedAt, inputHash: snapshot.inputHash },
    stale: snapshot.inputHash !== inputHash,
    released,
  };
}
