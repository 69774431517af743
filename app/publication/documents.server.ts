/** The official documents of a frozen result: ordered, listed, handed out. */
import { randomBytes } from 'node:crypto';
import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { codeFrom } from '#app/identity/sign-in-code.ts';
import { db } from '#db/client.server.ts';
import { activity, agencies, contests, documents, entries, publicReleases, snapshots } from '#db/schema.ts';
import { enqueue } from '../queue.server.ts';
import { settingsOf } from './document-settings.server.ts';
import { awardsOf } from './documents/awards.ts';
import type { DocumentSettings } from './documents/settings.schema.ts';
import { documentsJob } from './documents.job.ts';
import { correctionUnderWay, latestSnapshot, publicSnapshot, type Snapshot } from './frozen.server.ts';
import { publicView } from './public-view.ts';
import { type PublicVersion, releasedOf } from './released.server.ts';

export type DocumentKind = (typeof documents.$inferSelect)['kind'];

type Order = Pick<typeof documents.$inferInsert, 'kind' | 'entry' | 'code' | 'title'>;

/** What belongs to a result under these settings. */
function ordersFor(dataset: unknown, settings: DocumentSettings): Order[] {
  const view = publicView(dataset);
  const scored = view.categories.flatMap(({ entries }) => entries).filter((entry) => entry.total !== null);
  const awards = awardsOf(view, settings);
  return [
    ...(['minutes', 'recap', 'decree'] as const).map((kind) => ({ kind, entry: '' })),
    ...awards.map(({ entry, title }) => ({
      kind: 'certificate' as const,
      entry: entry.id,
      title,
      code: codeFrom(randomBytes(8)),
    })),
    ...scored.map(({ id }) => ({ kind: 'scorecard' as const, entry: id })),
  ];
}

/**
 * Orders all documents of the newest frozen result anew and hands them to the worker. A certificate that was printed
 * before keeps its code; one that no longer belongs to the result is gone. False when nothing is frozen.
 */
export function orderDocuments(organizer: Viewer, contestId: string, origin: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    await tx.select({ id: contests.id }).from(contests).where(eq(contests.id, contestId)).for('update');
    const snapshot = await latestSnapshot(tx, contestId);
    if (!snapshot) return false;
    const orderedAt = new Date();
    const orders = ordersFor(snapshot.dataset, await settingsOf(tx, contestId));
    const kept = new Set(orders.map(({ kind, entry }) => `${kind} ${entry}`));
    const before = await tx
      .select({ id: documents.id, kind: documents.kind, entry: documents.entry })
      .from(documents)
      .where(eq(documents.snapshotId, snapshot.id));
    const gone = before.filter(({ kind, entry }) => !kept.has(`${kind} ${entry}`)).map(({ id }) => id);
    if (gone.length > 0) await tx.delete(documents).where(inArray(documents.id, gone));
    await tx
      .insert(documents)
      .values(orders.map((order) => ({ ...order, snapshotId: snapshot.id, orderedAt })))
      .onConflictDoUpdate({
        target: [documents.snapshotId, documents.kind, documents.entry],
        set: {
          title: sql`excluded.title`,
          data: null,
          pages: null,
          error: null,
          madeAt: null,
          orderedAt,
        },
      });
    // By snapshot: a job that still waits for an older one must not stand for this.
    await enqueue(tx, documentsJob, { snapshotId: snapshot.id, origin }, { singletonKey: snapshot.id });
    const { inputHash } = snapshot;
    await tx
      .insert(activity)
      .values({ contestId, userId: organizer.userId, action: 'documents.order', subject: inputHash });
    return true;
  });
}

/** Documents of a correction's new results, as soon as these are frozen: where the released ones have some. */
export async function remakeDocuments(organizer: Viewer, contestId: string, origin: string): Promise<void> {
  const correction = await correctionUnderWay(db(), contestId);
  if (!correction) return;
  const [made] = await db()
    .select({ id: documents.id })
    .from(documents)
    .where(eq(documents.snapshotId, correction.supersedes))
    .limit(1);
  if (made) await orderDocuments(organizer, contestId, origin);
}

export interface ListedDocument {
  id: string;
  kind: DocumentKind;
  /** Null: it speaks of all entries. */
  entryName: string | null;
  title: string | null;
  pages: number | null;
  error: string | null;
  made: boolean;
}

const KINDS: readonly DocumentKind[] = ['minutes', 'recap', 'decree', 'certificate', 'scorecard'];

/**
 * What the organizer's screen shows: settings, the newest frozen result or the one of that number, its documents without
 * their content, and the numbers of the others that have documents.
 */
export async function documentsDesk(contestId: string, version: number | null = null) {
  const settings = await settingsOf(db(), contestId);
  const latest = await latestSnapshot(db(), contestId);
  const [asked] =
    version === null
      ? []
      : await db()
          .select()
          .from(snapshots)
          .where(and(eq(snapshots.contestId, contestId), eq(snapshots.version, version)));
  const snapshot = asked ?? latest;
  if (!snapshot || !latest) return { settings, snapshot: null, rows: [], others: [] };
  const printed = await db()
    .selectDistinct({ version: snapshots.version })
    .from(documents)
    .innerJoin(snapshots, eq(snapshots.id, documents.snapshotId))
    .where(eq(snapshots.contestId, contestId))
    .orderBy(asc(snapshots.version));
  const { id, kind, title, entry, pages, error, madeAt } = documents;
  const found = await db()
    .select({ id, kind, title, entry, pages, error, made: sql<boolean>`${madeAt} IS NOT NULL` })
    .from(documents)
    .where(eq(documents.snapshotId, snapshot.id))
    .orderBy(asc(title), asc(entry));
  const names = new Map(
    publicView(snapshot.dataset).categories.flatMap(({ entries }) => entries.map((each) => [each.id, each.name])),
  );
  const rows = found
    .map(({ entry: code, ...row }): ListedDocument => ({ ...row, entryName: code ? (names.get(code) ?? code) : null }))
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  const others = new Set([...printed.map((row) => row.version), latest.version]);
  others.delete(snapshot.version);
  return {
    settings,
    snapshot: { version: snapshot.version, isLatest: snapshot.id === latest.id },
    rows,
    others: [...others],
  };
}

