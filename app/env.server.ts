import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { defaultSpeedLanes } from './audit/speed/lanes.ts';

const bool = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

/** Mail or web address that a user agent can carry. */
export const CONTACT = /^[\w.+:/@?=&%~-]+$/;

/** Empty strings count as absent: `DATABASE_URL= npm start` is the embedded database. */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  DATABASE_URL: z.url().optional(),
  DATA_DIR: z.string().default('data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Address people type; links in invitations are built on it. */
  PUBLIC_URL: z.url().optional(),
  /** Signs sessions. Absent: a random one kept in DATA_DIR. */
  AUTH_SECRET: z.string().min(32).optional(),
  CHROME_PATH: z.string().optional(),
  /** smtp://user:password@host:port or smtps://…; absent: no mail is sent, links are printed or copied. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who letters are from: `Panitia <panitia@contoh.go.id>`. */
  MAIL_FROM: z.string().optional(),
  /** Audits at the same time in one worker. */
  AUDIT_LANES: z.coerce.number().int().min(1).max(8).default(2),
  /** Lighthouse runs at the same time on one machine, however many workers it has. */
  AUDIT_SPEED_LANES: z.coerce
    .number()
    .int()
    .min(1)
    .max(8)
    .default(() => defaultSpeedLanes(availableParallelism())),
  /**
   * Runs of our own control page around every slice of speed runs; what a busy machine measured is repeated. Demo and
   * tests: 0, since nobody waits for a quiet machine there.
   */
  AUDIT_CONTROL: bool.default(true),
  /** Most runs of one page; runs go on until they agree. Demo and tests: fewer. */
  AUDIT_SPEED_MAX_ROUNDS: z.coerce.number().int().min(1).max(9).default(9),
  /** host:port pairs, comma separated, that audits may reach although they are private. For the demo and tests. */
  AUDIT_ALLOW_PRIVATE: z.string().default(''),
  /** PEM file and SPKI hashes of an extra authority, for the demo and tests. */
  AUDIT_EXTRA_CA: z.string().optional(),
  AUDIT_TRUSTED_SPKI: z.string().default(''),
  /** Multiplies the waits between the tries of an unreachable site (a contest: three tries over an hour). Demo and tests: 0. */
  AUDIT_RETRY_SCALE: z.coerce.number().min(0).default(1),
  /** Inner pages of a site that a visit reads at most. Demo and tests: fewer, for their time. */
  AUDIT_INNER_PAGES: z.coerce.number().int().min(3).max(12).default(12),
  /** Pages of a site that Lighthouse runs on: the home page and inner ones. */
  AUDIT_LIGHTHOUSE_PAGES: z.coerce.number().int().min(1).max(5).default(3),
  /** Mail or web address of the organizer, told to every audited site in the user agent. Absent: PUBLIC_URL. */
  AUDIT_CONTACT: z.string().regex(CONTACT).optional(),
  /** Light probes of every entry's home page, every 15 minutes while the audit phase is open. Demo and tests: 0. */
  AUDIT_PROBES: bool.default(true),
  /**
   * Hosts or addresses, comma separated, that tell our own outage from the sites': when none of them answers, nobody's
   * probe counts. `{portal}` is the regency's portal domain.
   */
  AUDIT_CONTROL_HOSTS: z.string().default('{portal},www.komdigi.go.id,www.bps.go.id'),
  AUDIT_DEADLINE_SECONDS: z.coerce.number().min(10).default(300),
  /** Trust X-Forwarded-For of this many proxies. */
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  SECURE_COOKIES: bool.optional(),
});
export type Env = z.infer<typeof schema>;

/**
 * Reads and validates the process environment. The only reader of process.env.
 * Throws an Error that names each wrong variable.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Konfigurasi lingkungan salah / wrong environment:\n${lines.join('\n')}`);
  }
  return result.data;
}

let cached: Env | undefined;

/** The environment, read once. */
export function env(): Env {
  cached ??= readEnv();
  return cached;
}
