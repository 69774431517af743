import type { Evidence } from '../../audit.schema.ts';
import { isSiteDown } from '../../failure.ts';
import { chooseInnerPages } from '../../probes/inner.ts';
import type { LinkRecord, PageRecord, Visit } from '../../visit.ts';

/** What must have been read beside the home page before "it is nowhere on the site" may be said: three pages, or all. */
const ENOUGH_INNER_PAGES = 3;

/** Pages that were opened and could be read, home first. */
export function readablePages(visit: Visit): PageRecord[] {
  return visit.pages.filter((page) => page.failure === null);
}

/** Whether the home page, the first of the visit, could be read. */
export function homePage(visit: Visit): PageRecord | null {
  const home = visit.pages[0];
  return home && home.failure === null ? home : null;
}

/** Links a visitor sees and can click. What is only in the HTML as sent is not among them. */
export function clickableLinks(visit: Visit): { link: LinkRecord; page: PageRecord }[] {
  return readablePages(visit).flatMap((page) =>
    page.links.filter((link) => link.visible && link.kind !== 'raw').map((link) => ({ link, page })),
  );
}

/** A site whose home page leads to no page of its own: sitemap and search are not asked of it. */
export function isSinglePage(visit: Visit): boolean {
  return homePage(visit) !== null && visit.pages.length === 1 && innerPages(visit, 1) === 0;
}

/** How many inner pages, at most `max`, the visit could have opened from the home page. */
function innerPages(visit: Visit, max: number): number {
  const home = homePage(visit);
  return home ? chooseInnerPages(visit.entryUrl, home.finalUrl, home.links, [], max).length : 0;
}

/**
 * Whether enough was read to call a thing absent. A page that the site itself could not deliver counts as read
 * (it can't be read better later); one that we failed to open does not.
 */
export function sampleIsEnough(visit: Visit): boolean {
  if (!homePage(visit)) return false;
  const tried = visit.pages.filter((page) => page.failure === null || isSiteDown(page.failure.code)).length;
  return tried >= 1 + innerPages(visit, ENOUGH_INNER_PAGES);
}

/** Why an absence can't be asserted. */
export function tooFewPages(visit: Visit): string {
  return `Baru ${readablePages(visit).length} halaman yang dapat dibaca, belum cukup untuk memastikan sesuatu tidak ada.`;
}

/** Evidence of an absence: what was looked for and on which pages. */
export function lookedIn(visit: Visit, what: string): Evidence {
  const pages = readablePages(visit);
  const shown = pages
    .slice(0, 6)
    .map(({ finalUrl }) => (URL.canParse(finalUrl) ? new URL(finalUrl).pathname : finalUrl));
  const more = pages.length > shown.length ? `, dan ${pages.length - shown.length} halaman lain` : '';
  return { url: pages[0]?.finalUrl ?? visit.entryUrl, text: `${what} Dicari di: ${shown.join(', ')}${more}.` };
}

/** Evidence that a link was seen. */
export function seen(page: PageRecord, link: LinkRecord, text: string): Evidence {
  return { url: page.finalUrl, where: link.selector, text };
}
