import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { contests, entries } from './contest.ts';
import { user } from './identity.ts';
import { sheets } from './judging.ts';
import { rubricVersions } from './rubric.ts';

/** What the organizers are making of a contest's rubric: one draft a contest, gone when it is put in force or dropped. */
export const rubricDrafts = pgTable('rubric_drafts', {
  contestId: uuid('contest_id')
    .primaryKey()
    .references(() => contests.id, { onDelete: 'cascade' }),
  /** Validated by app/rubric/rubric.schema.ts at every read. */
  document: jsonb('document').$type<unknown>().notNull(),
  baseVersionId: uuid('base_version_id')
    .notNull()
    .references(() => rubricVersions.id),
  /** Rises with every save: a form of an older one is not merged over. */
  revision: integer('revision').notNull().default(1),
  updatedBy: uuid('updated_by').references(() => user.id, { onDelete: 'set null' }),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
});

/** A rubric changed after judging had been open, with the sheets that it touched. Append only. */
export const rubricChanges = pgTable(
  'rubric_changes',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    fromVersionId: uuid('from_version_id')
      .notNull()
      .references(() => rubricVersions.id),
    toVersionId: uuid('to_version_id')
      .notNull()
      .references(() => rubricVersions.id),
    reason: text('reason').notNull(),
    /** Begun and submitted sheets then, and the indicators of each that the change touches. */
    sheets: jsonb('sheets')
      .$type<{ judgeId: string; entryId: string; submitted: boolean; indicators: string[] }[]>()
      .notNull(),
    decidedBy: uuid('decided_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('rubric_changes_contest').on(t.contestId, t.createdAt)],
);

/**
 * A judge is asked to confirm or change the own mark of one indicator, because the words it was given by are others now. Until
 * then the mark stands as it was given, a draft cannot be submitted and results cannot be finalised.
 */
export const rubricLooks = pgTable(
  'rubric_looks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    /** The newest change that the judge is asked because of. */
    changeId: uuid('change_id')
      .notNull()
      .references(() => rubricChanges.id),
    sheetId: uuid('sheet_id')
      .notNull()
      .references(() => sheets.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    indicator: text('indicator').notNull(),
    /** Whose words the mark was given by. */
    fromVersionId: uuid('from_version_id')
      .notNull()
      .references(() => rubricVersions.id),
    /** superseded: a later change asks anew, or the indicator is gone. lapsed: the organizer waits no longer. */
    state: text('state', { enum: ['open', 'kept', 'changed', 'superseded', 'lapsed'] })
      .notNull()
      .default('open'),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
    answeredAt: timestamp('answered_at', { withTimezone: true }),
    /** lapsed: why, and who said so. */
    lapsedReason: text('lapsed_reason'),
    lapsedBy: uuid('lapsed_by'),
  },
  (t) => [
    uniqueIndex('rubric_looks_open').on(t.sheetId, t.indicator).where(sql`${t.state} = 'open'`),
    index('rubric_looks_contest').on(t.contestId, t.state),
    index('rubric_looks_judge').on(t.judgeId, t.state),
  ],
);