const HANDED_OUT = ['certificate', 'scorecard'] as const;

/**
 * A printed document for somebody who may have it: organizers each; a webmaster certificate and scorecard of the own
 * agency, once the result they come from is released. Null otherwise.
 */
export async function documentFor(viewer: Viewer, id: string): Promise<{ name: string; data: Buffer } | null> {
  const [row] = await db()
    .select({ document: documents, year: contests.year, releaseId: publicReleases.id, agencyId: agencies.id })
    .from(documents)
    .innerJoin(snapshots, eq(snapshots.id, documents.snapshotId))
    .innerJoin(contests, eq(contests.id, snapshots.contestId))
    .leftJoin(publicReleases, eq(publicReleases.snapshotId, snapshots.id))
    .leftJoin(agencies, eq(agencies.code, documents.entry))
    .where(and(eq(documents.id, id), isNotNull(documents.data)));
  if (!row?.document.data) return null;
  const { kind, entry, data } = row.document;
  const own =
    viewer.role === 'webmaster' &&
    row.releaseId !== null &&
    HANDED_OUT.some((each) => each === kind) &&
    row.agencyId !== null &&
    viewer.agencyIds.includes(row.agencyId);
  if (viewer.role !== 'organizer' && !own) return null;
  return { name: [kind, row.year, entry].filter(Boolean).join('-'), data };
}

/** What the webmaster of an entry may download of it: of the released results in force, printed already. */
export async function documentsOfEntry(entryId: string, agencyIds: readonly string[]) {
  const [entry] = await db()
    .select({ contestId: entries.contestId, code: agencies.code, year: contests.year })
    .from(entries)
    .innerJoin(agencies, eq(agencies.id, entries.agencyId))
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(and(eq(entries.id, entryId), inArray(agencies.id, [...agencyIds])));
  const inForce = entry && (await publicSnapshot(db(), entry.contestId));
  if (!entry || !inForce) return [];
  const { id, kind, title, code } = documents;
  const rows = await db()
    .select({ id, kind, title, code })
    .from(documents)
    .where(
      and(
        eq(documents.snapshotId, inForce.id),
        eq(documents.entry, entry.code),
        inArray(kind, [...HANDED_OUT]),
        isNotNull(documents.madeAt),
      ),
    )
    .orderBy(asc(kind));
  return rows.map((row) => ({ ...row, year: entry.year }));
}

/**
 * After a certificate's result was replaced: does the version in force still give it? By what was printed for that version,
 * and where nothing was, by its places.
 */
async function stillHolds(inForce: Snapshot, { entry, title }: { entry: string; title: string }, category: string) {
  const view = publicView(inForce.dataset);
  const now = view.categories.find(({ entries: own }) => own.some(({ id }) => id === entry));
  if (now?.name !== category) return false;
  const printed = await db()
    .select({ entry: documents.entry, title: documents.title })
    .from(documents)
    .where(and(eq(documents.snapshotId, inForce.id), eq(documents.kind, 'certificate')));
  const awards =
    printed.length > 0
      ? printed
      : awardsOf(view, await settingsOf(db(), inForce.contestId)).map((each) => ({
          entry: each.entry.id,
          title: each.title,
        }));
  return awards.some((each) => each.entry === entry && each.title === title);
}

export interface Verified {
  title: string;
  year: number;
  contestName: string;
  entryName: string;
  category: string;
  hash: string;
  version: number;
  /** confirmed: its result was replaced, and the version in force says the same. revoked: it says something else. */
  standing: 'current' | 'confirmed' | 'revoked';
  /** The version in force, where that is another. */
  supersededBy: PublicVersion | null;
}

/** What a certificate's code stands for, once its result is released. Null for every other code. */
export async function verify(code: string): Promise<Verified | null> {
  const [row] = await db()
    .select({ document: documents, year: contests.year, version: snapshots.version })
    .from(documents)
    .innerJoin(snapshots, eq(snapshots.id, documents.snapshotId))
    .innerJoin(publicReleases, eq(publicReleases.snapshotId, snapshots.id))
    .innerJoin(contests, eq(contests.id, snapshots.contestId))
    .where(and(eq(documents.code, code), eq(documents.kind, 'certificate')));
  const released = row && (await releasedOf(row.year, row.version));
  if (!row?.document.title || !released) return null;
  const view = publicView(released.snapshot.dataset);
  const entry = view.categories.flatMap(({ entries }) => entries).find(({ id }) => id === row.document.entry);
  if (!entry) return null;
  const { title } = row.document;
  const { supersededBy } = released;
  const inForce = supersededBy && (await releasedOf(row.year));
  const holds = inForce ? await stillHolds(inForce.snapshot, { entry: entry.id, title }, entry.category) : true;
  return {
    title,
    year: row.year,
    contestName: view.contestName,
    entryName: entry.name,
    category: entry.category,
    hash: view.hash,
    version: row.version,
    standing: supersededBy ? (holds ? 'confirmed' : 'revoked') : 'current',
    supersededBy,
  };
}
