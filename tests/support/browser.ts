import axe from 'axe-core';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer';
import { findChrome } from '#app/audit/chrome.ts';

/** The four screens every page is looked at on. */
export const viewports = {
  tabletLandscape: { width: 1180, height: 820 },
  tabletPortrait: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
} as const;

/** `profile`: a folder that outlives the browser, as a tablet's does. */
export async function launchBrowser(profile?: string): Promise<Browser> {
  const executablePath = findChrome();
  if (!executablePath) throw new Error('no Chrome: npm run setup');
  const args = [
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return puppeteer.launch({ executablePath, args, ...(profile ? { userDataDir: profile } : {}) });
}

/** A page of its own in a fresh profile, signed in as `person` when given. Console errors are collected in `errors`. */
export async function openPage(
  browser: Browser,
  origin: string,
  person: { cookie: string } | null,
  viewport: { width: number; height: number } = viewports.desktop,
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(viewport);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url ?? ''}`);
  });
  for (const each of person?.cookie.split('; ') ?? []) {
    const at = each.indexOf('=');
    await context.setCookie({
      name: each.slice(0, at),
      value: each.slice(at + 1),
      domain: new URL(origin).hostname,
      path: '/',
    });
  }
  return { page, context, errors };
}

/** Until what moves or fades in stands still: colours half way there have no contrast worth judging. What moves for ever is not waited for. */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () =>
      document.getAnimations().filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime ?? 0));
    for (let turn = 0; turn < 5; turn++) {
      await Promise.allSettled(moving().map((each) => each.finished));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (moving().every((each) => each.playState === 'finished')) return;
    }
  });
}

/** axe's violations on the page, as short lines. Runs through DevTools, which our Content-Security-Policy does not bind. */
export async function axeViolations(page: Page): Promise<string[]> {
  await standsStill(page);
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // smallTargets asks for more, and axe takes what a sticky bar covers at this scroll for too small.
      rules: { 'target-size': { enabled: false } },
    });
    return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

/** CSS pixels the page can be scrolled sideways; 0 is right. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** Links in running text and hidden controls aside: controls smaller than 44 px in either direction. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    for (const element of document.querySelectorAll(
      'button, input:not([type=hidden]), select, textarea, summary, a.button, nav a',
    )) {
      const target = element.closest('label') ?? element;
      const { width, height } = target.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (width === 0 || style.visibility === 'hidden' || element.closest('.visually-hidden')) continue;
      if (width < 43.5 || height < 43.5) {
        small.push(
          `${element.tagName.toLowerCase()} ${(element.textContent ?? '').trim().slice(0, 30)} ${Math.round(width)}x${Math.round(height)}`,
        );
      }
    }
    return small;
  });
}

type Size = keyof typeof viewports;
const everySize = Object.keys(viewports) as Size[];

/** What is wrong with the page as it stands: sideways scroll and small targets on each screen, axe in either theme. */
export async function faultsOf(page: Page, sizes: readonly Size[] = everySize): Promise<string[]> {
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewport(viewports[size]);
    const sideways = await sidewaysScroll(page);
    if (sideways > 0) found.push(`${size}: ${sideways} px sideways`);
    for (const target of await smallTargets(page)) found.push(`${size}: small ${target}`);
  }
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    for (const violation of await axeViolations(page)) found.push(`${theme}: ${violation}`);
  }
  return found;
}
