import { sql } from 'drizzle-orm';
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { audits } from './audit.ts';
import { contests, entries } from './contest.ts';
import { user } from './identity.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** What applying an accepted objection changed; points unrounded, places of the ranking of all and of the category. */
interface Effect {
  points: { before: number | null; after: number | null };
  total: { before: number | null; after: number | null };
  moved: {
    entry: string;
    rank: { before: number | null; after: number | null };
    categoryRank: { before: number | null; after: number | null };
  }[];
  hash: { before: string; after: string };
}

/** A webmaster's objection to one indicator of the own entry, and the panel's answer. Never deleted. */
export const objections = pgTable(
  'objections',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contestId: uuid('contest_id')
      .notNull()
      .references(() => contests.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    indicator: text('indicator').notNull(),
    text: text('text').notNull(),
    /**
     * open -> rejected, or open -> accepted (measured or judged again) -> applied (the outcome counts) or dropped (it does
     * not, and everything stays).
     */
    state: text('state', { enum: ['open', 'rejected', 'accepted', 'applied', 'dropped'] })
      .notNull()
      .default('open'),
    filedBy: uuid('filed_by').notNull(),
    filedAt: at('filed_at').notNull().default(sql`clock_timestamp()`),
    /** The panel's words to the webmaster. */
    answer: text('answer'),
    answeredBy: uuid('answered_by'),
    answeredAt: at('answered_at'),
    /** How an accepted one is settled: a new audit of the indicator, its judges asked again, or a ruling. */
    way: text('way', { enum: ['reaudit', 'rejudge', 'ruling'] }),
    /** reaudit: the audit. */
    auditId: uuid('audit_id').references(() => audits.id),
    /** ruling: the points, 0-100. */
    rulingPoints: doublePrecision('ruling_points'),
    /** Why it was applied or dropped; for the webmaster too. */
    settledReason: text('settled_reason'),
    settledBy: uuid('settled_by'),
    settledAt: at('settled_at'),
    /** applied: what it changed, as it was previewed. */
    effect: jsonb('effect').$type<Effect>(),
  },
  (t) => [
    index('objections_contest').on(t.contestId, t.filedAt),
    uniqueIndex('objections_open').on(t.entryId, t.indicator).where(sql`${t.state} in ('open', 'accepted')`),
  ],
);

/**
 * Pictures of an objection. What was uploaded waits in `uploaded` until the worker has drawn it anew: only that drawing,
 * `data`, is ever served. Whichever way it ends, `uploaded` is emptied.
 */
export const objectionPictures = pgTable(
  'objection_pictures',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    objectionId: uuid('objection_id')
      .notNull()
      .references(() => objections.id),
    /** 0, 1, 2 in the order given. */
    place: integer('place').notNull(),
    state: text('state', { enum: ['waiting', 'drawn', 'unreadable'] })
      .notNull()
      .default('waiting'),
    uploaded: bytea('uploaded'),
    /** JPEG. */
    data: bytea('data'),
    width: integer('width'),
    height: integer('height'),
  },
  (t) => [unique('objection_pictures_place').on(t.objectionId, t.place)],
);

/**
 * A judge is asked to look again at the one indicator that an accepted objection is about. The answer stands here and moves no
 * mark until the objection is applied, whole.
 */
export const objectionLooks = pgTable(
  'objection_looks',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    objectionId: uuid('objection_id')
      .notNull()
      .references(() => objections.id),
    judgeId: uuid('judge_id')
      .notNull()
      .references(() => user.id),
    state: text('state', { enum: ['open', 'kept', 'changed', 'lapsed'] })
      .notNull()
      .default('open'),
    /** changed: the level it is to be. */
    level: doublePrecision('level'),
    /** Revision of the mark that was looked at. */
    markRevision: integer('mark_revision'),
    askedAt: at('asked_at').notNull().defaultNow(),
    answeredAt: at('answered_at'),
  },
  (t) => [unique('objection_looks_once').on(t.objectionId, t.judgeId), index('objection_looks_judge').on(t.judgeId)],
);
