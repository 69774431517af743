import type { ContentHints, Visit } from '../../visit.ts';
import { dayOf } from './dates.ts';
import { isCommentFeed, readFeed } from './feed.ts';
import { readablePages } from './pages.ts';
import { isOk } from './requests.ts';

export interface WrittenDate {
  /** ISO day. */
  date: string;
  /** The date with the words around it. */
  text: string;
  /** A weekday stands before it. */
  withWeekday: boolean;
}

const MONTHS: [RegExp, number][] = [
  [/^jan/i, 1],
  [/^(feb|peb)/i, 2],
  [/^mar/i, 3],
  [/^apr/i, 4],
  [/^(mei|may)/i, 5],
  [/^jun/i, 6],
  [/^jul/i, 7],
  [/^(agu|agt|ags|aug)/i, 8],
  [/^sep/i, 9],
  [/^(okt|oct)/i, 10],
  [/^(nov|nop)/i, 11],
  [/^(des|dec)/i, 12],
];
const MONTH =
  '(?:januari|january|jan|februari|february|pebruari|feb|maret|march|mar|april|apr|mei|may|juni|june|jun|juli|july|jul|agustus|august|agu|agt|ags|aug|september|sept|sep|oktober|october|okt|oct|november|nopember|nov|nop|desember|december|des|dec)\\.?';
const WEEKDAY = /(senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\W{1,3}$/i;
/** Day first, as written in Indonesia; month first only with its name; ISO. */
const FORMS: { pattern: RegExp; order: 'dmy' | 'mdy' | 'ymd' }[] = [
  { pattern: new RegExp(`(?<!\\d)(\\d{1,2})[\\s-]+(${MONTH})[\\s,-]+(20\\d{2})(?!\\d)`, 'gi'), order: 'dmy' },
  { pattern: new RegExp(`(?<!\\p{L})(${MONTH})\\s+(\\d{1,2}),?\\s+(20\\d{2})(?!\\d)`, 'giu'), order: 'mdy' },
  { pattern: /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})(?![\d/-])/g, order: 'dmy' },
  { pattern: /(?<![\d/.-])(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?![\d/-])/g, order: 'ymd' },
];
const AROUND = 60;

/** Dates written in a text, in any order; what is no day of the calendar is left out. */
export function writtenDates(text: string): WrittenDate[] {
  return FORMS.flatMap(({ pattern, order }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [, a = '', b = '', c = ''] = match;
      const [day, month, year] = order === 'dmy' ? [a, b, c] : order === 'mdy' ? [b, a, c] : [c, b, a];
      const date = isoDay(Number(year), monthOf(month), Number(day));
      if (date === null) return [];
      const before = text.slice(Math.max(0, match.index - AROUND), match.index);
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + AROUND);
      const around = `${before.split('\n').slice(-2).join(' ')}${match[0]}${after.split('\n')[0] ?? ''}`;
      return [{ date, text: around.replace(/\s+/g, ' ').trim(), withWeekday: WEEKDAY.test(before) }];
    }),
  );
}

/**
 * The newest day written on the pages or given by a feed, not after the visit. Today's date that stands on every page
 * read is the clock in the site's header, no news (on a single page: one with its weekday).
 */
export function newestDate(visit: Visit): ContentHints['newestDate'] {
  const pages = readablePages(visit).map((page) => ({ page, dates: writtenDates(page.text) }));
  const today = dayOf(Date.parse(visit.visitedAt));
  const isClock = ({ date, withWeekday }: WrittenDate) =>
    date === today &&
    (pages.length > 1 ? pages.every(({ dates }) => dates.some((other) => other.date === today)) : withWeekday);
  const written = pages.flatMap(({ page, dates }) =>
    dates.filter((each) => !isClock(each)).map(({ date, text }) => ({ date, url: page.finalUrl, text })),
  );
  const fed = visit.feeds.flatMap((record) =>
    (isOk(record) && record.body && !isCommentFeed(record.body) ? (readFeed(record.body) ?? []) : []).flatMap(
      ({ title, date }) => (date === null ? [] : [{ date: dayOf(date), url: record.finalUrl, text: title }]),
    ),
  );
  const past = [...written, ...fed].filter(({ date }) => date <= today);
  return past.reduce<ContentHints['newestDate']>((best, each) => (best && best.date >= each.date ? best : each), null);
}

function monthOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : (MONTHS.find(([pattern]) => pattern.test(text))?.[1] ?? 0);
}

function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : null;
}
