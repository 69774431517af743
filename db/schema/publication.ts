import { index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { contests } from './contest.ts';
import { rubricVersions } from './rubric.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

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
