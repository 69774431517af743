/** Do the links lead anywhere? GET, never HEAD (many sites answer HEAD wrongly), two passes for what fails. */
import { guardedFetch, type Manner } from '../guarded-fetch.ts';
import { inLanes } from '../probe-lanes.ts';
import { isSameSite } from '../same-site.ts';
import type { FetchRecord, LinkCheck, LinkRecord, PageRecord } from '../visit.ts';
import { withoutHash } from './inner.ts';

const MAX_INTERNAL = 60;
const MAX_OUTGOING = 40;
/** Links to other sites that are only told about, spread over their hosts. */
const MAX_ELSEWHERE = 24;
const ELSEWHERE_PER_HOST = 3;
/** Enough to compare a page that says there is nothing with another. */
const SOFT_BYTES = 100_000;
/** Of a data file: whether it has rows. */
const HEAD = 1_000;
const LANES = { total: 8, perKey: 2 };
const SECOND_PASS_MS = 700;
const DATA_FILE = /\.(csv|xlsx?|ods|json|geojson)$/i;
const NEVER = /\/(logout|keluar|signout|delete|hapus)(\/|\.|\?|$)|[?&](add-to-cart|action=(delete|logout))/i;

/** Asked before every request of a link; what is not asked for in time stays unknown. */
export type InTime = () => boolean;

interface Wanted {
  href: string;
  from: string;
  text: string;
}

/** What one answer says about a link. Statuses of nobody's standard (999) refuse robots. */
export function linkVerdict(passes: readonly Pick<FetchRecord, 'status' | 'error'>[]): LinkCheck['verdict'] {
  const verdicts = passes.map(({ status, error }) => {
    if (error?.code === 'refused-address' || error?.code === 'our-outage') return 'unknown';
    if (status === null || status === 404 || status === 410 || (status >= 500 && status < 600)) return 'broken';
    return status < 400 ? 'ok' : 'unknown';
  });
  if (verdicts.includes('ok')) return 'ok';
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'broken') ? 'broken' : 'unknown';
}

function wantedLinks(pages: readonly PageRecord[], keep: (link: LinkRecord) => boolean): Wanted[] {
  const found = new Map<string, Wanted>();
  for (const page of pages) {
    for (const link of page.links) {
      if (!/^https?:/.test(link.href) || NEVER.test(link.href) || !keep(link)) continue;
      const href = withoutHash(link.href);
      if (!found.has(href)) found.set(href, { href, from: page.finalUrl, text: link.text });
    }
  }
  return [...found.values()];
}

const hostOf = ({ href }: Wanted) => new URL(href).host;

const isClickable = ({ kind }: LinkRecord) => kind === 'anchor' || kind === 'area' || kind === 'onclick';

/**
 * Internal links that a visitor sees, up to 60, spread over the pages read. Pages already opened are not asked again.
 * @param isSoft tells a page that only says there is nothing (see softNotFound); such a link is broken, and `soft`
 * @param mayRead asked for every link; false leaves it out
 */
export async function checkInternalLinks(
  entryUrl: string,
  pages: readonly PageRecord[],
  manner: Manner,
  isSoft: ((html: string) => boolean) | null,
  mayRead: (address: string) => boolean,
  isInTime: InTime = () => true,
): Promise<LinkCheck[]> {
  const finalUrl = pages[0]?.finalUrl ?? null;
  const wanted = wantedLinks(
    pages,
    (link) => link.visible && isClickable(link) && isSameSite(entryUrl, finalUrl, link.href) && mayRead(link.href),
  ).slice(0, MAX_INTERNAL);
  const opened = new Map(
    pages.filter(({ status }) => status !== null).map((page) => [withoutHash(page.finalUrl), page]),
  );
  const asked = wanted.filter(({ href }) => !opened.has(href));
  const passes = await twice(asked, manner, isSoft ? SOFT_BYTES : 0, isInTime);
  return wanted.map((link) => {
    const page = opened.get(link.href);
    const records = page ? [{ status: page.status, error: null, body: page.rawHtml }] : (passes.get(link.href) ?? []);
    const check = { ...toCheck(link, records), internal: true };
    const soft =
      check.verdict === 'ok' && isSoft !== null && records.every(({ body }) => body !== null && isSoft(body));
    return soft ? { ...check, verdict: 'broken' as const, soft: true as const } : check;
  });
}

