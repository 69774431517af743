/** One page opened in Chrome as a phone (360x800), read after hydration. */

import { parse } from 'parse5';
import type { Browser, ConsoleMessage, HTTPResponse, Page } from 'puppeteer';
import { AuditFailure, classifyError } from '../failure.ts';
import { isReservedName, networkIsUp } from '../network.ts';
import type { ConsoleRecord, LinkRecord, PageRecord, Visit } from '../visit.ts';
import { readAids } from './aids.ts';
import { probeAccessibility } from './axe.ts';
import { readPage, readSeen } from './page-reader.ts';
import { phoneScreenshot } from './screenshots.ts';
import { installSight } from './sight.ts';
import { closeTab, openTab, PHONE, settle, untilQuiet } from './tab.ts';

const MAX_HTML = 2_000_000;

export interface OpenedPage {
  record: PageRecord;
  /** Images and drawings that a visitor sees. */
  pictures: number;
  /** The phone's screenshot, when asked for and possible. */
  picture: Visit['screenshots'][number] | null;
}

export interface OpenOptions {
  /** Screens scrolled through, so that what appears on scrolling is seen. */
  screens: number;
  withPicture: boolean;
}

/**
 * Opens `url` and reads it.
 * @throws what Chrome or Puppeteer throws when the page does not open or does not answer
 */
export async function openPage(browser: Browser, url: string, options: OpenOptions): Promise<OpenedPage> {
  const page = await openTab(browser);
  const crash = new Promise<never>((_, reject) => page.once('error', () => reject(new AuditFailure('page-crashed'))));
  crash.catch(() => {});
  try {
    return await Promise.race([crash, read(page, url, options)]);
  } finally {
    await closeTab(page);
  }
}

async function read(page: Page, url: string, { screens, withPicture }: OpenOptions): Promise<OpenedPage> {
  const console: ConsoleRecord[] = [];
  const insecure = new Set<string>();
  const lost: { url: string; type: string }[] = [];
  listen(page, console, insecure, lost);
  const documents = documentsOf(page);
  const first = await settle(page, url);
  if (!first) throw new AuditFailure('not-html');
  const { reading, aids, picture, links, hidden } = await onceStanding(page, async () => {
    if (!/^https?:/.test(page.url())) {
      // An error status without a body; else a script has led on to an address that did not open.
      const wordless = (documents.at(-1) ?? first).status() >= 400;
      throw new Error(`net::${wordless ? 'ERR_HTTP_RESPONSE_CODE_FAILURE' : 'ERR_CONNECTION_FAILED'} at ${url}`);
    }
    await page.setViewport(PHONE);
    await page.evaluate(installSight);
    const reading = await page.evaluate(readPage, screens);
    const aids = await page.evaluate(readAids);
    const picture = withPicture ? await phoneScreenshot(page).catch(() => null) : null;
    await asDesktop(page);
    return { reading, aids, picture, ...(await page.evaluate(readSeen)) };
  });
  const response = documents.at(-1) ?? first;
  const rawHtml = (await response.text().catch(() => '')).slice(0, MAX_HTML);
  const finalUrl = page.url();
  // A library that our own outage kept away makes the page complain about it: not the page's error.
  const keptAway = lost.length > 0 && !(await networkIsUp()) ? lost : [];
  const ours = keptAway.some(({ type }) => type === 'script');
  const { pictures, ...seen } = reading;
  const record: PageRecord = {
    url,
    finalUrl,
    status: response.status(),
    headers: response.headers(),
    rawHtml,
    ...seen,
    links: [...links, ...rawLinks(rawHtml, finalUrl, links)],
    hidden,
    console: console.filter((entry) => !browserIcon(entry, rawHtml) && !(ours && /is not defined/.test(entry.text))),
    mixedContent: finalUrl.startsWith('https:') ? [...insecure] : [],
    keptAway: keptAway.map((each) => each.url),
    aids,
    failure: null,
  };
  // Last, since it is the longest at work in the page; as a phone again, for the size of what is tapped.
  await page.setViewport(PHONE).catch(() => {});
  record.accessibility = await probeAccessibility(page);
  return { record, pictures, picture };
}

/** Answers for the tab's own document, as they come: a script or a meta refresh may lead on from the first. */
function documentsOf(page: Page): HTTPResponse[] {
  const documents: HTTPResponse[] = [];
  page.on('response', (response) => {
    const own = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
    if (own && (response.status() < 300 || response.status() >= 400)) documents.push(response);
  });
  return documents;
}

