/** The leaderboard room over a contest that is scored in full: axe, viewports, and the ways through it. */
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import {
  axeViolations,
  launchBrowser,
  openPage,
  sidewaysScroll,
  smallTargets,
  viewports,
} from '#tests/support/browser.ts';
import { makeJudgedContest } from '#tests/support/judged-contest.ts';

let browser: Browser;
let application: TestApplication;
let made: Awaited<ReturnType<typeof makeJudgedContest>>;
beforeAll(async () => {
  browser = await launchBrowser();
  application = await testApplication();
  made = await makeJudgedContest({ year: 2042, aggregate: 'severity-adjusted' });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
});

const entryAt = (place: number) => made.entryIds[place] ?? '';
const screens: [string, () => string][] = [
  ['leaderboard', () => paths.leaderboard()],
  ['one category', () => `${paths.leaderboard()}?kategori=Dinas`],
  ['behind a total', () => paths.boardEntry(entryAt(0))],
  ['what if', () => paths.whatIf()],
  ['what if, without a judge', () => `${paths.whatIf()}?metode=median&tanpa=J1`],
  ['judges', () => paths.judgesFigures()],
  ['method', () => paths.method()],
  ['how a rank is made', () => paths.howRanked()],
  ['comparison', () => paths.comparison()],
  ['comparison of two', () => `${paths.comparison()}?a=opd-2&b=opd-3`],
];

test.each(screens)('%s: axe, viewports, targets', async (_name, path) => {
  const { page, context, errors } = await openPage(browser, application.url, made.organizer);
  const response = await page.goto(application.url + path(), { waitUntil: 'load' });
  expect(response?.status()).toBe(200);
  const found: string[] = [];
  for (const [size, viewport] of Object.entries(viewports)) {
    await page.setViewport(viewport);
    if ((await sidewaysScroll(page)) > 0) found.push(`${size}: scrolls sideways`);
    for (const target of await smallTargets(page)) found.push(`${size}: small ${target}`);
  }
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    for (const violation of await axeViolations(page)) found.push(`${theme}: ${violation}`);
  }
  expect(found).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('three taps from a total to the evidence', async () => {
  const { page, context, errors } = await openPage(browser, application.url, made.chiefJudge);
  await page.goto(application.url + paths.leaderboard(), { waitUntil: 'load' });
  await page.click('.board tbody th a');
  await page.waitForSelector('.behind summary');
  const proposed = await page.waitForSelector('.behind:has(.why)');
  await (await proposed?.$('summary'))?.click();
  await (await proposed?.$('.why summary'))?.click();
  const evidence = await proposed?.$('.evidence__text');
  expect(await evidence?.isVisible()).toBe(true);
  expect(await evidence?.evaluate((element) => element.textContent)).toContain('Kinerja 62 dari 100');
  expect(errors).toEqual([]);
  await context.close();
});

test('who comes from a comparison finds the indicator open', async () => {
  const { page, context } = await openPage(browser, application.url, made.organizer);
  await page.goto(`${application.url}${paths.comparison()}?a=opd-2&b=opd-3`, { waitUntil: 'load' });
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click('.gap tbody td a')]);
  await page.waitForSelector('.behind[open]');
  const open = await page.$$eval('.behind[open]', (all) => all.map((each) => each.id));
  expect(open).toEqual([decodeURIComponent(new URL(page.url()).hash.slice(1))]);
  await context.close();
});
