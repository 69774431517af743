/** One whole visit to one site: everything but the speed runs. Runs in a process of its own. */
import type { Browser } from 'puppeteer';
import { launchChrome, type RunningChrome } from './chrome.ts';
import { type EgressProxy, startEgressProxy } from './egress-proxy.ts';
import { emptyVisit } from './empty-visit.ts';
import { AuditFailure, classifyError, isCertificateError, siteFailure } from './failure.ts';
import { guardedFetch, type Manner, userAgentFor } from './guarded-fetch.ts';
import { notOurs } from './network.ts';
import { inLanes } from './probe-lanes.ts';
import { probeHttp, probeNotFound } from './probes/connection.ts';
import { probeFeeds, probeRobots, probeSitemaps, readLocations, siteRoot } from './probes/discovery.ts';
import { type FacesProbe, probeFaces, probeOtherFaces } from './probes/faces.ts';
import { answerFailure, homeFailure, identityRecord } from './probes/identity.ts';
import { inTurn, pageInTurn } from './probes/in-turn.ts';
import { chooseInnerPages } from './probes/inner.ts';
import { checkInternalLinks, checkLinksElsewhere, checkOutgoing } from './probes/links.ts';
import { type OpenedPage, openPage, unreadPage } from './probes/page.ts';
import { createPoliteness } from './probes/politeness.ts';
import { robotsRules } from './probes/robots.ts';
import { desktopScreenshot } from './probes/screenshots.ts';
import { probeSearch } from './probes/search.ts';
import { softNotFound } from './probes/soft-404.ts';
import { probeTls } from './probes/tls.ts';
import { type AuditProgress, progressAt } from './progress.ts';
import { type RegencyWords, regencyFor } from './regency.ts';
import type { AuditRequest } from './request.ts';
import { sealVisit } from './seal.ts';
import type { FetchRecord, PageRecord, Visit } from './visit.ts';

export interface VisitOutcome {
  visit: Visit;
  /** Versions of what measured: node, and chrome when it was started. */
  versions: Record<string, string>;
}

const HOME_SCREENS = 10;
const INNER_SCREENS = 5;
const INNER_PAGES = 12;
/** Inner pages open at the same time: those that load, and those that have loaded and are read. */
const TABS = 4;
/** A slow site is read no further than these before the time for pages is over… */
const FEWEST_INNER_PAGES = 4;
/** …which is this share of the visit's deadline. */
const TIME_FOR_PAGES = 0.4;
const MAX_SKIPPED = 100;

/** What the parts of one visit share. */
interface Surroundings {
  request: AuditRequest;
  words: RegencyWords;
  manner: Manner & { userAgent: string };
  /** When the visit began, as performance.now(). */
  began: number;
  /** Whether robots.txt lets an address be read; one that it keeps from us is noted in the visit. */
  mayRead: (address: string) => boolean;
}

/**
 * Visits the site of a request. Never throws for what a site does: a failure of the home page is in `visit.failure`,
 * a failure of one probe leaves that probe's part empty.
 * @param profile empty folder for Chrome's profile; the caller removes it
 */
export async function visitEntry(
  request: AuditRequest,
  profile: string,
  onProgress: (progress: AuditProgress) => void,
): Promise<VisitOutcome> {
  const visit = emptyVisit(request, new Date());
  const { allowPrivate, contact } = request;
  const around: Surroundings = {
    request,
    words: regencyFor(request.portalDomain, request.regencyWords),
    manner: { policy: { allowPrivate }, polite: createPoliteness(), userAgent: userAgentFor(contact) },
    began: performance.now(),
    mayRead: () => true,
  };
  let proxy: EgressProxy | null = null;
  let chrome: RunningChrome | null = null;
  const versions: Record<string, string> = { node: process.versions.node };
  try {
    onProgress(progressAt('start'));
    onProgress(progressAt('connection'));
    const home = await probeConnection(visit, around);
    const running = await startEgressProxy(around.manner.policy);
    proxy = running;
    onProgress(progressAt('home'));
    const files = probeFiles(visit, visit.finalUrl ?? request.url, around);
    const launch = (ignoreCertificates: boolean) =>
      launchChrome({ ...request, profile, proxyPort: running.port, ignoreCertificates });
    chrome = await launch(visit.tls?.reachable === true && !visit.tls.valid);
    versions.chrome = await chrome.browser.version();
    let opened: OpenedPage;
    try {
      opened = await openHome(chrome.browser, visit, running, around);
    } catch (error) {
      if (!isCertificateError(error)) throw error;
      if (visit.tls) Object.assign(visit.tls, { valid: false, problem: visit.tls.problem ?? certificateCode(error) });
      await chrome.kill();
      chrome = await launch(true);
      opened = await openHome(chrome.browser, visit, running, around);
    }
    const names = { agency: request.entryName, regency: around.words.name };
    const { record, pictures } = opened;
    visit.identity = identityRecord(request.url, home, { ...record, pictures }, names);
    readHome(visit, opened);
    await files;
    hearRobots(visit, around);
    onProgress(progressAt('pages'));
    const [faces, otherFaces] = await Promise.all([
      attempt<FacesProbe | null>(probeFaces(chrome.browser, request.url, around.manner), null),
      probeOtherFaces(request.url, around.manner),
      readPages(visit, around, chrome.browser),
    ]);
    visit.faces = faces?.comparison ?? null;
    visit.screenshots.push(...(faces?.pictures ?? []));
    visit.otherFaces = otherFaces;
    onProgress(progressAt('links'));
    await followLinks(visit, around, chrome.browser);
  } catch (error) {
    visit.failure = error instanceof AuditFailure ? error.failure : classifyError(error);
    // What answered is told also when it is not the site.
    visit.identity ??= visit.home?.status == null ? null : identityRecord(request.url, visit.home, null, noNames);
  } finally {
    await chrome?.kill();
    proxy?.close();
  }
  return { visit: sealVisit(visit, around.words), versions };
}

