import type { Evidence } from '../../audit.schema.ts';
import { isSiteDown } from '../../failure.ts';
import { isSameSite } from '../../same-site.ts';
import type { LinkRecord, PageRecord, Visit } from '../../visit.ts';
import { comparableAddress } from './hosts.ts';

/** The least that must have been read before "it is nowhere on the site" may be said: home plus three, or all. */
const ENOUGH_PAGES = 4;
const NOT_A_PAGE = /\.(pdf|docx?|xlsx?|pptx?|csv|json|xml|zip|rar|7z|apk|jpe?g|png|gif|svg|webp|mp[34]|ico|txt)$/i;

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

/** Different addresses of pages of this site that are linked, the home page left out; dead links are no pages. */
function innerAddresses(visit: Visit): Set<string> {
  const dead = new Set(visit.linkChecks.filter((c) => c.verdict === 'broken').map((c) => comparableAddress(c.url)));
  const own = homeAddresses(visit);
  const linked = readablePages(visit).flatMap((page) =>
    page.links.filter((link) => link.kind === 'anchor' || link.kind === 'onclick' || link.kind === 'area'),
  );
  const inside = linked
    .map((link) => link.href)
    .filter((href) => isSameSite(visit.entryUrl, visit.finalUrl, href) && !NOT_A_PAGE.test(new URL(href).pathname));
  return new Set(inside.map(comparableAddress).filter((address) => !own.has(address) && !dead.has(address)));
}

function homeAddresses(visit: Visit): Set<string> {
  const home = visit.pages[0];
  const spellings = [visit.entryUrl, visit.finalUrl, home?.url, home?.finalUrl].filter(
    (text) => typeof text === 'string',
  );
  return new Set(spellings.map(comparableAddress));
}

/** A site whose home page leads to no page of its own: sitemap and search are not asked of it. */
export function isSinglePage(visit: Visit): boolean {
  if (!homePage(visit) || readablePages(visit).length > 1) return false;
  const own = homeAddresses(visit);
  const checkedInside = visit.linkChecks.some(
    (c) => c.internal && !own.has(comparableAddress(c.url)) && !NOT_A_PAGE.test(new URL(c.url).pathname),
  );
  return innerAddresses(visit).size === 0 && !checkedInside;
}

/**
 * Whether enough was read to call a thing absent. A page that the site itself could not deliver counts as read
 * (it can't be read better later); one that we failed to open does not.
 */
export function sampleIsEnough(visit: Visit): boolean {
  if (!homePage(visit)) return false;
  const tried = visit.pages.filter((page) => page.failure === null || isSiteDown(page.failure.code)).length;
  return tried >= Math.min(ENOUGH_PAGES, 1 + innerAddresses(visit).size);
}

/** Why an absence can't be asserted. */
export function tooFewPages(visit: Visit): string {
  return `Baru ${readablePages(visit).length} halaman yang dapat dibaca, belum cukup untuk memastikan sesuatu tidak ada.`;
}

/** Evidence of an absence: what was looked for and on which pages. */
export function lookedIn(visit: Visit, what: string): Evidence {
  const pages = readablePages(visit);
  const shown = pages.slice(0, 6).map((page) => page.finalUrl);
  const more = pages.length > shown.length ? `, dan ${pages.length - shown.length} halaman lain` : '';
  return { url: pages[0]?.finalUrl ?? visit.entryUrl, text: `${what} Dicari di: ${shown.join(', ')}${more}.` };
}

/** Evidence that a link was seen. */
export function seen(page: PageRecord, link: LinkRecord, text: string): Evidence {
  return { url: page.finalUrl, where: link.selector, text };
}
