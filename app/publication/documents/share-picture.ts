/** Pictures of the public pages for sharing in chats: 1200 x 630, drawn from the frozen result. */
import { formatPoints } from '#app/i18n/format.ts';
import type { PublicEntry, PublicView } from '../public-view.ts';
import { type Award, awardsOf } from './awards.ts';
import type { ResultFacts } from './facts.ts';
import { html, type Markup, trusted, written } from './markup.ts';

export const SHARE_SIZE = { width: 1200, height: 630 };

const page = (font: string, body: Markup): string =>
  written(
    html`<!doctype html><html lang="id"><head><meta charset="utf-8"><style>${trusted(STYLE(font))}</style></head><body>${body}</body></html>`,
  );

const versionOf = ({ version }: PublicView) => (version ? ` · versi ${version.number}` : '');

/** The picture of a year: who is best in each category, as many as fit. */
export function contestPicture({ view, year }: ResultFacts, font: string): string {
  const best = awardsOf(view, { best: 1, hopeful: 0 });
  const shown = best.slice(0, 6);
  const line = ({ category, entry }: Award) => html`<li><span>${category}</span><strong>${entry.name}</strong></li>`;
  return page(
    font,
    html`<p class="eyebrow">Hasil resmi ${year}</p><h1>${view.contestName}</h1>
      <ul>${shown.map(line)}</ul>
      <p class="foot">${view.counts.entries} peserta · sidik ${view.hash.slice(0, 16)}${versionOf(view)}</p>`,
  );
}

/** The picture of one entry: its total, band and place. */
export function entryPicture({ view, year }: ResultFacts, entry: PublicEntry, font: string): string {
  const place =
    entry.categoryRank === null ? null : html`<p class="place">Peringkat ${entry.categoryRank} · ${entry.category}</p>`;
  return page(
    font,
    html`<p class="eyebrow">Rapor situs ${year}</p><h1>${entry.name}</h1>
      <p class="total">${formatPoints(entry.total, 'id', view.decimals)} <small>${entry.band ?? ''}</small></p>
      ${place}
      <p class="foot">${view.contestName}${versionOf(view)}</p>`,
  );
}

const STYLE = (font: string) => `
@font-face { font-family: Inter; src: url(data:font/woff2;base64,${font}) format('woff2'); font-weight: 100 900; }
* { box-sizing: border-box; margin: 0; }
body { width: 1200px; height: 630px; padding: 64px 72px; overflow: hidden; background: #0a489f; color: #fff;
  font: 30px/1.35 Inter, 'Liberation Sans', Arial, sans-serif; display: flex; flex-direction: column; }
.eyebrow { font-weight: 600; color: #d9e7fb; }
h1 { font-size: 58px; line-height: 1.15; letter-spacing: -.02em; margin: 8px 0 28px;
  display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
ul { list-style: none; padding: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 16px 40px; min-height: 0; overflow: hidden; }
li { display: flex; flex-direction: column; min-width: 0; }
li span { font-size: 22px; color: #d9e7fb; }
li strong { font-size: 28px; line-height: 1.2; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.total { font-size: 120px; font-weight: 700; line-height: 1; letter-spacing: -.03em; }
.total small { font-size: 40px; letter-spacing: 0; font-weight: 600; }
.place { margin-top: 20px; font-size: 36px; }
.foot { margin-top: auto; padding-top: 20px; font-size: 22px; color: #d9e7fb; }
`;
