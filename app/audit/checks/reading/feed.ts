import { z } from 'zod';
import { parseDate } from './dates.ts';
import { childrenOf, parseXml, textOf, type XmlNode } from './xml.ts';

export interface FeedItem {
  title: string;
  /** ms since 1970, null without a date that can be read. */
  date: number | null;
}

const jsonFeed = z.object({
  version: z.string().includes('jsonfeed.org'),
  items: z.array(z.object({ title: z.string().nullish(), date_published: z.string().nullish() })),
});

/** WordPress has a feed of comments beside that of posts, and one for each post. */
export function isCommentFeed(body: string): boolean {
  const root = parseXml(body);
  const holder =
    root && (childrenOf(root, 'rss').flatMap((rss) => childrenOf(rss, 'channel'))[0] ?? childrenOf(root, 'feed')[0]);
  return /^(comments (on|for)|komentar (di|pada|untuk|atas)|tanggapan (di|pada|untuk))\b/i.test(
    (holder && textOf(holder, 'title')) ?? '',
  );
}

/** Items of an RSS 0.9x/2.0, RSS 1.0 (RDF), Atom or JSON feed; null when the text is none of them. */
export function readFeed(body: string): FeedItem[] | null {
  if (/^\s*\{/.test(body)) return readJsonFeed(body);
  const root = parseXml(body);
  if (!root) return null;
  const [rss] = childrenOf(root, 'rss');
  if (rss) return childrenOf(rss, 'channel').flatMap((channel) => itemsOf(channel, 'item', ['pubDate', 'date']));
  const [rdf] = childrenOf(root, 'RDF');
  if (rdf) return itemsOf(rdf, 'item', ['date', 'pubDate']);
  const [atom] = childrenOf(root, 'feed');
  return atom ? itemsOf(atom, 'entry', ['published', 'issued', 'updated', 'modified']) : null;
}

function itemsOf(parent: XmlNode, name: string, dates: string[]): FeedItem[] {
  return childrenOf(parent, name).map((item) => {
    const written = dates.map((key) => textOf(item, key)).find((text) => text !== null && text !== '');
    return { title: textOf(item, 'title') ?? '', date: written ? parseDate(written) : null };
  });
}

function readJsonFeed(body: string): FeedItem[] | null {
  try {
    const feed = jsonFeed.safeParse(JSON.parse(body));
    if (!feed.success) return null;
    return feed.data.items.map((item) => ({
      title: item.title ?? '',
      date: item.date_published ? parseDate(item.date_published) : null,
    }));
  } catch {
    return null;
  }
}