/** Links to other sites that a visitor sees, up to 24 and three a host: told to the webmaster, never counted. */
export async function checkLinksElsewhere(
  entryUrl: string,
  pages: readonly PageRecord[],
  manner: Manner,
  isInTime: InTime = () => true,
): Promise<LinkCheck[]> {
  const finalUrl = pages[0]?.finalUrl ?? null;
  const perHost = new Map<string, number>();
  const wanted = wantedLinks(
    pages,
    (link) => link.visible && isClickable(link) && !isSameSite(entryUrl, finalUrl, link.href),
  ).filter(({ href }) => {
    const { host } = new URL(href);
    perHost.set(host, (perHost.get(host) ?? 0) + 1);
    return (perHost.get(host) ?? 0) <= ELSEWHERE_PER_HOST;
  });
  const chosen = wanted.slice(0, MAX_ELSEWHERE);
  const passes = await twice(chosen, manner, 0, isInTime);
  return chosen.map((link) => ({ ...toCheck(link, passes.get(link.href) ?? []), internal: false }));
}

/** Asks each link, and once more those that did not come out well. */
async function twice(
  links: readonly Wanted[],
  manner: Manner,
  bytes: number,
  isInTime: InTime,
): Promise<Map<string, FetchRecord[]>> {
  const passes = new Map<string, FetchRecord[]>();
  const pass = (items: readonly Wanted[]) =>
    inLanes(items, hostOf, LANES, async ({ href }) => {
      if (!isInTime()) return;
      const limits = { maxBytes: bytes, keepBody: bytes > 0, timeoutMs: 10_000 };
      passes.set(href, [...(passes.get(href) ?? []), await guardedFetch(href, { ...manner, ...limits })]);
    });
  await pass(links);
  const failed = links.filter(({ href }) => linkVerdict(passes.get(href) ?? []) !== 'ok');
  if (failed.length > 0) {
    await new Promise((resolve) => setTimeout(resolve, SECOND_PASS_MS));
    await pass(failed);
  }
  return passes;
}

function toCheck({ href, from, text }: Wanted, records: readonly Pick<FetchRecord, 'status' | 'error'>[]) {
  const statuses = records.map(({ status }) => status);
  return { url: href, from, text, statuses, verdict: linkVerdict(records) };
}

/**
 * Outgoing addresses whose answer matters to a signal: hosts the regency asks for, and data files (also the site's
 * own). Keyed by the address as linked. A data file is read up to the limit so that `bytes` tells an empty one, and its
 * first thousand characters are kept; of a dataset's page (`datasetHosts`) the organizations that it names.
 */
export async function checkOutgoing(
  pages: readonly PageRecord[],
  hosts: readonly string[],
  manner: Manner,
  {
    datasetHosts = [],
    mayRead = () => true,
    isInTime = () => true,
  }: { datasetHosts?: readonly string[]; mayRead?: (address: string) => boolean; isInTime?: InTime },
): Promise<Record<string, FetchRecord>> {
  const isDataset = (href: string) =>
    datasetHosts.includes(new URL(href).hostname) && /\/dataset\/[^/]+/.test(new URL(href).pathname);
  const isData = (href: string) => DATA_FILE.test(new URL(href).pathname);
  const named = (href: string) => {
    const { hostname } = new URL(href);
    return hosts.some((host) => {
      const plain = host.replace(/[/:].*$/, '').replace(/^\*?\./, '');
      return hostname === plain || hostname.endsWith(`.${plain}`);
    });
  };
  const own = pages[0] ? new URL(pages[0].finalUrl).host : '';
  const wanted = wantedLinks(
    pages,
    (link) =>
      link.kind !== 'form' &&
      (isData(link.href) || (named(link.href) && new URL(link.href).host !== own)) &&
      mayRead(link.href),
  );
  const spread = [...wanted].sort((a, b) => Number(isData(b.href)) - Number(isData(a.href))).slice(0, MAX_OUTGOING);
  const records: Record<string, FetchRecord> = {};
  await inLanes(spread, hostOf, LANES, async ({ href }) => {
    if (!isInTime()) return;
    const read = isData(href) || isDataset(href);
    const options = { ...manner, maxBytes: read ? 200_000 : 0, keepBody: read, timeoutMs: 10_000 };
    const record = await guardedFetch(href, options);
    const again =
      record.status === null && record.error?.code !== 'refused-address' && record.error?.code !== 'our-outage';
    const answer = again ? await guardedFetch(href, options) : record;
    const kept = isData(href) ? answer.body?.slice(0, HEAD) : organizationsIn(answer.body ?? '');
    records[href] = { ...answer, body: kept ?? null };
  });
  return records;
}

/** The organizations a CKAN page names, as addresses one a line; null for none. */
function organizationsIn(html: string): string | null {
  const slugs = [...html.matchAll(/\/organization\/(?:about\/|activity\/)?([\w-]+)/g)].map((match) => match[1] ?? '');
  const named = [...new Set(slugs)].filter((slug) => slug !== '').map((slug) => `/organization/${slug}`);
  return named.length > 0 ? named.join('\n') : null;
}
