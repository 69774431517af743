/** Released results as the public may see them. Every public door reads through here. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { contests, corrections, publicReleases, snapshots } from '#db/schema.ts';
import { correctionUnderWay, type Snapshot } from './frozen.server.ts';
import { versionOf, yearOf } from './year.ts';

/** A version of a year's results that is public. */
export interface PublicVersion {
  snapshotId: string;
  number: number;
  hash: string;
  releasedAt: Date;
  /** Why it replaced the one before it; null of the first. */
  reason: string | null;
}

export interface Released {
  year: number;
  snapshot: Snapshot;
  releasedAt: Date;
  /** All public versions of the year, oldest first: the last one is in force. */
  versions: PublicVersion[];
  /** Null: it is in force. */
  supersededBy: PublicVersion | null;
  /** Null: nobody is correcting the results in force. */
  correcting: { reason: string; since: Date } | null;
}

async function versionsOf(year: number) {
  return await db()
    .select({
      contestId: contests.id,
      snapshotId: snapshots.id,
      number: snapshots.version,
      hash: snapshots.inputHash,
      releasedAt: publicReleases.releasedAt,
      reason: corrections.reason,
    })
    .from(publicReleases)
    .innerJoin(snapshots, eq(snapshots.id, publicReleases.snapshotId))
    .innerJoin(contests, eq(contests.id, publicReleases.contestId))
    .leftJoin(corrections, eq(corrections.id, snapshots.correctionId))
    .where(and(eq(contests.year, year), isNull(contests.practiceOf)))
    .orderBy(asc(publicReleases.releasedAt), asc(snapshots.version));
}

/**
 * The results of a year as the public may see them: those in force, or the version of that number. Null: no such contest,
 * not finalised, not released, or no public version of that number.
 */
export async function releasedOf(year: number, number: number | null = null): Promise<Released | null> {
  const rows = await versionsOf(year);
  const last = rows.at(-1);
  const shown = number === null ? last : rows.find((row) => row.number === number);
  if (!shown || !last) return null;
  const [snapshot] = await db().select().from(snapshots).where(eq(snapshots.id, shown.snapshotId));
  if (!snapshot) return null;
  const correction = await correctionUnderWay(db(), shown.contestId);
  return {
    year,
    snapshot,
    releasedAt: shown.releasedAt,
    versions: rows.map(({ contestId: _, ...row }) => row),
    supersededBy: shown === last ? null : last,
    correcting: correction && { reason: correction.reason, since: correction.openedAt },
  };
}

/**
 * What an address of a year's results asks for: those in force, or with `?versi=N` that version. Null for everything that
 * is not public, and for a number that is none.
 */
export async function releasedAsked(request: Request, year: string | undefined): Promise<Released | null> {
  const asked = yearOf(year);
  const typed = new URL(request.url).searchParams.get('versi');
  const version = versionOf(typed);
  return asked === null || (typed !== null && version === null) ? null : releasedOf(asked, version);
}

/** What is said of a version to search engines: its number, and since when it and the first of the year are public. */
export function publicDates({ snapshot, releasedAt, versions }: Released) {
  return { number: snapshot.version, releasedAt, firstReleasedAt: versions[0]?.releasedAt ?? releasedAt };
}

/** Frozen results that a version replaced; the caller has made sure that both are public. */
export async function supersededBefore({ versions, snapshot }: Released): Promise<Snapshot | null> {
  const at = versions.findIndex(({ snapshotId }) => snapshotId === snapshot.id);
  const before = versions[at - 1];
  if (!before) return null;
  const [row] = await db().select().from(snapshots).where(eq(snapshots.id, before.snapshotId));
  return row ?? null;
}

/** Years with released results, newest first; `releasedAt` of those in force, `corrected`: their number, when they replaced others. */
export async function releasedYears(): Promise<{ year: number; releasedAt: Date; corrected: number | null }[]> {
  const rows = await db()
    .select({
      year: contests.year,
      releasedAt: publicReleases.releasedAt,
      version: snapshots.version,
      correctionId: snapshots.correctionId,
    })
    .from(publicReleases)
    .innerJoin(snapshots, eq(snapshots.id, publicReleases.snapshotId))
    .innerJoin(contests, eq(contests.id, publicReleases.contestId))
    .where(isNull(contests.practiceOf))
    .orderBy(desc(contests.year), desc(publicReleases.releasedAt), desc(snapshots.version));
  return rows
    .filter((row, i) => row.year !== rows[i - 1]?.year)
    .map(({ year, releasedAt, version, correctionId }) => ({
      ...{ year, releasedAt },
      corrected: correctionId === null ? null : version,
    }));
}
