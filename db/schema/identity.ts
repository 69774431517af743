import { boolean, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { agencies, contests } from './contest.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

/** Key names inside user, session, account, verification and rateLimit are better-auth's. */
export const user = pgTable('user', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  role: text('role', { enum: ['organizer', 'chiefJudge', 'judge', 'webmaster'] }).notNull(),
  locale: text('locale', { enum: ['id', 'en'] }),
  /** Ours: whether a webmaster wants letters about what breaks on the site. */
  siteLetters: boolean('site_letters').notNull().default(true),
});

export const session = pgTable(
  'session',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    expiresAt: at('expires_at').notNull(),
    token: text('token').notNull().unique(),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** Ours: `expires_at` stands still; use does not move it on. */
    fixedEnd: boolean('fixed_end').notNull().default(false),
  },
  (t) => [index('session_user').on(t.userId)],
);

export const account = pgTable(
  'account',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [index('account_user').on(t.userId)],
);

export const verification = pgTable('verification', {
  id: uuid('id').primaryKey().defaultRandom(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

export const rateLimit = pgTable('rate_limit', {
  id: uuid('id').primaryKey().defaultRandom(),
  key: text('key').notNull().unique(),
  count: integer('count').notNull(),
  lastRequest: timestamp('last_request', { mode: 'date', withTimezone: true }).notNull(),
});

/**
 * One link, used once. Only the token's SHA-256 is kept.
 * `userId` is set when the link lets an existing person in on another device (or set a new password).
 */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    tokenHash: text('token_hash').notNull().unique(),
    role: text('role', { enum: ['organizer', 'chiefJudge', 'judge', 'webmaster'] }).notNull(),
    name: text('name').notNull(),
    email: text('email'),
    agencyId: uuid('agency_id').references(() => agencies.id),
    userId: uuid('user_id').references(() => user.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    usedBy: uuid('used_by').references(() => user.id, { onDelete: 'set null' }),
    /** Whose access to the agency ends when the link is used: a hand-over. */
    replaces: uuid('replaces').references(() => user.id, { onDelete: 'set null' }),
    revokedAt: at('revoked_at'),
  },
  (t) => [index('invitations_role').on(t.role, t.createdAt)],
);

/** Somebody who asks to look after an agency's site. Only what waits is kept: decided, the row goes. */
export const webmasterRequests = pgTable(
  'webmaster_requests',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    name: text('name').notNull(),
    email: text('email').notNull(),
    /** What they do there, in their words. */
    duty: text('duty').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('webmaster_requests_person').on(t.agencyId, t.email)],
);

/** Which agencies a webmaster may see. */
export const webmasters = pgTable(
  'webmasters',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    agencyId: uuid('agency_id')
      .notNull()
      .references(() => agencies.id),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('webmasters_user').on(t.userId), index('webmasters_agency').on(t.agencyId)],
);

/**
 * A printed card that signs one device of a judge in, by QR or by a typed code. Only hashes are kept: of the token its
 * SHA-256, of the short code an HMAC with the application's secret.
 */
export const signInCards = pgTable(
  'sign_in_cards',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** Which of the judge's devices: 1 is the first. */
    slot: integer('slot').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    codeHash: text('code_hash').notNull().unique(),
    createdBy: uuid('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    /** SHA-256 of what the form carried that spent the card: the same form sent again is the same device. */
    usedBy: text('used_by'),
    revokedAt: at('revoked_at'),
  },
  (t) => [index('sign_in_cards_user').on(t.userId, t.createdAt)],
);

/** A program's way to what its organizer may read (`/api/v1`). Only the token's SHA-256 is kept. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** Which program it is for, in the organizer's words. */
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: at('created_at').notNull().defaultNow(),
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [index('api_tokens_user').on(t.userId, t.createdAt)],
);

/** Letters by e-mail. `key` says whom, of what and which time: nobody is mailed twice for the same thing. */
export const letters = pgTable(
  'letters',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    key: text('key').notNull().unique(),
    kind: text('kind', {
      enum: ['invitation', 'renewal', 'judgeReminder', 'webmasterReminder', 'siteBroken', 'siteWell'],
    }).notNull(),
    toName: text('to_name').notNull(),
    toEmail: text('to_email').notNull(),
    userId: uuid('user_id').references(() => user.id, { onDelete: 'cascade' }),
    invitationId: uuid('invitation_id').references(() => invitations.id, { onDelete: 'cascade' }),
    contestId: uuid('contest_id').references(() => contests.id),
    locale: text('locale', { enum: ['id', 'en'] }),
    /** What its text is made of when it is sent. Never a link that signs anybody in. */
    data: jsonb('data').$type<Record<string, string>>(),
    /** sending: taken for sending, and nothing is known since. dropped: no longer wanted when its turn came. */
    state: text('state', { enum: ['queued', 'sending', 'sent', 'failed', 'dropped'] })
      .notNull()
      .default('queued'),
    tries: integer('tries').notNull().default(0),
    error: text('error'),
    createdBy: uuid('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
    sentAt: at('sent_at'),
  },
  (t) => [index('letters_invitation').on(t.invitationId), index('letters_time').on(t.createdAt)],
);

/** A judge's device as organizers see it: one row a session, which stays when the session has ended. */
export const devices = pgTable(
  'devices',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    sessionId: uuid('session_id')
      .unique()
      .references(() => session.id, { onDelete: 'set null' }),
    cardId: uuid('card_id')
      .unique()
      .references(() => signInCards.id, { onDelete: 'set null' }),
    /** Browser and system in words, from the user agent; null when unknown. */
    label: text('label'),
    firstContact: at('first_contact').notNull().defaultNow(),
    lastContact: at('last_contact').notNull().defaultNow(),
    /** Edits that waited on the device at the last contact; null: it has not said yet. */
    unsent: integer('unsent'),
    cutOffAt: at('cut_off_at'),
    cutOffBy: uuid('cut_off_by').references(() => user.id, { onDelete: 'set null' }),
  },
  (t) => [index('devices_user').on(t.userId)],
);
