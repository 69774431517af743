/** Hints for the judges of content: what was found and where. Never points, and no promise that it is all there is. */
import { nameSpellings } from './checks/reading/agency-name.ts';
import { hostOf } from './checks/reading/hosts.ts';
import { readablePages } from './checks/reading/pages.ts';
import { newestDate } from './checks/reading/written-dates.ts';
import type { RegencyWords } from './regency.ts';
import type { ContentHints, PageRecord, PointedPage, Visit } from './visit.ts';

const A_KIND = 5;
const MAX_SPELLINGS = 8;

/** Pure: today is `visit.visitedAt`. Null when no page could be read. */
export function contentHints(visit: Visit, regency: RegencyWords): ContentHints | null {
  const pages = readablePages(visit);
  if (pages.length === 0) return null;
  const aids = pages.flatMap((page) => (page.aids ? [page.aids] : []));
  return {
    newestDate: newestDate(visit),
    documents: regency.documents.flatMap(({ id, words }) => [
      ...documentsOf(pages, id, words),
      ...pointedTo(visit.pointed ?? [], id),
    ]),
    pointed: visit.pointed ?? [],
    nameSpellings: visit.entryName === null ? [] : spellingsOf(pages, visit.entryName, regency),
    printView: aids.length === 0 ? null : aids.some(({ printView }) => printView !== null),
    formFields: aids.length === 0 ? null : mostFields(aids),
  };
}

/** Links that carry one of the words, each address once, up to five, files before pages. */
function documentsOf(pages: PageRecord[], key: string, words: readonly string[]): ContentHints['documents'] {
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])(${words.map(escaped).join('|')})(?![\\p{L}])`, 'iu');
  const found = new Map<string, ContentHints['documents'][number]>();
  for (const page of pages) {
    for (const link of page.links) {
      // `href="#"`: a name without a document behind it.
      if (!link.visible || link.kind === 'form' || hostOf(link.href) === '' || link.href.endsWith('#')) continue;
      if (found.has(withoutHash(link.href))) continue;
      const text = link.text.trim();
      if (!whole.test(text) && !whole.test(spoken(link.href))) continue;
      found.set(withoutHash(link.href), { key, url: link.href, text: text.slice(0, 120), from: page.finalUrl });
    }
  }
  const isFile = (url: string) => /\.(pdf|docx?|xlsx?|csv|ods|odt|zip|jpe?g|png)(\?|$)/i.test(url);
  return [...found.values()].sort((a, b) => Number(isFile(b.url)) - Number(isFile(a.url))).slice(0, A_KIND);
}

/** Pages the webmaster pointed to that do hold the document. */
function pointedTo(pointed: readonly PointedPage[], key: string): ContentHints['documents'] {
  return pointed
    .filter((each) => each.key === key && each.verdict === 'ok')
    .map(({ url, title }) => ({ key, url, text: (title ?? '').slice(0, 120), from: url }));
}

function spellingsOf(pages: PageRecord[], name: string, regency: RegencyWords): ContentHints['nameSpellings'] {
  const found = new Map<string, string>();
  for (const page of pages) {
    for (const text of nameSpellings(`${page.title}\n${page.text}`, name, regency))
      if (!found.has(text)) found.set(text, page.finalUrl);
  }
  return [...found].slice(0, MAX_SPELLINGS).map(([text, url]) => ({ text, url }));
}

/** A search box stands on every page: fields are those of the page with the most of them without a name. */
function mostFields(aids: NonNullable<PageRecord['aids']>[]): { seen: number; unlabelled: number } {
  const [worst] = [...aids].sort((a, b) => b.unlabelled.length - a.unlabelled.length || b.fields - a.fields);
  return { seen: worst?.fields ?? 0, unlabelled: worst?.unlabelled.length ?? 0 };
}

/** Words of an address: `/ppid/renstra-2024.pdf` reads "ppid renstra 2024 pdf". */
function spoken(href: string): string {
  const { pathname, search } = new URL(href);
  try {
    return decodeURIComponent(pathname + search).replace(/[/_.?=&+-]+/g, ' ');
  } catch {
    return (pathname + search).replace(/[/_.?=&+-]+/g, ' ');
  }
}

function withoutHash(href: string): string {
  return href.replace(/#.*$/, '');
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
