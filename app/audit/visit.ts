/**
 * The raw artifact of one visit: what the probes saw, before anything is judged.
 * Probes write it, checks read it; nothing in here is a verdict. All texts are as the site sent them.
 */
import type { SiteFailure } from './audit.schema.ts';
import type { Crop } from './crops.ts';
import type { Screen } from './screens.ts';

/** One request sent outside the browser (TLS handshake, redirect, robots, sitemap, feed, link check…). */
export interface FetchRecord {
  url: string;
  /** Address after redirects. */
  finalUrl: string;
  /** HTTP status of the final response, null when there was none. */
  status: number | null;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Each redirect hop: from, status, to. */
  redirects: { from: string; status: number; to: string }[];
  contentType: string | null;
  /** Decoded text, cut at 2 MB; null for binary or no response. */
  body: string | null;
  /** Bytes received (up to the cut). */
  bytes: number;
  error: SiteFailure | null;
}

/** A link as a visitor finds it after hydration. */
export interface LinkRecord {
  /** Absolute address (also tel:, sms:, mailto:, whatsapp:). */
  href: string;
  text: string;
  /** anchor, onclick, form, iframe, area or raw (only in the HTML as sent). */
  kind: 'anchor' | 'onclick' | 'form' | 'iframe' | 'area' | 'raw';
  /** Seen by a person: has a box of more than 1 px, not hidden, not transparent, not text in the background's colour. */
  visible: boolean;
  /** Short CSS path. */
  selector: string;
  rel: string | null;
}

/** A text node's carrier that a visitor cannot see although it holds words or links. */
export interface HiddenText {
  selector: string;
  text: string;
  /** display, visibility, opacity, off-screen, tiny, same-colour */
  how: string;
}

export interface ConsoleRecord {
  text: string;
  /** Script or resource that raised it; empty when unknown. */
  source: string;
  kind: 'console' | 'exception' | 'resource';
}

/** A page opened in Chromium at 360x800 (phone). */
export interface PageRecord {
  url: string;
  finalUrl: string;
  status: number | null;
  headers: Record<string, string>;
  title: string;
  lang: string | null;
  /** Visible text (innerText), cut at 200 kB. */
  text: string;
  /** HTML as the server sent it. */
  rawHtml: string;
  /** Content of the viewport meta elements in document order. */
  viewportMeta: string[];
  /** scrollWidth of the document minus 360, not below 0, CSS px. */
  overflow360: number;
  /** The element that sticks out the most. */
  overflowSelector: string | null;
  links: LinkRecord[];
  hidden: HiddenText[];
  console: ConsoleRecord[];
  /** http: subresources requested by (or blocked on) an https page. */
  mixedContent: string[];
  /** Style sheets and scripts of other hosts that our own outage kept away: layout is not to be judged without them. */
  keptAway?: string[];
  /** Text of every script[type="application/ld+json"]. */
  jsonLd: string[];
  /** link[rel=alternate] with a feed type. */
  feeds: { href: string; type: string }[];
  searchForms: { selector: string; action: string; method: string; inputName: string; visible: boolean }[];
  failure: SiteFailure | null;
  /** Serious and critical violations that axe-core found on the phone's page; null when it did not come to an end. */
  accessibility?: AccessibilityViolation[] | null;
  /** What helps a visitor to print the page and to fill in its forms. */
  aids?: PageAids;
}

export interface AccessibilityViolation {
  /** axe-core's rule, e.g. color-contrast, target-size. */
  id: string;
  impact: 'critical' | 'serious';
  help: string;
  /** Elements in all; the first few of them in `nodes`. */
  count: number;
  nodes: { selector: string; snippet: string }[];
}

export interface PageAids {
  /** The print button's selector, or `@media print` for a print style; null without either. */
  printView: string | null;
  /** Fields a visitor can see and fill in. */
  fields: number;
  /** Selectors of those that nothing names. */
  unlabelled: string[];
}

/** The home page once more, asked for as somebody else: what a visitor's page lacks is cloaked. */
export interface OtherFace {
  as: 'googlebot' | 'google-referrer';
  /** After redirects. */
  url: string;
  status: number | null;
  /** As sent, cut at 2 MB; empty when nothing came. */
  html: string;
}

