/** What stands around the levels on a judge's sheet: steps, acceptances, reports, notes, history, one's own marks elsewhere. */
import { and, eq } from 'drizzle-orm';
import type { Browser, Page, SerializedAXNode } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHEET_NOTE } from '#app/judging/mark.ts';
import { paths } from '#app/paths.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { marks, rulings, sheets } from '#db/schema.ts';
import { axeViolations, launchBrowser, openPage, viewports } from '#tests/support/browser.ts';
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

const polling = 100;
const usable = (page: Page) => page.waitForSelector('input[name="tingkat-D1"]:enabled');
const tap = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).click());
const says = (page: Page, text: string) =>
  page.waitForFunction((wanted: string) => document.body.innerText.includes(wanted), { polling }, text);
const placeOf = (page: Page) =>
  page.$eval('[data-place]:not([hidden])', (element) => (element as HTMLElement).dataset.place);
const step = (page: Page, id: string) => tap(page, `.desk__nav a[href="#${id}"]`);

async function sheetOf(
  seat: number,
  code: string,
  viewport: { width: number; height: number } = viewports.tabletPortrait,
) {
  const person = await signIn(stage.contest.judges[seat]?.id ?? '');
  const { page, errors } = await openPage(browser, stage.url, person, viewport);
  await page.goto(stage.url + paths.sheet(stage.entryId(code)), { waitUntil: 'load' });
  await usable(page);
  return { page, judgeId: person.id, errors };
}
async function markOf(judgeId: string, code: string, indicator: string) {
  const [row] = await stage.application.db
    .select({ mark: marks })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(eq(sheets.judgeId, judgeId), eq(sheets.entryId, stage.entryId(code)), eq(marks.indicator, indicator)));
  return row?.mark ?? null;
}

test('one step at a time, the next at the thumb; reloaded, the sheet stands where it was left', async () => {
  const { page, errors } = await sheetOf(3, 'kec-girimulyo');
  expect(await placeOf(page)).toBe('desain');
  // Each press goes one step on, also though the same button then leads further.
  for (const place of ['konten', 'operabilitas', 'integrasi', 'kirim']) {
    await page.locator('.steps__after').click();
    await page.waitForSelector(`[data-place="${place}"]:not([hidden])`);
    expect(await page.$$('[data-place]:not([hidden])')).toHaveLength(1);
  }
  await page.locator('.steps__before').click();
  await page.waitForSelector('[data-place="integrasi"]:not([hidden])');
  await page.goto(stage.url + paths.sheet(stage.entryId('kec-girimulyo')), { waitUntil: 'load' });
  await page.waitForSelector('[data-place="integrasi"]:not([hidden])');
  await page.click('.steps__site');
  expect(await page.$eval('dialog.drawer', (drawer) => (drawer as HTMLDialogElement).open)).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.$eval('dialog.drawer', (drawer) => (drawer as HTMLDialogElement).open)).toBe(false);
  expect(errors).toEqual([]);
});

test('all proposals of a criterion are accepted at once, but not before they were seen', async () => {
  const { page, judgeId } = await sheetOf(3, 'diskominfo');
  await step(page, 'k-operabilitas');
  const act = '[data-place="operabilitas"] .accept button';
  await page.waitForSelector(`${act}:disabled`);
  const ids = await page.$$eval('[data-place="operabilitas"] .indicator:has(.button--toggle)', (all) =>
    all.map((each) => each.id),
  );
  expect(ids.length).toBeGreaterThan(2);
  for (const id of ids) {
    await page.$eval(`#${id}`, (element) => element.scrollIntoView({ block: 'center' }));
    await page.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(() => resolve(true))));
  }
  await page.waitForSelector(`${act}:enabled`);
  await tap(page, act);
  await page.waitForFunction(
    () => document.querySelectorAll('[data-place="operabilitas"] .button--toggle[aria-pressed="false"]').length === 0,
    { polling },
  );
  await says(page, 'Semua tersimpan');
  const accepted = (await markOf(judgeId, 'diskominfo', 'O2'))?.accepted;
  expect(accepted).not.toBeNull();
  const shown = await page.$eval('#i-O2 .proposal__points', (element) => element.textContent ?? '');
  expect(Number(shown.replace(',', '.'))).toBeCloseTo(accepted ?? -1, 1);
});

