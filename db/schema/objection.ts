import { sql } from 'drizzle-orm';
import { customType, index, integer, pgTable, text, timestamp, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { contests, entries } from './contest.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

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
    state: text('state', { enum: ['open', 'rejected'] })
      .notNull()
      .default('open'),
    filedBy: uuid('filed_by').notNull(),
    filedAt: at('filed_at').notNull().default(sql`clock_timestamp()`),
    /** The panel's words to the webmaster. */
    answer: text('answer'),
    answeredBy: uuid('answered_by'),
    answeredAt: at('answered_at'),
  },
  (t) => [
    index('objections_contest').on(t.contestId, t.filedAt),
    uniqueIndex('objections_open').on(t.entryId, t.indicator).where(sql`${t.state} <> 'rejected'`),
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
