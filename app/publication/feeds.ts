/** RSS, site map and the embeddable table, as text. Pure. */
import { formatPoints } from '#app/i18n/format.ts';
import { html, trusted, written } from './documents/markup.ts';
import type { PublicView } from './public-view.ts';

interface FeedItem {
  title: string;
  description: string;
  address: string;
  /** Another one when corrected results are released. */
  guid: string;
  at: Date;
}

/** RSS 2.0, newest first. */
export function rss(title: string, description: string, address: string, self: string, items: FeedItem[]): string {
  return written(html`${trusted('<?xml version="1.0" encoding="UTF-8"?>')}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${title}</title><link>${address}</link><description>${description}</description><language>id</language>
<atom:link href="${self}" rel="self" type="application/rss+xml"/>
${items.map(
  (
    item,
  ) => html`<item><title>${item.title}</title><link>${item.address}</link><description>${item.description}</description>
<guid isPermaLink="false">${item.guid}</guid><pubDate>${item.at.toUTCString()}</pubDate></item>
`,
)}</channel></rss>
`);
}

/** Site map of whole addresses; `at`: last change. */
export function siteMap(pages: { address: string; at?: Date }[]): string {
  return written(html`${trusted('<?xml version="1.0" encoding="UTF-8"?>')}
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.map(
  ({ address, at }) => html`<url><loc>${address}</loc>${at ? html`<lastmod>${at.toISOString()}</lastmod>` : null}</url>
`,
)}</urlset>
`);
}

/** The line that puts the table into somebody else's page. */
export const embedSnippet = (address: string, title: string): string =>
  written(html`<iframe src="${address}" title="${title}" width="100%" height="600" loading="lazy"></iframe>`);

/** The style of the embedded table; its hash stands in the answer's policy. */
export const EMBED_STYLE = `:root{color-scheme:light dark}body{margin:0;font:15px/1.45 system-ui,sans-serif;color:CanvasText;background:Canvas}
table{width:100%;border-collapse:collapse}caption{text-align:left;font-weight:700;padding:.6em 0}th,td{padding:.45em .6em;border-bottom:1px solid color-mix(in srgb,CanvasText 20%,Canvas);text-align:left;font-weight:400}
thead th{font-weight:600}.n{text-align:right;font-variant-numeric:tabular-nums}p{font-size:13px}a{color:LinkText}`;

interface EmbedOptions {
  year: number;
  /** Only this category; null: all. */
  category: string | null;
  origin: string;
  scorecard: (id: string) => string;
  results: string;
}

/** A page with nothing but the ranked entries by category, for frames on other sites. Indonesian. */
export function embeddedTable(view: PublicView, { year, category, origin, scorecard, results }: EmbedOptions): string {
  const shown = view.categories.filter(({ name }) => category === null || name === category);
  return written(html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${view.contestName}</title><style>${trusted(EMBED_STYLE)}</style></head><body>
${shown.map(
  ({ name, entries }) => html`<table><caption>${name}</caption>
<thead><tr><th scope="col" class="n">Per.</th><th scope="col">Peserta</th><th scope="col" class="n">Jumlah</th></tr></thead><tbody>
${entries.map(
  (
    entry,
  ) => html`<tr><td class="n">${entry.categoryRank ?? '–'}</td><td><a href="${origin + scorecard(entry.id)}" target="_blank" rel="noopener">${entry.name}</a></td><td class="n">${formatPoints(entry.total, 'id', view.decimals)}</td></tr>
`,
)}</tbody></table>`,
)}
<p><a href="${origin + results}" target="_blank" rel="noopener">${view.contestName} ${year}</a>: hasil resmi${view.version ? ` versi ${view.version.number}` : ''}, dapat diperiksa siapa saja.</p>
</body></html>
`);
}
