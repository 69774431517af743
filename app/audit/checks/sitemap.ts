import type { Visit } from '../visit.ts';
import { hostOf, isSameHost } from './reading/hosts.ts';
import { isSinglePage } from './reading/pages.ts';
import { couldNotTell } from './reading/requests.ts';
import { type Check, failed, measured, notApplicable, unmeasured } from './reading/result.ts';
import { readSitemaps, sitemapProblem } from './reading/sitemap.ts';

const ID = 'sitemap';
/** A stray link elsewhere is forgiven; a sitemap of the developer's machine is not. */
const OWN_SHARE = 0.9;

/** A sitemap that parses and whose addresses are this site's (host compared without `www.`, scheme and port). */
export const check: Check = (visit) => {
  if (isSinglePage(visit)) return notApplicable(ID, 'Situs hanya satu halaman.');
  const readings = readSitemaps(visit);
  const [first] = readings;
  if (!first) return withoutSitemap(visit);
  for (const { record, entries } of readings) {
    const strangers = entries.filter((entry) => !isOwn(visit, entry.loc));
    if (entries.length - strangers.length < entries.length * OWN_SHARE) continue;
    return measured(ID, 1, [{ url: record.finalUrl, text: `Peta situs terbaca, ${entries.length} alamat.` }]);
  }
  const stranger = first.entries.find((entry) => !isOwn(visit, entry.loc));
  const host = stranger ? hostOf(stranger.loc) || stranger.loc : 'situs lain';
  return failed(ID, [
    { url: first.record.finalUrl, where: 'loc', text: `Peta situs berisi alamat ${host}, bukan alamat situs ini.` },
  ]);
};

function withoutSitemap(visit: Visit) {
  if (visit.sitemaps.length === 0 && !visit.robots?.status) return unmeasured(ID, 'Peta situs belum sempat dicari.');
  const unclear = visit.sitemaps.find(couldNotTell);
  if (unclear && visit.sitemaps.every(couldNotTell))
    return unmeasured(ID, 'Peta situs tidak dapat diambil (ditolak).', unclear.url);
  const tried = visit.sitemaps
    .slice(0, 5)
    .map((record) => ({ url: record.url, text: `Bukan peta situs: ${sitemapProblem(record)}.` }));
  const none = {
    url: visit.finalUrl ?? visit.entryUrl,
    text: 'Tidak ada peta situs di robots.txt maupun di alamat yang lazim.',
  };
  return failed(ID, tried.length > 0 ? tried : [none]);
}

function isOwn(visit: Visit, address: string): boolean {
  return isSameHost(address, visit.entryUrl) || (visit.finalUrl !== null && isSameHost(address, visit.finalUrl));
}
