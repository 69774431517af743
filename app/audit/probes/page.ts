/** One page opened in Chrome as a phone (360x800), read after hydration. */

import { parse } from 'parse5';
import type { Browser, ConsoleMessage, HTTPResponse, Page } from 'puppeteer';
import { AuditFailure, classifyError } from '../failure.ts';
import { USER_AGENT } from '../guarded-fetch.ts';
import type { ConsoleRecord, LinkRecord, PageRecord } from '../visit.ts';
import { type PageReading, readPage } from './page-reader.ts';
import { installSight } from './sight.ts';

export const PHONE = { width: 360, height: 800, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const NAVIGATION_MS = 20_000;
const LOAD_MS = 10_000;
const QUIET_MS = 4_000;
const MAX_HTML = 2_000_000;

/** A page with everything that could stop it switched off: dialogs, downloads, popups. */
export async function openTab(
  browser: Browser,
  viewport = PHONE,
  userAgent: string | null = USER_AGENT,
): Promise<Page> {
  const page = await browser.newPage();
  page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
  page.on('popup', (popup) => popup?.close().catch(() => {}));
  await page.setViewport(viewport);
  if (userAgent) await page.setUserAgent({ userAgent });
  await page.setExtraHTTPHeaders({ 'accept-language': 'id-ID,id;q=0.9,en;q=0.6' });
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'deny' }).catch(() => {});
  return page;
}

/** Opens an address and waits, in bounded time, until it has loaded and the network is quiet. */
export async function settle(page: Page, url: string): Promise<HTTPResponse | null> {
  const response = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: NAVIGATION_MS });
  await page.waitForFunction(() => document.readyState === 'complete', { timeout: LOAD_MS }).catch(() => {});
  await page.waitForNetworkIdle({ idleTime: 400, timeout: QUIET_MS, concurrency: 1 }).catch(() => {});
  return response;
}

/** Closes a tab without waiting for a page that does not listen any more. */
export async function closeTab(page: Page): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
  await Promise.race([page.close().catch(() => {}), patience]);
}

export interface OpenedPage {
  record: PageRecord;
  pictures: number;
  page: Page;
}

/**
 * Opens `url` and reads it; the tab stays open for whoever wants pictures of it.
 * @throws what Chrome or Puppeteer throws; the tab is closed then.
 */
export async function openPage(browser: Browser, url: string, screens: number): Promise<OpenedPage> {
  const page = await openTab(browser);
  const crash = new Promise<never>((_, reject) => page.once('error', () => reject(new AuditFailure('page-crashed'))));
  crash.catch(() => {});
  try {
    return await Promise.race([crash, read(page, url, screens)]);
  } catch (error) {
    await closeTab(page);
    throw error;
  }
}

async function read(page: Page, url: string, screens: number): Promise<OpenedPage> {
  const console: ConsoleRecord[] = [];
  const insecure = new Set<string>();
  listen(page, console, insecure);
  const response = await settle(page, url);
  if (!response) throw new AuditFailure('not-html');
  const rawHtml = (await response.text().catch(() => '')).slice(0, MAX_HTML);
  await page.evaluate(installSight);
  const reading: PageReading = await page.evaluate(readPage, screens);
  const finalUrl = page.url();
  const { pictures, ...seen } = reading;
  const record: PageRecord = {
    url,
    finalUrl,
    status: response.status(),
    headers: response.headers(),
    rawHtml,
    ...seen,
    links: [...seen.links, ...rawLinks(rawHtml, finalUrl, seen.links)],
    console: console.filter((entry) => !browserIcon(entry, rawHtml)),
    mixedContent: finalUrl.startsWith('https:') ? [...insecure] : [],
    failure: null,
  };
  return { record, pictures, page };
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

function listen(page: Page, console: ConsoleRecord[], insecure: Set<string>): void {
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