const noNames = { agency: null, regency: '' };

async function attempt<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch {
    return otherwise;
  }
}

/** Plain fetch, http probe and handshake. What Chrome could not do better either ends the visit here. */
async function probeConnection(visit: Visit, { request, manner }: Surroundings): Promise<FetchRecord> {
  const now = new Date(visit.visitedAt);
  const [home, httpProbe] = await Promise.all([guardedFetch(request.url, manner), probeHttp(request.url, manner)]);
  visit.home = home;
  visit.httpProbe = httpProbe;
  visit.finalUrl = home.status === null ? null : home.finalUrl;
  const definitive = ['no-such-host', 'refused', 'refused-address', 'our-outage'];
  if (home.error && definitive.includes(home.error.code)) throw new AuditFailure(home.error);
  const secured = new URL(home.finalUrl.startsWith('https:') ? home.finalUrl : request.url);
  const { policy } = manner;
  visit.tls = await probeTls(secured.hostname, Number(secured.port || 443), { policy, extraCa: request.extraCa, now });
  return home;
}

async function probeFiles(visit: Visit, address: string, { request, manner }: Surroundings): Promise<void> {
  const root = siteRoot(request.url, address);
  visit.robots = await attempt(probeRobots(address, manner), null);
  const isDisallowed = robotsRules(visit.robots);
  const mayRead = (file: string) => !isDisallowed(file);
  const [notFound, sitemaps] = await Promise.all([
    attempt(probeNotFound(root, manner, mayRead), null),
    attempt(probeSitemaps(root, visit.robots, manner, mayRead), []),
  ]);
  visit.notFoundProbe = notFound;
  visit.sitemaps = sitemaps;
}

/** From here on robots.txt is heard for everything; what it keeps from us is listed, so that nobody hides by it. */
function hearRobots(visit: Visit, around: Surroundings): void {
  const isDisallowed = robotsRules(visit.robots);
  const skipped: string[] = [];
  visit.robotsDisallowed = skipped;
  around.mayRead = (address) => {
    if (!isDisallowed(address)) return true;
    if (skipped.length < MAX_SKIPPED && !skipped.includes(address)) skipped.push(address);
    return false;
  };
}

/** Opens the home page. Behind the proxy Chrome's codes blur, so the proxy's own record is asked first. */
async function openHome(
  browser: Browser,
  { entryUrl: url, home }: Visit,
  proxy: EgressProxy,
  { manner }: Surroundings,
): Promise<OpenedPage> {
  const { userAgent } = manner;
  try {
    return await pageInTurn(manner, url, (onLoaded) =>
      openPage(browser, url, { screens: HOME_SCREENS, withPicture: true, userAgent, onLoaded }),
    );
  } catch (error) {
    if (isCertificateError(error) || error instanceof AuditFailure) throw error;
    const failure = classifyError(error);
    // Chrome shows no page for an error without a body and tells no status: the plain answer does.
    const answered = failure.code === 'http-status' && home ? answerFailure(home) : null;
    if (answered) throw new AuditFailure(answered);
    const { hostname, port, protocol } = new URL(url);
    const noted = proxy.failureOf(hostname.replace(/^\[|\]$/g, ''), Number(port || (protocol === 'https:' ? 443 : 80)));
    const lost = error instanceof Error && error.message.includes('net::ERR_');
    const unreached = lost && /ERR_(SOCKS|PROXY|TUNNEL|CONNECTION)_/.test(error.message);
    const refused = unreached && proxy.refused.size > 0 && noted === undefined;
    if (refused) throw new AuditFailure('refused-address', [...proxy.refused].join(', '));
    throw new AuditFailure(await notOurs(lost && noted ? classifyError(noted.error) : failure, hostname));
  }
}

