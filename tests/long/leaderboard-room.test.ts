/** The leaderboard room over a contest that is scored in full: axe, viewports, and the ways through it. */
import { eq, inArray } from 'drizzle-orm';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { assignments, contests, entries, marks, proposals, sheets } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { faultsOf, launchBrowser, openPage, sidewaysScroll } from '#tests/support/browser.ts';
import { makeJudgedContest } from '#tests/support/judged-contest.ts';
import { makeEntry } from '#tests/support/seed.ts';

let browser: Browser;
let application: TestApplication;
let stopped = false;
let made: Awaited<ReturnType<typeof makeJudgedContest>>;
beforeAll(async () => {
  browser = await launchBrowser();
  application = await testApplication();
  made = await makeJudgedContest({ year: 2042, aggregate: 'severity-adjusted' });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  if (!stopped) await application?.stop();
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
  expect(await faultsOf(page)).toEqual([]);
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

test('what is drawn is what is written beside it', async () => {
  const { page, context } = await openPage(browser, application.url, made.organizer);
  await page.goto(application.url + paths.leaderboard(), { waitUntil: 'load' });
  const rows = await page.$$eval('.board tbody tr', (all) =>
    all.map((row) => {
      const cell = row.querySelector('td:has(.range)');
      const figures = (cell?.textContent ?? '').match(/\d+,\d\d/g) ?? [];
      const of = (selector: string, name: string) => Number(cell?.querySelector(selector)?.getAttribute(name));
      const [total = 0, low = 0, high = 0] = figures.map((each) => Number(each.replace(',', '.')));
      const x = of('.range__span', 'x');
      return { total, low, high, x, end: x + of('.range__span', 'width'), dot: of('.range__dot', 'cx') };
    }),
  );
  expect(rows).toHaveLength(10);
  const [from, to] = [Math.min(...rows.map((row) => row.low)), Math.max(...rows.map((row) => row.high))];
  const place = (value: number) => 5 + ((value - from) / (to - from)) * 110;
  for (const row of rows) {
    expect(row.x).toBeCloseTo(place(row.low), 0);
    expect(row.end).toBeCloseTo(place(row.high), 0);
    expect(row.dot).toBeCloseTo(place(row.total), 0);
  }
  await page.goto(application.url + paths.judgesFigures(), { waitUntil: 'load' });
  const judges = await page.$$eval('.card:has(.judge-scale)', (all) =>
    all.map((card) => {
      const [sentence = ''] = /(Lebih (ketat|murah)|Seketat)[^.]*poin/.exec(card.textContent ?? '') ?? [];
      const points = Number((/[\d,]+/.exec(sentence) ?? ['0'])[0].replace(',', '.'));
      const dot = Number(card.querySelector('.range__dot')?.getAttribute('cx'));
      return { sign: sentence.includes('ketat ') && !sentence.includes('Seketat') ? -1 : 1, points, dot, sentence };
    }),
  );
  const widest = Math.max(...judges.map(({ points }) => points));
  for (const { sign, points, dot, sentence } of judges.filter(({ sentence: said }) => said.startsWith('Lebih')))
    expect(Math.abs(dot - (60 + ((sign * points) / widest) * 55)), sentence).toBeLessThan(1);
  await context.close();
});

test.each(screens.filter(([name]) => name !== 'method' && name !== 'how a rank is made'))(
  '%s: fits an A4 page, without ways and buttons',
  async (_name, path) => {
    const { page, context } = await openPage(browser, application.url, made.organizer, { width: 680, height: 900 });
    await page.emulateMediaType('print');
    await page.goto(application.url + path(), { waitUntil: 'load' });
    expect(await sidewaysScroll(page)).toBe(0);
    const shown = await page.$$eval('nav, .button, form', (all) => all.filter((each) => each.checkVisibility()).length);
    expect(shown).toBe(0);
    await context.close();
  },
);

test('a sheet that comes in shows without a reload; focus and place on the page stay', async () => {
  const { page, context, errors } = await openPage(browser, application.url, made.organizer, {
    width: 1180,
    height: 500,
  });
  await page.goto(application.url + paths.leaderboard(), { waitUntil: 'load' });
  const names = () => page.$$eval('.board tbody th a', (all) => all.map((each) => each.textContent));
  const [sheet] = await application.db
    .select()
    .from(sheets)
    .where(eq(sheets.entryId, entryAt(3)));
  const setState = (state: 'draft' | 'submitted') =>
    application.db
      .update(sheets)
      .set({ state })
      .where(eq(sheets.id, sheet?.id ?? ''));
  const untilRanked = (count: number) =>
    page.waitForFunction((n) => document.querySelectorAll('.board tbody tr').length === n, { timeout: 8_000 }, count);
  const before = await names();
  await setState('draft');
  await untilRanked(before.length - 1);
  await setState('submitted');
  await untilRanked(before.length);
  // The last in the list gets the focus; a ruling of full points for everything takes it upwards.
  await page.evaluate(() => {
    Object.assign(window, { stayed: true });
    const links = document.querySelectorAll<HTMLAnchorElement>('.board tbody th a');
    links[links.length - 1]?.focus();
    window.scrollTo(0, 300);
  });
  const last = before.at(-1) ?? '';
  const place = await page.evaluate(() => window.scrollY);
  expect(place).toBeGreaterThan(0);
  const entryId = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href.split('/').at(-1) ?? '');
  await application.db.transaction(async (tx) => {
    const own = await tx.select({ id: sheets.id }).from(sheets).where(eq(sheets.entryId, entryId));
    for (const { id } of own) await tx.update(marks).set({ points: 100, level: 5 }).where(eq(marks.sheetId, id));
    await tx.update(sheets).set({ revision: 2 }).where(eq(sheets.entryId, entryId));
  });
  await page.waitForFunction(
    (name) => document.querySelector('.board tbody tr:last-child th a')?.textContent !== name,
    { timeout: 8_000 },
    last,
  );
  expect((await names()).indexOf(last)).toBeLessThan(before.length - 1);
  const now = await page.evaluate(() => ({
    focused: document.activeElement?.textContent,
    stayed: 'stayed' in window,
    scrollY: window.scrollY,
  }));
  expect(now).toEqual({ focused: last, stayed: true, scrollY: place });
  expect(errors).toEqual([]);
  await context.close();
});

test('a chief judge who gets a sheet of their own to score loses the board while looking at it, and has it back by itself', async () => {
  const { page, context, errors } = await openPage(browser, application.url, made.chiefJudge);
  await page.goto(application.url + paths.judgesFigures(), { waitUntil: 'load' });
  await page.waitForSelector('.room-nav');
  const { id: entryId } = await makeEntry(made.contest.id, { name: 'Dinas Susulan', outsideRanking: true });
  await application.db.insert(assignments).values({ contestId: made.contest.id, entryId, judgeId: made.chiefJudge.id });
  await page.waitForFunction(() => location.pathname === '/peringkat' && !document.querySelector('.room-nav'), {
    timeout: 8_000,
  });
  expect(await page.evaluate(() => document.body.innerText)).not.toContain(made.judges[1]?.name ?? '?');
  await application.db.delete(assignments).where(eq(assignments.entryId, entryId));
  await page.waitForSelector('.board--room', { timeout: 25_000 });
  // The stream's own refusal, where the assignment came before it.
  expect(errors.filter((each) => !each.includes('status of 404'))).toEqual([]);
  await context.close();
});

test('where the stream is refused, the page asks at intervals', async () => {
  const { page, context } = await openPage(browser, application.url, made.organizer);
  await page.setRequestInterception(true);
  let loads = 0;
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname + search === paths.boardStream()) return void request.respond({ status: 502 });
    if (pathname === '/peringkat.data') loads += 1;
    return void request.continue();
  });
  await page.goto(application.url + paths.leaderboard(), { waitUntil: 'load' });
  const end = Date.now() + 25_000;
  while (loads < 2 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
  expect(loads).toBeGreaterThan(1);
  await context.close();
}, 40_000);

