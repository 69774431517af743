/** One whole visit to one site: everything but the speed runs. Runs in a process of its own. */
import type { Browser } from 'puppeteer';
import { createAlbum } from './album.ts';
import { launchChrome, type RunningChrome } from './chrome.ts';
import { type EgressProxy, startEgressProxy } from './egress-proxy.ts';
import { emptyVisit } from './empty-visit.ts';
import { AuditFailure, classifyError, isCertificateError } from './failure.ts';
import { guardedFetch, userAgentFor } from './guarded-fetch.ts';
import { readPointed } from './pointed.ts';
import { probeHttp, probeNotFound } from './probes/connection.ts';
import { probeRobots, probeSitemaps, siteRoot } from './probes/discovery.ts';
import { type FacesProbe, probeFaces, probeOtherFaces } from './probes/faces.ts';
import { identityRecord } from './probes/identity.ts';
import { inTime } from './probes/in-time.ts';
import type { OpenedPage } from './probes/page.ts';
import { createPoliteness } from './probes/politeness.ts';
import { robotsRules } from './probes/robots.ts';
import { probeTls } from './probes/tls.ts';
import { type AuditProgress, progressAt } from './progress.ts';
import { regencyFor } from './regency.ts';
import type { AuditRequest } from './request.ts';
import { sealVisit } from './seal.ts';
import { attempt, type Surroundings } from './surroundings.ts';
import type { FetchRecord, Visit } from './visit.ts';
import { openHome, portrayHome, readHome } from './visit-home.ts';
import { followLinks } from './visit-links.ts';
import { readPages } from './visit-pages.ts';

export interface VisitOutcome {
  visit: Visit;
  /** Versions of what measured: node, and chrome when it was started. */
  versions: Record<string, string>;
}

const MAX_SKIPPED = 100;
/** Slower home pages are not loaded as three more visitors. */
const SLOW_HOME_MS = 20_000;
/** Where a sitemap is often found is asked up to this share of the deadline. */
const TIME_FOR_FILES = 0.2;
/** What is not had by this share of the deadline is left out, so that what was seen of a slow site is not lost. */
const ALL_IN_TIME = 0.85;

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
  const began = performance.now();
  const visit = emptyVisit(request, new Date());
  const { allowPrivate, contact } = request;
  const around: Surroundings = {
    request,
    words: regencyFor(request.portalDomain, request.regencyWords),
    manner: { policy: { allowPrivate }, polite: createPoliteness(), userAgent: userAgentFor(contact) },
    spent: () => (performance.now() - began) / request.deadlineMs,
    mayRead: () => true,
    album: createAlbum(),
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
    const asked = performance.now();
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
    const isSlow = performance.now() - asked > SLOW_HOME_MS;
    readHome(visit, opened);
    await Promise.all([files, portrayHome(visit, around, opened)]);
    hearRobots(visit, around);
    const rest = readRest(visit, around, chrome.browser, { isSlow, onProgress });
    const left = request.deadlineMs * Math.max(0, ALL_IN_TIME - around.spent());
    await inTime(rest, left).catch((error: unknown) => {
      if (!(error instanceof AuditFailure) || error.failure.code !== 'timeout') throw error;
      visit.cutShort = true;
    });
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

/** Everything after the home page. */
async function readRest(
  visit: Visit,
  around: Surroundings,
  browser: Browser,
  { isSlow, onProgress }: { isSlow: boolean; onProgress: (progress: AuditProgress) => void },
): Promise<void> {
  const { request, manner } = around;
  onProgress(progressAt('pages'));
  const [faces, otherFaces] = await Promise.all([
    isSlow ? null : attempt<FacesProbe | null>(probeFaces(browser, request.url, manner), null),
    probeOtherFaces(request.url, manner),
    readPages(visit, around, browser),
  ]);
  visit.faces = faces?.comparison ?? null;
  visit.screenshots.push(...(faces?.pictures ?? []));
  visit.otherFaces = otherFaces;
  onProgress(progressAt('links'));
  await Promise.all([
    around.album.develop(around, visit),
    followLinks(visit, around, browser),
    attempt(readPointed(around), []).then((pointed) => {
      visit.pointed = pointed;
    }),
  ]);
}

const noNames = { agency: null, regency: '' };

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

async function probeFiles(visit: Visit, address: string, { request, manner, spent }: Surroundings): Promise<void> {
  const root = siteRoot(request.url, address);
  visit.robots = await attempt(probeRobots(address, manner), null);
  const isDisallowed = robotsRules(visit.robots);
  const mayRead = (file: string) => !isDisallowed(file);
  const isInTime = () => {
    if (spent() < TIME_FOR_FILES) return true;
    visit.cutShort = true;
    return false;
  };
  const [notFound, sitemaps] = await Promise.all([
    attempt(probeNotFound(root, manner, mayRead), null),
    attempt(probeSitemaps(root, visit.robots, manner, mayRead, isInTime), []),
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

function certificateCode(error: unknown): string {
  return (error instanceof Error && /ERR_[A-Z_]+/.exec(error.message)?.[0]) || 'ERR_CERT_INVALID';
}
