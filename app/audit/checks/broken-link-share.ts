import { isSameSite } from '../same-site.ts';
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
      text: `Tautan ${quote(item.text || item.url, 60)} menuju ${item.url}: ${item.statuses.map((s) => s ?? 'tidak menjawab').join(', lalu ')}`,
    })),
  ]);
};
