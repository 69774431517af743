/**
 * A whole contest by hand: organizer, import, audit, a judge on a tablet, finalise, release, the public page. Until judging
 * opens the organizer types no address but that of the first link: every step is where the screens say it is. Pictures of
 * the steps and what was done in how long are left in `artifacts/walk`.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readImport } from '#app/contest/import.ts';
import { ensureFirstOrganizerLink } from '#app/identity/invitations.server.ts';
import { paths } from '#app/paths.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { axeViolations, launchBrowser, openPage, viewports } from '#tests/support/browser.ts';
import { startWalk } from '#tests/support/walk.ts';

const year = 2031;
const realList = readImport(readFileSync('db/seed/opd-karanganyar.csv', 'utf8')).rows;
const resultWays = [paths.resultsOf(year), `${paths.resultsOf(year)}.data`, paths.resultsDataset(year)];

let browser: Browser;
let app: TestApplication;
let folder: string;
let walk: ReturnType<typeof startWalk>;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lomba-walk-'));
  browser = await launchBrowser();
  app = await testApplication();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (page: Page, address: string) =>
  page.waitForFunction((wanted: string) => location.pathname === wanted, { polling: 100 }, address);
const says = (page: Page, text: string) =>
  page.waitForFunction((wanted: string) => document.body.innerText.includes(wanted), { polling: 100 }, text);
const open = async (page: Page, address: string) => {
  const response = await page.goto(new URL(address, app.url).href, { waitUntil: 'networkidle2' });
  expect(response?.status(), address).toBe(200);
};
/** Values of a form by name; a select or a text field is set as a person would. */
async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = `main [name="${name}"]:not([type=hidden])`;
    await page.waitForSelector(field);
    walk.act();
    const kind = await page.$eval(field, (element) => element.tagName);
    if (kind === 'SELECT') await page.select(field, value);
    else {
      await page.click(field, { count: 3 });
      await page.type(field, value);
    }
  }
}
async function press(page: Page, selector: string): Promise<void> {
  walk.act();
  await page.locator(selector).click();
}
/** Until `leave` is called no address can be opened on the page: only what stands on its screens leads on. */
function noAddresses(page: Page): () => void {
  const { goto } = page;
  page.goto = (address) => {
    throw new Error(`an address was typed: ${address}`);
  };
  return () => {
    page.goto = goto;
  };
}

/** To the overview by the navigation, and from there where its one next step leads. */
async function nextStep(page: Page, to: string): Promise<void> {
  if (new URL(page.url()).pathname !== paths.organizer()) {
    await press(page, `.nav-wide a[href="${paths.organizer()}"]`);
    await at(page, paths.organizer());
  }
  await page.waitForSelector(`.next a.button--primary[href="${to}"]`);
  await walk.picture(page, 'ringkasan');
  await press(page, '.next a.button--primary');
  await at(page, to);
}

/** One phase on, by the button of the screen that is open. */
async function forward(page: Page, to: string): Promise<void> {
  const form = `form:has(input[name=to][value=${to}])`;
  await press(page, `${form} button`);
  await page.waitForFunction((gone: string) => !document.querySelector(gone), { polling: 100 }, form);
}

async function advance(page: Page, to: string): Promise<void> {
  await open(page, paths.phases());
  await forward(page, to);
}

async function statusOf(person: Page | null, address: string): Promise<number> {
  if (!person) return (await fetch(new URL(address, app.url))).status;
  return person.evaluate(async (url) => (await fetch(url)).status, address);
}

/** Scores every judged indicator of the open sheet and submits it. */
async function score(page: Page, level: number): Promise<void> {
  await page.waitForSelector('input[type=radio][name^="tingkat-"]');
  const names = await page.$$eval('input[type=radio][name^="tingkat-"]', (inputs) => [
    ...new Set(inputs.map((input) => input.getAttribute('name') ?? '')),
  ]);
  for (const name of names) {
    const inFold = await page.$eval(`input[name="${name}"]`, (input) => Boolean(input.closest('details:not([open])')));
    if (inFold) continue;
    await page.$eval(`input[name="${name}"][value="${level}"]`, (input) => (input as HTMLInputElement).click());
  }
  await page.waitForSelector('#kirim button:not([disabled])');
  await press(page, '.desk__nav a[href="#kirim"]');
  await press(page, '#kirim button');
}

