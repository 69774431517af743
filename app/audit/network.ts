/** Is it the site, or is it us? */
import { lookup } from 'node:dns/promises';
import type { SiteFailure } from './audit.schema.ts';
import { siteFailure } from './failure.ts';

const BELIEVED_MS = 60_000;
let networkSeen: { until: number; up: Promise<boolean> } | null = null;

/** Whether names of the public web resolve at all from here; asked anew after a minute: a worker lives for weeks. */
export function networkIsUp(): Promise<boolean> {
  if (networkSeen && Date.now() < networkSeen.until) return networkSeen.up;
  const up = Promise.any(
    ['id.wikipedia.org', 'www.komdigi.go.id', 'www.google.com', 'one.one.one.one'].map((name) => lookup(name)),
  ).then(
    () => true,
    () => false,
  );
  networkSeen = { until: Date.now() + BELIEVED_MS, up };
  return up;
}

/** Names that resolve for nobody, or only to the own machine (RFC 6761). */
export const isReservedName = (host: string) => /(^|\.)(localhost|invalid|test|example)$/.test(host);

/** A name that does not resolve is the site's fault only while other names do. */
export async function notOurs(failure: SiteFailure, host: string): Promise<SiteFailure> {
  if (failure.code !== 'no-such-host') return failure;
  if (isReservedName(host)) return failure;
  return (await networkIsUp()) ? failure : siteFailure('our-outage');
}
