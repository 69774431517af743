import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { db } from '#db/client.server.ts';
import * as schema from '#db/schema.ts';
import { passwordLength } from './identity.schema.ts';
import { openSession } from './open-session.server.ts';

export interface AuthOptions {
  /** Signs cookies; at least 32 characters. */
  secret: string;
  /** Public address of the application. */
  baseUrl: string;
  secureCookies: boolean;
}

/** Header that server.ts sets from the socket (or a trusted proxy); a client's own is overwritten. */
export const CLIENT_ADDRESS_HEADER = 'x-lomba-client-address';

const DAY = 60 * 60 * 24;
/** A session ends this long after its last use, unless its end is fixed. */
export const SESSION_DAYS = 60;
/** How fine "last used" is: a session in use is written once in that time. */
export const SESSION_STEP_MINUTES = 15;

function build(options: AuthOptions) {
  return betterAuth({
    secret: options.secret,
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    database: drizzleAdapter(db(), { provider: 'pg', schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    disabledPaths: ['/sign-up/email'],
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        locale: { type: 'string', required: false, input: false },
      },
    },
    // A judge gets one link a device: the session must outlast the judging. `updateAge` is also how fine "last used" is.
    session: {
      expiresIn: SESSION_DAYS * DAY,
      updateAge: SESSION_STEP_MINUTES * 60,
      additionalFields: { fixedEnd: { type: 'boolean', required: false, input: false, defaultValue: false } },
    },
    plugins: [openSession],
    advanced: {
      database: { generateId: 'uuid' },
      useSecureCookies: options.secureCookies,
      cookiePrefix: 'lomba',
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    logger: { level: 'error' },
    telemetry: { enabled: false },
  });
}
type Auth = ReturnType<typeof build>;

const shared = globalThis as { [key: symbol]: Auth | undefined };
const key = Symbol.for('lomba-opd.auth');

/** Builds the process-wide better-auth; useDatabase() comes first. */
export function startAuth(options: AuthOptions): void {
  shared[key] = build(options);
}

export function auth(): Auth {
  const instance = shared[key];
  if (!instance) throw new Error('No auth: the process did not call startAuth()');
  return instance;
}
