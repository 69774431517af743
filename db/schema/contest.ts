import { isNull, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  date,
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
import { rubricVersions } from './rubric.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

const channels = ['whatsapp', 'sms', 'phone', 'instagram', 'facebook', 'email', 'sapamas'] as const;

export const phases = ['persiapan', 'audit', 'penilaian', 'pleno', 'sanggah', 'penetapan', 'terbit'] as const;

/** Agencies live over the years; an entry is an agency's website in one contest, names and address as they were then. */
export const agencies = pgTable('agencies', {
  id: uuid('id').primaryKey().defaultRandom(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  category: text('category').notNull(),
  url: text('url'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** Official channels of an agency. Only rows the organizer confirmed are compared with the site. */
export const contactRegister = pgTable(
  'contact_register',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    channel: text('channel', { enum: channels }).notNull(),
    value: text('value').notNull(),
    confirmedAt: at('confirmed_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('contact_register_channel').on(t.agencyId, t.channel)],
);

/** What an agency's webmaster says a channel should be. It counts only once the organizer has confirmed it. */
export const contactProposals = pgTable(
  'contact_proposals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    channel: text('channel', { enum: channels }).notNull(),
    /** As readContact() keeps it. */
    value: text('value').notNull(),
    /** One open proposal a channel: a newer one replaces it. */
    state: text('state', { enum: ['open', 'confirmed', 'refused', 'replaced'] })
      .notNull()
      .default('open'),
    proposedBy: uuid('proposed_by'),
    createdAt: at('created_at').notNull().defaultNow(),
    decidedBy: uuid('decided_by'),
    decidedAt: at('decided_at'),
    /** Why it was refused, for the webmaster. */
    reason: text('reason'),
  },
  (t) => [
    index('contact_proposals_agency').on(t.agencyId, t.createdAt),
    uniqueIndex('contact_proposals_open').on(t.agencyId, t.channel).where(sql`${t.state} = 'open'`),
  ],
);

/** Every change of the register, never changed itself. */
export const contactChanges = pgTable(
  'contact_changes',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    channel: text('channel', { enum: channels }).notNull(),
    /** Null: there was none. */
    before: text('before'),
    /** Null: taken off the register. */
    after: text('after'),
    /** Whether `after` counts. */
    confirmed: boolean('confirmed').notNull(),
    proposalId: uuid('proposal_id').references(() => contactProposals.id),
    userId: uuid('user_id'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('contact_changes_agency').on(t.agencyId, t.createdAt)],
);

/** A message the organizer sent to an agency's channel, and what came of it: evidence for indicator I7. */
export const responseTests = pgTable(
  'response_tests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    channel: text('channel', { enum: channels }).notNull(),
    /** Where it was sent. */
    value: text('value').notNull(),
    sentAt: at('sent_at').notNull(),
    /** Null: no answer so far. Set once. */
    answeredAt: at('answered_at'),
    /** What the answer was worth, in a few words; never a citizen's name or number. */
    note: text('note'),
    recordedBy: uuid('recorded_by'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('response_tests_agency').on(t.agencyId, t.sentAt)],
);

/** What citizens say of a published channel, counted by day; nothing of who said it is kept. */
export const channelReports = pgTable(
  'channel_reports',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    channel: text('channel').notNull(),
    /** As it was published then. */
    value: text('value').notNull(),
    reason: text('reason', { enum: ['dead', 'wrongOwner', 'noAnswer'] }).notNull(),
    day: date('day').notNull(),
    count: integer('count').notNull().default(1),
    /** When an organizer had looked into it. */
    closedAt: at('closed_at'),
    closedBy: uuid('closed_by'),
  },
  (t) => [unique('channel_reports_day').on(t.agencyId, t.channel, t.value, t.reason, t.day)],
);

export const contests = pgTable(
  'contests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** One edition a year; `/hasil/<year>`. */
    year: integer('year').notNull(),
    /** Set: no edition but the practice of that contest, with one entry; phase persiapan while the panel prepares it. */
    practiceOf: uuid('practice_of')
      .unique()
      .references((): AnyPgColumn => contests.id),
    name: text('name').notNull(),
    phase: text('phase', { enum: phases }).notNull().default('persiapan'),
    /** Registered domain of the regency's portal, e.g. karanganyarkab.go.id. */
    portalDomain: text('portal_domain').notNull(),
    hasObjection: boolean('has_objection').notNull().default(false),
    /** Lighthouse runs of an audit. */
    auditRuns: integer('audit_runs').notNull().default(3),
    /** Last moment an audit pass may begin; null: passes are started by hand. */
    auditClosesAt: at('audit_closes_at'),
    /** Set while an organizer holds the audits: nothing new begins, what runs is finished. */
    auditPausedAt: at('audit_paused_at'),
    /** This edition's own words and hosts (regencyDocument); null: the files of app/audit. */
    regencyWords: jsonb('regency_words').$type<unknown>(),
    rubricVersionId: uuid('rubric_version_id')
      .notNull()
      .references(() => rubricVersions.id),
    /** How judges' totals become one; frozen when judging first opens. Null before: no choice, the assignments decide. */
    aggregate: text('aggregate', { enum: ['mean', 'trimmed-mean', 'median', 'severity-adjusted'] }),
    /** What becomes of an entry with open marks on the leaderboard; frozen likewise. */
    incomplete: text('incomplete', { enum: ['unranked', 'ranked'] })
      .notNull()
      .default('unranked'),
    createdAt: at('created_at').notNull().defaultNow(),
    /** Who is to score what (planSettings); null: everyone scores all. */
    assignmentPlan: jsonb('assignment_plan').$type<unknown>(),
    /** Two judges further apart than this on a criterion (points of 100) are asked to look again. */
    disparityGap: doublePrecision('disparity_gap').notNull().default(25),
    /** Anybody may have a site of the contest checked, without points. */
    publicCheck: boolean('public_check').notNull().default(false),
    /** People may ask by themselves to look after an agency's site; an organizer confirms each. */
    selfRegistration: boolean('self_registration').notNull().default(false),
  },
  (t) => [uniqueIndex('contests_year').on(t.year).where(isNull(t.practiceOf))],
);

export const phaseChanges = pgTable('phase_changes', {
  id: uuid('id').primaryKey().defaultRandom(),
  contestId: uuid('contest_id')
    .notNull()
    .references(() => contests.id),
  fromPhase: text('from_phase', { enum: phases }).notNull(),
  toPhase: text('to_phase', { enum: phases }).notNull(),
  reason: text('reason'),
  userId: uuid('user_id'),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** When a phase is to open by itself; kept, or void, once `doneAt` is set. */
export const phasePlans = pgTable(
  'phase_plans',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    phase: text('phase', { enum: phases }).notNull(),
    at: at('at').notNull(),
    setBy: uuid('set_by').notNull(),
    doneAt: at('done_at'),
    /** Why it could not open when last tried. */
    refusal: jsonb('refusal').$type<{ why: string; blockers: { code: string; n: number }[] }>(),
    refusedAt: at('refused_at'),
  },
  (t) => [unique('phase_plans_phase').on(t.contestId, t.phase)],
);

export const entries = pgTable(
  'entries',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    name: text('name').notNull(),
    category: text('category').notNull(),
    /** null: belum ada situs; listed, unranked. */
    url: text('url'),
    /** Di luar peringkat: scored and shown, takes no place. */
    outsideRanking: boolean('outside_ranking').notNull().default(false),
    /** The audit whose proposals count. */
    currentAuditId: uuid('current_audit_id'),
    /** When judging first opened on it: from then on only a recorded decision replaces it. */
    frozenAt: at('frozen_at'),
    /** What would count had it been measured before: shown to organizer and chief judge. */
    newerAuditId: uuid('newer_audit_id'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('entries_contest_agency').on(t.contestId, t.agencyId)],
);

/** Who did what, when: every organizer's and chief judge's act that could move a result. */
export const activity = pgTable(
  'activity',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id').references(() => contests.id),
    userId: uuid('user_id'),
    action: text('action').notNull(),
    subject: text('subject'),
    detail: jsonb('detail').$type<Record<string, unknown>>(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('activity_contest').on(t.contestId, t.createdAt)],
);