export interface TlsRecord {
  host: string;
  port: number;
  /** False when nothing answers TLS there. */
  reachable: boolean;
  /** Chain complete and trusted, name matches, not expired. */
  valid: boolean;
  /** Node's code, e.g. CERT_HAS_EXPIRED, ERR_TLS_CERT_ALTNAME_INVALID, UNABLE_TO_VERIFY_LEAF_SIGNATURE. */
  problem: string | null;
  validTo: string | null;
  /** Whole days from `visitedAt` to expiry, negative when expired. */
  daysLeft: number | null;
  issuer: string | null;
  subjectNames: string[];
}

export interface LinkCheck {
  url: string;
  /** Page that links there. */
  from: string;
  text: string;
  internal: boolean;
  /** Status of both passes; null = no response. */
  statuses: (number | null)[];
  /** ok; broken (both passes 404, 410, 5xx or no response); unknown (401, 403, 429 or refused by the egress guard). */
  verdict: 'ok' | 'broken' | 'unknown';
  /** Broken although the answer was 200: the page only says that there is nothing ("soft 404"). */
  soft?: true;
}

export interface SearchRecord {
  /** The word submitted and the page it was taken from. */
  word: string;
  takenFrom: string;
  form: string;
  resultUrl: string | null;
  resultStatus: number | null;
  /** Visible text of the result page, the search box itself and the echoed query heading left out. */
  resultText: string;
  /** Links of the result page that a visitor sees. */
  resultLinks: { href: string; text: string }[];
}

export interface LighthouseRun {
  url: string;
  /** Score 0-1 of each category, null when Lighthouse gave none. */
  scores: Record<'performance' | 'accessibility' | 'best-practices' | 'seo', number | null>;
  /** Metric numericValue by audit id (first-contentful-paint, largest-contentful-paint, total-blocking-time, cumulative-layout-shift, speed-index), ms or unitless. */
  metrics: Record<string, number | null>;
  /** Failed accessibility audits: id, title, selectors and snippets. */
  accessibilityFindings: { id: string; title: string; nodes: { selector: string; snippet: string }[] }[];
  /** Failed SEO audits. */
  seoFindings: { id: string; title: string; text: string }[];
  /** runtimeError.code when the run gave no scores. */
  error: string | null;
  /** Absent: mobile, which alone decides. */
  formFactor?: 'mobile' | 'desktop';
  /** Lighthouse's figure for the machine's speed during this run. */
  benchmarkIndex?: number | null;
}

/** What answers at the entry's address, before any score counts. */
export interface IdentityRecord {
  finalHost: string;
  status: number | null;
  title: string;
  /** Bytes of the home page as sent. */
  bytes: number;
  /**
   * Markers found in the page: challenge, parking, suspended, default page, under construction; `unrelated`: nothing
   * on it names the agency or the regency.
   */
  markers: {
    kind: 'challenge' | 'parking' | 'suspended' | 'default-page' | 'maintenance' | 'unrelated';
    text: string;
  }[];
  /** Registered domain the address leads to when it is another one than registered; null when it is the same. */
  otherDomain: string | null;
}

/** The home page as an ordinary Chrome gets it, beside what the audit and Lighthouse get. Told to the organizer, never scored. */
export interface FaceComparison {
  /** True when the two differ enough that a person should look. */
  differs: boolean;
  /** Different words and link targets that both visits have, as a share 0-1 of the larger set. */
  sameText: number;
  sameLinks: number;
  /** Bytes received of all resources. */
  auditBytes: number;
  ordinaryBytes: number;
  reasons: string[];
  /** Whose face differs most from an ordinary visitor's; the figures above are that one's. */
  visitor?: 'audit' | 'lighthouse';
}

/** A hint for judges of content; never points. */
export interface ContentHints {
  /** Newest date found on the site, ISO day, with where. */
  newestDate: { date: string; url: string; text: string } | null;
  /** Documents citizens expect, by key of the words file (renstra, renja, dpa, lkjip, budget, activities, ppid…). */
  documents: { key: string; url: string; text: string; from: string }[];
  /** Spellings of the agency's name found that differ from the registered one. */
  nameSpellings: { text: string; url: string }[];
  /** A print style or print button was found. */
  printView: boolean | null;
  /** Form fields seen and those without a label. */
  formFields: { seen: number; unlabelled: number } | null;
  /** What became of pages the webmaster pointed to; absent in hints of older makes. */
  pointed?: PointedPage[];
}

