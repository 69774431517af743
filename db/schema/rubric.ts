import { integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

/** A rubric document is never edited in place: a change is a new version. */
export const rubricVersions = pgTable(
  'rubric_versions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    /** Validated by app/rubric/rubric.schema.ts at every read. */
    document: jsonb('document').$type<unknown>().notNull(),
    /** SHA-256 of the RFC 8785 form. */
    hash: text('hash').notNull(),
    reason: text('reason'),
    frozenAt: timestamp('frozen_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [unique('rubric_versions_version').on(t.name, t.version)],
);
