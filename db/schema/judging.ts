import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { contests, entries } from './contest.ts';
import { user } from './identity.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

export const assignments = pgTable(
  'assignments',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('assignments_entry_judge').on(t.entryId, t.judgeId), index('assignments_judge').on(t.judgeId)],
);

/** A judge steps back from an entry. From declaring on the sheet is closed; the assignment ends when confirmed. */
export const recusals = pgTable(
  'recusals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    reason: text('reason').notNull(),
    declaredAt: at('declared_at').notNull().defaultNow(),
    confirmedAt: at('confirmed_at'),
    confirmedBy: uuid('confirmed_by'),
  },
  (t) => [unique('recusals_entry_judge').on(t.entryId, t.judgeId)],
);

/** A recusal the organizer did not confirm, with the words the judge was answered. Append only; the recusal is gone. */
export const recusalAnswers = pgTable(
  'recusal_answers',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    /** What the judge had declared. */
    reason: text('reason').notNull(),
    words: text('words').notNull(),
    answeredBy: uuid('answered_by').notNull(),
    answeredAt: at('answered_at').notNull().defaultNow(),
  },
  (t) => [index('recusal_answers_judge').on(t.judgeId, t.entryId)],
);

/** Score sheet: one judge, one entry. `revision` rises with every applied edit. */
export const sheets = pgTable(
  'sheets',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    state: text('state', { enum: ['draft', 'submitted'] })
      .notNull()
      .default('draft'),
    revision: integer('revision').notNull().default(0),
    note: text('note'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    submittedAt: at('submitted_at'),
  },
  (t) => [unique('sheets_entry_judge').on(t.entryId, t.judgeId), index('sheets_contest').on(t.contestId, t.state)],
);

/**
 * What a judge gave for one indicator; `@lembar` is the note of the sheet as a whole. On a proposed indicator a level is an
 * override and carries a reason.
 */
export const marks = pgTable(
  'marks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    sheetId: uuid('sheet_id')
      .notNull()
      .references(() => sheets.id),
    indicator: text('indicator').notNull(),
    /** 1-5 in half steps; null when notApplicable or cleared. */
    level: doublePrecision('level'),
    /** Points of the level under the rubric version; null with level. */
    points: doublePrecision('points'),
    notApplicable: boolean('not_applicable').notNull().default(false),
    reason: text('reason'),
    note: text('note'),
    /** Result of each citizen task in the rubric's order: done, failed or null. */
    tasks: jsonb('tasks').$type<('done' | 'failed' | null)[]>(),
    /** Points of a proposal that the judge saw and accepted; a record, the tally never reads it. */
    accepted: doublePrecision('accepted'),
    /** Sheet revision that wrote this row. */
    revision: integer('revision').notNull(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('marks_sheet_indicator').on(t.sheetId, t.indicator)],
);

/** What one edit set, whole, as the tablet sent it. */
export interface MarkEdit {
  level: number | null;
  notApplicable: boolean;
  reason: string | null;
  note: string | null;
  tasks: ('done' | 'failed' | null)[] | null;
  accepted?: number | null | undefined;
}

/** Append only. `clientId` makes a repeated send harmless. A stale edit is kept as `conflict` until the judge chooses. */
export const markEdits = pgTable(
  'mark_edits',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    sheetId: uuid('sheet_id')
      .notNull()
      .references(() => sheets.id),
    indicator: text('indicator').notNull(),
    clientId: uuid('client_id').notNull(),
    device: text('device'),
    /** Revision of the mark the tablet had before it when the judge tapped; 0 = no mark yet. */
    baseRevision: integer('base_revision').notNull(),
    state: text('state', { enum: ['applied', 'conflict', 'chosen', 'dropped'] }).notNull(),
    from: jsonb('from').$type<MarkEdit | null>(),
    to: jsonb('to').$type<MarkEdit>().notNull(),
    /** Sheet revision after it, when applied. */
    revision: integer('revision'),
    /** Number of the rubric version on the screen it was tapped on; null: the tablet did not say. */
    rubricVersion: integer('rubric_version'),
    createdAt: at('created_at').notNull().defaultNow(),
    resolvedAt: at('resolved_at'),
  },
  (t) => [
    uniqueIndex('mark_edits_client').on(t.clientId),
    index('mark_edits_sheet').on(t.sheetId, t.createdAt),
    index('mark_edits_conflict').on(t.sheetId).where(sql`${t.state} = 'conflict'`),
  ],
);

