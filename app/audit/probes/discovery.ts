/** Files that a site offers to machines: robots.txt, sitemaps, feeds. */
import { XMLParser } from 'fast-xml-parser';
import robotsParser from 'robots-parser';
import { guardedFetch, type Manner } from '../guarded-fetch.ts';
import { sitePrefix } from '../same-site.ts';
import type { FetchRecord, PageRecord } from '../visit.ts';

const SITEMAP_PATHS = ['sitemap.xml', 'sitemap_index.xml', 'wp-sitemap.xml', 'sitemap-index.xml', 'sitemap.xml.gz'];
const MAX_CHILD_SITEMAPS = 3;
const MAX_FEEDS = 3;

const isXml = (record: FetchRecord) =>
  record.status === 200 && record.body !== null && /<(urlset|sitemapindex)[\s>]/i.test(record.body.slice(0, 2000));

/** Folder of the site as an absolute address, e.g. `https://kab.go.id/kec-x/`. */
export function siteRoot(entryUrl: string, finalUrl: string): string {
  return new URL(sitePrefix(entryUrl), finalUrl).href;
}

/** robots.txt of the host. */
export function probeRobots(finalUrl: string, manner: Manner): Promise<FetchRecord> {
  return guardedFetch(new URL('/robots.txt', finalUrl).href, { ...manner, maxBytes: 500_000 });
}

/**
 * The sitemap that robots.txt names or one at a common path, followed by up to three that an index lists. When none
 * is one, the first attempt that answered, so that the report can show what was there.
 * @param mayRead asked before each; false leaves it out
 */
export async function probeSitemaps(
  root: string,
  robots: FetchRecord | null,
  manner: Manner,
  mayRead: (address: string) => boolean = () => true,
  isInTime: () => boolean = () => true,
): Promise<FetchRecord[]> {
  const named = robots?.status === 200 && robots.body ? robotsParser(robots.finalUrl, robots.body).getSitemaps() : [];
  const common = SITEMAP_PATHS.map((path) => new URL(path, root).href);
  const attempts: FetchRecord[] = [];
  for (const address of new Set([...named.filter((text) => URL.canParse(text)).slice(0, 3), ...common])) {
    if (!mayRead(address)) continue;
    if (!isInTime()) break;
    const record = await guardedFetch(address, manner);
    if (isXml(record)) {
      const children = readLocations(record.body ?? '', 'sitemap').slice(0, MAX_CHILD_SITEMAPS);
      const below = await Promise.all(children.map((child) => guardedFetch(child, manner)));
      return [record, ...below];
    }
    attempts.push(record);
  }
  return attempts.filter(({ status }) => status !== null).slice(0, 1);
}

/** `loc` of every `url` or `sitemap` element; [] when the text is no XML. */
export function readLocations(xml: string, element: 'url' | 'sitemap'): string[] {
  try {
    const tree: unknown = new XMLParser({ removeNSPrefix: true, processEntities: true }).parse(xml);
    const found: string[] = [];
    const visit = (node: unknown, inside: boolean) => {
      if (Array.isArray(node)) for (const item of node) visit(item, inside);
      else if (typeof node === 'object' && node !== null) {
        for (const [name, value] of Object.entries(node)) {
          if (inside && name === 'loc' && typeof value === 'string' && URL.canParse(value.trim()))
            found.push(value.trim());
          else visit(value, name === element);
        }
      }
    };
    visit(tree, false);
    return found;
  } catch {
    return [];
  }
}

/** Feeds that the pages advertise: `link[rel=alternate]`, or a link that says RSS or Atom. */
export function probeFeeds(
  pages: readonly PageRecord[],
  manner: Manner,
  mayRead: (address: string) => boolean = () => true,
): Promise<FetchRecord[]> {
  const advertised = pages.flatMap((page) => page.feeds.map(({ href }) => href));
  const linked = pages.flatMap((page) =>
    page.links
      .filter(
        ({ href, visible }) => visible && /^https?:.*(\/(feed|rss|atom)(\.xml)?\/?$|[/.](rss|atom)\.xml$)/i.test(href),
      )
      .map(({ href }) => href),
  );
  // WordPress advertises a feed of comments beside the feed of news.
  const addresses = [...new Set([...advertised, ...linked])].filter((href) => URL.canParse(href) && mayRead(href));
  const sorted = addresses.sort((a, b) => Number(/comment/i.test(a)) - Number(/comment/i.test(b)));
  return Promise.all(sorted.slice(0, MAX_FEEDS).map((href) => guardedFetch(href, manner)));
}