test('a wrong measurement: its draft outlasts a reload, the chief judge corrects it for all', async () => {
  const { page } = await sheetOf(3, 'rsud');
  const fold = '#i-O3 details:has(input[value="report"])';
  await step(page, 'k-operabilitas');
  await tap(page, `${fold} > summary`);
  await page.type(`${fold} textarea`, 'Tombolnya cukup besar di ponsel saya.');
  await page.reload({ waitUntil: 'load' });
  await usable(page);
  await tap(page, `${fold} > summary`);
  await page.waitForSelector(`${fold} button:enabled`);
  await tap(page, `${fold} button`);
  await says(page, 'Dilaporkan keliru, menunggu ketua juri');
  expect(await page.$eval(`${fold} textarea`, (area) => (area as HTMLTextAreaElement).value)).toBe('');

  const { page: chief } = await openPage(browser, stage.url, stage.people.chiefJudge, viewports.tabletPortrait);
  await chief.goto(stage.url + paths.rulings(), { waitUntil: 'load' });
  const form = `form:has(input[name=form][value="${stage.entryId('rsud')} O3"])`;
  expect(await chief.$eval(form, (element) => (element as HTMLElement).innerText)).toContain('Tombolnya cukup besar');
  expect(await axeViolations(chief)).toEqual([]);
  await tap(chief, `${form} input[value=points]`);
  await chief.type(`${form} input[name=points]`, '88');
  await chief.type(`${form} textarea`, 'Diukur ulang di ruang juri.');
  await tap(chief, `${form} button[value=decideAll]`);
  await chief.waitForFunction((gone: string) => !document.querySelector(gone), { polling }, form);
  const made = await stage.application.db.select().from(rulings).where(eq(rulings.indicator, 'O3'));
  expect(made).toMatchObject([{ points: 88, entryId: stage.entryId('rsud') }]);
  const { page: other } = await sheetOf(4, 'rsud');
  await step(other, 'k-operabilitas');
  await says(other, 'Diputus ketua juri: 88,0 poin');
});

test('the note on the whole outlasts a cut network, and its history gives an old one back', async () => {
  const { page, judgeId } = await sheetOf(2, 'kec-girimulyo');
  const note = '#i-lembar textarea';
  await step(page, 'kirim');
  await page.type(note, 'Catatan pertama.');
  await expect
    .poll(async () => (await markOf(judgeId, 'kec-girimulyo', SHEET_NOTE))?.note, { timeout: 10_000 })
    .toBe('Catatan pertama.');
  await page.setOfflineMode(true);
  await page.click(note, { count: 3 });
  await page.type(note, 'Catatan kedua, tanpa jaringan.');
  await page.waitForSelector('#i-lembar .save-mark[data-state="waiting"]');
  await page.setOfflineMode(false);
  await page.reload({ waitUntil: 'load' });
  await usable(page);
  await expect
    .poll(async () => (await markOf(judgeId, 'kec-girimulyo', SHEET_NOTE))?.note, { timeout: 20_000 })
    .toBe('Catatan kedua, tanpa jaringan.');
  await page.goto(stage.url + paths.history(stage.entryId('kec-girimulyo')), { waitUntil: 'load' });
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('.history form button').click();
  await expect
    .poll(async () => (await markOf(judgeId, 'kec-girimulyo', SHEET_NOTE))?.note, { timeout: 10_000 })
    .toBe('Catatan pertama.');
});

test('one’s own marks elsewhere are a tap away', async () => {
  // The judge of the second seat has submitted one sheet.
  const { page, judgeId } = await sheetOf(1, 'rsud');
  await tap(page, '#i-D1 .elsewhere > summary');
  await page.waitForSelector('#i-D1 .elsewhere__level');
  const level = await page.$eval('#i-D1 .elsewhere__level', (element) => element.textContent);
  expect(Number(level?.replace(',', '.'))).toBe((await markOf(judgeId, 'diskominfo', 'D1'))?.level);
});

