/** Judges practise, see the panel's word, then are asked to look again where they lie apart; every new screen by axe. */
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assignAll } from '#app/judging/assignments.server.ts';
import { paths } from '#app/paths.ts';
import { secondLooks } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { faultsOf, launchBrowser, openPage, viewports } from '#tests/support/browser.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;

let browser: Browser;
let application: TestApplication;
let organizer: Person;
let judge: Person;
let others: Person[];
let entryId: string;
beforeAll(async () => {
  browser = await launchBrowser();
  application = await testApplication();
  const contest = await makeSmallContest({ phase: 'penilaian' });
  const entry = await makeEntry(contest.id, { name: 'Dinas Percontohan' });
  entryId = entry.id;
  await makeAudit(entry, 55);
  organizer = await makeUser('organizer');
  judge = await makeUser('judge', { name: 'Agus Setiawan' });
  others = [await makeUser('judge', { name: 'Bambang Prasetyo' }), await makeUser('judge', { name: 'Citra Ayu' })];
  await assignAll(application.db, contest.id);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
});

const at = (path: string) => application.url + path;
const textOf = (page: Page) => page.$eval('main', (main) => main.innerText);

/** Presses what leads to another page and waits until it is there. */
async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(selector)]);
}
/** Taps levels on an open sheet and submits it; waits until the page says so or goes on. */
async function score(page: Page, levels: Record<string, number>): Promise<void> {
  await page.waitForSelector('.level input:enabled');
  for (const [indicator, level] of Object.entries(levels)) {
    await page.$eval(`input[name="tingkat-${indicator}"][value="${level}"]`, (input) =>
      (input as HTMLInputElement).click(),
    );
    await page.waitForSelector(`section:has(> div > #n-${indicator}) .save-mark[data-state="saved"]`);
  }
  await page.waitForSelector('#kirim button:enabled');
  await page.$eval('#kirim button', (button) => (button as HTMLButtonElement).click());
  await page.waitForFunction(() => document.querySelector('#kirim form') === null);
}

test('the panel prepares practice without a script, judges do it and see the panel’s levels beside theirs', async () => {
  const desk = await openPage(browser, application.url, organizer);
  await desk.page.setJavaScriptEnabled(false);
  await desk.page.goto(at(paths.practicePanel()));
  await desk.page.type('input[name=name]', 'Situs Latihan');
  await desk.page.type('input[name=category]', 'Dinas');
  await desk.page.type('input[name=url]', 'https://latihan.example.go.id/');
  await press(desk.page, 'main button:not([name])');
  for (const id of ['K1', 'K2']) {
    await desk.page.select(`select[name=tingkat-${id}]`, '3.5');
    await desk.page.type(`textarea[name=alasan-${id}]`, `Alasan panel untuk ${id}.`);
  }
  await desk.page.setJavaScriptEnabled(true);
  expect(await faultsOf(desk.page)).toEqual([]);
  await press(desk.page, 'button[name=intent][value=open]');
  expect(await textOf(desk.page)).toContain('Terbuka untuk juri');
  expect(await faultsOf(desk.page)).toEqual([]);
  await desk.context.close();

  for (const [index, person] of [...others, judge].entries()) {
    const { page, context, errors } = await openPage(browser, application.url, person, viewports.tabletLandscape);
    await page.goto(at(paths.judge()));
    expect(await textOf(page)).toContain('Mulai dari latihan');
    if (person === judge) expect(await faultsOf(page)).toEqual([]);
    await page.setViewport(viewports.tabletLandscape);
    await page.click('.practice-card a.button');
    await page.waitForSelector('.desk');
    expect(await textOf(page)).toContain('Ini latihan');
    expect(await textOf(page)).not.toContain('Alasan panel');
    if (person === judge) expect(await faultsOf(page)).toEqual([]);
    await page.setViewport(viewports.tabletLandscape);
    await score(page, { K1: 2 + index, K2: 4 });
    await page.waitForFunction((path) => location.pathname === path, {}, paths.practiceResult());
    const said = await textOf(page);
    expect(said).toContain('Alasan panel untuk K1.');
    if (person === judge) {
      expect(said).toContain('tingkat 2: 1 juri');
      for (const other of others) expect(said).not.toContain(other.name);
      expect(await faultsOf(page)).toEqual([]);
    }
    expect(errors).toEqual([]);
    await context.close();
  }
}, 180_000);

test('two judges far apart are each asked alone; one keeps with one tap, the other changes, the sheets stay submitted', async () => {
  for (const [person, level] of [
    [others[0], 1],
    [judge, 5],
  ] as const) {
    const { page, context } = await openPage(browser, application.url, person ?? judge, viewports.tabletPortrait);
    await page.goto(at(paths.sheet(entryId)));
    await score(page, { K1: level, K2: level });
    await context.close();
  }
  const asks = await application.db.select().from(secondLooks).where(eq(secondLooks.entryId, entryId));
  expect(asks).toHaveLength(2);

  const { page, context, errors } = await openPage(browser, application.url, judge, viewports.tabletPortrait);
  await page.goto(at(paths.judge()));
  expect(await textOf(page)).toContain('Mohon lihat kembali');
  await page.click('a[href^="/juri/lihat-kembali/"]');
  await page.waitForSelector('button[value=keep]');
  const said = await textOf(page);
  expect(said).toContain('Nilai Anda: tingkat 5');
  expect(said).not.toContain(others[0]?.name);
  expect(await faultsOf(page)).toEqual([]);
  await page.click('button[value=keep]');
  await page.waitForSelector('.notice--success');
  expect(await textOf(page)).toContain('nilai Anda tetap');
  expect(errors).toEqual([]);
  await context.close();

  const second = await openPage(browser, application.url, others[0] ?? judge, viewports.phone);
  const own = asks.find((ask) => ask.judgeId === others[0]?.id);
  await second.page.goto(at(paths.secondLook(own?.id ?? '')));
  await second.page.waitForSelector('.level input:not([disabled])');
  await second.page.$$eval('input[name="tingkat-K1"][value="4"]', (inputs) => {
    for (const input of inputs) (input as HTMLInputElement).click();
  });
  await second.page.click('button[value=change]');
  await second.page.waitForSelector('.notice--success');
  expect(await textOf(second.page)).toContain('nilai Anda diubah');
  await second.context.close();

  const desk = await openPage(browser, application.url, organizer);
  await desk.page.goto(at(paths.judgesApart()));
  const listed = await textOf(desk.page);
  for (const word of ['Nilai tetap', 'Nilai diubah', 'Bambang Prasetyo']) expect(listed).toContain(word);
  expect(await faultsOf(desk.page)).toEqual([]);
  await desk.page.goto(at(paths.corrections()));
  expect(await faultsOf(desk.page)).toEqual([]);
  await desk.context.close();
}, 180_000);
