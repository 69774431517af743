import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { db } from '#db/client.server.ts';
import * as schema from '#db/schema.ts';

export interface AuthOptions {
  /** Signs cookies; at least 32 characters. */
  secret: string;
  /** Public address of the application. */
  baseUrl: string;
  secureCookies: boolean;
}

/** Header that server.ts sets from the socket (or a trusted proxy); a client's own is overwritten. */
export const CLIENT_ADDRESS_HEADER = 'x-lomba-client-address';

function build(options: AuthOptions) {
  return betterAuth({
    secret: options.secret,
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    database: drizzleAdapter(db(), { provider: 'pg', schema, transaction: true }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    disabledPaths: ['/sign-up/email'],
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        locale: { type: 'string', required: false, input: false },
      },
    },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    advanced: {
      database: { generateId: 'uuid' },
      useSecureCookies: options.secureCookies,
      cookiePrefix: 'lomba',
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
  });
}
type Auth = ReturnType<typeof build>;

const shared = globalThis as { [key: symbol]: Auth | undefined };
const key = Symbol.for('lomba-opd.auth');

/** Builds the process-wide better-auth; setDatabase() comes first. */
export function startAuth(options: AuthOptions): void {
  shared[key] = build(options);
}

export function auth(): Auth {
  const instance = shared[key];
  if (!instance) throw new Error('No auth: the process did not call startAuth()');
  return instance;
}
