/** From the printed card to a tablet that is cut off, in a real browser: nobody locked out, nothing tapped lost. */
import { and, eq } from 'drizzle-orm';
import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { assignments, marks, sheets, user } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import {
  axeViolations,
  launchBrowser,
  openPage,
  sidewaysScroll,
  smallTargets,
  viewports,
} from '#tests/support/browser.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let browser: Browser;
let application: TestApplication;
let entryId: string;
let contestId: string;
let desk: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  application = await testApplication();
  const contest = await makeSmallContest({ year: 2031 });
  contestId = contest.id;
  const entry = await makeEntry(contest.id, { name: 'Dinas Perangkat' });
  entryId = entry.id;
  await makeAudit(entry, 50);
  ({ page: desk } = await openPage(browser, application.url, await makeUser('organizer'), viewports.desktop));
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
});

const polling = 100;
const says = (page: Page, text: string) =>
  page.waitForFunction((wanted: string) => document.body.innerText.includes(wanted), { polling }, text);
const press = async (page: Page, selector: string) => {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
};
const tap = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).click());

interface PrintedCard {
  link: string;
  code: string;
}

/** What a camera reads from each QR on the sheet, and the code beside it. */
async function printed(page: Page): Promise<PrintedCard[]> {
  const cards = await page.$$eval('.sign-in-card', (items) =>
    items.map((item) => {
      const image = item.querySelector('img');
      const canvas = document.createElement('canvas');
      const side = 400;
      canvas.width = side;
      canvas.height = side;
      const context = canvas.getContext('2d');
      if (!image || !context) throw new Error('no picture');
      context.fillStyle = 'white';
      context.fillRect(0, 0, side, side);
      context.drawImage(image, 0, 0, side, side);
      const data = [...context.getImageData(0, 0, side, side).data];
      return { data, side, code: item.querySelector('.sign-in-card__code')?.textContent ?? '' };
    }),
  );
  return cards.map(({ data, side, code }) => {
    return { code, link: decodeQR({ width: side, height: side, data: Uint8Array.from(data) }) };
  });
}

/** Prints cards for the judges ticked and the names written. */
async function print(names: string, count: number): Promise<PrintedCard[]> {
  await desk.goto(application.url + paths.judgeDevices(), { waitUntil: 'load' });
  if (names) await desk.type('textarea[name=names]', names);
  await desk.select('select[name=count]', String(count));
  await tap(desk, 'button[value=print]');
  await desk.waitForSelector('.sign-in-card');
  return printed(desk);
}

async function tablet(): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  return openPage(browser, application.url, null, viewports.tabletPortrait);
}

async function byQr(page: Page, card: PrintedCard, name: string): Promise<void> {
  await page.goto(card.link, { waitUntil: 'load' });
  await says(page, `Masuk sebagai ${name}?`);
  await press(page, 'form.card button');
  expect(new URL(page.url()).pathname).toBe(paths.judge());
}

const deviceRows = async () => {
  await desk.goto(application.url + paths.judgeDevices(), { waitUntil: 'load' });
  return desk.$$eval('.table tbody tr', (rows) =>
    rows.map((row) => (row as HTMLElement).innerText.replace(/\s+/g, ' ')),
  );
};