test('a whole sheet by keyboard alone, from the first level to its submission', async () => {
  const { page, judgeId } = await sheetOf(4, 'diskominfo', viewports.tabletLandscape);
  const here = () =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null;
      return {
        name: at?.name ?? '',
        isNext: at?.classList.contains('steps__after') ?? false,
        submits: at?.closest('#kirim') !== null && at?.tagName === 'BUTTON' && !at.disabled,
      };
    });
  const named: string[] = [];
  await page.focus('#k-desain');
  for (const next of ['konten', 'operabilitas', 'integrasi', 'kirim']) {
    for (let presses = 0; presses < 150 && !(await here()).isNext; presses += 1) {
      await page.keyboard.press('Tab');
      const { name } = await here();
      if (!name.startsWith('tingkat-')) continue;
      named.push(name);
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-place="${next}"]:not([hidden])`);
    // The next Tab goes into the step, not through the page's head once more.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-place]')?.dataset.place)).toBe(
      next,
    );
  }
  const judged = defaultRubric()
    .criteria.flatMap((criterion) => criterion.indicators)
    .filter((each) => each.source === 'judge');
  expect(named).toEqual(judged.map(({ id }) => `tingkat-${id}`));
  await says(page, 'Semua tersimpan');
  for (let presses = 0; presses < 30 && !(await here()).submits; presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const sheet = () =>
    stage.application.db
      .select({ state: sheets.state })
      .from(sheets)
      .where(and(eq(sheets.judgeId, judgeId), eq(sheets.entryId, stage.entryId('diskominfo'))));
  await expect.poll(sheet, { timeout: 20_000 }).toEqual([{ state: 'submitted' }]);
  expect((await markOf(judgeId, 'diskominfo', 'D1'))?.level).toBe(1.5);
});

test('a screen reader hears what each level means, what stands chosen, and that it was saved', async () => {
  const { page } = await sheetOf(4, 'rsud', viewports.tabletLandscape);
  const root = await page.$('#i-D1');
  const tree = await page.accessibility.snapshot({ ...(root ? { root } : {}), interestingOnly: false });
  const all: SerializedAXNode[] = [];
  const walk = (node: SerializedAXNode | null) => {
    if (!node) return;
    all.push(node);
    for (const child of node.children ?? []) walk(child);
  };
  walk(tree);
  const indicator = defaultRubric().criteria[0]?.indicators[0];
  expect(tree).toMatchObject({ role: 'region', name: `D1 ${indicator?.name.id}` });
  expect(all.filter((node) => node.role === 'group').map((node) => node.name)).toContain('Pilih tingkat');
  const radios = all.filter((node) => node.role === 'radio');
  expect(radios).toHaveLength(9);
  const levels = indicator?.source === 'judge' ? indicator.levels : undefined;
  for (const [n, radio] of radios.entries()) {
    const whole = n % 2 === 0 ? levels?.[String(1 + n / 2)]?.id : '';
    expect(radio.name, `level ${1 + n / 2}`).toMatch(new RegExp(`^${String(1 + n / 2).replace('.', ',')} `));
    expect(radio.name).toContain(whole);
    expect(radio.name).toMatch(/\d+ poin/);
  }
  await tap(page, 'input[name="tingkat-D1"][value="4"]');
  await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.startsWith('D1'), { polling });
  const chosen = await page.accessibility.snapshot({ ...(root ? { root } : {}) });
  const checked = JSON.stringify(chosen).match(/"checked":true/g);
  expect(checked).toHaveLength(1);
});

test('axe finds nothing on any step, in both orientations and both themes', async () => {
  const { page } = await sheetOf(4, 'rsud');
  const found: string[] = [];
  // What hangs on the theme are colours, on the way it is held the layout: each once with the other is enough.
  for (const [viewport, theme] of [
    [viewports.tabletLandscape, 'light'],
    [viewports.tabletPortrait, 'dark'],
  ] as const) {
    await page.setViewport(viewport);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    for (const id of ['k-desain', 'k-konten', 'k-operabilitas', 'k-integrasi', 'kirim']) {
      await step(page, id);
      await page.waitForSelector(`[data-place]:not([hidden])#${id}, [data-place]:not([hidden]) #${id}`);
      for (const violation of await axeViolations(page)) found.push(`${viewport.width} ${id} ${theme}: ${violation}`);
    }
  }
  expect(found).toEqual([]);
});
