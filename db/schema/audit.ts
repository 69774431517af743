import { isNull } from 'drizzle-orm';
import {
  boolean,
  customType,
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

/** Of a screen: which page it shows, on which device, how far down; as app/audit/screens.ts. */
interface PictureAbout {
  page: string;
  title: string;
  place: number;
  device: 'phone' | 'desktop';
  part: number;
  top: number;
  tall: number;
}

/** Of a crop: the evidence it belongs to, as app/audit/crops.ts. */
interface CutFrom {
  page: string;
  where: string;
  accuses: boolean;
}

/** One going-over of all entries. The official result of an entry is the median over its passes. */
export const auditPasses = pgTable(
  'audit_passes',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    /** 1, 2, 3… in the order of planning. */
    number: integer('number').notNull(),
    kind: text('kind', { enum: ['scheduled', 'manual'] }).notNull(),
    state: text('state', { enum: ['planned', 'running', 'done', 'cancelled'] })
      .notNull()
      .default('planned'),
    /** Drawn from the seed; shown to nobody before it has come. Null for a pass begun by hand. */
    plannedAt: at('planned_at'),
    /** Of the schedule and of the order of entries within rounds, hex; shown once the pass is done. */
    seed: text('seed').notNull(),
    /** SHA-256 of the seed, hex: shown from the start, so that everybody can check the schedule afterwards. */
    seedHash: text('seed_hash').notNull(),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    reason: text('reason'),
    requestedBy: uuid('requested_by'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('audit_passes_number').on(t.contestId, t.number)],
);

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
    /** visit: a site was visited. median: made of the visits of several passes. partial: some signals measured anew, the rest taken over. */
    kind: text('kind', { enum: ['visit', 'median', 'partial'] })
      .notNull()
      .default('visit'),
    /**
     * own: a webmaster's check of the own site; public: anybody's. Neither counts: no pass, no official result, nothing on
     * the organizer's board.
     * objection: of one indicator, for an accepted objection; nor does it count by itself.
     */
    origin: text('origin', { enum: ['contest', 'own', 'public', 'objection'] })
      .notNull()
      .default('contest'),
    /** own: the audit it is shown beside. */
    comparedWith: uuid('compared_with'),
    /** The pass this audit belongs to; null for one outside every pass, and for medians. */
    passId: uuid('pass_id').references(() => auditPasses.id),
    /** median: the audits it was made of. partial: the audit whose other signals it keeps. */
    sources: jsonb('sources').$type<string[]>(),
    /** partial: the signals measured anew. */
    onlySignals: jsonb('only_signals').$type<string[]>(),
    /** When the visit (everything but the speed runs) was stored; speed rounds follow. */
    visitedAt: at('visited_at'),
    /** Pages the speed runs load, the home page first. */
    speedPages: jsonb('speed_pages').$type<string[]>(),
    /** What was found of the site's identity: final host, title, markers, another face for Lighthouse. */
    identity: jsonb('identity').$type<unknown>(),
    /** Hints for judges of content; never points. */
    hints: jsonb('hints').$type<unknown>(),
    /** Told only to the entry's webmaster, e.g. a visible identity number: where, never what. */
    privateNotices: jsonb('private_notices').$type<unknown>(),
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
    kind: text('kind', {
      enum: ['phone', 'desktop', 'ordinary', 'face', 'screen', 'crop', 'lighthouse', 'lighthouse-images', 'visit'],
    }).notNull(),
    /** Of a Lighthouse report: the `artifact` number of its speed run; of screens: 0, 1, 2…, the most needed first; of crops: 0, 1, 2…; else 0. */
    run: integer('run').notNull().default(0),
    mime: text('mime').notNull(),
    width: integer('width'),
    height: integer('height'),
    /** Of a screen; else null. */
    about: jsonb('about').$type<PictureAbout>(),
    /** Of a crop; else null. */
    cut: jsonb('cut').$type<CutFrom>(),
    data: bytea('data').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('artifacts_audit_kind').on(t.auditId, t.kind, t.run)],
);

/**
 * One turn of an entry in a speed round: Lighthouse once on each of its pages. Turns of one round are taken in an order
 * drawn from the pass's seed; no entry's second turn comes before everybody's first.
 */
export const speedTurns = pgTable(
  'speed_turns',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    auditId: uuid('audit_id')
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    /** 1, 2, 3… */
    round: integer('round').notNull(),
    /** Rises when the round is repeated because the control page drifted. */
    attempt: integer('attempt').notNull().default(1),
    state: text('state', { enum: ['pending', 'taken', 'done', 'discarded'] })
      .notNull()
      .default('pending'),
    /** Queue job that holds it; a dead job's turns become pending again. */
    takenBy: text('taken_by'),
    /** Order within the round, drawn from the pass's seed. */
    place: integer('place').notNull(),
    /** Control runs before and after. */
    controlBefore: uuid('control_before'),
    controlAfter: uuid('control_after'),
    createdAt: at('created_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (t) => [
    unique('speed_turns_round').on(t.auditId, t.round, t.attempt),
    index('speed_turns_pending').on(t.state, t.round, t.place),
  ],
);

