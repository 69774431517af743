/** The organizer plans who scores what, by plain forms without a script, and on every screen with one. */
import type { Browser, Page } from 'puppeteer';
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
import { makeContest, makeEntry, makeUser, signIn } from '#tests/support/seed.ts';

let browser: Browser;
let application: TestApplication;
let organizer: { cookie: string };
let leaving: { id: string; name: string };
beforeAll(async () => {
  browser = await launchBrowser();
  application = await testApplication();
  const contest = await makeContest({ phase: 'penilaian' });
  const categories = ['Badan', 'Dinas', 'Kecamatan', 'Rumah Sakit dan Puskesmas'];
  for (let i = 0; i < 20; i += 1) {
    const category = categories[i % 4] ?? '';
    await makeEntry(contest.id, { category, name: `${category} Percontohan Nomor ${i + 1}` });
  }
  organizer = await makeUser('organizer');
  await makeUser('chiefJudge', { name: 'Sri Wahyuni Kusumaningrum' });
  for (const name of ['Agus Setiawan', 'Bambang Prasetyo', 'Citra Ayu', 'Dewi Lestari', 'Eko Nugroho'])
    await makeUser('judge', { name });
  leaving = await makeUser('judge', { name: 'Ratna Kusuma' });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
});

const at = (path: string) => application.url + path;
const textOf = (page: Page) => page.$eval('main', (main) => main.innerText);
/** Presses the button of this act and waits for the page that answers. */
async function press(page: Page, act: string) {
  const [answer] = await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.click(`main button[name=intent][value=${act}]`),
  ]);
  return answer?.status();
}

test('without a script: choose, look, apply; a judge stops, others get what is left, and the judge is told', async () => {
  const { page, context } = await openPage(browser, application.url, organizer);
  await page.setJavaScriptEnabled(false);
  await page.goto(at(paths.judgingMonitor()));
  expect(await page.$(`a[href="${paths.assignmentPlan()}"]`)).not.toBeNull();
  await page.goto(at(paths.assignmentPlan()));
  expect(await textOf(page)).toContain('140 penugasan ditambahkan');

  await page.click('input[value=sebagian]');
  await page.type('input[name=banyak]', '0');
  expect(await press(page, 'lihat')).toBe(422);
  expect(await textOf(page)).toContain('Isi bilangan bulat dari 1 sampai 99.');
  expect(await page.$eval('input[name=banyak]', (input) => input.value)).toBe('0');

  await page.$eval('input[name=banyak]', (input) => input.setAttribute('value', '1'));
  expect(await press(page, 'lihat')).toBe(422);
  expect(await textOf(page)).toContain('Juri tidak terhubung');
  expect(await textOf(page)).toContain('2 juri tiap situs');

  await page.$eval('input[name=banyak]', (input) => input.setAttribute('value', '3'));
  expect(await press(page, 'lihat')).toBe(200);
  expect(await textOf(page)).toContain('60 penugasan ditambahkan, 0 dicabut.');
  expect(await textOf(page)).toContain('Beban seimbang: 8 sampai 9 situs tiap juri.');
  await press(page, 'terapkan');
  expect(await textOf(page)).toContain('Pembagian berlaku.');
  expect(await textOf(page)).toContain('Pembagian ini sudah berlaku.');

  await page.click('.planner__depart summary');
  await page.select('select[name=juri]', leaving.id);
  await page.type('textarea[name=alasan]', 'sakit');
  expect(await press(page, 'berhenti')).toBe(422);
  expect(await page.$eval('textarea[name=alasan]', (area) => area.value)).toBe('sakit');
  expect(await page.$eval('select[name=juri]', (select) => select.value)).toBe(leaving.id);
  await page.type('textarea[name=alasan]', 'dirawat di rumah, ');
  await press(page, 'berhenti');
  const said = await textOf(page);
  expect(said).toContain('Dicatat. Terapkan pembagian');
  expect(said).toContain('dirawat di rumah, sakit');
  expect(said).toContain('Beban sama: 10 situs tiap juri.');
  await press(page, 'terapkan');
  expect(await textOf(page)).toContain('Pembagian ini sudah berlaku.');
  await context.close();

  const judge = await openPage(browser, application.url, await signIn(leaving.id));
  await judge.page.goto(at(paths.judge()));
  expect(await textOf(judge.page)).toContain('Anda tidak lagi menilai pada lomba ini');
  await judge.context.close();
});

test('with a script: the same answers, no violation, nothing too small or too wide', async () => {
  const { page, context, errors } = await openPage(browser, application.url, organizer);
  const found: string[] = [];
  const look = async (name: string) => {
    for (const [size, viewport] of Object.entries(viewports)) {
      await page.setViewport(viewport);
      const sideways = await sidewaysScroll(page);
      if (sideways > 0) found.push(`${name} ${size}: ${sideways} px sideways`);
      for (const target of await smallTargets(page)) found.push(`${name} ${size}: small ${target}`);
    }
    for (const theme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      for (const violation of await axeViolations(page)) found.push(`${name} ${theme}: ${violation}`);
    }
  };
  await page.goto(at(paths.assignmentPlan()), { waitUntil: 'networkidle0' });
  await page.$$eval('details', (all) => {
    for (const each of all) if (!each.classList.contains('nav-menu')) each.open = true;
  });
  await look('saved');
  const show = async (until: string) => {
    await page.$eval('main button[value=lihat]', (button) => button.click());
    await page.waitForFunction((text) => document.querySelector('main')?.innerText.includes(text), {}, until);
  };
  // Only one judge is left for a category.
  await page.$$eval('.planner__judge', (judges) => {
    for (const judge of judges.slice(1)) judge.querySelector<HTMLInputElement>('input[value=Dinas]')?.click();
  });
  await show('Juri tidak cukup untuk 15 situs');
  await look('too few');
  await page.$$eval('.planner__judge', (judges) => {
    for (const judge of judges.slice(1, 5)) judge.querySelector<HTMLInputElement>('input[value=Dinas]')?.click();
  });
  await show('Beban tidak rata');
  await page.$$eval('details.planner__changes', (all) => {
    for (const each of all) each.open = true;
  });
  await look('uneven');
  expect(found).toEqual([]);
  expect(errors.filter((each) => !each.includes('status of 422'))).toEqual([]);
  await context.close();
});
