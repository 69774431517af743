/** Pictures of the home page for the judges' sheet. */
import type { Browser, Page } from 'puppeteer';
import type { Visit } from '../visit.ts';
import { inFront } from './camera.ts';
import { closeTab, openTab, PHONE, settle } from './tab.ts';
import { veilNumbers } from './veil.ts';

type Screenshot = Visit['screenshots'][number];

const PHONE_SCREENS = 3;
const PATIENCE_MS = 15_000;
const DESKTOP = { width: 1440, height: 900, deviceScaleFactor: 1, isMobile: false, hasTouch: false };

/** The first screens of an opened page, at most three tall. Width and height in CSS px. */
export async function pageScreenshot(page: Page, kind: Screenshot['kind'], width = PHONE.width): Promise<Screenshot> {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  const height = Math.max(PHONE.height, Math.min(tall, PHONE_SCREENS * PHONE.height));
  await page.evaluate(veilNumbers);
  const clip = { x: 0, y: 0, width, height };
  const data = await inFront(
    page,
    () => page.screenshot({ type: 'jpeg', quality: 70, clip, captureBeyondViewport: true }),
    PATIENCE_MS,
  );
  return { kind, mime: 'image/jpeg', width, height, data };
}

/**
 * The desktop's first screen, loaded anew by an ordinary desktop browser.
 * @param adopt takes the tab over, and closes it later
 */
export async function desktopScreenshot(
  browser: Browser,
  url: string,
  adopt: (page: Page) => void,
): Promise<Screenshot> {
  const desktopAgent = (await browser.userAgent()).replace('Headless', '');
  const page = await openTab(browser, DESKTOP, desktopAgent);
  let adopted = false;
  try {
    await settle(page, url);
    await page.evaluate(veilNumbers);
    const data = await inFront(page, () => page.screenshot({ type: 'jpeg', quality: 70 }), PATIENCE_MS);
    adopted = true;
    adopt(page);
    return { kind: 'desktop', mime: 'image/jpeg', width: DESKTOP.width, height: DESKTOP.height, data };
  } finally {
    if (!adopted) await closeTab(page);
  }
}
