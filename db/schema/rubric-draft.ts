import { integer, jsonb, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { contests } from './contest.ts';
import { user } from './identity.ts';
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