/** One Lighthouse run of one page. All are kept, also those that do not count. */
export const speedRuns = pgTable(
  'speed_runs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    turnId: uuid('turn_id')
      .notNull()
      .references(() => speedTurns.id, { onDelete: 'cascade' }),
    auditId: uuid('audit_id')
      .notNull()
      .references(() => audits.id, { onDelete: 'cascade' }),
    /** Position in the audit's speed_pages, 0 the home page. */
    page: integer('page').notNull(),
    formFactor: text('form_factor', { enum: ['mobile', 'desktop'] })
      .notNull()
      .default('mobile'),
    /** A LighthouseRun of app/audit/visit.ts. */
    result: jsonb('result').$type<unknown>().notNull(),
    /** Number of the stored report among the audit's artifacts, null without one. */
    artifact: integer('artifact'),
    startedAt: at('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
  },
  (t) => [unique('speed_runs_page').on(t.turnId, t.page, t.formFactor), index('speed_runs_audit').on(t.auditId)],
);

/** Runs of our own control page: they tell whether the machine measured as it always does. */
export const speedControls = pgTable(
  'speed_controls',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id').references(() => contests.id),
    passId: uuid('pass_id').references(() => auditPasses.id),
    /** Machine that measured; baselines are kept by machine and stamps. */
    machine: text('machine').notNull(),
    stamps: jsonb('stamps').$type<Record<string, string>>().notNull(),
    /** A LighthouseRun of app/audit/visit.ts. */
    result: jsonb('result').$type<unknown>().notNull(),
    score: doublePrecision('score'),
    /** Away from the machine's baseline: what was measured since the control before it is repeated. */
    drifted: boolean('drifted').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('speed_controls_machine').on(t.machine, t.createdAt)],
);

/** Light probes of the home pages, every 15 minutes while the audit phase is open. */
export const availabilityProbes = pgTable(
  'availability_probes',
  {
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id, { onDelete: 'cascade' }),
    /** Start of the quarter of an hour it belongs to: two workers cannot both count one. */
    at: at('at').notNull(),
    answered: boolean('answered').notNull(),
    /** Failure code of the second try in a row; null when answered. */
    code: text('code'),
    status: integer('status'),
    durationMs: integer('duration_ms').notNull(),
  },
  (t) => [unique('availability_probes_at').on(t.entryId, t.at)],
);

/** Quarters of an hour in which our own control hosts did not answer: nobody's probe counts. */
export const availabilityOutages = pgTable(
  'availability_outages',
  {
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    at: at('at').notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [unique('availability_outages_at').on(t.contestId, t.at)],
);

/** Where a webmaster says that a document is which the crawler missed; the next audit looks there. */
export const documentPointers = pgTable(
  'document_pointers',
  {
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id, { onDelete: 'cascade' }),
    /** A document of the words file, e.g. renstra. */
    key: text('key').notNull(),
    url: text('url').notNull(),
    userId: uuid('user_id'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('document_pointers_key').on(t.entryId, t.key)],
);

/** A person's word on a finding that accuses (injected spam): it counts only when confirmed. The newest decides. */
export const findingDecisions = pgTable(
  'finding_decisions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id, { onDelete: 'cascade' }),
    auditId: uuid('audit_id').references(() => audits.id),
    signal: text('signal').notNull(),
    /** confirmed / dismissed by an organizer or chief judge; honour-lifted / honour-barred by the plenary. */
    verdict: text('verdict', { enum: ['confirmed', 'dismissed', 'honour-lifted', 'honour-barred'] }).notNull(),
    reason: text('reason').notNull(),
    userId: uuid('user_id').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('finding_decisions_entry').on(t.entryId, t.signal, t.createdAt)],
);

/** Something that broke on a site: its webmasters are told once when it opens, and once when it is well again. */
export const siteAlerts = pgTable(
  'site_alerts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['down', 'certificate', 'spam', 'contact'] }).notNull(),
    /** Of kind contact: `channel value`; else empty. */
    subject: text('subject').notNull().default(''),
    /** The entry's address then: another address is another site. */
    url: text('url').notNull(),
    openedAt: at('opened_at').notNull().defaultNow(),
    closedAt: at('closed_at'),
  },
  (t) => [uniqueIndex('site_alerts_open').on(t.entryId, t.kind, t.subject).where(isNull(t.closedAt))],
);

/** Registered numbers that the last visit read showed; only those, of all numbers on a site. */
export const numberSightings = pgTable('number_sightings', {
  entryId: uuid('entry_id')
    .primaryKey()
    .references(() => entries.id, { onDelete: 'cascade' }),
  auditId: uuid('audit_id').notNull(),
  /** Address that was visited. */
  url: text('url').notNull(),
  /** `channel value` each. */
  shown: jsonb('shown').$type<string[]>().notNull(),
});
