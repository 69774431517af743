import { env } from '../env.server.ts';

/** Where the public reaches the application: what is configured, else where this request came to. */
export const publicOrigin = (request: Request): string => new URL(env().PUBLIC_URL ?? request.url).origin;
