import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { contests } from './contest.ts';
import { rubricVersions } from './rubric.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Frozen results of a finalised contest. A trigger (custom migration) refuses every UPDATE and DELETE. */
export const snapshots = pgTable(
  'snapshots',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    version: integer('version').notNull(),
    /** opd-contest/1 with results inside. */
    dataset: jsonb('dataset').$type<unknown>().notNull(),
    inputHash: text('input_hash').notNull(),
    methodVersion: text('method_version').notNull(),
    rubricVersionId: uuid('rubric_version_id')
      .notNull()
      .references(() => rubricVersions.id),
    finalisedBy: uuid('finalised_by').notNull(),
    finalisedAt: at('finalised_at').notNull().defaultNow(),
    /** The correction it was made in; null before anything of the contest was released. */
    correctionId: uuid('correction_id').references((): AnyPgColumn => corrections.id),
  },
  (t) => [unique('snapshots_contest_version').on(t.contestId, t.version)],
);

/**
 * A correction of released results: from here on they may be finalised anew, beside the released ones, which stay public.
 * Its reason is public at once. It ends when a snapshot made in it becomes public, or when it is withdrawn.
 */
export const corrections = pgTable(
  'corrections',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    /** The released results that it corrects. */
    supersedes: uuid('supersedes')
      .notNull()
      .references((): AnyPgColumn => snapshots.id),
    reason: text('reason').notNull(),
    openedBy: uuid('opened_by').notNull(),
    openedAt: at('opened_at').notNull().default(sql`clock_timestamp()`),
    withdrawnAt: at('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [index('corrections_contest').on(t.contestId)],
);

/** What the public may see, and since when. */
export const releases = pgTable(
  'releases',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    snapshotId: uuid('snapshot_id')
      .notNull()
      .unique()
      .references(() => snapshots.id),
    releasedBy: uuid('released_by').notNull(),
    releasedAt: at('released_at').notNull().defaultNow(),
  },
  (t) => [index('releases_contest').on(t.contestId, t.releasedAt)],
);

/**
 * A frozen result whose moment of release is set. From that moment on it is public (`publicReleases`), whether or not a
 * worker has written its row into `releases` yet. A trigger refuses to move or delete one that is due.
 */
export const releaseSchedules = pgTable('release_schedules', {
  id: uuid('id').primaryKey().defaultRandom(),
  contestId: uuid('contest_id')
    .notNull()
    .references(() => contests.id),
  snapshotId: uuid('snapshot_id')
    .notNull()
    .unique()
    .references(() => snapshots.id),
  at: at('at').notNull(),
  setBy: uuid('set_by').notNull(),
  setAt: at('set_at').notNull().defaultNow(),
});

/** What the public may see at this very moment, by the database's clock: every public door reads this and nothing else. */
export const publicReleases = pgView('public_releases', {
  id: uuid('id').notNull(),
  contestId: uuid('contest_id').notNull(),
  snapshotId: uuid('snapshot_id').notNull(),
  releasedBy: uuid('released_by').notNull(),
  releasedAt: at('released_at').notNull(),
}).as(sql`SELECT id, contest_id, snapshot_id, released_by, released_at FROM releases
  UNION ALL
  SELECT s.id, s.contest_id, s.snapshot_id, s.set_by, s.at FROM release_schedules s
  WHERE s.at <= clock_timestamp() AND NOT EXISTS (SELECT 1 FROM releases r WHERE r.snapshot_id = s.snapshot_id)`);

/** Pictures of released pages for sharing, drawn by the worker from the frozen result. `entry` empty: of the whole contest. */
export const shareImages = pgTable(
  'share_images',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    snapshotId: uuid('snapshot_id')
      .notNull()
      .references(() => snapshots.id),
    entry: text('entry').notNull().default(''),
    /** PNG, 1200 x 630. */
    data: bytea('data').notNull(),
    madeAt: at('made_at').notNull().defaultNow(),
  },
  (t) => [unique('share_images_snapshot_entry').on(t.snapshotId, t.entry)],
);

/** Who was present when the plenary met. Append only: the newest counts for decisions that follow. */
export const plenaryMeetings = pgTable(
  'plenary_meetings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    /** Names, as they were said. */
    present: jsonb('present').$type<string[]>().notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: at('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('plenary_meetings_contest').on(t.contestId, t.recordedAt)],
);

/**
 * What the plenary decided on entries that the criteria leave equal. order: `entryIds`, best first. shared: they keep the
 * place together. Withdrawn, it counts no more and stays.
 */
export const tieDecisions = pgTable(
  'tie_decisions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => plenaryMeetings.id),
    entryIds: jsonb('entry_ids').$type<string[]>().notNull(),
    outcome: text('outcome', { enum: ['order', 'shared'] }).notNull(),
    reason: text('reason').notNull(),
    /** Hash of the tally that was looked at. */
    seenHash: text('seen_hash').notNull(),
    decidedBy: uuid('decided_by').notNull(),
    decidedAt: at('decided_at').notNull().default(sql`clock_timestamp()`),
    withdrawnAt: at('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [index('tie_decisions_contest').on(t.contestId)],
);

/** What stands on a contest's documents beside its results (documentSettings). */
export const documentSettings = pgTable('document_settings', {
  contestId: uuid('contest_id')
    .primaryKey()
    .references(() => contests.id),
  settings: jsonb('settings').$type<unknown>().notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** Official documents of a frozen result, printed by the worker. */
export const documents = pgTable(
  'documents',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    snapshotId: uuid('snapshot_id')
      .notNull()
      .references(() => snapshots.id),
    kind: text('kind', { enum: ['minutes', 'recap', 'decree', 'certificate', 'scorecard'] }).notNull(),
    /** Id of the entry in the dataset; empty for what speaks of all. */
    entry: text('entry').notNull().default(''),
    /** Of a certificate: what the public looks it up by. The same when it is printed again. */
    code: text('code').unique(),
    /** Of a certificate: Terbaik I. */
    title: text('title'),
    /** PDF; null until the worker has printed it. */
    data: bytea('data'),
    pages: integer('pages'),
    /** Why the last try to print it failed. */
    error: text('error'),
    orderedAt: at('ordered_at').notNull().defaultNow(),
    madeAt: at('made_at'),
  },
  (t) => [unique('documents_snapshot_kind_entry').on(t.snapshotId, t.kind, t.entry)],
);