test('a card is printed, a tablet comes in, is seen, cut off, and keeps what it holds until it comes in again', async () => {
  const name = 'Ibu Wahyuningsih';
  const cards = await print(name, 2);
  expect(cards).toHaveLength(2);
  for (const { link } of cards) expect(link).toMatch(new RegExp(`^${application.url}/kartu/[\\w-]{22}$`));
  const { db } = application;
  const [judge] = await db.select().from(user).where(eq(user.name, name));
  const judgeId = judge?.id ?? '';
  await db.insert(assignments).values({ contestId, entryId, judgeId });

  // By QR, and on an old camera's tablet by typing.
  const scanned = await tablet();
  await byQr(scanned.page, cards[0] as PrintedCard, name);
  const typed = await tablet();
  await typed.page.goto(application.url + paths.signIn(), { waitUntil: 'load' });
  await typed.page.type('input[name=code]', (cards[1]?.code ?? '').toLowerCase());
  await press(typed.page, 'form:has(input[name=code]) button');
  await says(typed.page, `Masuk sebagai ${name}?`);
  await press(typed.page, 'form.card button');
  expect(new URL(typed.page.url()).pathname).toBe(paths.judge());
  // Spent: a third one is told so.
  const third = await tablet();
  await third.page.goto(cards[0]?.link ?? '', { waitUntil: 'load' });
  await says(third.page, 'Kartu ini sudah dipakai');

  // A tap that cannot leave the tablet, which is in touch otherwise.
  const { page } = scanned;
  let blocked = true;
  await page.setRequestInterception(true);
  page.on('request', (request: HTTPRequest) => {
    const stays = blocked && request.url().endsWith(paths.saveMarks());
    void (stays ? request.abort('failed') : request.continue());
  });
  await page.goto(application.url + paths.sheet(entryId), { waitUntil: 'load' });
  await page.waitForSelector('input[name="tingkat-K1"]:enabled');
  const beaten = page.waitForResponse(
    (response) =>
      response.url().endsWith(paths.heartbeat()) && (response.request().postData() ?? '').includes('"unsent":1'),
  );
  await tap(page, 'input[name="tingkat-K1"][value="4"]');
  expect((await beaten)?.status()).toBe(204);
  const rows = await deviceRows();
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatch(/Ibu Wahyuningsih .*Masuk baru saja 1 Putuskan/);

  // Lost: one tap.
  await tap(desk, '.table tbody tr:first-child button[value=cutOff]');
  await says(desk, '1 isian belum terkirim');
  blocked = false;
  await says(page, 'Sesi berakhir. 1 isian aman di perangkat ini');
  const held = () =>
    db
      .select({ level: marks.level })
      .from(marks)
      .innerJoin(sheets, eq(sheets.id, marks.sheetId))
      .where(and(eq(sheets.judgeId, judgeId), eq(sheets.entryId, entryId)));
  expect(await held()).toEqual([]);
  expect((await deviceRows()).map((row) => /Diputuskan|Masuk/.exec(row)?.[0]).sort()).toEqual(['Diputuskan', 'Masuk']);
  await page.reload({ waitUntil: 'load' });
  expect(new URL(page.url()).pathname).toBe(paths.signIn());

  // Found again: a new card on the same tablet, and the tap goes out from the desk.
  const [fresh] = await print('', 1);
  await byQr(page, fresh as PrintedCard, name);
  for (const until = Date.now() + 20_000; (await held()).length === 0 && Date.now() < until; )
    await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await held()).toEqual([{ level: 4 }]);
  for (const each of [scanned, typed, third]) await each.context.close();
});

test('the sheet to print is clean in every viewport and theme, and on paper shows nothing but the cards', async () => {
  const cards = await print('Bapak Sutrisno\nIbu Lestari', 3);
  expect(cards.length).toBeGreaterThanOrEqual(6);
  const found: string[] = [];
  for (const [size, viewport] of Object.entries(viewports)) {
    await desk.setViewport(viewport);
    if ((await sidewaysScroll(desk)) > 0) found.push(`${size}: sideways`);
    found.push(...(await smallTargets(desk)).map((target) => `${size}: small ${target}`));
  }
  for (const theme of ['light', 'dark']) {
    await desk.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    for (const violation of await axeViolations(desk)) found.push(`${theme}: ${violation}`);
  }
  expect(found).toEqual([]);
  await desk.emulateMediaType('print');
  const shown = await desk.$$eval(
    'header, footer, .no-print',
    (all) => all.filter((each) => each.checkVisibility()).length,
  );
  expect(shown).toBe(0);
  await desk.emulateMediaType('screen');
});

test('a device below what judging needs is told on the sign-in page, and how to mend it', async () => {
  const { page, context } = await tablet();
  const notices = async () => {
    await page.goto(application.url + paths.signIn(), { waitUntil: 'load' });
    return page.$$eval('#peramban-lama, #memori-kecil', (all) =>
      all.filter((each) => each.checkVisibility()).map((each) => each.id),
    );
  };
  expect(await notices()).toEqual([]);
  const old =
    'Mozilla/5.0 (Linux; Android 9; SM-T515) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Safari/537.36';
  await page.setUserAgent({
    userAgent: old,
    userAgentMetadata: {
      brands: [{ brand: 'Chromium', version: '110' }],
      platform: 'Android',
      platformVersion: '9',
      architecture: '',
      model: 'SM-T515',
      mobile: false,
    },
  });
  expect(await notices()).toEqual(['peramban-lama']);
  expect(await page.$eval('#perangkat-kurang', (each) => (each as HTMLElement).innerText)).toContain('Perbarui Chrome');
  expect(await axeViolations(page)).toEqual([]);
  await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'deviceMemory', { value: 1 }));
  expect(await notices()).toEqual(['peramban-lama', 'memori-kecil']);
  await context.close();
});
