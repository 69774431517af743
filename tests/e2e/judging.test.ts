/** The judge's desk on a tablet, in a real browser on the built application: nothing tapped may get lost or count wrongly. */
import { and, eq } from 'drizzle-orm';
import type { Browser, HTTPRequest, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { artifacts, assignments, entries, markEdits, marks, proposals, rulings, sheets } from '#db/schema.ts';
import { launchBrowser, openPage, viewports } from '#tests/support/browser.ts';
import { contestStage, type Stage } from '#tests/support/contest-stage.ts';
import { signIn } from '#tests/support/seed.ts';

let browser: Browser;
let stage: Stage;
beforeAll(async () => {
  browser = await launchBrowser();
  stage = await contestStage();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

type Viewport = { width: number; height: number };
interface Tablet {
  page: Page;
  judgeId: string;
  errors: string[];
  /** The same judge on another tablet. */
  another: () => Promise<Page>;
}

const polling = 100;
const open = async (page: Page, address: string) => {
  const response = await page.goto(stage.url + address, { waitUntil: 'load' });
  expect(response?.status(), address).toBe(200);
};
// By polling, not by frames: a screen in the background draws none.
const shows = (page: Page, selector: string) =>
  page.waitForFunction((wanted: string) => document.querySelector(wanted) !== null, { polling }, selector);
const usable = (page: Page) => shows(page, 'input[name="tingkat-D1"]:enabled');
const says = (page: Page, text: string) =>
  page.waitForFunction((wanted: string) => document.body.innerText.includes(wanted), { polling }, text);
const saidBy = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText);
const checkedLevel = (page: Page, indicator: string) =>
  page.$$eval(`input[name="tingkat-${indicator}"]:checked`, ([input]) => (input as HTMLInputElement)?.value ?? null);
/** A tap that leaves the page where it is, so that a screen in the background can be tapped too. */
const tap = (page: Page, selector: string) =>
  page.$eval(selector, (element) => {
    (element as HTMLElement).click();
  });
const level = (indicator: string, value: number) => `input[name="tingkat-${indicator}"][value="${value}"]`;
const mark = (indicator: string, state: string) =>
  `section:has(> div > #n-${indicator}) .save-mark[data-state="${state}"]`;
const saved = (page: Page, indicator: string) => shows(page, mark(indicator, 'saved'));

/** A real click in the middle of the screen: at its edges the head and the steps lie over the sheet. */
async function press(page: Page, selector: string): Promise<void> {
  await page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
  await page.locator(selector).click();
}

/** Goes to a step of the sheet: a criterion (`k-konten`) or `kirim`. */
async function step(page: Page, id: string): Promise<void> {
  await tap(page, `.desk__nav a[href="#${id}"]`);
  await shows(page, `.desk__nav a[href="#${id}"][aria-current]`);
}

/** The sheet of `code` on a tablet of the judge in that seat. */
async function sheetOf(seat: number, code: string, viewport: Viewport = viewports.tabletPortrait): Promise<Tablet> {
  const person = await signIn(stage.contest.judges[seat]?.id ?? '');
  const address = paths.sheet(stage.entryId(code));
  const { page, errors } = await openPage(browser, stage.url, person, viewport);
  await open(page, address);
  await usable(page);
  return {
    page,
    judgeId: person.id,
    errors,
    async another() {
      const { page: other } = await openPage(browser, stage.url, person, viewport);
      await open(other, address);
      await usable(other);
      return other;
    },
  };
}

/** What the database holds of a mark, and every edit of it. */
async function held(judgeId: string, code: string, indicator: string) {
  const { db } = stage.application;
  const own = and(eq(sheets.judgeId, judgeId), eq(sheets.entryId, stage.entryId(code)));
  const [found] = await db
    .select({ mark: marks })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(own, eq(marks.indicator, indicator)));
  const edits = await db
    .select({ edit: markEdits })
    .from(markEdits)
    .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
    .where(and(own, eq(markEdits.indicator, indicator)))
    .orderBy(markEdits.createdAt);
  return { mark: found?.mark ?? null, edits: edits.map(({ edit }) => ({ level: edit.to.level, state: edit.state })) };
}

/** A level for every judged indicator that has none. */
async function fillIn(page: Page, value: number): Promise<void> {
  const names = await page.$$eval('input[type=radio][name^="tingkat-"]', (inputs) => [
    ...new Set(inputs.map((input) => input.getAttribute('name')?.replace('tingkat-', '') ?? '')),
  ]);
  for (const name of names) if ((await checkedLevel(page, name)) === null) await tap(page, level(name, value));
}
const submitButton = '#kirim form button';

test('a tap on a stale screen is kept beside the newer one; the judge chooses, submit waits', async () => {
  const { page, judgeId, another, errors } = await sheetOf(2, 'rsud');
  const stale = await another();
  await tap(page, level('D1', 4));
  await tap(page, level('D2', 4));
  await saved(page, 'D1');
  await saved(page, 'D2');
  await tap(stale, level('D1', 2));
  await tap(stale, level('D2', 1));
  await shows(stale, '#i-D1 .conflict');
  await shows(stale, '#i-D2 .conflict');
  // Nothing applied: the stale screen shows the newer mark and both sides.
  expect((await held(judgeId, 'rsud', 'D1')).mark?.level).toBe(4);
  expect(await checkedLevel(stale, 'D1')).toBe('4');
  const sides = await stale.$$eval('#i-D1 .conflict__level', (all) => all.map((each) => each.textContent));
  expect(sides).toEqual(['Tingkat 4', 'Tingkat 2']);
  await fillIn(stale, 3);
  await saved(stale, 'I7');
  expect(await stale.$eval(submitButton, (button) => (button as HTMLButtonElement).disabled)).toBe(true);
  await step(stale, 'kirim');
  expect(await saidBy(stale, '#kirim')).toContain('dua isian menunggu pilihan Anda');
  await tap(stale, '#i-D1 button[name=choice][value=mine]');
  await stale.waitForFunction(() => !document.querySelector('#i-D1 .conflict'), { polling });
  expect(await checkedLevel(stale, 'D1')).toBe('2');
  await tap(stale, '#i-D2 button[name=choice][value=newer]');
  await stale.waitForFunction(() => !document.querySelector('#i-D2 .conflict'), { polling });
  expect(await checkedLevel(stale, 'D2')).toBe('4');
  expect(await held(judgeId, 'rsud', 'D1')).toMatchObject({
    mark: { level: 2 },
    edits: [
      { level: 4, state: 'applied' },
      { level: 2, state: 'chosen' },
      { level: 2, state: 'applied' },
    ],
  });
  expect(await held(judgeId, 'rsud', 'D2')).toMatchObject({
    mark: { level: 4 },
    edits: [
      { level: 4, state: 'applied' },
      { level: 1, state: 'dropped' },
    ],
  });
  await shows(stale, `${submitButton}:enabled`);
  expect(errors).toEqual([]);
});

/** How many edits the browser keeps. */
const keptOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('lomba-meja');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('edits').objectStore('edits').count();
          counting.onerror = () => reject(counting.error);
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

test('taps while offline survive a reload and are sent once', async () => {
  const { page, judgeId } = await sheetOf(3, 'rsud');
  await page.setOfflineMode(true);
  await tap(page, level('D1', 5));
  await tap(page, level('K1', 2));
  await tap(page, level('K1', 3));
  await page.waitForSelector(mark('K1', 'waiting'));
  // Looking at another application and back must not lose the sheet while there is no network.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await tap(page, level('K2', 4));
  await page.waitForSelector(mark('K2', 'waiting'));
  expect((await held(judgeId, 'rsud', 'D1')).mark).toBeNull();
  await page.setOfflineMode(false);
  await page.reload({ waitUntil: 'load' });
  for (const indicator of ['D1', 'K1', 'K2']) await saved(page, indicator);
  await says(page, 'Semua tersimpan');
  expect(await checkedLevel(page, 'K1')).toBe('3');
  expect(await held(judgeId, 'rsud', 'D1')).toMatchObject({
    mark: { level: 5 },
    edits: [{ level: 5, state: 'applied' }],
  });
  const twice = await held(judgeId, 'rsud', 'K1');
  expect(twice.mark?.level).toBe(3);
  expect(twice.edits).toEqual([
    { level: 2, state: 'applied' },
    { level: 3, state: 'applied' },
  ]);
  expect(await keptOn(page)).toBe(0);
});

test('an answer lost on its way back puts the judge in no conflict with themself', async () => {
  const { page, judgeId } = await sheetOf(3, 'diskominfo');
  let lost = 0;
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    if (!request.url().endsWith(paths.saveMarks()) || lost > 0) return void request.continue();
    lost += 1;
    // The server gets it; the tablet hears nothing.
    await fetch(request.url(), {
      method: 'POST',
      headers: { ...request.headers(), cookie: await cookiesOf(page), origin: stage.url },
      body: request.postData() ?? '',
    });
    await request.abort('connectionreset');
  });
  await tap(page, level('D3', 2));
  await page.waitForSelector(mark('D3', 'waiting'));
  expect((await held(judgeId, 'diskominfo', 'D3')).mark?.level).toBe(2);
  await tap(page, level('D3', 4));
  await saved(page, 'D3');
  expect(await held(judgeId, 'diskominfo', 'D3')).toMatchObject({
    mark: { level: 4 },
    edits: [
      { level: 2, state: 'applied' },
      { level: 4, state: 'applied' },
    ],
  });
  expect(await page.$('.conflict')).toBeNull();
});

