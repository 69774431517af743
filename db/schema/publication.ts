import { sql } from 'drizzle-orm';
import { customType, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
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
  },
  (t) => [unique('snapshots_contest_version').on(t.contestId, t.version)],
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
