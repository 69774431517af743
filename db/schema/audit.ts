import {
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { contests, entries } from './contest.ts';
import { rubricVersions } from './rubric.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Same four outcomes as app/audit/audit.schema.ts. */
const outcomes = ['measured', 'failed', 'notApplicable', 'unmeasured'] as const;
interface EvidenceRow {
  url?: string;
  where?: string;
  text: string;
}

export const audits = pgTable(
  'audits',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    rubricVersionId: uuid('rubric_version_id')
      .notNull()
      .references(() => rubricVersions.id),
    /** queued -> running -> (waiting for another try ->) done. A classified failure of the site is done as well. */
    state: text('state', { enum: ['queued', 'running', 'waiting', 'done'] })
      .notNull()
      .default('queued'),
    /** measured, failed (site confirmed down or wrong) or unmeasured (blocked, our outage): the entry as a whole. */
    outcome: text('outcome', { enum: ['measured', 'failed', 'unmeasured'] }),
    failureCode: text('failure_code'),
    failureMessage: text('failure_message'),
    tries: integer('tries').notNull().default(0),
    /** What the worker is doing, for people; share 0-1. */
    stage: text('stage'),
    progress: doublePrecision('progress').notNull().default(0),
    runs: integer('runs').notNull(),
    url: text('url').notNull(),
    finalUrl: text('final_url'),
    lighthouse: jsonb('lighthouse').$type<unknown>(),
    /** Lighthouse, Chromium and signal-rule versions. */
    stamps: jsonb('stamps').$type<Record<string, string>>(),
    requestedBy: uuid('requested_by'),
    createdAt: at('created_at').notNull().defaultNow(),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    durationMs: integer('duration_ms'),
  },
  (t) => [index('audits_entry').on(t.entryId, t.createdAt), index('audits_contest').on(t.contestId, t.state)],
);

export const signals = pgTable(
  'signals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    auditId: uuid('audit_id')
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    signal: text('signal').notNull(),
    outcome: text('outcome', { enum: outcomes }).notNull(),
    value: doublePrecision('value'),
    unit: text('unit').notNull(),
    evidence: jsonb('evidence').$type<EvidenceRow[]>().notNull(),
  },
  (t) => [unique('signals_audit_signal').on(t.auditId, t.signal)],
);

export const proposals = pgTable(
  'proposals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    auditId: uuid('audit_id')
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    indicator: text('indicator').notNull(),
    outcome: text('outcome', { enum: outcomes }).notNull(),
    /** 0-100, unrounded; null unless measured or failed. */
    points: doublePrecision('points'),
    /** Rows as becauseRow in app/audit/audit.schema.ts. */
    because: jsonb('because').$type<unknown[]>().notNull(),
  },
  (t) => [unique('proposals_audit_indicator').on(t.auditId, t.indicator)],
);

/** Pictures and stored reports. */
export const artifacts = pgTable(
  'artifacts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    auditId: uuid('audit_id')
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['phone', 'desktop', 'lighthouse', 'visit'] }).notNull(),
    /** Run number of a Lighthouse report, else 0. */
    run: integer('run').notNull().default(0),
    mime: text('mime').notNull(),
    width: integer('width'),
    height: integer('height'),
    data: bytea('data').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('artifacts_audit_kind').on(t.auditId, t.kind, t.run)],
);
