import type { Evidence } from '../audit.schema.ts';
import { parseMarkup } from '../markup.ts';
import type { RegencyWords } from '../regency.ts';
import type { PageRecord, Visit } from '../visit.ts';
import { advertisedGames, isGamblingHost, isWallOfAdvertisements } from './reading/gambling.ts';
import { hostOf } from './reading/hosts.ts';
import { markupAddresses } from './reading/markup-addresses.ts';
import { lookedIn, readablePages } from './reading/pages.ts';
import { type Check, measured, quote, unmeasured } from './reading/result.ts';
import { readSitemaps, sitemapPages } from './reading/sitemap.ts';
import { textBlocks } from './reading/text-blocks.ts';

const ID = 'injected-spam';
const SHOWN = 15;
const FACES = {
  googlebot: 'perayap Google',
  'google-referrer': 'pengunjung yang datang dari pencarian Google',
};

/**
 * 1 when gambling text is hidden from visitors, sent and then taken away, or shown to search engines alone; when a
 * link or the page's own markup leads to a gambling host; or when a page is a wall of such advertisements. Visible
 * prose does not count: an article against gambling is no spam. The finding waits for a person to confirm it.
 */
export const check: Check = (visit, regency) => {
  const pages = readablePages(visit);
  if (pages.length === 0) return unmeasured(ID, 'Tidak ada halaman yang dapat dibaca.');
  const found = [
    ...pages.flatMap((page) => [
      ...hiddenIn(page, regency),
      ...linksIn(page, regency),
      ...markupIn(page, regency),
      ...cloakedIn(page, regency),
      ...shownIn(page, regency),
    ]),
    ...facesIn(visit, regency),
    ...sitemapsIn(visit, regency),
  ];
  if (found.length === 0) return measured(ID, 0, [lookedIn(visit, 'Tidak ada sisipan judi daring.')]);
  const note = { text: 'Temuan ini perlu dipastikan oleh orang sebelum dihitung.' };
  return measured(ID, 1, [note, ...found.slice(0, SHOWN)]);
};

function hiddenIn(page: PageRecord, regency: RegencyWords): Evidence[] {
  return page.hidden.flatMap((hidden) => {
    const words = advertisedGames(hidden.text, regency);
    if (words.length === 0) return [];
    return [
      {
        url: page.finalUrl,
        where: hidden.selector,
        text: `Teks tersembunyi (${hidden.how}) memuat ${words.join(', ')}: ${quote(hidden.text)}`,
      },
    ];
  });
}

function linksIn(page: PageRecord, regency: RegencyWords): Evidence[] {
  return page.links.flatMap((link) => {
    const toGambling = isGamblingHost(hostOf(link.href), regency);
    const words = link.visible ? [] : advertisedGames(link.text, regency);
    if (!toGambling && words.length === 0) return [];
    const how = link.visible ? 'Tautan' : 'Tautan yang tidak terlihat pengunjung';
    const text = toGambling
      ? `${how} menuju situs judi ${link.href}`
      : `${how} ${quote(link.text)} menuju ${link.href}`;
    return [{ url: page.finalUrl, where: link.selector, text }];
  });
}

/** What no visitor clicks: canonical and AMP addresses, scripts, frames, a refresh that leads away. */
function markupIn(page: PageRecord, regency: RegencyWords): Evidence[] {
  return markupAddresses(page.rawHtml)
    .filter(({ address }) => isGamblingHost(hostOf(address), regency))
    .map(({ address, where }) => ({ url: page.finalUrl, where, text: `Halaman menunjuk ke situs judi ${address}` }));
}

/** Text that was sent (title and description too) with words of advertisement that nobody finds on the page. */
function cloakedIn(page: PageRecord, regency: RegencyWords): Evidence[] {
  return textBlocks(parseMarkup(page.rawHtml)).flatMap((block) => {
    const words = unseen(advertisedGames(block.text, regency), page);
    if (words.length === 0) return [];
    const text = `Dikirim server tetapi tidak tampil di halaman (${words.join(', ')}): ${quote(block.text)}`;
    return [{ url: page.finalUrl, where: block.where, text }];
  });
}

function unseen(words: string[], page: PageRecord): string[] {
  const accountedFor = [page.text, ...page.hidden.map((hidden) => hidden.text)].join(' ').toLowerCase();
  return words.filter((word) => !accountedFor.includes(word));
}

function shownIn(page: PageRecord, regency: RegencyWords): Evidence[] {
  return page.text
    .split(/\n\s*\n/)
    .filter((paragraph) => isWallOfAdvertisements(paragraph, regency))
    .map((text) => ({ url: page.finalUrl, where: 'body', text: `Iklan judi terpampang di halaman: ${quote(text)}` }));
}

/** The home page as search engines and those who come from them get it. */
function facesIn(visit: Visit, regency: RegencyWords): Evidence[] {
  const [home] = readablePages(visit);
  const known = new Set(home?.links.map((link) => hostOf(link.href)));
  return (visit.otherFaces ?? []).flatMap(({ as, url, html }) => {
    const who = FACES[as];
    if (isGamblingHost(hostOf(url), regency)) return [{ url, where: as, text: `Hanya ${who} dibawa ke situs judi.` }];
    const document = parseMarkup(html);
    const texts = textBlocks(document).flatMap((block) => {
      const words = home ? unseen(advertisedGames(block.text, regency), home) : [];
      if (words.length === 0) return [];
      const text = `Hanya diperlihatkan kepada ${who} (${words.join(', ')}): ${quote(block.text)}`;
      return [{ url, where: `${as}: ${block.where}`, text }];
    });
    const links = markupAddresses(html)
      .filter(({ address }) => isGamblingHost(hostOf(address), regency) && !known.has(hostOf(address)))
      .map(({ address, where }) => ({
        url,
        where: `${as}: ${where}`,
        text: `Hanya diperlihatkan kepada ${who}: tautan ke situs judi ${address}`,
      }));
    return [...texts, ...links].slice(0, 5);
  });
}

/** Pages that nothing on the site links to, made for search engines: their addresses advertise. */
function sitemapsIn(visit: Visit, regency: RegencyWords): Evidence[] {
  return sitemapPages(readSitemaps(visit))
    .flatMap(({ loc }) => {
      if (!URL.canParse(loc)) return [];
      const words = advertisedGames(spoken(new URL(loc).pathname), regency);
      const away = isGamblingHost(hostOf(loc), regency);
      return words.length > 0 || away
        ? [{ url: visit.sitemaps[0]?.finalUrl ?? visit.entryUrl, where: 'loc', text: `Peta situs memuat ${loc}` }]
        : [];
    })
    .slice(0, 5);
}

function spoken(path: string): string {
  try {
    return decodeURIComponent(path).replace(/[/.]+/g, ' ');
  } catch {
    return path.replace(/[/.]+/g, ' ');
  }
}
