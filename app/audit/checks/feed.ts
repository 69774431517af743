import type { FetchRecord, Visit } from '../visit.ts';
import { dayOf, isRecent } from './reading/dates.ts';
import { isCommentFeed, readFeed } from './reading/feed.ts';
import { comparableAddress } from './reading/hosts.ts';
import { homePage, lookedIn, readablePages } from './reading/pages.ts';
import { answerOf, couldNotTell, isOk } from './reading/requests.ts';
import { type Check, failed, measured, quote, unmeasured } from './reading/result.ts';

const ID = 'feed';
/** WordPress announces a feed of comments beside that of posts. */
const COMMENTS = /\/comments\/feed|[?&]feed=comments|\/comments\/default/i;

/** A feed the pages announce (or link) that parses and has an item at most 90 days old. */
export const check: Check = (visit) => {
  if (!homePage(visit)) return unmeasured(ID, 'Halaman depan tidak dapat dibaca.');
  const announced = announcedFeeds(visit);
  const fetched = visit.feeds.filter((record) => announced.has(comparableAddress(record.url)));
  const readings = fetched.map((record) => ({ record, ...judge(visit, record) }));
  const good = readings.find((reading) => reading.good);
  if (good) return measured(ID, 1, [{ url: good.record.finalUrl, text: good.text }]);
  if (announced.size === 0) {
    const silent = visit.feeds.find((record) => judge(visit, record).good);
    const hint = silent ? ` Ada umpan di ${silent.finalUrl}, tetapi tidak diumumkan di halaman.` : '';
    return failed(ID, [lookedIn(visit, `Tidak ada umpan RSS atau Atom yang diumumkan.${hint}`)]);
  }
  const forbidden = (visit.robotsDisallowed ?? []).find((url) => announced.has(comparableAddress(url)));
  if (forbidden && fetched.length === 0)
    return failed(ID, [{ url: forbidden, text: 'Umpan diumumkan, tetapi robots.txt melarang mesin membacanya.' }]);
  if (fetched.length === 0 || fetched.some(couldNotTell)) {
    return unmeasured(ID, 'Umpan diumumkan, tetapi tidak dapat diambil.', fetched[0]?.url);
  }
  return failed(
    ID,
    readings.map(({ record, text }) => ({ url: record.finalUrl, text })),
  );
};

function announcedFeeds(visit: Visit): Set<string> {
  const pages = readablePages(visit);
  const linked = pages.flatMap((page) => page.links.filter((link) => link.visible).map((link) => link.href));
  const fetched = new Set(visit.feeds.map((record) => comparableAddress(record.url)));
  const heads = pages.flatMap((page) => page.feeds.map((feed) => feed.href));
  const all = [...heads, ...linked.filter((href) => fetched.has(comparableAddress(href)))];
  return new Set(all.filter((href) => !COMMENTS.test(href)).map(comparableAddress));
}

function judge(visit: Visit, record: FetchRecord): { good: boolean; text: string } {
  if (!isOk(record) || record.body === null)
    return { good: false, text: `Umpan tidak dapat diambil: ${answerOf(record)}.` };
  const items = readFeed(record.body);
  if (!items)
    return { good: false, text: `Isinya tidak dapat dibaca sebagai RSS atau Atom: ${quote(record.body, 80)}` };
  if (isCommentFeed(record.body)) return { good: false, text: 'Umpan ini berisi komentar pembaca, bukan kabar.' };
  const dated = items.filter((item) => item.date !== null).toSorted((a, b) => (b.date ?? 0) - (a.date ?? 0));
  const recent = dated.find((item) => isRecent(visit.visitedAt, item.date ?? 0));
  if (recent)
    return {
      good: true,
      text: `${items.length} kabar; yang terbaru ${quote(recent.title, 80)} (${dayOf(recent.date ?? 0)}).`,
    };
  const [newest] = dated;
  if (newest)
    return {
      good: false,
      text: `Kabar terbaru ${dayOf(newest.date ?? 0)}, lebih dari 90 hari yang lalu atau di masa depan.`,
    };
  return { good: false, text: items.length === 0 ? 'Umpan kosong.' : 'Tidak ada kabar dengan tanggal yang sah.' };
}
