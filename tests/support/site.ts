import path from 'node:path';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import { requestAs } from './seed.ts';

const built = path.resolve(import.meta.dirname, '../../build/server/index.js');
let handler: ReturnType<typeof createRequestHandler> | undefined;

/**
 * Asks the built application for a page as `person`'s browser would: documents, data requests and resources alike go
 * through Remix's own routing. No Express around it: no headers of security, no origin check. Redirects are not followed.
 */
export async function visit(
  person: { cookie: string } | null,
  address: string,
  init: RequestInit = {},
): Promise<Response> {
  handler ??= createRequestHandler((await import(built)) as ServerBuild, 'test');
  return handler(requestAs(person, address, init), { nonce: 'uji', closed: init.signal });
}

/** Posts a form as `person`. */
export function post(
  person: { cookie: string } | null,
  address: string,
  fields: Record<string, string>,
): Promise<Response> {
  return visit(person, address, { method: 'POST', body: new URLSearchParams(fields) });
}
