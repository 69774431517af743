/** Is it the site, or is it us? */
import { lookup } from 'node:dns/promises';
import type { SiteFailure } from './audit.schema.ts';
import { siteFailure } from './failure.ts';

let networkSeen: Promise<boolean> | null = null;

/** Whether names of the public web resolve at all from here; asked once per process. */
export function networkIsUp(): Promise<boolean> {
  networkSeen ??= Promise.any(
    ['id.wikipedia.org', 'www.komdigi.go.id', 'www.google.com', 'one.one.one.one'].map((name) => lookup(name)),
  ).then(
    () => true,
    () => false,
  );
  return networkSeen;
}

/** Names that resolve for nobody, or only to the own machine (RFC 6761). */
export const isReservedName = (host: string) => /(^|\.)(localhost|invalid|test|example)$/.test(host);

/** A name that does not resolve is the site's fault only while other names do. */
export async function notOurs(failure: SiteFailure, host: string): Promise<SiteFailure> {
  if (failure.code !== 'no-such-host') return failure;
  if (isReservedName(host)) return failure;
  return (await networkIsUp()) ? failure : siteFailure('our-outage');
}