/** Told only to the entry's webmaster: where, never what. */
export interface PrivateNotice {
  kind: 'nik';
  url: string;
  count: number;
  /** Selector or words around, without the number. */
  where: string;
}

/** A page the webmaster pointed to for a document. */
export interface PointedPage {
  key: string;
  url: string;
  /** ok: a file, or a page that names the document; not-it: a page that does not; not-there: no answer or an error. */
  verdict: 'ok' | 'not-it' | 'not-there';
  title: string | null;
}

/** Everything seen in one audit of one entry. */
export interface Visit {
  /** Address as registered for the entry. */
  entryUrl: string;
  entryName: string | null;
  category: string | null;
  /** Registered portal domain of the regency, e.g. karanganyarkab.go.id. */
  portalDomain: string;
  /** The edition's own words and hosts (regencyEdits) that this visit looked for; absent: the files alone. */
  regencyWords?: unknown;
  /** ISO time. Checks take "today" from here: they have no clock. */
  visitedAt: string;
  failure: SiteFailure | null;
  /** Final address of the home page after redirects. */
  finalUrl: string | null;
  /** Home first, then sampled inner pages (same site). */
  pages: PageRecord[];
  tls: TlsRecord | null;
  /** http:// address of the same host: what a visitor who types no scheme meets. error code refused = port closed. */
  httpProbe: FetchRecord | null;
  /** Plain fetch of the home page. */
  home: FetchRecord | null;
  robots: FetchRecord | null;
  /** The first sitemap found, or the best attempt. */
  sitemaps: FetchRecord[];
  /** Fetched feeds. */
  feeds: FetchRecord[];
  /** A random path of ours. */
  notFoundProbe: FetchRecord | null;
  linkChecks: LinkCheck[];
  /** Link checks of the outgoing addresses that matter (required hosts, data files): address -> record without body. */
  outgoing: Record<string, FetchRecord>;
  search: SearchRecord | null;
  lighthouse: LighthouseRun[];
  /**
   * Runs a page that were asked for (`--runs N`). Fewer than 3 lower what lighthouse-performance needs; absent means 3.
   */
  lighthouseRunsAsked?: number;
  /** Share of availability probes answered and their number; null when none ran. */
  availability: { answered: number; probes: number; failures: { at: string; code: string }[] } | null;
  /** Absent in artifacts of older makes; null when the home page never answered. */
  identity?: IdentityRecord | null;
  /** Null when the comparison could not be made. */
  faces?: FaceComparison | null;
  /** The home page as search engines, and visitors who come from them, get it. */
  otherFaces?: OtherFace[];
  /** The deadline was near before all was asked for: what is missing was not looked for. */
  cutShort?: boolean;
  hints?: ContentHints | null;
  /** Pages the webmaster pointed to. Absent in artifacts of older makes. */
  pointed?: PointedPage[];
  privateNotices?: PrivateNotice[];
  /** Pages, links and files that were not asked for since robots.txt forbids it; the home page always is. */
  robotsDisallowed?: string[];
  /** Registered, organizer-confirmed channels of this agency; empty when none. */
  register: { channel: 'whatsapp' | 'sms' | 'phone' | 'instagram' | 'facebook' | 'email' | 'sapamas'; value: string }[];
  /** JPEG or WebP screenshots. */
  screenshots: {
    /** ordinary: as a citizen's phone gets the home page; face: as the audit or Lighthouse gets it when that differs. */
    kind: 'phone' | 'desktop' | 'ordinary' | 'face';
    mime: string;
    width: number;
    height: number;
    data: Uint8Array;
  }[];
  /** The site's pages at several depths, for its judges. Absent in artifacts of older makes. */
  screens?: Screen[];
  /** What evidence points at, cut out of its page. Absent in artifacts of older makes. */
  crops?: Crop[];
}
