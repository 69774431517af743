/** Requests that need no browser: the http address of a site, and a page that cannot exist. */
import { randomBytes } from 'node:crypto';
import { siteFailure } from '../failure.ts';
import { guardedFetch, type Manner } from '../guarded-fetch.ts';
import type { FetchRecord } from '../visit.ts';

/**
 * What a visitor who types no scheme meets. An entry on a port of its own is asked on that port; where that port
 * speaks only TLS there is no http at all, which is as good as a closed port 80.
 */
export async function probeHttp(entryUrl: string, manner: Manner): Promise<FetchRecord> {
  const url = new URL(entryUrl);
  url.protocol = 'http:';
  url.hash = '';
  const record = await guardedFetch(url.href, { ...manner, maxBytes: 64_000 });
  const ownTlsPort = entryUrl.startsWith('https:') && url.port !== '';
  if (!ownTlsPort || record.redirects.length > 0) return record;
  const plainToTls = record.status === 400 && /https|ssl|tls/i.test(record.body ?? '');
  const noHttp = record.error?.code === 'connection-lost' || record.error?.code === 'timeout' || plainToTls;
  return noHttp ? { ...record, status: null, error: siteFailure('refused') } : record;
}

/** A path nobody has: a real 404 tells visitors and search engines the truth. Null when robots.txt forbids all paths. */
export async function probeNotFound(
  root: string,
  manner: Manner,
  mayRead: (address: string) => boolean,
): Promise<FetchRecord | null> {
  const path = `tidak-ada-${randomBytes(6).toString('hex')}`;
  if (!mayRead(new URL(path, root).href)) return null;
  return guardedFetch(new URL(path, root).href, { ...manner, maxBytes: 100_000 });
}
