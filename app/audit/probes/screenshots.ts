/** Pictures of the home page for the judges' sheet. */
import type { Browser, Page } from 'puppeteer';
import type { PageRecord, Visit } from '../visit.ts';
import { closeTab, openTab, PHONE, settle } from './page.ts';
import { installSight } from './sight.ts';

type Screenshot = Visit['screenshots'][number];

const PHONE_SCREENS = 3;
const DESKTOP = { width: 1440, height: 900, deviceScaleFactor: 1, isMobile: false, hasTouch: false };

/** The phone's first screens of an opened page, at most three tall. Width and height in CSS px. */
export async function phoneScreenshot(page: Page): Promise<Screenshot> {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  const height = Math.max(PHONE.height, Math.min(tall, PHONE_SCREENS * PHONE.height));
  const data = await page.screenshot({
    type: 'jpeg',
    quality: 70,
    clip: { x: 0, y: 0, width: PHONE.width, height },
    captureBeyondViewport: true,
  });
  return { kind: 'phone', mime: 'image/jpeg', width: PHONE.width, height, data };
}

/**
 * The desktop's first screen. Since a phone hides menus that a desktop shows, links of `record` that are seen here
 * are marked visible too: a visitor can see them.
 */
export async function desktopVisit(browser: Browser, record: PageRecord): Promise<Screenshot> {
  const desktopAgent = (await browser.userAgent()).replace('Headless', '');
  const page = await openTab(browser, DESKTOP, desktopAgent);
  try {
    await settle(page, record.finalUrl);
    const data = await page.screenshot({ type: 'jpeg', quality: 70 });
    await page.evaluate(installSight);
    const seen = new Set(
      await page.evaluate(() =>
        window.__sight
          .all('a[href],area[href]')
          .filter((element) => window.__sight.howHidden(element) === null)
          .flatMap((element) =>
            element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement ? [element.href] : [],
          ),
      ),
    );
    for (const link of record.links) {
      if ((link.kind === 'anchor' || link.kind === 'area') && seen.has(link.href)) link.visible = true;
    }
    return { kind: 'desktop', mime: 'image/jpeg', width: DESKTOP.width, height: DESKTOP.height, data };
  } finally {
    await closeTab(page);
  }
}