/**
 * A decision about one indicator of one entry, binding for all judges.
 * points: chief judge decides an unmeasured indicator; notApplicable: organizer confirms; applicable: organizer refuses a claim.
 */
export const rulings = pgTable(
  'rulings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    indicator: text('indicator').notNull(),
    kind: text('kind', { enum: ['points', 'notApplicable', 'applicable'] }).notNull(),
    points: doublePrecision('points'),
    reason: text('reason').notNull(),
    decidedBy: uuid('decided_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('rulings_entry_indicator').on(t.entryId, t.indicator)],
);

/**
 * A judge says that a measurement is wrong. It changes nothing by itself: the chief judge answers it, by a ruling that holds
 * for all judges (`ruled`) or by saying that the measurement stands (`stands`).
 */
export const measurementReports = pgTable(
  'measurement_reports',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    indicator: text('indicator').notNull(),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    text: text('text').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    resolution: text('resolution', { enum: ['ruled', 'stands'] }),
    /** Reason given with `stands`; that of `ruled` is the ruling's. */
    answer: text('answer'),
    resolvedBy: uuid('resolved_by'),
    resolvedAt: at('resolved_at'),
  },
  (t) => [
    // One open report a judge and indicator: saying it again replaces the words.
    uniqueIndex('measurement_reports_open').on(t.entryId, t.indicator, t.judgeId).where(sql`${t.resolution} is null`),
    index('measurement_reports_contest').on(t.contestId),
  ],
);

/**
 * A judge who no longer judges in a contest. Submitted sheets keep their assignment and count; the other assignments
 * end here, drafts stay as rows that nothing counts.
 */
export const departures = pgTable(
  'departures',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    reason: text('reason').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: at('recorded_at').notNull().defaultNow(),
    /** Entries whose assignment ended: given back when the departure is undone. */
    endedEntryIds: jsonb('ended_entry_ids').$type<string[]>().notNull(),
    /** First assignment ever: keeps the judge's place in the order of seats. Null: there was none. */
    assignedAt: at('assigned_at'),
  },
  (t) => [unique('departures_contest_judge').on(t.contestId, t.judgeId)],
);

/**
 * A judge is asked to look again at a criterion of a submitted sheet, because another submitted sheet lies far from it.
 * Once for an entry and criterion, ever. `otherId` and `difference` are for organizers: no judge's screen reads them.
 */
export const secondLooks = pgTable(
  'second_looks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    otherId: uuid('other_id')
      .notNull()
      .references(() => user.id),
    criterion: text('criterion').notNull(),
    /** Points 0-100 between the two when asked, and the gap it was held against. */
    difference: doublePrecision('difference').notNull(),
    gap: doublePrecision('gap').notNull(),
    state: text('state', { enum: ['open', 'kept', 'changed'] })
      .notNull()
      .default('open'),
    askedAt: at('asked_at').notNull().defaultNow(),
    answeredAt: at('answered_at'),
  },
  (t) => [
    unique('second_looks_once').on(t.entryId, t.judgeId, t.criterion),
    index('second_looks_judge').on(t.judgeId, t.state),
  ],
);

/** The panel's word on a practice entry. */
export const practiceLevels = pgTable(
  'practice_levels',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    indicator: text('indicator').notNull(),
    /** 1-5 in half steps; null while the panel has not chosen. */
    level: doublePrecision('level'),
    reason: text('reason').notNull(),
    setBy: uuid('set_by').notNull(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('practice_levels_indicator').on(t.entryId, t.indicator)],
);

/** A newer measurement put in the place of a standing one, whole or in part. Append only. */
export const takeovers = pgTable(
  'takeovers',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    fromAuditId: uuid('from_audit_id').notNull(),
    toAuditId: uuid('to_audit_id').notNull(),
    /** Points 0-100 before and after, by indicator; null: not measured. */
    changes: jsonb('changes').$type<{ indicator: string; before: number | null; after: number | null }[]>().notNull(),
    /** Sheets submitted then, or with a correction of what was replaced. */
    sheets: jsonb('sheets').$type<{ judgeId: string; submitted: boolean; corrected: string[] }[]>().notNull(),
    reason: text('reason').notNull(),
    decidedBy: uuid('decided_by').notNull(),
    createdAt: at('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('takeovers_entry').on(t.entryId, t.createdAt)],
);