/** Keeps the record and the phone's picture also of a page that is then found not to be the site. */
function readHome(visit: Visit, { record, pictures, picture }: OpenedPage): void {
  visit.pages = [record];
  visit.finalUrl = record.finalUrl;
  if (picture) visit.screenshots.push(picture);
  const failure = homeFailure({ ...record, pictures });
  if (failure) throw new AuditFailure(failure);
}

/** Inner pages, two loading and as many being read, and the desktop's picture of the home page beside them. */
async function readPages(visit: Visit, around: Surroundings, browser: Browser): Promise<void> {
  const [home] = visit.pages;
  if (!home) return;
  const { request, words, manner, mayRead } = around;
  const desktop = attempt(
    inTurn(manner, home.finalUrl, () => desktopScreenshot(browser, home.finalUrl)),
    null,
  );
  const listed = visit.sitemaps.flatMap(({ body }) => readLocations(body ?? '', 'url'));
  const chosen = chooseInnerPages(request.url, home.finalUrl, home.links, listed, INNER_PAGES, {
    prefer: request.preferInner ?? [],
    words: words.pagesThatMatter,
    mayRead,
  });
  const until = around.began + request.deadlineMs * TIME_FOR_PAGES;
  const records = new Map<string, PageRecord>();
  await inLanes(
    chosen,
    () => home.finalUrl,
    { total: TABS, perKey: TABS },
    async (url) => {
      const late = chosen.indexOf(url) >= FEWEST_INNER_PAGES && performance.now() > until;
      if (!late) records.set(url, await readInner(browser, url, around));
    },
  );
  visit.pages.push(...chosen.flatMap((url) => records.get(url) ?? []));
  const picture = await desktop;
  if (picture) visit.screenshots.push(picture);
}

async function readInner(browser: Browser, url: string, { manner }: Surroundings): Promise<PageRecord> {
  const { userAgent } = manner;
  try {
    const { record } = await pageInTurn(manner, url, (onLoaded) =>
      openPage(browser, url, { screens: INNER_SCREENS, withPicture: false, userAgent, onLoaded }),
    );
    if (record.status !== null && record.status >= 400) {
      record.failure = siteFailure(
        record.status === 403 || record.status === 429 ? 'blocked' : 'http-status',
        `HTTP ${record.status}`,
      );
    }
    return record;
  } catch (error) {
    return unreadPage(url, error);
  }
}

/** Feeds, links and the search: what the pages read lead to. */
async function followLinks(visit: Visit, around: Surroundings, browser: Browser): Promise<void> {
  const { request, words, manner, mayRead } = around;
  const { pages } = visit;
  const [feeds, linkChecks, elsewhere, outgoing, search] = await Promise.all([
    attempt(probeFeeds(pages, manner, mayRead), []),
    attempt(checkInternalLinks(request.url, pages, manner, softTest(visit, words), mayRead), []),
    attempt(checkLinksElsewhere(request.url, pages, manner), []),
    attempt(checkOutgoing(pages, hostsThatMatter(words), manner, { datasetHosts: words.openDataHosts, mayRead }), {}),
    attempt(
      inTurn(manner, request.url, () => probeSearch(browser, request.url, pages, manner.userAgent)),
      null,
    ),
  ]);
  Object.assign(visit, { feeds, linkChecks: [...linkChecks, ...elsewhere], outgoing, search });
}

function certificateCode(error: unknown): string {
  return (error instanceof Error && /ERR_[A-Z_]+/.exec(error.message)?.[0]) || 'ERR_CERT_INVALID';
}

function hostsThatMatter(words: RegencyWords): string[] {
  const groups = [...words.requiredHosts, ...words.complaintServices, ...words.nationalServices];
  return [...groups.flatMap(({ hosts }) => hosts), ...words.openDataHosts];
}

/** Null unless the site answers an address of our making with a page. */
function softTest({ notFoundProbe, home }: Visit, words: RegencyWords): ((html: string) => boolean) | null {
  if (notFoundProbe?.status !== 200) return null;
  return softNotFound(notFoundProbe.body, home?.body ?? null, words.notFoundWords);
}
