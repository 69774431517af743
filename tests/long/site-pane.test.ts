/** The site beside the sheet, as its audit pictured it: pages, devices, depths; without a network what is stored of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { artifacts, assignments, audits } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { axeViolations, launchBrowser, sidewaysScroll, smallTargets, viewports } from '#tests/support/browser.ts';
import { makeAudit } from '#tests/support/judged.ts';
import { type Relay, startRelay } from '#tests/support/relay.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';

/** A grey picture of that size (PNG, RFC 2083): one bit a pixel. */
function greyPicture(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
const HOME = 'https://dinas.example/';
const polling = 100;

let application: TestApplication;
let judge: { id: string; cookie: string };
let entryId: string;
/** Address of the last depth of the home page as a phone shows it. */
let footer: string;
const left: (() => Promise<void>)[] = [];

beforeAll(async () => {
  application = await testApplication();
  const contestId = (await makeContest({ phase: 'penilaian', year: 2043 })).id;
  judge = await makeUser('judge', { name: 'Juri Gambar' });
  const entry = await makeEntry(contestId, { name: 'Dinas Pelangi' });
  entryId = entry.id;
  await application.db.insert(assignments).values({ contestId, entryId, judgeId: judge.id });
  const auditId = await makeAudit(entry, 70, { finalUrl: HOME });
  let run = 0;
  const pages = [HOME, `${HOME}profil`, `${HOME}berita`];
  for (const [place, page] of pages.entries())
    for (const device of ['desktop', 'phone'] as const)
      for (const [index, top] of [0, 800, 4200].entries()) {
        const size = device === 'phone' ? { width: 360, height: 800 } : { width: 1440, height: 800 };
        const about = {
          page,
          title: ['Dinas', 'Profil', 'Berita'][place] ?? '',
          place,
          device,
          part: index + 1,
          top,
          tall: 5000,
        };
        const row = {
          auditId,
          kind: 'screen' as const,
          run: run++,
          mime: 'image/png',
          data: greyPicture(size.width, size.height),
          about,
          ...size,
        };
        const [stored] = await application.db.insert(artifacts).values(row).returning({ id: artifacts.id });
        if (place === 0 && device === 'phone' && index === 2) footer = paths.picture(stored?.id ?? '');
      }
  expect(await application.db.$count(audits)).toBe(1);
}, 240_000);
afterEach(async () => {
  for (const leave of left.splice(0).reverse()) await leave();
});
afterAll(() => application?.stop());

async function tablet(viewport: {
  width: number;
  height: number;
}): Promise<{ page: Page; relay: Relay; browser: Browser }> {
  const relay = await startRelay(application.url);
  const profile = mkdtempSync(path.join(tmpdir(), 'lomba-tablet-'));
  const browser = await launchBrowser(profile);
  left.push(async () => {
    await browser.close().catch(() => {});
    await relay.cut();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const each of judge.cookie.split('; ')) {
    const at = each.indexOf('=');
    const cookie = { name: each.slice(0, at), value: each.slice(at + 1), domain: '127.0.0.1', path: '/' };
    await browser.defaultBrowserContext().setCookie(cookie);
  }
  const page = await browser.newPage();
  await page.setViewport(viewport);
  return { page, relay, browser };
}

const usable = (page: Page) => page.waitForSelector('input[name^="tingkat-"]:enabled');
const altsIn = (page: Page, pane: string) =>
  page.$$eval(`${pane} .strip > img`, (all) => all.map((each) => (each as HTMLImageElement).alt));

test('page, device and depths are chosen in the pane, and nothing moves; the live page opens in a tab of its own', async () => {
  const { page, relay } = await tablet(viewports.tabletLandscape);
  await page.evaluateOnNewDocument(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    interface Shift extends PerformanceEntry {
      value: number;
      sources: { node: Element | null }[];
    }
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[])
        shifts.push(`${value} ${sources.map(({ node }) => node?.className ?? '').join(', ')}`);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(relay.url + paths.sheet(entryId), { waitUntil: 'load' });
  await usable(page);
  const pane = '.desk__site';
  expect(await altsIn(page, pane)).toEqual([1, 2, 3].map((n) => `Beranda, layar komputer, bagian ${n} dari 3`));
  await page.click(`${pane} .chip:has(input[value=phone])`);
  expect(await altsIn(page, pane)).toEqual([1, 2, 3].map((n) => `Beranda, layar ponsel, bagian ${n} dari 3`));
  expect(await page.$$eval(`${pane} .strip__gap`, (all) => all.length)).toBe(1);
  const options = await page.$$eval(`${pane} .site__page option`, (all) => all.map((each) => each.textContent));
  expect(options).toEqual(['Beranda', 'Profil (/profil)', 'Berita (/berita)']);
  await page.select(`${pane} .site__page`, '2');
  expect((await altsIn(page, pane))[0]).toBe('Berita (/berita), layar ponsel, bagian 1 dari 3');
  const live = await page.$eval(`${pane} .site__live`, (link) => [
    link.getAttribute('href'),
    link.getAttribute('target'),
  ]);
  expect(live).toEqual([`${HOME}berita`, '_blank']);
  // What scrolls is reached by keyboard, and scrolls by it.
  await page.focus(`${pane} .strip`);
  await page.keyboard.press('End');
  await page.waitForFunction(() => (document.querySelector('.desk__site .strip')?.scrollTop ?? 0) > 100, { polling });
  expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
  expect(await axeViolations(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
});

test.each(['tabletPortrait', 'phone'] as const)('the drawer shows the same on a %s', async (viewport) => {
  const { page, relay } = await tablet(viewports[viewport]);
  await page.goto(relay.url + paths.sheet(entryId), { waitUntil: 'load' });
  await usable(page);
  await page.click('.steps__site');
  await page.select('.drawer .site__page', '1');
  expect(await altsIn(page, '.drawer')).toHaveLength(3);
  expect(await axeViolations(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
});

test('pictures of every page are stored ahead; one that is not is told without a network, and keeps its room', async () => {
  const { page, relay } = await tablet(viewports.tabletLandscape);
  await page.goto(relay.url + paths.judge(), { waitUntil: 'load' });
  await page.waitForSelector('.tablet__line[data-stored="1"]');
  const held = await page.evaluate(async () => (await (await caches.open('lomba-gambar')).keys()).length);
  expect(held).toBe(18);
  await page.evaluate(async (url: string) => {
    await (await caches.open('lomba-gambar')).delete(url);
  }, footer);
  const session = await page.createCDPSession();
  await session.send('Network.clearBrowserCache');
  await relay.cut();
  await page.goto(relay.url + paths.sheet(entryId), { waitUntil: 'load' });
  await usable(page);
  await page.select('.desk__site .site__page', '2');
  const whole = await page.$$eval('.desk__site .strip > img', (all) =>
    Promise.all(
      all.map((each) => (each as HTMLImageElement).decode().then(() => (each as HTMLImageElement).naturalWidth)),
    ),
  );
  expect(whole).toEqual([1440, 1440, 1440]);
  await page.select('.desk__site .site__page', '0');
  await page.click('.desk__site .chip:has(input[value=phone])');
  await page.$eval('.desk__site .strip', (strip) => strip.scrollTo(0, strip.scrollHeight));
  await page.waitForSelector('.desk__site .strip__lost');
  const lost = await page.$eval('.desk__site .strip__lost', (each) => ({
    says: each.textContent,
    height: Math.round((each.getBoundingClientRect().height * 360) / each.getBoundingClientRect().width),
  }));
  expect(lost).toEqual({ says: 'Gambar ini belum tersimpan di perangkat ini.', height: 800 });
});
