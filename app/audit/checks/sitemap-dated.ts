import { dayOf, isRecent, parseDate } from './reading/dates.ts';
import { isSinglePage } from './reading/pages.ts';
import { couldNotTell } from './reading/requests.ts';
import { type Check, failed, measured, notApplicable, quote, unmeasured } from './reading/result.ts';
import { readSitemaps, sitemapPages } from './reading/sitemap.ts';

const ID = 'sitemap-dated';
const MINUTE_MS = 60_000;

/** A lastmod at most 90 days old. Dates that are all the same (to the minute) are those of the generator, not of pages. */
export const check: Check = (visit) => {
  if (isSinglePage(visit)) return notApplicable(ID, 'Situs hanya satu halaman.');
  const readings = readSitemaps(visit);
  const [first] = readings;
  if (!first) {
    const notTried = visit.sitemaps.length === 0 && !visit.robots?.status;
    const refused = visit.sitemaps.length > 0 && visit.sitemaps.every(couldNotTell);
    if (notTried || refused) return unmeasured(ID, 'Peta situs tidak dapat diambil.');
    return failed(ID, [{ url: visit.finalUrl ?? visit.entryUrl, text: 'Tidak ada peta situs yang terbaca.' }]);
  }
  const url = first.record.finalUrl;
  const entries = sitemapPages(readings);
  const dates = entries.flatMap((entry) => {
    const time = entry.lastmod === null ? null : parseDate(entry.lastmod);
    return time === null ? [] : [time];
  });
  if (dates.length === 0) {
    const written = entries.find((entry) => entry.lastmod)?.lastmod;
    const text = written
      ? `lastmod ${quote(written)} bukan tanggal yang sah.`
      : 'Tidak satu pun alamat diberi lastmod.';
    return failed(ID, [{ url, where: 'lastmod', text }]);
  }
  const newest = dates
    .filter((time) => isRecent(visit.visitedAt, time))
    .reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (newest === Number.NEGATIVE_INFINITY) {
    const last = dates.reduce((a, b) => Math.max(a, b));
    return failed(ID, [
      { url, where: 'lastmod', text: `Tidak ada tanggal dari 90 hari terakhir; yang terbaru ${dayOf(last)}.` },
    ]);
  }
  const different = new Set(dates.map((time) => Math.floor(time / MINUTE_MS))).size;
  if (dates.length > 1 && different === 1) {
    return failed(ID, [
      {
        url,
        where: 'lastmod',
        text: `Semua ${dates.length} tanggal sama (${dayOf(newest)}), jadi bukan tanggal perubahan halaman.`,
      },
    ]);
  }
  return measured(ID, 1, [
    { url, where: 'lastmod', text: `${dates.length} alamat bertanggal; yang terbaru ${dayOf(newest)}.` },
  ]);
};
