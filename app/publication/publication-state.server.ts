import { db } from '#db/client.server.ts';
import { correctionUnderWay, latestSnapshot, publicSnapshot, type Snapshot } from './frozen.server.ts';
import { publishedHash, versionIn } from './published-form.server.ts';
import { pendingSchedule } from './schedule-rows.server.ts';
import type { Tally } from './tally.server.ts';

const headOf = ({ id, version, finalisedAt, inputHash }: Snapshot) => ({ id, version, finalisedAt, inputHash });

/**
 * How far a contest's publication is. `snapshot`: the newest frozen results, in a correction only what was made in it,
 * without its dataset; `stale`: the data is no longer what was frozen; `inForce`: what the public sees; `released`:
 * that is the last word, nothing is being corrected; `pending`: the moment of release that is set and has not come.
 */
export async function publicationState(contestId: string, tally: Tally) {
  const [latest, inForce, correction, pending] = await Promise.all([
    latestSnapshot(db(), contestId),
    publicSnapshot(db(), contestId),
    correctionUnderWay(db(), contestId),
    pendingSchedule(db(), contestId),
  ]);
  const counts = latest !== null && (correction === null || latest.correctionId === correction.id);
  return {
    snapshot: counts ? headOf(latest) : null,
    stale: counts && latest.inputHash !== publishedHash(tally, versionIn(latest.dataset)),
    inForce: inForce && headOf(inForce),
    correction,
    released: inForce !== null && correction === null,
    pending,
    /** Frozen documents of the released results and of those to replace them. */
    documents: counts && correction && inForce ? { before: inForce.dataset, after: latest.dataset } : null,
  };
}
