/** All tables in one object, for drizzle and drizzle-kit. */
export * from './schema/audit.ts';
export * from './schema/contest.ts';
export * from './schema/identity.ts';
export * from './schema/judging.ts';
export * from './schema/objection.ts';
export * from './schema/publication.ts';
export * from './schema/rubric.ts';
export * from './schema/rubric-draft.ts';
