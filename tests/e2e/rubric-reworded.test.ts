/** The rubric's words change while judges score: the page that asks a judge, and the organizer's list of those waited for. */
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assignAll } from '#app/judging/assignments.server.ts';
import { paths } from '#app/paths.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { faultsOf, launchBrowser, openPage, viewports } from '#tests/support/browser.ts';
import { makeAudit, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { enforceChange } from '#tests/support/rubric-change.ts';
import { makeEntry, makePerson, type TestPerson } from '#tests/support/seed.ts';

const LONG = 'Berita dan kegiatan diperbarui sekurang-kurangnya sebulan sekali, lengkap dengan anggarannya. '.repeat(4);
let browser: Browser;
let application: TestApplication;
let organizer: TestPerson;
let judge: TestPerson;
let contestId: string;
beforeAll(async () => {
  browser = await launchBrowser();
  application = await testApplication();
  contestId = (await makeSmallContest({ phase: 'penilaian' })).id;
  organizer = await makePerson('organizer', 'Panitia');
  judge = await makePerson('judge', 'Raden Ajeng Kusumawardhani Prawirodirdjo');
  const entry = await makeEntry(contestId, { name: 'Dinas Pemberdayaan Perempuan dan Perlindungan Anak' });
  await makeAudit(entry, 70, { stamps: { rubric: '1', chrome: '140' } });
  await assignAll(application.db, contestId);
  await makeSheet(entry, judge, { K1: 60, K2: 80 });
  const outcome = await enforceChange(contestId, organizer.id, 'Uraian dipertegas rapat juri', (_, judged) => {
    judged('K1').levels['3'] = { id: LONG };
    judged('K2').levels['4'] = { id: LONG };
  });
  expect(outcome).toMatchObject({ done: true });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
});

const opened = async (who: TestPerson, address: string) => {
  const tab = await openPage(browser, application.url, who, viewports.tabletPortrait);
  expect((await tab.page.goto(application.url + address, { waitUntil: 'load' }))?.status()).toBe(200);
  return tab;
};
const textOf = (page: Page) => page.$eval('main', (main) => main.innerText);
const nextLook = `main a[href^="${paths.wordLook('')}"]`;

/** From the desk to the first mark that is asked about; the page is drawn after its address is shown. */
async function toLook(page: Page): Promise<void> {
  await page.click(nextLook);
  await page.waitForSelector('main button[value=keep]');
}

test('the organizer sees whom it waits for; the judge finds the way from the desk, keeps one and changes one', async () => {
  const panel = await opened(organizer, paths.rubricWords());
  expect(await textOf(panel.page)).toContain('Menunggu (2)');
  expect(await faultsOf(panel.page)).toEqual([]);

  const desk = await opened(judge, paths.judge());
  expect(await faultsOf(desk.page)).toEqual([]);
  await desk.page.setViewport(viewports.tabletPortrait);
  await toLook(desk.page);
  const said = await textOf(desk.page);
  expect(said).toContain(LONG.trim());
  expect(await faultsOf(desk.page)).toEqual([]);
  // On a phone old and new stand one below the other, each within the screen.
  await desk.page.setViewport(viewports.phone);
  const beyond = await desk.page.$$eval('main td', (cells) =>
    cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth).map((cell) => cell.textContent),
  );
  expect(beyond).toEqual([]);
  await desk.page.setViewport(viewports.tabletPortrait);
  const answered = async (button: string) => {
    await desk.page.click(button);
    await desk.page.waitForFunction(() => document.querySelector('main form') === null, { polling: 100 });
    await desk.page.goto(application.url + paths.judge(), { waitUntil: 'load' });
  };
  await answered('button[value=keep]');
  await toLook(desk.page);
  await desk.page.$eval('input[name=tingkat][value="2"]', (radio) => (radio as HTMLInputElement).click());
  await answered('button[value=change]');
  expect(await desk.page.$(nextLook)).toBeNull();

  await panel.page.reload({ waitUntil: 'load' });
  expect(await textOf(panel.page)).toContain('Menunggu (0)');
  expect([...desk.errors, ...panel.errors]).toEqual([]);
}, 180_000);
