/** What a public page says of the version it shows. Pure. */
import { formatTime } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/text.ts';
import type { Released } from './released.server.ts';

interface Told {
  number: number;
  time: string;
  /** Null of the first. */
  reason: string | null;
}

export interface VersionView {
  number: number;
  /** To be named: null while there has been one only. */
  named: number | null;
  /** The version it replaced; null of the first. `reason`: why. */
  replaces: { number: number; time: string; reason: string } | null;
  /** The version in force, when this one is not. */
  replacedBy: Told | null;
  correcting: { time: string; reason: string } | null;
  /** Newest first; empty while there is one only. */
  versions: (Told & { hash: string; inForce: boolean })[];
  /** For the addresses of what belongs to it: null of what is in force. */
  linked: number | null;
}

type Public = Pick<Released, 'versions' | 'supersededBy' | 'correcting'> & {
  snapshot: { id: string; version: number };
};

export function versionView({ snapshot, versions, supersededBy, correcting }: Public, locale: Locale): VersionView {
  const told = ({ number, releasedAt, reason }: Public['versions'][number]): Told => ({
    number,
    time: formatTime(releasedAt, locale),
    reason,
  });
  const at = versions.findIndex(({ snapshotId }) => snapshotId === snapshot.id);
  const own = versions[at];
  const before = versions[at - 1];
  return {
    number: snapshot.version,
    named: versions.length > 1 ? snapshot.version : null,
    replaces: before ? { ...told(before), reason: own?.reason ?? '' } : null,
    replacedBy: supersededBy && told(supersededBy),
    correcting: correcting && { time: formatTime(correcting.since, locale), reason: correcting.reason },
    versions:
      versions.length < 2
        ? []
        : versions
            .map((each, i) => ({ ...told(each), hash: each.hash, inForce: i === versions.length - 1 }))
            .toReversed(),
    linked: supersededBy ? snapshot.version : null,
  };
}
