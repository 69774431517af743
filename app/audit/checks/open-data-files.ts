import type { Evidence } from '../audit.schema.ts';
import type { RegencyWords } from '../regency.ts';
import type { FetchRecord, LinkRecord, Visit } from '../visit.ts';
import { foldName } from './reading/agency-name.ts';
import { comparableAddress, hostOf } from './reading/hosts.ts';
import { clickableLinks, homePage, lookedIn, sampleIsEnough, seen, tooFewPages } from './reading/pages.ts';
import { isCertainlyDead, outgoingOf } from './reading/requests.ts';
import { type Check, measuredUnlessZero, quote, unmeasured } from './reading/result.ts';

const ID = 'open-data-files';
const DATA_FILE = /\.(csv|xlsx|json)$/i;
/** JSON that every site has is no open data. */
const MACHINERY = /(manifest\.json|\/wp-json\b|package(-lock)?\.json|\/oembed|openapi\.json|swagger\.json)/i;

/** Number of different data files with content, and of CKAN datasets of this agency. */
export const check: Check = (visit, regency) => {
  if (!homePage(visit)) return unmeasured(ID, 'Halaman depan tidak dapat dibaca.');
  const found = new Map<string, Evidence>();
  const rejected: Evidence[] = [];
  for (const { link, page } of clickableLinks(visit)) {
    const kind = kindOf(link, visit, regency);
    if (!kind) continue;
    const problem = problemOf(visit, link.href, kind);
    const label = `${kind === 'file' ? 'Berkas data' : 'Dataset'} ${quote(link.text || link.href, 60)}: ${link.href}`;
    if (problem === null) found.set(comparableAddress(link.href), seen(page, link, label));
    else rejected.push(seen(page, link, `${label} tidak dihitung: ${problem}.`));
  }
  if (found.size < 3 && !sampleIsEnough(visit)) return unmeasured(ID, tooFewPages(visit));
  const evidence = [...[...found.values()].slice(0, 20), ...rejected.slice(0, 10)];
  const none = lookedIn(
    visit,
    'Tidak ada tautan yang terlihat ke berkas CSV, XLSX, atau JSON, maupun ke dataset OPD ini.',
  );
  return measuredUnlessZero(ID, found.size, evidence.length > 0 ? evidence : [none]);
};

function kindOf(link: LinkRecord, visit: Visit, regency: RegencyWords): 'file' | 'dataset' | null {
  const host = hostOf(link.href);
  if (host === '') return null;
  const { pathname, searchParams } = new URL(link.href);
  if (DATA_FILE.test(pathname)) return MACHINERY.test(pathname) ? null : 'file';
  if (!regency.openDataHosts.includes(host)) return null;
  if (/\/dataset\/[^/]+/.test(pathname)) return 'dataset';
  const organization = /\/organization\/([^/]+)/.exec(pathname)?.[1] ?? searchParams.get('organization');
  return organization && isOfAgency(organization, link.text, visit) ? 'dataset' : null;
}

/** `/organization/dinas-kesehatan` of a portal with the data of seventy agencies. */
function isOfAgency(slug: string, text: string, visit: Visit): boolean {
  const own =
    hostOf(visit.finalUrl ?? visit.entryUrl)
      .replace(/^www\./, '')
      .split('.')[0] ?? '';
  const name = visit.entryName === null ? '' : foldName(visit.entryName);
  const initials = name
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('');
  if (initials.length > 2 && foldName(slug) === initials) return true;
  const spoken = `${foldName(slug)} ${foldName(text)}`;
  return (name !== '' && spoken.includes(name)) || (own.length > 2 && foldName(slug).split(' ').includes(own));
}

/** Why a link does not count; null when it does, also while we can't tell. */
function problemOf(visit: Visit, href: string, kind: 'file' | 'dataset'): string | null {
  if (isCertainlyDead(visit, href)) return 'tautannya mati';
  if (visit.robotsDisallowed?.some((url) => comparableAddress(url) === comparableAddress(href)))
    return 'robots.txt melarang mesin membacanya';
  const record = outgoingOf(visit, href);
  if (!record || record.error !== null || record.status !== 200) return null;
  return kind === 'file' ? emptiness(record, href) : ownership(record, visit);
}

/** A dataset's page names whose it is; the visit keeps those names, an address a line. */
function ownership({ body }: FetchRecord, visit: Visit): string | null {
  const slugs = [...(body ?? '').matchAll(/\/organization\/([\w-]+)/g)].map((match) => match[1] ?? '');
  if (slugs.length === 0 || slugs.some((slug) => isOfAgency(slug, '', visit))) return null;
  return `milik ${slugs.slice(0, 3).join(', ')}, bukan OPD ini`;
}

function emptiness(record: FetchRecord, href: string): string | null {
  const isJson = /\.json$/i.test(new URL(href).pathname);
  // Bodies of data files are often not kept: `[]` and `{}` still show by their size.
  if (record.bytes === 0 || (isJson && record.bytes <= 4)) return 'berkasnya kosong';
  if (/text\/html/i.test(record.contentType ?? '')) return 'yang terbuka halaman HTML, bukan berkas data';
  const body = record.body?.trim();
  if (body === undefined) return null;
  if (body === '') return 'berkasnya kosong';
  if (/^<(!doctype|html|head|body)/i.test(body)) return 'yang terbuka halaman HTML, bukan berkas data';
  if (/\.csv$/i.test(new URL(href).pathname)) {
    // Only the beginning is kept: a head line longer than that says nothing about the rows.
    const isWhole = record.bytes <= body.length + 4;
    const rows = body.split(/\r\n|\n|\r/).filter((line) => /[^\s,;"]/.test(line)).length;
    return rows < 2 && isWhole ? 'hanya berisi judul kolom' : null;
  }
  if (!isJson) return null;
  return holdsNothing(body) ? 'berkasnya kosong atau berisi pesan galat' : null;
}

/** JSON without data: nothing at all, an empty list however it is wrapped, or an error said in JSON. */
function holdsNothing(body: string): boolean {
  const value = parsed(body);
  if (value === undefined) return false;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return true;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([key, inner]) =>
      /^(error|errors|message|pesan|status|success|code|statusCode|total|count|page)$/i.test(key) ||
      inner === null ||
      (Array.isArray(inner) && inner.length === 0),
  );
}

/** Undefined for what is no JSON, or only its beginning. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