test('from an empty database to the public page', async () => {
  const token = await ensureFirstOrganizerLink(app.db);
  const { page: organizer, errors } = await openPage(browser, app.url, null, viewports.tabletLandscape);
  const seen = (step: string) => walk.picture(organizer, step);
  walk = startWalk('walk');
  await open(organizer, paths.invitation(token ?? ''));
  const leave = noAddresses(organizer);
  await seen('undangan-panitia');
  const password = 'sandi panjang untuk uji';
  await fill(organizer, { name: 'Panitia Uji', email: 'panitia@harjomulyo.example', password, repeat: password });
  await press(organizer, 'main form button');
  await at(organizer, paths.organizer());
  await seen('ringkasan-kosong');

  await press(organizer, `main a[href="${paths.contestSettings()}"]`);
  await at(organizer, paths.contestSettings());
  await fill(organizer, {
    year: String(year),
    name: 'Lomba Uji',
    portalDomain: app.regency.portalDomain,
    auditRuns: '1',
  });
  await seen('lomba-baru');
  await press(organizer, 'main form button');
  await at(organizer, paths.organizer());

  // A list with a fault: nothing is written. Then the right one: the regency's real agencies, only two of which have a site
  // here (the real ones are none of a test's business).
  const chosen = app.regency.entries.filter((entry) => ['diskominfo', 'dukcapil'].includes(entry.code));
  const rows = chosen.map(({ code, name, category, url }) => `${code},"${name}",${category},${url}`);
  const file = path.join(folder, 'opd.csv');
  const upload = async (list: string) => {
    await nextStep(organizer, paths.importEntries());
    const input = await organizer.waitForSelector('input[type=file]');
    await seen('impor');
    walk.act();
    await (input as import('puppeteer').ElementHandle<HTMLInputElement>).uploadFile(list);
    await press(organizer, 'main form button');
  };
  writeFileSync(file, ['kode,nama,kategori,url', ...rows, 'rusak,Dinas Rusak,Dinas,bukan alamat'].join('\n'));
  await upload(file);
  await organizer.waitForSelector('textarea[name=isi]:not([hidden])');
  await seen('impor-ditolak');
  await press(organizer, `.nav-wide a[href="${paths.entries()}"]`);
  await at(organizer, paths.entries());
  await organizer.waitForFunction(() => !document.querySelector('textarea[name=isi]'), { polling: 100 });
  expect(await organizer.$eval('main', (main) => main.innerText)).not.toContain('Dinas Rusak');
  await seen('peserta-kosong');
  // The right one as agencies have it: a workbook with a title, headings of its own, and no codes.
  const book = path.join(folder, 'opd.xlsx');
  const table = [
    ['DAFTAR OPD', '', '', ''],
    ['No', 'Nama OPD', 'Jenis', 'Alamat Situs'],
    ...chosen.map(({ name, category, url }, i) => [String(i + 1), name, category, url]),
    ['3', 'Kecamatan Sunyi', 'Kecamatan', ''],
    ...realList
      .filter(({ name }) => !chosen.some((each) => each.name === name))
      .map(({ name, category }, i) => [String(i + 4), name, category, '']),
  ];
  await writeXlsxFile(table.map((row) => row.map((value) => ({ value, type: String })))).toFile(book);
  await upload(book);
  await organizer.waitForSelector('select[name=kolom_kode]');
  await seen('impor-kolom');
  walk.act();
  await organizer.select('select[name=kolom_kode]', 'buat');
  await press(organizer, 'main form button');
  await organizer.waitForSelector('button[name=intent][value=simpan]');
  await seen('impor-pratinjau');
  await press(organizer, 'button[name=intent][value=simpan]');
  await at(organizer, paths.entries());
  await says(organizer, 'Kecamatan Sunyi');
  await seen('peserta');

  await nextStep(organizer, paths.invitePerson());
  await fill(organizer, { role: 'judge', name: 'Juri Uji' });
  await seen('undang-juri');
  await press(organizer, 'main form button');
  await organizer.waitForSelector('input[readonly][value*="/undangan/"]');
  await seen('tautan-juri');
  const link = await organizer.$eval(
    'input[readonly][value*="/undangan/"]',
    (input) => (input as HTMLInputElement).value,
  );

  const { page: judge } = await openPage(browser, app.url, null, viewports.tabletPortrait);
  await open(judge, link);
  await walk.picture(judge, 'undangan-juri');
  await press(judge, 'main form button');
  await at(judge, paths.judge());
  await walk.picture(judge, 'beranda-juri');

  await nextStep(organizer, paths.phases());
  await seen('tahap');
  await forward(organizer, 'audit');
  await nextStep(organizer, paths.audits());
  await seen('pemeriksaan');
  await press(organizer, 'button[name=intent][value=sisa]');
  // Live, without a reload: the bar of the whole reaches its end by server-sent events.
  await organizer.waitForFunction(
    () => (document.querySelector('main progress') as HTMLProgressElement | null)?.value === 1,
    { polling: 250, timeout: 180_000 },
  );
  await seen('pemeriksaan-selesai');

  await nextStep(organizer, paths.judgingMonitor());
  await seen('penilaian');
  await press(organizer, 'button[name=intent][value=assign]');
  await organizer.waitForFunction(() => document.body.innerText.includes('Juri Uji'), { polling: 100 });
  await seen('ditugaskan');
  await nextStep(organizer, paths.phases());
  await seen('tahap-sebelum-penilaian');
  await forward(organizer, 'penilaian');
  await seen('penilaian-dibuka');
  leave();
  const { actions, seconds } = walk.end();
  console.log(`${walk.steps.length} gambar, ${actions} tindakan, ${Math.round(seconds)} detik: ${walk.folder}`);
  expect(readdirSync(walk.folder).filter((each) => each.endsWith('.png'))).toHaveLength(walk.steps.length);
  expect(
    walk.steps.reduce((sum, each) => sum + each.actions, 0),
    'what the organizer did',
  ).toBe(actions);
  expect(actions, 'taps and filled fields').toBeGreaterThan(25);
  expect(seconds / 60, 'minutes from an empty database to judging open').toBeLessThan(10);

  for (const [index, entry] of chosen.entries()) {
    await open(judge, paths.judge());
    await says(judge, entry.name);
    const [card] = await judge.$$(`::-p-xpath(//a[contains(., "${entry.name}")])`);
    await card?.click();
    await judge.waitForFunction(() => location.pathname.startsWith('/juri/lembar/'), { polling: 100 });
    if (index === 0) expect(await axeViolations(judge)).toEqual([]);
    await score(judge, 5 - index * 2);
    await judge.waitForFunction(() => !document.querySelector('#kirim button'), { polling: 100 });
  }

  await open(organizer, paths.leaderboard());
  await says(organizer, chosen[0]?.name ?? '');
  for (const way of [...resultWays, paths.leaderboard()]) {
    expect(await statusOf(null, way), `nobody ${way}`).toBe(404);
    expect(await statusOf(judge, way), `judge ${way}`).toBe(404);
  }

  await advance(organizer, 'pleno');
  await advance(organizer, 'penetapan');
  for (const step of ['tetapkan', 'umumkan']) {
    await open(organizer, paths.finalise());
    await press(organizer, `a[href$="langkah=${step}"]`);
    const confirm = `button[name=intent][value=${step}]`;
    // The form that sets a moment for the release asks the same.
    await press(organizer, `form:has(${confirm}) input[name=periksa]`);
    await press(organizer, confirm);
    await organizer.waitForFunction(
      (...gone: string[]) => gone.every((each) => !document.querySelector(each)),
      { polling: 100 },
      confirm,
      `a[href$="langkah=${step}"]`,
    );
    if (step === 'tetapkan') for (const way of resultWays) expect(await statusOf(null, way), way).toBe(404);
  }

  const { page: citizen } = await openPage(browser, app.url, null, viewports.phone);
  await open(citizen, paths.resultsOf(year));
  const shown = await citizen.$eval('main', (main) => main.innerText);
  for (const { name } of chosen) expect(shown).toContain(name);
  expect(shown.indexOf(chosen[0]?.name ?? '')).toBeLessThan(shown.indexOf(chosen[1]?.name ?? ''));
  expect(shown).toContain('Kecamatan Sunyi');
  // What says to search engines what the page is, runs nothing.
  expect(await citizen.$$('script:not([type="application/ld+json"])')).toHaveLength(0);
  expect(await axeViolations(citizen)).toEqual([]);
  const dataset = (await (await fetch(new URL(paths.resultsDataset(year), app.url))).json()) as { hash: string };
  expect(dataset.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(shown).toContain(dataset.hash);
  // The browser notes the refused list on its console; nothing else may be there.
  expect(errors.filter((each) => !each.includes('status of 422'))).toEqual([]);
});
