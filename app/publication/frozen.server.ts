/** What is frozen of a contest, what of it is public, and whether it is being corrected. */
import { and, desc, eq, isNull, max, notExists } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { corrections, publicReleases, snapshots } from '#db/schema.ts';

export type Snapshot = typeof snapshots.$inferSelect;
export type Correction = typeof corrections.$inferSelect;

/** The newest frozen results of a contest that count, or null: those of a withdrawn correction do not. */
export async function latestSnapshot(tx: Querier, contestId: string): Promise<Snapshot | null> {
  const [row] = await tx
    .select({ snapshot: snapshots })
    .from(snapshots)
    .leftJoin(corrections, eq(corrections.id, snapshots.correctionId))
    .where(and(eq(snapshots.contestId, contestId), isNull(corrections.withdrawnAt)))
    .orderBy(desc(snapshots.version))
    .limit(1);
  return row?.snapshot ?? null;
}

/** Number that the next frozen results get: no number is given twice. */
export async function nextVersion(tx: Querier, contestId: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(snapshots.version) })
    .from(snapshots)
    .where(eq(snapshots.contestId, contestId));
  return (row?.last ?? 0) + 1;
}

/** The results of a contest that the public sees now, or null before any were released. */
export async function publicSnapshot(tx: Querier, contestId: string): Promise<Snapshot | null> {
  const [row] = await tx
    .select({ snapshot: snapshots })
    .from(publicReleases)
    .innerJoin(snapshots, eq(snapshots.id, publicReleases.snapshotId))
    .where(eq(publicReleases.contestId, contestId))
    .orderBy(desc(publicReleases.releasedAt), desc(snapshots.version))
    .limit(1);
  return row?.snapshot ?? null;
}

/** The correction of released results that is under way, or null. What was made in it is not public yet. */
export async function correctionUnderWay(tx: Querier, contestId: string): Promise<Correction | null> {
  const [row] = await tx
    .select()
    .from(corrections)
    .where(
      and(
        eq(corrections.contestId, contestId),
        isNull(corrections.withdrawnAt),
        notExists(
          tx
            .select({ id: snapshots.id })
            .from(snapshots)
            .innerJoin(publicReleases, eq(publicReleases.snapshotId, snapshots.id))
            .where(eq(snapshots.correctionId, corrections.id)),
        ),
      ),
    )
    .orderBy(desc(corrections.openedAt))
    .limit(1);
  return row ?? null;
}

/** Results are public and nobody is correcting them: nothing may be frozen or released anew. */
export async function isClosed(tx: Querier, contestId: string): Promise<boolean> {
  return (await publicSnapshot(tx, contestId)) !== null && (await correctionUnderWay(tx, contestId)) === null;
}
