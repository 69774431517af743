/** Small builders for tests of checks: a healthy visit, of which a test changes what it is about. */
import { regencyFor } from '../regency.ts';
import type { FetchRecord, LinkCheck, LinkRecord, PageRecord, Visit } from '../visit.ts';

export const SITE = 'https://dinkes.harjomulyokab.go.id';
const NOW = '2026-11-10T03:00:00.000Z';
export const regency = regencyFor('harjomulyokab.go.id');

export function aLink(href: string, text = 'tautan', over: Partial<LinkRecord> = {}): LinkRecord {
  return { href, text, kind: 'anchor', visible: true, selector: 'footer > a', rel: null, ...over };
}

export function aPage(path: string, over: Partial<PageRecord> = {}): PageRecord {
  const url = new URL(path, SITE).href;
  return {
    url,
    finalUrl: url,
    status: 200,
    headers: {},
    title: 'Dinas Kesehatan',
    lang: 'id',
    text: '',
    rawHtml: '',
    viewportMeta: ['width=device-width, initial-scale=1'],
    overflow360: 0,
    overflowSelector: null,
    links: [],
    hidden: [],
    console: [],
    mixedContent: [],
    jsonLd: [],
    feeds: [],
    searchForms: [],
    failure: null,
    ...over,
  };
}

export function aFetch(url: string, over: Partial<FetchRecord> = {}): FetchRecord {
  const body = over.body ?? '';
  return {
    url,
    finalUrl: url,
    status: 200,
    headers: {},
    redirects: [],
    contentType: null,
    body,
    bytes: body?.length ?? 0,
    error: null,
    ...over,
  };
}

export function aCheck(path: string, verdict: LinkCheck['verdict'], over: Partial<LinkCheck> = {}): LinkCheck {
  const status = { ok: 200, broken: 404, unknown: 403 }[verdict];
  const url = new URL(path, SITE).href;
  return { url, from: `${SITE}/`, text: 'tautan', internal: true, statuses: [status, status], verdict, ...over };
}

const INNER = ['/profil', '/berita', '/layanan'];

/** Home and three inner pages, all read; `home` changes the home page, whose links to the inner pages stay. */
export function aVisit(over: Partial<Visit> = {}, home: Partial<PageRecord> = {}): Visit {
  const navigation = INNER.map((path) => aLink(`${SITE}${path}`, path.slice(1)));
  return {
    entryUrl: `${SITE}/`,
    entryName: 'Dinas Kesehatan',
    category: 'Dinas',
    portalDomain: 'harjomulyokab.go.id',
    visitedAt: NOW,
    failure: null,
    finalUrl: `${SITE}/`,
    pages: [
      aPage('/', { ...home, links: [...navigation, ...(home.links ?? [])] }),
      ...INNER.map((path) => aPage(path)),
    ],
    tls: null,
    httpProbe: null,
    home: null,
    robots: null,
    sitemaps: [],
    feeds: [],
    notFoundProbe: null,
    linkChecks: [],
    outgoing: {},
    search: null,
    lighthouse: [],
    availability: null,
    register: [],
    screenshots: [],
    ...over,
  };
}

/** A site of one page without a link to any other. */
export function aSinglePage(home: Partial<PageRecord> = {}): Visit {
  return aVisit({ pages: [aPage('/', home)] });
}

/** Only the home page was read although it links to others: too little to call a thing absent. */
export function aBarelyReadVisit(home: Partial<PageRecord> = {}): Visit {
  const visit = aVisit({}, home);
  return { ...visit, pages: visit.pages.slice(0, 1) };
}

/** All that the evidence says, for looking up what must be named in it. */
export function said(result: {
  evidence: { url?: string | undefined; where?: string | undefined; text: string }[];
}): string {
  return result.evidence.map(({ url, where, text }) => `${url ?? ''} ${where ?? ''} ${text}`).join('\n');
}
