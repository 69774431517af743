/** What a site is made with and served by, read from what a visit stored; it decides which recipe a webmaster reads. */
import { z } from 'zod';
import type { PageRecord, Visit } from './visit.ts';

export const makers = ['wordpress', 'joomla', 'opensid', 'codeigniter', 'blogger', 'html'] as const;
export type Maker = (typeof makers)[number];
export const hostings = ['cloudflare', 'cpanel', 'nginx'] as const;
export type Hosting = (typeof hostings)[number];

export const platformSeen = z.object({
  /** Null: no sign of any; general advice holds. */
  maker: z.enum(makers).nullable(),
  /** cpanel: Apache or LiteSpeed, as shared hosting has it. */
  hosting: z.enum(hostings).nullable(),
});
export type PlatformSeen = z.infer<typeof platformSeen>;

const GENERATOR = /<meta\s[^>]{0,200}name=["']?generator["']?[^>]{0,200}content=["']([^"']{1,200})["']/i;

/** Signs that only that system leaves, the surest first; the address of the home page counts as well. */
const signs: [Maker, (page: PageRecord) => boolean][] = [
  ['opensid', ({ rawHtml }) => /opensid/i.test(generatorOf(rawHtml)) || /\/(desa|vendor)\/opensid\//i.test(rawHtml)],
  [
    'wordpress',
    ({ rawHtml }) => /wordpress/i.test(generatorOf(rawHtml)) || /["'(/]wp-(content|includes)\//i.test(rawHtml),
  ],
  [
    'joomla',
    ({ rawHtml }) =>
      /joomla/i.test(generatorOf(rawHtml)) ||
      /\/media\/(jui|system)\/js\/|[?&]option=com_[a-z]+|\/components\/com_[a-z]+\//i.test(rawHtml),
  ],
  [
    'blogger',
    ({ rawHtml, finalUrl }) =>
      /blogger/i.test(generatorOf(rawHtml)) ||
      /^https?:\/\/[^/]+\.blogspot\.com(\/|$)/i.test(finalUrl) ||
      /www\.blogger\.com\/static\//i.test(rawHtml),
  ],
  [
    'codeigniter',
    ({ rawHtml, headers }) =>
      /(^|[;,\s])(ci_session|csrf_cookie_name)=/i.test(headers['set-cookie'] ?? '') ||
      /name=["'](csrf_test_name|ci_csrf_token)["']/i.test(rawHtml),
  ],
];

/** Pure. What cannot be told stays null: a recipe for the wrong system is worse than general advice. */
export function platformOf(visit: Pick<Visit, 'pages' | 'home'>): PlatformSeen {
  const pages = visit.pages.filter(({ failure }) => failure === null);
  const maker = signs.find(([, isSign]) => pages.some(isSign))?.[0] ?? (isPlainHtml(pages) ? 'html' : null);
  return { maker, hosting: hostingOf(visit.home?.headers ?? pages[0]?.headers ?? {}) };
}

/** Pages named .html by a server that runs no program for them. */
function isPlainHtml(pages: readonly PageRecord[]): boolean {
  const inner = pages.slice(1);
  const named = inner.filter(({ finalUrl }) => /\.html?$/i.test(finalUrl.replace(/[?#].*$/, '')));
  const programs = pages.some(({ headers }) => headers['x-powered-by'] !== undefined || headers['set-cookie']);
  return !programs && inner.length > 0 && named.length * 2 >= inner.length;
}

function hostingOf(headers: Record<string, string>): Hosting | null {
  const server = (headers.server ?? '').toLowerCase();
  if (server.includes('cloudflare') || headers['cf-ray'] !== undefined) return 'cloudflare';
  if (/apache|litespeed/.test(server)) return 'cpanel';
  return server.includes('nginx') || server.includes('openresty') ? 'nginx' : null;
}

function generatorOf(html: string): string {
  return GENERATOR.exec(html)?.[1] ?? '';
}
