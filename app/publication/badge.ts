/** The badge a winner puts on its site: a small picture that says what the verification page proves. Pure. */
import type { Verified } from './documents.server.ts';

export const BADGE = { width: 240, height: 80 } as const;
/** Signs that fit beside the mark in the badge's type. */
const FITS = 27;

/** SVG without fonts, scripts or addresses of its own; every text is escaped, and cut where it would not fit. */
export function badgeSvg({
  title,
  contestName,
  year,
  entryName,
}: Pick<Verified, 'title' | 'year' | 'contestName' | 'entryName'>): string {
  const contest = contestName.includes(String(year)) ? contestName : `${contestName} ${year}`;
  const whole = escaped(`${title}. ${entryName}. ${contest}`);
  const { width, height } = BADGE;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${whole}">
<title>${whole}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#ffffff" stroke="#196bcd"/>
<circle cx="30" cy="40" r="18" fill="#196bcd"/>
<path d="M21 40l6 7 12-13" fill="none" stroke="#ffffff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>
<g font-family="system-ui, sans-serif" fill="#152032">
<text x="58" y="30" font-size="16" font-weight="700">${escaped(cut(title, 20))}</text>
<text x="58" y="49" font-size="12">${escaped(cut(entryName, FITS))}</text>
<text x="58" y="66" font-size="11" fill="#475569">${escaped(cut(contest, FITS))}</text>
</g>
</svg>
`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? '',
  );
}

/** What a webmaster pastes: the badge, leading to the page that proves it. */
export function badgeSnippet(
  origin: string,
  { title, year, page, picture }: Record<'title' | 'page' | 'picture', string> & { year: number },
): string {
  const { width, height } = BADGE;
  const image = `<img src="${origin}${picture}" alt="${escaped(`${title}, ${year}`)}" width="${width}" height="${height}">`;
  return `<a href="${origin}${page}">${image}</a>`;
}
