/** When something is broken on a site, and when it is well again: two looks in a row, never one. Pure. */
import { PROBE_MINUTES, type ProbeRow } from './availability.ts';
import type { TlsRecord } from './visit.ts';

export type AlertKind = 'down' | 'certificate' | 'spam' | 'contact';

/** What is known of one thing on one site now; who knows nothing says nothing. */
export interface SiteFact {
  entryId: string;
  kind: AlertKind;
  /** Of kind contact: `channel value`; else empty. */
  subject: string;
  /** moot: no longer a thing to be broken (another number is registered): nobody is told. */
  state: 'broken' | 'well' | 'moot';
  /** When it was seen so. */
  at: Date;
  /** Of kind certificate, when broken: its end. */
  validTo?: string;
}

/** Days before its end at which a certificate is due. Those of Let's Encrypt are renewed 30 days before theirs. */
const CERTIFICATE_DAYS = 14;
/** Probes that say how a site is, and how old the older one may be: ours may have failed in between. */
const PROBES = 2;
const RECENT = 4 * PROBE_MINUTES * 60_000;

/** Down when the last two probes failed, well when both were answered; null: not known. `probes` newest first. */
export function downNow(probes: readonly ProbeRow[], now: Date): 'broken' | 'well' | null {
  const last = probes.slice(0, PROBES).filter(({ at }) => at.getTime() > now.getTime() - RECENT);
  if (last.length < PROBES) return null;
  if (last.every(({ answered }) => !answered)) return 'broken';
  return last.every(({ answered }) => answered) ? 'well' : null;
}

/** Due or over, well, or null when the handshake tells neither. Other faults of a certificate are the report's to name. */
export function certificateNow({ reachable, valid, daysLeft }: TlsRecord): 'broken' | 'well' | null {
  if (!reachable || daysLeft === null) return null;
  if (daysLeft <= CERTIFICATE_DAYS) return 'broken';
  return valid ? 'well' : null;
}

/** One look at certificates every three hours, in its first quarter: they do not change by the minute. */
export function isHourOfCertificates(now: Date): boolean {
  return now.getUTCHours() % 3 === 0 && now.getUTCMinutes() < PROBE_MINUTES;
}

/**
 * What became of registered numbers between two visits: broken when the earlier one showed it and this one does not.
 * One that was never seen has not gone away.
 */
export function numbersNow(
  registered: readonly string[],
  before: readonly string[],
  shown: readonly string[],
): { subject: string; state: 'broken' | 'well' }[] {
  return registered.flatMap((subject): { subject: string; state: 'broken' | 'well' }[] => {
    if (shown.includes(subject)) return [{ subject, state: 'well' }];
    return before.includes(subject) ? [{ subject, state: 'broken' }] : [];
  });
}
