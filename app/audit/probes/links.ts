/** Do the links lead anywhere? GET, never HEAD (many sites answer HEAD wrongly), two passes for what fails. */
import type { EgressPolicy } from '../egress.ts';
import { guardedFetch } from '../guarded-fetch.ts';
import { isSameSite } from '../same-site.ts';
import type { FetchRecord, LinkCheck, LinkRecord, PageRecord } from '../visit.ts';
import { withoutHash } from './inner.ts';

const MAX_INTERNAL = 60;
const MAX_OUTGOING = 40;
const PER_HOST = 2;
const LANES = 8;
const SECOND_PASS_MS = 700;
const DATA_FILE = /\.(csv|xlsx?|ods|json|geojson)$/i;
const NEVER = /\/(logout|keluar|signout|delete|hapus)(\/|\.|\?|$)|[?&](add-to-cart|action=(delete|logout))/i;

interface Wanted {
  href: string;
  from: string;
  text: string;
}

/** Runs `work` on every item, at most two at a time for one host and eight in all. */
export async function politely<T>(items: readonly T[], hostOf: (item: T) => string, work: (item: T) => Promise<void>) {
  const waiting = [...items];
  const busy = new Map<string, number>();
  const lane = async (): Promise<void> => {
    for (;;) {
      const index = waiting.findIndex((item) => (busy.get(hostOf(item)) ?? 0) < PER_HOST);
      const [item] = index === -1 ? [] : waiting.splice(index, 1);
      if (item === undefined) {
        if (waiting.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      const host = hostOf(item);
      busy.set(host, (busy.get(host) ?? 0) + 1);
      await work(item).finally(() => busy.set(host, (busy.get(host) ?? 1) - 1));
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, items.length) }, lane));
}

/** What one answer says about a link. */
export function linkVerdict(passes: readonly Pick<FetchRecord, 'status' | 'error'>[]): LinkCheck['verdict'] {
  const verdicts = passes.map(({ status, error }) => {
    if (error?.code === 'refused-address' || error?.code === 'our-outage') return 'unknown';
    if (status === null || status === 404 || status === 410 || status >= 500) return 'broken';
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

const isClickable = ({ kind }: LinkRecord) => kind === 'anchor' || kind === 'area' || kind === 'onclick';

/** Internal links that a visitor sees, up to 60, spread over the pages read. Pages already opened are not asked again. */
export async function checkInternalLinks(
  entryUrl: string,
  pages: readonly PageRecord[],
  policy: EgressPolicy,
): Promise<LinkCheck[]> {
  const finalUrl = pages[0]?.finalUrl ?? null;
  const wanted = wantedLinks(
    pages,
    (link) => link.visible && isClickable(link) && isSameSite(entryUrl, finalUrl, link.href),
  ).slice(0, MAX_INTERNAL);
  const opened = new Map(
    pages.filter(({ status }) => status !== null).map((page) => [withoutHash(page.finalUrl), page.status]),
  );
  const passes = new Map<string, FetchRecord[]>();
  const pass = (items: readonly Wanted[]) =>
    politely(
      items,
      ({ href }) => new URL(href).host,
      async ({ href }) => {
        const record = await guardedFetch(href, { policy, maxBytes: 0, keepBody: false, timeoutMs: 10_000 });
        passes.set(href, [...(passes.get(href) ?? []), record]);
      },
    );
  await pass(wanted.filter(({ href }) => !opened.has(href)));
  const failed = wanted.filter(({ href }) => passes.has(href) && linkVerdict(passes.get(href) ?? []) !== 'ok');
  if (failed.length > 0) {
    await new Promise((resolve) => setTimeout(resolve, SECOND_PASS_MS));
    await pass(failed);
  }
  return wanted.map(({ href, from, text }) => {
    const records = passes.get(href) ?? [{ status: opened.get(href) ?? null, error: null }];
    return {
      url: href,
      from,
      text,
      internal: true,
      statuses: records.map(({ status }) => status),
      verdict: linkVerdict(records),
    };
  });
}

/**
 * Outgoing addresses whose answer matters to a signal: hosts the regency asks for, and data files (also the site's
 * own). Keyed by the address as linked. A data file is read up to the limit so that `bytes` tells an empty one.
 */
export async function checkOutgoing(
  pages: readonly PageRecord[],
  hosts: readonly string[],
  policy: EgressPolicy,
): Promise<Record<string, FetchRecord>> {
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
    (link) => link.kind !== 'form' && (isData(link.href) || (named(link.href) && new URL(link.href).host !== own)),
  );
  const spread = [...wanted].sort((a, b) => Number(isData(b.href)) - Number(isData(a.href))).slice(0, MAX_OUTGOING);
  const records: Record<string, FetchRecord> = {};
  await politely(
    spread,
    ({ href }) => new URL(href).host,
    async ({ href }) => {
      const limits = isData(href) ? { maxBytes: 200_000 } : { maxBytes: 0 };
      const record = await guardedFetch(href, { policy, ...limits, keepBody: false, timeoutMs: 10_000 });
      const again =
        record.status === null && record.error?.code !== 'refused-address' && record.error?.code !== 'our-outage';
      records[href] = again
        ? await guardedFetch(href, { policy, ...limits, keepBody: false, timeoutMs: 10_000 })
        : record;
    },
  );
  return records;
}