test('the plenary decides a tie: attendance, order, and the board says so', async () => {
  const pair = [entryAt(0), entryAt(1)];
  const of = await application.db.select({ id: sheets.id }).from(sheets).where(inArray(sheets.entryId, pair));
  const own = inArray(
    marks.sheetId,
    of.map(({ id }) => id),
  );
  await application.db.update(marks).set({ points: 90, level: 4.5 }).where(own);
  const audited = await application.db
    .select({ id: entries.currentAuditId })
    .from(entries)
    .where(inArray(entries.id, pair));
  await application.db
    .update(proposals)
    .set({ points: 90 })
    .where(
      inArray(
        proposals.auditId,
        audited.flatMap(({ id }) => id ?? []),
      ),
    );
  await application.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, made.contest.id));

  const { page, context, errors } = await openPage(browser, application.url, made.chiefJudge);
  await page.goto(`${application.url}${paths.plenary('Dinas')}`, { waitUntil: 'load' });
  expect(await faultsOf(page)).toEqual([]);

  // The address changes before the screen does, and the notice of the step before is still on it: only its own words tell.
  const press = async (selector: string, answer: string) => {
    await page.waitForSelector(selector);
    await page.$eval(selector, (button) => (button as HTMLElement).click());
    await page.waitForFunction((words) => document.body.innerText.includes(words), { polling: 100 }, answer);
  };
  await press('button[value="hadir"]', 'Tercatat 5 orang');
  const selects = await page.$$('select[name^="tempat-"]');
  expect(selects).toHaveLength(2);
  await page.click('input[value="order"]');
  await selects[0]?.select('2');
  await selects[1]?.select('1');
  await page.type('textarea[name="reason"]', 'Layanan pengaduannya lebih lengkap.');
  await press('button[value="putus"]', 'Tidak ada seri yang belum diputus.');
  const said = await page.evaluate(() => document.body.innerText);
  expect(said).toContain('Urutan: 1. Dinas Kesehatan, 2. Dinas Komunikasi dan Informatika');
  const columns = await page.$$eval('.plenary thead th[scope="col"]', (cells) =>
    cells.slice(0, 2).map((each) => each.textContent),
  );
  expect(columns).toEqual(['1Dinas Kesehatan', '2Dinas Komunikasi dan Informatika']);
  expect(errors).toEqual([]);
  await context.close();
});

test('open streams keep nobody from shutting the application down', async () => {
  const { page, context } = await openPage(browser, application.url, made.organizer);
  await page.goto(application.url + paths.leaderboard(), { waitUntil: 'load' });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const began = Date.now();
  await application.stop();
  stopped = true;
  expect(Date.now() - began).toBeLessThan(8_000);
  await context.close();
});