const LED_ON = /Execution context was destroyed|Inspected target navigated|Cannot find context/;
const LED_ON_TIMES = 3;

/** Reads again what a page led to while it was read; one that never stands still leads its visitors round in circles. */
async function onceStanding<T>(page: Page, work: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await work();
    } catch (error) {
      // Puppeteer throws this one not always as an Error.
      if (!LED_ON.test(String(error))) throw error;
      if (time === LED_ON_TIMES) throw new AuditFailure('redirect-loop');
      await untilQuiet(page);
    }
  }
}

/** Lays the opened page out for a desktop, without loading it again. */
async function asDesktop(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  const metrics = { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  await new Promise((resolve) => setTimeout(resolve, 250));
}

/** Record of an inner page that could not be read. */
export function unreadPage(url: string, error: unknown): PageRecord {
  return {
    url,
    finalUrl: url,
    status: null,
    headers: {},
    title: '',
    lang: null,
    text: '',
    rawHtml: '',
    viewportMeta: [],
    overflow360: 0,
    overflowSelector: null,
    links: [],
    hidden: [],
    console: [],
    mixedContent: [],
    jsonLd: [],
    feeds: [],
    searchForms: [],
    failure: classifyError(error),
  };
}

function listen(
  page: Page,
  console: ConsoleRecord[],
  insecure: Set<string>,
  lost: { url: string; type: string }[],
): void {
  const add = (entry: ConsoleRecord) => {
    if (console.length < 200) console.push({ ...entry, text: entry.text.slice(0, 500) });
  };
  page.on('console', (message: ConsoleMessage) => {
    const text = message.text();
    const mixed = /requested an insecure [^']*'(http:[^']+)'/.exec(text)?.[1];
    if (mixed) insecure.add(mixed);
    if (message.type() !== 'error' || mixed) return;
    const source = message.location().url ?? '';
    add({ text, source, kind: text.startsWith('Failed to load resource') ? 'resource' : 'console' });
  });
  page.on('pageerror', (error) => {
    const thrown = error instanceof Error ? error : new Error(String(error));
    const source = /(https?:\/\/[^\s)]+?)(:\d+)*\)?$/m.exec(thrown.stack ?? '')?.[1] ?? '';
    add({ text: `${thrown.name}: ${thrown.message}`, source, kind: 'exception' });
  });
  page.on('requestfailed', (request) => {
    if (!URL.canParse(page.url())) return;
    const [own, asked] = [new URL(page.url()), new URL(request.url())];
    // On an https page every visitor's browser refuses the http script; and some names exist for nobody.
    const forAll = (own.protocol === 'https:' && asked.protocol === 'http:') || isReservedName(asked.hostname);
    const type = request.resourceType();
    const shaping = type === 'script' || type === 'stylesheet';
    if (asked.host !== own.host && !forAll && shaping) lost.push({ url: request.url(), type });
  });
  page.on('request', (request) => {
    const document = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (!document && request.url().startsWith('http:')) insecure.add(request.url());
  });
}

/** Chrome asks for /favicon.ico by itself when the page names no icon: not the page's error. */
function browserIcon(entry: ConsoleRecord, html: string): boolean {
  return entry.kind === 'resource' && /\/favicon\.ico$/.test(entry.source) && !/rel=["']?[^"'>]*icon/i.test(html);
}

/** Addresses of anchors in the HTML as sent that the finished document no longer has. */
function rawLinks(html: string, base: string, present: readonly LinkRecord[]): LinkRecord[] {
  const known = new Set(present.map(({ href }) => href));
  const found: LinkRecord[] = [];
  const visit = (node: object) => {
    if ('tagName' in node && node.tagName === 'a' && 'attrs' in node && Array.isArray(node.attrs)) {
      const raw: unknown = node.attrs.find((attribute) => attribute.name === 'href')?.value;
      if (typeof raw === 'string' && URL.canParse(raw, base) && found.length < 500) {
        const href = new URL(raw, base).href;
        if (!known.has(href)) {
          known.add(href);
          found.push({ href, text: '', kind: 'raw', visible: false, selector: 'a', rel: null });
        }
      }
    }
    if ('childNodes' in node && Array.isArray(node.childNodes)) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}
