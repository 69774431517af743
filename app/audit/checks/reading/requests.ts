import { isSiteDown } from '../../failure.ts';
import type { FetchRecord, Visit } from '../../visit.ts';
import { comparableAddress } from './hosts.ts';

/** Statuses that say "not to you" rather than "not there". */
const REFUSING = [401, 403, 407, 429];

/** True when the answer tells nothing about the site: blocked, rate-limited, or our own trouble. */
export function couldNotTell(record: FetchRecord): boolean {
  if (record.error) return !isSiteDown(record.error.code);
  return record.status === null || REFUSING.includes(record.status);
}

export function isOk(record: FetchRecord): boolean {
  return record.error === null && record.status !== null && record.status >= 200 && record.status < 300;
}

/** What a request came to, for evidence. */
export function answerOf(record: FetchRecord): string {
  if (record.error) return record.error.message;
  return record.status === null ? 'tidak ada jawaban' : `status ${record.status}`;
}

/**
 * Whether a linked address certainly leads nowhere: no such host, refused, 404, 410 or 5xx, or broken in both passes of
 * the link check. Blocked, timed out or never checked is not certain.
 */
export function isCertainlyDead(visit: Visit, href: string): boolean {
  const address = comparableAddress(href);
  const check = visit.linkChecks.find((item) => comparableAddress(item.url) === address);
  if (check?.verdict === 'broken') return true;
  const record = outgoingOf(visit, href);
  if (!record) return false;
  if (record.error) return record.error.code === 'no-such-host' || record.error.code === 'refused';
  const status = record.status ?? 0;
  return status === 404 || status === 410 || status >= 500;
}

/** The record of a checked outgoing address, however it was spelled. */
export function outgoingOf(visit: Visit, href: string): FetchRecord | undefined {
  const exact = visit.outgoing[href];
  if (exact) return exact;
  const address = comparableAddress(href);
  const key = Object.keys(visit.outgoing).find((candidate) => comparableAddress(candidate) === address);
  return key === undefined ? undefined : visit.outgoing[key];
}
