import { parse } from 'parse5';
import type { Evidence } from '../audit.schema.ts';
import type { RegencyWords } from '../regency.ts';
import type { PageRecord } from '../visit.ts';
import { advertisedGames, isGamblingHost } from './reading/gambling.ts';
import { hostOf } from './reading/hosts.ts';
import { lookedIn, readablePages } from './reading/pages.ts';
import { type Check, measured, quote, unmeasured } from './reading/result.ts';
import { textBlocks } from './reading/text-blocks.ts';

const ID = 'injected-spam';

/**
 * 1 when gambling text is hidden from visitors or sent and then taken away, or a link leads to a gambling host.
 * Visible prose never counts: an article against gambling is no spam. The finding waits for a person to confirm it.
 */
export const check: Check = (visit, regency) => {
  const pages = readablePages(visit);
  if (pages.length === 0) return unmeasured(ID, 'Tidak ada halaman yang dapat dibaca.');
  const found = pages.flatMap((page) => [
    ...hiddenIn(page, regency),
    ...linksIn(page, regency),
    ...cloakedIn(page, regency),
  ]);
  if (found.length === 0) return measured(ID, 0, [lookedIn(visit, 'Tidak ada sisipan judi daring.')]);
  const note = { text: 'Temuan ini perlu dipastikan oleh orang sebelum dihitung.' };
  return measured(ID, 1, [note, ...found.slice(0, 15)]);
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

/** Text that was sent (title and description too) with words of advertisement that nobody finds on the page. */
function cloakedIn(page: PageRecord, regency: RegencyWords): Evidence[] {
  const accountedFor = [page.text, ...page.hidden.map((hidden) => hidden.text)].join(' ').toLowerCase();
  return textBlocks(parse(page.rawHtml)).flatMap((block) => {
    const words = advertisedGames(block.text, regency).filter((word) => !accountedFor.includes(word));
    if (words.length === 0) return [];
    const text = `Dikirim server tetapi tidak tampil di halaman (${words.join(', ')}): ${quote(block.text)}`;
    return [{ url: page.finalUrl, where: block.where, text }];
  });
}
