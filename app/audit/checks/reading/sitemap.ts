import type { FetchRecord, Visit } from '../../visit.ts';
import { answerOf, isOk } from './requests.ts';
import { childrenOf, parseXml, textOf, type XmlNode } from './xml.ts';

export interface SitemapEntry {
  loc: string;
  lastmod: string | null;
}

export interface SitemapReading {
  record: FetchRecord;
  /** Pages, or sitemaps where `isIndex`. */
  entries: SitemapEntry[];
  isIndex: boolean;
}

/** Probes keep this much of a body: a longer sitemap arrives without its end. */
const CUT_BYTES = 2_000_000;

/** Every fetched sitemap that parses (XML urlset or index, or plain text with an address a line). */
export function readSitemaps(visit: Visit): SitemapReading[] {
  return visit.sitemaps.flatMap((record) => {
    const reading = isOk(record) && record.body !== null ? readSitemap(record.body, record) : null;
    return reading ? [reading] : [];
  });
}

/** All page entries; those of an index only while none of its sitemaps was fetched. */
export function sitemapPages(readings: SitemapReading[]): SitemapEntry[] {
  const pages = readings.filter((reading) => !reading.isIndex).flatMap((reading) => reading.entries);
  return pages.length > 0 ? pages : readings.flatMap((reading) => reading.entries);
}

/** Why the best attempt is no sitemap. */
export function sitemapProblem(record: FetchRecord): string {
  if (!isOk(record)) return answerOf(record);
  return /<html/i.test(record.body ?? '')
    ? 'isinya halaman HTML, bukan peta situs'
    : 'isinya tidak dapat dibaca sebagai peta situs';
}

function readSitemap(body: string, record: FetchRecord): SitemapReading | null {
  const lines = body
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\s*\n\s*/);
  if (lines.length > 0 && lines.every((line) => /^https?:\/\/\S+$/.test(line))) {
    return { record, isIndex: false, entries: lines.map((loc) => ({ loc, lastmod: null })) };
  }
  const root = parseXml(record.bytes >= CUT_BYTES ? mended(body) : body);
  if (!root) return null;
  const [urlset] = childrenOf(root, 'urlset');
  if (urlset) return withEntries({ record, isIndex: false, entries: entriesOf(urlset, 'url') });
  const [index] = childrenOf(root, 'sitemapindex');
  return index ? withEntries({ record, isIndex: true, entries: entriesOf(index, 'sitemap') }) : null;
}

function withEntries(reading: SitemapReading): SitemapReading | null {
  return reading.entries.length > 0 ? reading : null;
}

function entriesOf(parent: XmlNode, name: string): SitemapEntry[] {
  return childrenOf(parent, name).flatMap((entry) => {
    const loc = textOf(entry, 'loc');
    return loc ? [{ loc, lastmod: textOf(entry, 'lastmod') }] : [];
  });
}

/** A document cut off in the middle, ended after its last whole entry. */
function mended(body: string): string {
  for (const [entry, root] of [
    ['</url>', '</urlset>'],
    ['</sitemap>', '</sitemapindex>'],
  ] as const) {
    const end = body.lastIndexOf(entry);
    if (end > 0 && !body.includes(root)) return body.slice(0, end + entry.length) + root;
  }
  return body;
}