async function cookiesOf(page: Page): Promise<string> {
  return (await page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

test('a correction of a proposal asks for a reason, is saved, and goes back to the proposal', async () => {
  const { page, judgeId } = await sheetOf(2, 'diskominfo');
  const fold = '#i-O2 details:has(input[name="koreksi-O2"])';
  const act = `${fold} button`;
  await step(page, 'k-operabilitas');
  await tap(page, `${fold} > summary`);
  await tap(page, 'input[name="koreksi-O2"][value="2.5"]');
  expect(await page.$eval(act, (button) => (button as HTMLButtonElement).disabled)).toBe(true);
  expect(await saidBy(page, fold)).toContain('Tulis alasan');
  await page.type(`${fold} textarea`, 'Gambar besar tidak dimuat di sini.');
  // A note saved meanwhile must not take the reason that is being typed.
  await tap(page, '#i-O2 details:has(> textarea[aria-label="Catatan"]) > summary');
  await page.type('#i-O2 textarea[aria-label="Catatan"]', 'Dilihat dua kali.');
  await saved(page, 'O2');
  expect(await page.$eval(`${fold} textarea`, (area) => (area as HTMLTextAreaElement).value)).toContain('Gambar besar');
  await tap(page, act);
  await says(page, 'tingkat 2,5');
  await page.waitForFunction(() => document.querySelector('#i-O2 .proposal__override'), { polling });
  await expect
    .poll(async () => (await held(judgeId, 'diskominfo', 'O2')).mark)
    .toMatchObject({
      level: 2.5,
      reason: 'Gambar besar tidak dimuat di sini.',
      note: 'Dilihat dua kali.',
    });
  await page.reload({ waitUntil: 'load' });
  await usable(page);
  await page.locator('::-p-xpath(//*[@id="i-O2"]//button[contains(., "Kembali ke usulan")])').click();
  await expect
    .poll(async () => (await held(judgeId, 'diskominfo', 'O2')).mark)
    .toMatchObject({
      level: null,
      reason: null,
      note: 'Dilihat dua kali.',
    });
  await page.waitForFunction(() => !document.querySelector('#i-O2 .proposal__override'), { polling });
});

test('“tidak berlaku” is a claim until the organizer confirms it; then it binds every judge', async () => {
  const { page, judgeId } = await sheetOf(4, 'rsud');
  const fold = '#i-K5 details:has(button)';
  await step(page, 'k-konten');
  await tap(page, `${fold} > summary`);
  await page.type(`${fold} textarea`, 'Instansi ini tidak menerbitkan berita.');
  await tap(page, `${fold} button`);
  await saved(page, 'K5');
  await page.waitForSelector('#i-K5 .claim');
  expect((await held(judgeId, 'rsud', 'K5')).mark).toMatchObject({ notApplicable: true, level: null });

  const { page: organizer } = await openPage(browser, stage.url, stage.people.organizer);
  await open(organizer, paths.judgingMonitor());
  const form = 'form:has(input[name=indicator][value=K5])';
  expect(await saidBy(organizer, form)).toContain('Instansi ini tidak menerbitkan berita.');
  // Too short a reason is refused, and what was typed stays.
  await organizer.type(`${form} textarea`, 'ya');
  await organizer.locator(`${form} button[value=notApplicable]`).click();
  await organizer.waitForSelector(`${form} [role=alert]`);
  expect(await organizer.$eval(`${form} textarea`, (area) => (area as HTMLTextAreaElement).value)).toBe('ya');
  await organizer.type(`${form} textarea`, ', sudah diperiksa panitia');
  await organizer.locator(`${form} button[value=notApplicable]`).click();
  await organizer.waitForFunction((gone: string) => !document.querySelector(gone), { polling }, form);
  const made = await stage.application.db.select().from(rulings).where(eq(rulings.indicator, 'K5'));
  expect(made).toMatchObject([{ kind: 'notApplicable', entryId: stage.entryId('rsud') }]);

  const { page: other } = await sheetOf(1, 'rsud');
  await step(other, 'k-konten');
  expect(await saidBy(other, '#i-K5')).toContain('Diputus tidak berlaku');
  expect(await other.$('input[name="tingkat-K5"]')).toBeNull();
});

test('submit names what is missing, each a jump away; submitted, the sheet can only be read', async () => {
  const { page, judgeId, errors } = await sheetOf(4, 'diskominfo');
  expect(await page.$$('#kirim .jumps a')).toHaveLength(14);
  await fillIn(page, 4);
  await says(page, 'Semua tersimpan');
  await page.waitForSelector(`${submitButton}:not([disabled])`);
  // One is taken back by a claim and its withdrawal: it is missing again.
  await tap(page, '#i-D5 details:has(button) > summary');
  await page.type('#i-D5 details:has(button) textarea', 'Salah ketuk, bukan begitu.');
  await tap(page, '#i-D5 details:has(button) button');
  await page.waitForSelector('#i-D5 .claim button');
  await press(page, '#i-D5 .claim button');
  await page.waitForSelector('#kirim .jumps a');
  expect(await page.$$eval('#kirim .jumps a', (all) => all.map((each) => each.getAttribute('href')))).toEqual([
    '#i-D5',
  ]);
  // What says that something is on its way goes once it has arrived, and what stands below moves up.
  await says(page, 'Semua tersimpan');
  await step(page, 'kirim');
  await page.locator('#kirim .jumps a').click();
  // The indicator stands between the sticky head and the steps, under neither.
  await page.waitForFunction(
    () => {
      const { top } = document.querySelector('#i-D5')?.getBoundingClientRect() ?? { top: -1 };
      const { bottom } = document.querySelector('.desk__head')?.getBoundingClientRect() ?? { bottom: 0 };
      const steps = document.querySelector('.steps')?.getBoundingClientRect() ?? { top: 0 };
      return top >= bottom && top + 200 < steps.top;
    },
    { polling },
  );
  await tap(page, level('D5', 3.5));
  await step(page, 'kirim');
  await page.locator(submitButton).click();
  await says(page, 'Lembar terkirim');
  expect(await page.$(submitButton)).toBeNull();
  // All but the report of a wrong measurement, which changes no mark.
  expect(await page.$$('.indicator :is(input, textarea):enabled:not(form *)')).toHaveLength(0);
  expect(await checkedLevel(page, 'D5')).toBe('3.5');
  const [sheet] = await stage.application.db
    .select()
    .from(sheets)
    .where(and(eq(sheets.judgeId, judgeId), eq(sheets.entryId, stage.entryId('diskominfo'))));
  expect(sheet?.state).toBe('submitted');
  expect(errors).toEqual([]);
});

test('a mark of a sheet left too early goes out from the desk', async () => {
  const { page, judgeId } = await sheetOf(2, 'kec-girimulyo');
  const refuse = (request: HTTPRequest) =>
    void (request.url().endsWith(paths.saveMarks()) ? request.abort('connectionreset') : request.continue());
  await page.setRequestInterception(true);
  page.on('request', refuse);
  await tap(page, level('K6', 2));
  await page.waitForSelector(mark('K6', 'waiting'));
  await page.locator('.desk__back').click();
  await says(page, '1 belum terkirim, luring sejak');
  expect((await held(judgeId, 'kec-girimulyo', 'K6')).mark).toBeNull();
  page.off('request', refuse);
  await page.setRequestInterception(false);
  await expect.poll(async () => (await held(judgeId, 'kec-girimulyo', 'K6')).mark?.level, { timeout: 20_000 }).toBe(2);
  await page.waitForFunction(() => !document.body.innerText.includes('belum terkirim'), { polling });
});

test('without the server a form says so and the sheet stays', async () => {
  const { page } = await sheetOf(2, 'kec-sumberagung');
  await step(page, 'kirim');
  await tap(page, 'details:has(button.button--danger) > summary');
  await page.type('textarea[name=reason]', 'Saya bekerja di kecamatan ini.');
  await page.setOfflineMode(true);
  await tap(page, 'button.button--danger');
  await says(page, 'Server tidak terjangkau');
  expect(await page.$eval('textarea[name=reason]', (area) => (area as HTMLTextAreaElement).value)).toContain('bekerja');
});

test('a judge steps back on the sheet: it closes, and the organizer is asked', async () => {
  const { page } = await sheetOf(4, 'kec-sumberagung');
  await step(page, 'kirim');
  await tap(page, 'details:has(button.button--danger) > summary');
  await page.type('textarea[name=reason]', 'Saudara saya bekerja di sana.');
  await page.locator('button.button--danger').click();
  await page.waitForFunction((desk: string) => location.pathname === desk, { polling }, paths.judge());
  // The address changes before the desk is drawn.
  await shows(page, '.done-fold summary');
  await page.$$eval('.done-fold summary', (all) => {
    for (const each of all) each.click();
  });
  await says(page, 'Mengundurkan diri');
  await open(page, paths.sheet(stage.entryId('kec-sumberagung')));
  expect(await saidBy(page, 'main')).toContain('Anda sudah menyatakan mundur');
  expect(await page.$$('.indicator input:enabled')).toHaveLength(0);
  const { page: organizer } = await openPage(browser, stage.url, stage.people.organizer);
  await open(organizer, paths.judgingMonitor());
  expect(await saidBy(organizer, 'main')).toContain('Saudara saya bekerja di sana.');
  await organizer.locator('button[name=decision][value=confirm]').click();
  await organizer.waitForFunction(() => !document.querySelector('button[name=decision]'), { polling });
});

test('by keyboard alone a level is chosen with the arrows', async () => {
  const { page, judgeId } = await sheetOf(3, 'kec-sumberagung', viewports.tabletLandscape);
  await page.focus('#i-D2 textarea, #i-D2 summary');
  const name = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name ?? '');
  for (let steps = 0; steps < 12 && (await name()) !== 'tingkat-D3'; steps += 1) await page.keyboard.press('Tab');
  expect(await name()).toBe('tingkat-D3');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await says(page, 'Semua tersimpan');
  expect(await checkedLevel(page, 'D3')).toBe('2');
  await expect.poll(async () => (await held(judgeId, 'kec-sumberagung', 'D3')).mark?.level).toBe(2);
  // The ring is seen, and the level in focus is not under the sticky head.
  const seen = await page.evaluate(() => {
    const box = document.activeElement?.getBoundingClientRect();
    const head = document.querySelector('.desk__head')?.getBoundingClientRect();
    return Boolean(box && head && box.top >= head.bottom && box.bottom <= innerHeight);
  });
  expect(seen).toBe(true);
});

test('nothing moves under the finger: no layout shift over load and ten taps', async () => {
  for (const viewport of [viewports.tabletLandscape, viewports.tabletPortrait, viewports.phone]) {
    const person = await signIn(stage.contest.judges[1]?.id ?? '');
    const { page, context } = await openPage(browser, stage.url, person, viewport);
    await page.evaluateOnNewDocument(() => {
      const shifts: string[] = [];
      Object.assign(window, { shifts });
      // Also what follows a tap within half a second: the browser's own score leaves that out.
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          sources: { node?: Element; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
        })[])
          shifts.push(
            `${entry.value} ${entry.sources.map((s) => `${s.node?.nodeName}.${s.node?.className} ${s.previousRect.top}>${s.currentRect.top} ${s.previousRect.width}>${s.currentRect.width}`).join('; ')}`,
          );
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await open(page, paths.sheet(stage.entryId('rsud')));
    await usable(page);
    await step(page, 'k-desain');
    for (const indicator of ['D1', 'D2', 'D3', 'D4', 'D5', 'K1', 'K2', 'K3', 'K4', 'K6']) {
      if (indicator === 'K1') await page.locator('.steps__after').click();
      await press(page, level(indicator, 3));
      await saved(page, indicator);
    }
    await says(page, 'Semua tersimpan');
    const shifts = await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
    expect(shifts, `${viewport.width}`).toEqual([]);
    await context.close();
  }
});

test('the chief judge decides a blocked site and confirms a finding', async () => {
  const { page } = await openPage(browser, stage.url, stage.people.chiefJudge, viewports.tabletPortrait);
  await open(page, paths.rulings());
  const blocked = stage.entryId('kec-girimulyo');
  const decide = `form:has(input[name=entryId][value="${blocked}"]):has(input[name=indicators])`;
  await page.waitForSelector(decide);
  const { length } = await page.$$(`${decide} input[name=indicators]`);
  expect(length).toBeGreaterThan(5);
  await tap(page, `${decide} input[name=kind][value=points]`);
  await page.type(`${decide} input[name=points]`, '62,5');
  await page.type(`${decide} textarea`, 'Dibuka bersama di ruang juri, layak.');
  // Nothing chosen: refused in words, and what was typed is kept.
  await page.locator(`${decide} button[value=decide]`).click();
  await page.waitForSelector('[role=alert]');
  expect(await saidBy(page, 'main')).toContain('Pilih paling sedikit satu indikator');
  expect(await page.$eval(`${decide} input[name=points]`, (input) => (input as HTMLInputElement).value)).toBe('62,5');
  await page.locator(`${decide} button[value=decideAll]`).click();
  await page.waitForFunction((gone: string) => !document.querySelector(gone), { polling }, decide);
  const made = await stage.application.db.select().from(rulings).where(eq(rulings.entryId, blocked));
  expect(made).toHaveLength(length);
  expect(made.every((ruling) => ruling.kind === 'points' && ruling.points === 62.5)).toBe(true);

  await page.locator(`a[href="${paths.findings()}"]`).click();
  const finding = 'form:has(button[value=confirmed])';
  await page.waitForSelector(finding);
  const entryId = await page.$eval(`${finding} input[name=entryId]`, (input) => (input as HTMLInputElement).value);
  await page.type(`${finding} textarea`, 'Iklan judi terlihat pada halaman.');
  await page.locator(`${finding} button[value=confirmed]`).click();
  await page.waitForFunction(
    (gone: string) => !document.querySelector(`form:has(button[value=confirmed]) input[name=entryId][value="${gone}"]`),
    { polling },
    entryId,
  );
  const zero = await stage.application.db
    .select({ points: proposals.points })
    .from(proposals)
    .innerJoin(entries, eq(entries.currentAuditId, proposals.auditId))
    .where(and(eq(entries.id, entryId), eq(proposals.indicator, 'O4')));
  expect(zero).toEqual([{ points: 0 }]);
});

test('marks and pictures over HTTP are closed to others', async () => {
  const { db } = stage.application;
  const send = async (person: { cookie: string } | null, body: unknown, origin = stage.url) => {
    const headers: Record<string, string> = { 'Content-Type': 'application/json', Origin: origin };
    if (person) headers.Cookie = person.cookie;
    return fetch(stage.url + paths.saveMarks(), { method: 'POST', headers, body: JSON.stringify(body) });
  };
  const chief = stage.people.chiefJudge;
  const edit = {
    clientId: crypto.randomUUID(),
    entryId: stage.entryId('rsud'),
    indicator: 'D1',
    baseRevision: 0,
    to: { level: 5, notApplicable: false, reason: null, note: null, tasks: null },
  };
  const judge = await signIn(stage.contest.judges[1]?.id ?? '');
  expect((await send(null, { edits: [edit] })).status).toBe(401);
  for (const role of ['organizer', 'webmaster'] as const)
    expect((await send(stage.people[role], { edits: [edit] })).status).toBe(404);
  expect((await send(judge, { judge: chief.id, edits: [edit] })).status).toBe(409);
  expect((await send(judge, { edits: 'x' })).status).toBe(400);
  expect((await send(judge, { edits: [edit] }, 'https://lain.example')).status).toBe(403);
  expect((await fetch(stage.url + paths.saveMarks(), { headers: { Cookie: judge.cookie } })).status).toBe(404);
  await db
    .delete(assignments)
    .where(and(eq(assignments.judgeId, chief.id), eq(assignments.entryId, stage.entryId('rsud'))));
  const unassigned = await send(chief, { edits: [edit] });
  expect(await unassigned.json()).toMatchObject({ answers: [{ state: 'refused', refusal: 'notAssigned' }] });
  expect((await held(chief.id, 'rsud', 'D1')).mark).toBeNull();

  const stored = await db
    .select()
    .from(artifacts)
    .where(eq(artifacts.auditId, stage.auditId('rsud')));
  const phone = stored.find((each) => each.kind === 'phone')?.id ?? '';
  const picture = async (id: string, person: { cookie: string } | null) => {
    const headers: Record<string, string> = person ? { Cookie: person.cookie } : {};
    return fetch(stage.url + paths.picture(id), { headers, redirect: 'manual' });
  };
  expect((await picture(phone, null)).status).toBe(404);
  expect((await picture(phone, stage.people.webmaster)).status).toBe(404);
  expect((await picture(crypto.randomUUID(), judge)).status).toBe(404);
  expect((await picture('bukan-id', judge)).status).toBe(404);
  const pictures = ['phone', 'desktop', 'screen', 'crop', 'ordinary', 'face'];
  for (const each of stored.filter(({ kind }) => !pictures.includes(kind)))
    expect((await picture(each.id, stage.people.organizer)).status, each.kind).toBe(404);
  // As a citizen sees it: for those who look into a site with two faces.
  const ordinary = stored.find(({ kind }) => kind === 'ordinary')?.id ?? '';
  expect((await picture(ordinary, judge)).status).toBe(404);
  expect((await picture(ordinary, stage.people.organizer)).status).toBe(200);
  const seen = await picture(phone, judge);
  expect(seen.status).toBe(200);
  expect(seen.headers.get('content-type')).toMatch(/^image\//);
  expect(seen.headers.get('cache-control')).toContain('private');
  expect(seen.headers.get('x-content-type-options')).toBe('nosniff');
});
