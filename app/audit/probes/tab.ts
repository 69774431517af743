/** A tab of the audit's Chrome: opened safely, waited for in bounded time, closed whatever the page does. */
import type { Browser, BrowserContext, CDPSession, HTTPResponse, Page, Viewport } from 'puppeteer';
import { USER_AGENT } from '../guarded-fetch.ts';

export const PHONE = { width: 360, height: 800, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const NAVIGATION_MS = 20_000;
const LOAD_MS = 10_000;
const QUIET_MS = 4_000;

/**
 * A page with everything that could stop it switched off: dialogs, downloads, popups.
 * @param userAgent null: left to the caller
 */
export async function openTab(
  browser: Browser | BrowserContext,
  viewport: Viewport = PHONE,
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
  // A script may close a tab that a program opened; no visitor's own.
  await page.evaluateOnNewDocument(() => {
    window.close = () => {};
  });
  return page;
}

/** Opens an address and waits, in bounded time, until it has loaded and the network is quiet. */
export async function settle(page: Page, url: string): Promise<HTTPResponse | null> {
  const response = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: NAVIGATION_MS });
  await untilQuiet(page);
  return response;
}

/** Waits, in bounded time, until the document that stands now has loaded and the network is quiet. */
export async function untilQuiet(page: Page): Promise<void> {
  await page.waitForFunction(() => document.readyState === 'complete', { timeout: LOAD_MS }).catch(() => {});
  await page.waitForNetworkIdle({ idleTime: 400, timeout: QUIET_MS, concurrency: 1 }).catch(() => {});
}

/** Closes a tab without waiting for a page that does not listen any more. */
export async function closeTab(page: Page): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
  await Promise.race([page.close().catch(() => {}), patience]);
}

type Device = 'phone' | 'desktop';
const METRICS = {
  phone: { width: PHONE.width, height: PHONE.height, deviceScaleFactor: PHONE.deviceScaleFactor, mobile: true },
  desktop: { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false },
};

/** What each tab was laid out for last, in a session of its own: another's word does not undo what one has emulated. */
const laidOut = new WeakMap<Page, { session: CDPSession; device: Device }>();

/**
 * Lays a page that was opened as a phone out for a desktop, or for a phone again, without loading it again (as Puppeteer's
 * setViewport would, or does nothing since it takes the page for a phone still).
 */
export async function layOutFor(page: Page, device: Device): Promise<void> {
  const before = laidOut.get(page);
  if ((before?.device ?? 'phone') === device) return;
  const session = before?.session ?? (await page.createCDPSession());
  laidOut.set(page, { session, device });
  await session.send('Emulation.setDeviceMetricsOverride', METRICS[device]);
  await new Promise((resolve) => setTimeout(resolve, 250));
}
