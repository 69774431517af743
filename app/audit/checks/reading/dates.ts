const DAY_MS = 86_400_000;
const ISO = /^\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?$/i;
const RFC822 =
  /^([a-z]{3,9},?\s+)?\d{1,2}\s+[a-z]{3,9}\s+\d{4}(\s+\d{1,2}:\d{2}(:\d{2})?)?(\s*(UT|UTC|GMT|Z|[ECMP][SD]T|[+-]\d{4}))?$/i;
const LOCAL_ZONES: [RegExp, string][] = [
  [/\s*WIB$/i, ' +0700'],
  [/\s*WITA$/i, ' +0800'],
  [/\s*WIT$/i, ' +0900'],
];

/**
 * Time of a date in a feed or sitemap, ms since 1970: ISO 8601 (W3C profile) or RFC 822; null for anything else.
 * Without a zone it is read as WIB, not as the zone of the machine, so every worker reads the same.
 */
export function parseDate(text: string): number | null {
  let date = text.trim();
  if (ISO.test(date)) {
    date = date.replace(' ', 'T').replace(/\s+/g, '');
    if (/T[\d:.]+$/.test(date)) date += '+07:00';
  } else {
    for (const [zone, offset] of LOCAL_ZONES) date = date.replace(zone, offset);
    if (!RFC822.test(date)) return null;
    if (/\d{1,2}:\d{2}(:\d{2})?$|\d{4}$/.test(date) && !/[+-]\d{4}$/.test(date)) date += ' +0700';
  }
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : time;
}

/** Days from `time` to the visit, negative for the future. */
function daysBefore(visitedAt: string, time: number): number {
  return (Date.parse(visitedAt) - time) / DAY_MS;
}

/** At most 90 days old. A day of slack for clocks ahead of ours; a date further ahead is no date. */
export function isRecent(visitedAt: string, time: number): boolean {
  const days = daysBefore(visitedAt, time);
  return days <= 90 && days >= -1;
}

/** Date in WIB as YYYY-MM-DD. */
export function dayOf(time: number): string {
  return new Date(time + 7 * 3_600_000).toISOString().slice(0, 10);
}
