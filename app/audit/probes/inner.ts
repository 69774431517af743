/** Which inner pages stand for the site. Pure. */
import { isSameSite } from '../same-site.ts';
import type { LinkRecord } from '../visit.ts';

/** What matters to a citizen, each worth one page before any gets a second. */
const SUBJECTS = [
  /profil|tentang|struktur|visi/i,
  /berita|kabar|artikel|news/i,
  /ppid|informasi.?publik/i,
  /layanan|pelayanan/i,
  /kontak|hubungi|alamat/i,
  /pengaduan|aduan|lapor/i,
];

const NOT_A_PAGE =
  /\.(pdf|docx?|xlsx?|pptx?|csv|json|xml|zip|rar|jpe?g|png|gif|webp|svg|mp4|mp3|ics|txt|apk)$|\/(feed|rss|wp-json|wp-admin|wp-login|login|logout|masuk|admin|register)(\/|\.|$)|^\/daftar(\/|\.|$)/i;

/** Address without fragment: two links that differ in it only lead to one page. */
export function withoutHash(address: string): string {
  return address.replace(/#.*$/, '');
}

export interface Choice {
  /** Pages that come first when the site still offers them. */
  prefer?: readonly string[];
  /** Words in addresses or link texts of pages that come before the rest, beside the subjects of every site. */
  words?: readonly string[];
  /** Asked for every page of the site that could be chosen; false leaves it out. */
  mayRead?: (address: string) => boolean;
}

/**
 * Up to `max` addresses of the same site, home page left out: those preferred; then one for each subject, in the order
 * of the list, taken from visible links before the sitemap; then those that carry one of the words; then whatever else
 * they offer. What only a hidden link leads to is no page of the site for a visitor.
 */
export function chooseInnerPages(
  entryUrl: string,
  finalUrl: string,
  links: readonly LinkRecord[],
  sitemap: readonly string[],
  max: number,
  { prefer = [], words = [], mayRead = () => true }: Choice = {},
): string[] {
  const home = [entryUrl, finalUrl].map(pageKey);
  const candidates = new Map<string, { href: string; said: string }>();
  const offer = (href: string, text: string) => {
    if (!isSameSite(entryUrl, finalUrl, href)) return;
    const key = pageKey(href);
    if (home.includes(key) || NOT_A_PAGE.test(new URL(href).pathname) || candidates.has(key)) return;
    if (!mayRead(withoutHash(href))) return;
    candidates.set(key, { href: withoutHash(href), said: `${decodePath(href)} ${text}` });
  };
  const anchors = links.filter(({ kind }) => kind === 'anchor' || kind === 'area' || kind === 'onclick');
  for (const link of anchors) if (link.visible) offer(link.href, link.text);
  for (const address of sitemap) if (URL.canParse(address)) offer(address, '');

  const former = prefer
    .filter((address) => URL.canParse(address))
    .flatMap((each) => candidates.get(pageKey(each)) ?? []);
  const chosen = new Set(former.slice(0, max).map(({ href }) => href));
  for (const subject of SUBJECTS) {
    const match = [...candidates.values()].find(({ href, said }) => subject.test(said) && !chosen.has(href));
    if (match && chosen.size < max) chosen.add(match.href);
  }
  const matters = ({ said }: { said: string }) => words.some((word) => said.toLowerCase().includes(word.toLowerCase()));
  const rest = [...candidates.values()];
  for (const { href } of [...rest.filter(matters), ...rest]) {
    if (chosen.size >= max) break;
    chosen.add(href);
  }
  return [...chosen];
}

/** Those that stand for the subjects first, each subject once; then the rest in their order. */
export function subjectsFirst(chosen: readonly string[], links: readonly LinkRecord[]): string[] {
  const said = new Map<string, string>();
  for (const { href, text, visible } of links)
    if (visible) said.set(withoutHash(href), `${said.get(withoutHash(href)) ?? ''} ${text}`);
  const first = new Set<string>();
  for (const subject of SUBJECTS) {
    const match = chosen.find((url) => !first.has(url) && subject.test(`${decodePath(url)} ${said.get(url) ?? ''}`));
    if (match) first.add(match);
  }
  return [...new Set([...first, ...chosen])];
}

function pageKey(address: string): string {
  const url = new URL(withoutHash(address));
  const path = url.pathname.replace(/\/(index|home|beranda)?(\.(html?|php|aspx?))?$/i, '/').replace(/\/$/, '');
  return `${url.host.replace(/^www\./, '')}${path}${url.search}`;
}

function decodePath(address: string): string {
  const { pathname, search } = new URL(address);
  try {
    return decodeURIComponent(pathname + search);
  } catch {
    return pathname + search;
  }
}
