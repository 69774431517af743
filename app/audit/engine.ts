/** One whole visit to one site: everything but the speed runs. Runs in a process of its own. */
import type { Browser } from 'puppeteer';
import { launchChrome, type RunningChrome } from './chrome.ts';
import type { EgressPolicy } from './egress.ts';
import { type EgressProxy, startEgressProxy } from './egress-proxy.ts';
import { emptyVisit } from './empty-visit.ts';
import { AuditFailure, classifyError, isCertificateError, siteFailure } from './failure.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { notOurs } from './network.ts';
import { probeHttp, probeNotFound } from './probes/connection.ts';
import { probeFeeds, probeRobots, probeSitemaps, readLocations, siteRoot } from './probes/discovery.ts';
import { answerFailure, homeFailure } from './probes/identity.ts';
import { chooseInnerPages } from './probes/inner.ts';
import { checkInternalLinks, checkLinksElsewhere, checkOutgoing } from './probes/links.ts';
import { type OpenedPage, openPage, unreadPage } from './probes/page.ts';
import { desktopScreenshot } from './probes/screenshots.ts';
import { probeSearch } from './probes/search.ts';
import { softNotFound } from './probes/soft-404.ts';
import { probeTls } from './probes/tls.ts';
import { type AuditProgress, progressAt } from './progress.ts';
import { type RegencyWords, regencyFor } from './regency.ts';
import type { AuditRequest } from './request.ts';
import { sealVisit } from './seal.ts';
import type { Visit } from './visit.ts';

export interface VisitOutcome {
  visit: Visit;
  /** Versions of what measured: node, and chrome when it was started. */
  versions: Record<string, string>;
}

const HOME_SCREENS = 10;
const INNER_SCREENS = 5;
const INNER_PAGES = 4;

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
  const policy: EgressPolicy = { allowPrivate: request.allowPrivate };
  let proxy: EgressProxy | null = null;
  let chrome: RunningChrome | null = null;
  const versions: Record<string, string> = { node: process.versions.node };
  try {
    onProgress(progressAt('start'));
    onProgress(progressAt('connection'));
    await probeConnection(visit, request, policy);
    const running = await startEgressProxy(policy);
    proxy = running;
    onProgress(progressAt('home'));
    const address = visit.finalUrl ?? request.url;
    const files = probeFiles(visit, request.url, address, policy);
    const launch = (ignoreCertificates: boolean) =>
      launchChrome({ ...request, profile, proxyPort: running.port, ignoreCertificates });
    chrome = await launch(visit.tls?.reachable === true && !visit.tls.valid);
    versions.chrome = await chrome.browser.version();
    let home: OpenedPage;
    try {
      home = await openHome(chrome.browser, visit, running);
    } catch (error) {
      if (!isCertificateError(error)) throw error;
      if (visit.tls) Object.assign(visit.tls, { valid: false, problem: visit.tls.problem ?? certificateCode(error) });
      await chrome.kill();
      chrome = await launch(true);
      home = await openHome(chrome.browser, visit, running);
    }
    readHome(visit, home);
    await files;
    onProgress(progressAt('pages'));
    await openInnerPages(visit, request, chrome.browser);
    visit.feeds = await attempt(probeFeeds(visit.pages, policy), []);
    onProgress(progressAt('links'));
    const words = regencyFor(request.portalDomain, request.regencyWords);
    const [linkChecks, elsewhere, outgoing, search] = await Promise.all([
      attempt(checkInternalLinks(request.url, visit.pages, policy, softTest(visit, words)), []),
      attempt(checkLinksElsewhere(request.url, visit.pages, policy), []),
      attempt(checkOutgoing(visit.pages, hostsThatMatter(words), policy, words.openDataHosts), {}),
      attempt(probeSearch(chrome.browser, request.url, visit.pages), null),
    ]);
    Object.assign(visit, { linkChecks: [...linkChecks, ...elsewhere], outgoing, search });
  } catch (error) {
    visit.failure = error instanceof AuditFailure ? error.failure : classifyError(error);
  } finally {
    await chrome?.kill();
    proxy?.close();
  }
  return { visit: sealVisit(visit, regencyFor(request.portalDomain, request.regencyWords)), versions };
}

async function attempt<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch {
    return otherwise;
  }
}

/** Plain fetch, http probe and handshake. What Chrome could not do better either ends the visit here. */
async function probeConnection(visit: Visit, request: AuditRequest, policy: EgressPolicy): Promise<void> {
  const now = new Date(visit.visitedAt);
  const [home, httpProbe] = await Promise.all([guardedFetch(request.url, { policy }), probeHttp(request.url, policy)]);
  visit.home = home;
  visit.httpProbe = httpProbe;
  visit.finalUrl = home.status === null ? null : home.finalUrl;
  const definitive = ['no-such-host', 'refused', 'refused-address', 'our-outage'];
  if (home.error && definitive.includes(home.error.code)) throw new AuditFailure(home.error);
  const secured = new URL(home.finalUrl.startsWith('https:') ? home.finalUrl : request.url);
  visit.tls = await probeTls(secured.hostname, Number(secured.port || 443), { policy, extraCa: request.extraCa, now });
}

async function probeFiles(visit: Visit, entryUrl: string, address: string, policy: EgressPolicy): Promise<void> {
  const root = siteRoot(entryUrl, address);
  const [robots, notFound] = await Promise.all([
    attempt(probeRobots(address, policy), null),
    attempt(probeNotFound(root, policy), null),
  ]);
  visit.robots = robots;
  visit.notFoundProbe = notFound;
  visit.sitemaps = await attempt(probeSitemaps(root, robots, policy), []);
}

/** Opens the home page. Behind the proxy Chrome's codes blur, so the proxy's own record is asked first. */
async function openHome(browser: Browser, { entryUrl: url, home }: Visit, proxy: EgressProxy): Promise<OpenedPage> {
  try {
    return await openPage(browser, url, { screens: HOME_SCREENS, withPicture: true });
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

/** Inner pages two at a time, the desktop's picture of the home page beside them. */
async function openInnerPages(visit: Visit, request: AuditRequest, browser: Browser): Promise<void> {
  const [home] = visit.pages;
  if (!home) return;
  const desktop = attempt(desktopScreenshot(browser, home.finalUrl), null);
  const listed = visit.sitemaps.flatMap(({ body }) => readLocations(body ?? '', 'url'));
  const chosen = chooseInnerPages(request.url, home.finalUrl, home.links, listed, INNER_PAGES);
  const records = chosen.map(async () => home);
  for (let i = 0; i < chosen.length; i += 2) {
    for (const j of [i, i + 1]) {
      const url = chosen[j];
      if (url !== undefined) records[j] = readInner(browser, url);
    }
    await Promise.all(records.slice(i, i + 2));
  }
  visit.pages.push(...(await Promise.all(records)));
  const picture = await desktop;
  if (picture) visit.screenshots.push(picture);
}

async function readInner(browser: Browser, url: string): Promise<Visit['pages'][number]> {
  try {
    const { record } = await openPage(browser, url, { screens: INNER_SCREENS, withPicture: false });
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
