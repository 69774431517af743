import type { Evidence } from '../audit.schema.ts';
import { isSameSite } from '../same-site.ts';
import type { LinkCheck, Visit } from '../visit.ts';
import { isSinglePage, readablePages } from './reading/pages.ts';
import { type Check, measured, notApplicable, quote, unmeasured } from './reading/result.ts';

const ID = 'broken-link-share';
/** One broken link of three must not weigh like a third of a large site. */
const LEAST_DIVISOR = 50;

/** Broken internal links over those checked (at least 50). Links whose fate is unknown are in neither number. */
export const check: Check = (visit) => {
  const internal = visit.linkChecks.filter((item) => item.internal);
  if (internal.length === 0) {
    const pages = readablePages(visit);
    const linked = pages.some((page) =>
      page.links.some((link) => isSameSite(visit.entryUrl, visit.finalUrl, link.href)),
    );
    if (pages.length > 0 && (!linked || isSinglePage(visit)))
      return notApplicable(ID, 'Situs tidak memiliki tautan internal.');
    return unmeasured(ID, 'Tautan internal belum sempat diperiksa.');
  }
  const known = internal.filter((item) => item.verdict !== 'unknown');
  if (known.length === 0)
    return unmeasured(ID, `Nasib ${internal.length} tautan internal tidak dapat dipastikan (ditolak atau dibatasi).`);
  const broken = known.filter((item) => item.verdict === 'broken');
  const unknown = internal.length - known.length;
  const rest = unknown > 0 ? ` ${unknown} tautan tidak dapat dipastikan dan tidak dihitung.` : '';
  return measured(ID, broken.length / Math.max(known.length, LEAST_DIVISOR), [
    {
      url: visit.finalUrl ?? visit.entryUrl,
      text: `${broken.length} dari ${known.length} tautan internal rusak.${rest}`,
    },
    ...broken.slice(0, 20).map((item) => ({
      url: item.from,
      where: item.url,
      text: `Tautan ${quote(item.text || item.url, 60)} menuju ${item.url}: ${item.soft ? 'dijawab 200, tetapi halamannya hanya menyatakan tidak ada' : answersOf(item)}`,
    })),
    ...elsewhere(visit),
  ]);
};

/** Where a site of others has gone is worth knowing, but nobody's fault for certain: told, not counted. */
function elsewhere(visit: Visit): Evidence[] {
  return visit.linkChecks
    .filter((item) => !item.internal && item.verdict === 'broken')
    .slice(0, 10)
    .map((item) => ({
      url: item.from,
      where: item.url,
      text: `Saran, tidak mengubah nilai: tautan ke situs lain ${quote(item.text || item.url, 60)} rusak (${item.url}: ${answersOf(item)}).`,
    }));
}

function answersOf({ statuses }: LinkCheck): string {
  return statuses.map((status) => status ?? 'tidak menjawab').join(', lalu ');
}
