/**
 * The judge's desk without a network, in real Chromium: two tablets of one judge, each behind a relay that can be cut,
 * tabs and browsers killed, the server killed. LOMBA_TAPS sets how many taps the long test makes (200).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { OutgoingEdit, Told } from '#app/judging/outbox.ts';
import { paths } from '#app/paths.ts';
import { artifacts, assignments, contests, markEdits, marks, recusals, session, sheets } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { launchBrowser, viewports } from '#tests/support/browser.ts';
import { makeAudit } from '#tests/support/judged.ts';
import { killAll, renderersOf } from '#tests/support/left-behind.ts';
import { type Relay, startRelay } from '#tests/support/relay.ts';
import { makeContest, makeEntry, makeUser, signIn } from '#tests/support/seed.ts';

const TAPS = Number(process.env.LOMBA_TAPS ?? 200);
const polling = 100;

let application: TestApplication;
let contestId: string;
let judges: { id: string; cookie: string }[];
let entryIds: string[];
const opened: { browser: Browser; profile: string; relay: Relay }[] = [];

beforeAll(async () => {
  application = await testApplication();
  contestId = (await makeContest({ phase: 'penilaian', year: 2041 })).id;
  judges = [await makeUser('judge', { name: 'Juri Satu' }), await makeUser('judge', { name: 'Juri Dua' })];
  entryIds = [];
  for (const name of ['Dinas Awan', 'Dinas Bumi', 'Dinas Cahaya']) {
    const entry = await makeEntry(contestId, { name });
    entryIds.push(entry.id);
    const auditId = await makeAudit(entry, 70);
    const data = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    for (const kind of ['phone', 'desktop'] as const)
      await application.db.insert(artifacts).values({ auditId, kind, mime: 'image/png', data, width: 1, height: 1 });
    for (const { id } of judges)
      await application.db.insert(assignments).values({ contestId, entryId: entry.id, judgeId: id });
  }
}, 240_000);
afterEach(async () => {
  for (const { browser, profile, relay } of opened.splice(0)) {
    await browser.close().catch(() => {});
    await relay.cut();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
afterAll(() => application?.stop());

interface Tablet {
  relay: Relay;
  page: Page;
  /** Every edit the tablet has said it keeps, and every answer it has got, over all its tabs. */
  kept: Map<string, OutgoingEdit>;
  answered: Set<string>;
  open: (address: string) => Promise<void>;
  signIn: (person: { cookie: string }) => Promise<void>;
  /** A new tab in the place of the one that is gone; its clock wrong by so many days. */
  newTab: (days?: number) => Promise<void>;
  /** kill -9 of what draws the tab, as when memory runs out. */
  crash: () => Promise<void>;
  /** kill -9 of the browser, and the same profile started again. */
  restart: () => Promise<void>;
}

/** A tablet: a browser with a profile on disk and a network of its own. */
async function tablet(person: { id: string; cookie: string }): Promise<Tablet> {
  const relay = await startRelay(application.url);
  const profile = mkdtempSync(path.join(tmpdir(), 'lomba-tablet-'));
  const entry = { browser: await launchBrowser(profile), profile, relay };
  opened.push(entry);
  const kept = new Map<string, OutgoingEdit>();
  const answered = new Set<string>();
  let signedIn = person as { cookie: string };
  const hear = (told: Told) => {
    if (told.kind === 'kept') kept.set(told.edit.clientId, told.edit);
    if (told.kind === 'answered') answered.add(told.edit.clientId);
  };
  const self: Tablet = {
    relay,
    page: null as unknown as Page,
    kept,
    answered,
    async open(address) {
      await self.page.goto(relay.url + address, { waitUntil: 'load' });
    },
    async signIn(who) {
      signedIn = who;
      const { cookie } = who;
      for (const each of cookie.split('; ')) {
        const at = each.indexOf('=');
        await entry.browser.defaultBrowserContext().setCookie({
          name: each.slice(0, at),
          value: each.slice(at + 1),
          domain: '127.0.0.1',
          path: '/',
          // Else a browser that starts again has forgotten it.
          expires: Date.now() / 1000 + 86_400,
        });
      }
    },
    async newTab(days = 0) {
      const page = await entry.browser.newPage();
      await page.setViewport(viewports.tabletPortrait);
      await page.evaluateOnNewDocument((ms: number) => {
        const { now } = Date;
        Date.now = () => now() + ms;
        globalThis.Date = new Proxy(Date, {
          construct: (made, given) => (given.length === 0 ? new made(Date.now()) : Reflect.construct(made, given)),
        });
      }, days * 86_400_000);
      await page.exposeFunction('tellTest', hear);
      await page.evaluateOnNewDocument((channel: string) => {
        new BroadcastChannel(channel).onmessage = (event) =>
          (window as unknown as { tellTest(told: unknown): void }).tellTest(event.data);
      }, `lomba-isian:${person.id}`);
      self.page = page;
    },
    async crash() {
      const gone = new Promise((resolve) => self.page.once('error', resolve));
      killAll(renderersOf(profile));
      await gone;
    },
    async restart() {
      entry.browser.process()?.kill('SIGKILL');
      await sleep(1000);
      entry.browser = await launchBrowser(profile);
      // Chromium writes a cookie to the disk half a minute after it was set.
      await self.signIn(signedIn);
      await self.newTab();
    },
  };
  await self.newTab();
  await self.signIn(person);
  return self;
}

const shows = (page: Page, selector: string) =>
  page.waitForFunction((wanted: string) => document.querySelector(wanted) !== null, { polling }, selector);
const says = (page: Page, text: string) =>
  page.waitForFunction((wanted: string) => document.body.innerText.includes(wanted), { polling }, text);
const usable = (page: Page) => shows(page, 'input[name^="tingkat-"]:enabled');
/** The desk has stored its three sheets, pictures included. */
const storedAll = (page: Page) => shows(page, '.tablet__line[data-stored="3"]');

/** Edits the browser keeps, the refused ones too. */
const keptIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('lomba-meja');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('edits').objectStore('edits').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

/** Taps `n` levels that are not chosen yet, here and there on the sheet. Returns how many of them there were. */
const tapAbout = (page: Page, n: number, seed: number) =>
  page.evaluate(
    async (wanted: number, start: number) => {
      let state = start;
      const pick = <T>(items: readonly T[]): T | undefined => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return items[Math.floor((state / 2_147_483_648) * items.length)];
      };
      let tapped = 0;
      while (tapped < wanted) {
        const inputs = [...document.querySelectorAll<HTMLInputElement>('input[name^="tingkat-"]:enabled')];
        const target = pick(inputs.filter((each) => !each.checked));
        if (!target) return tapped;
        target.click();
        tapped += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return tapped;
    },
    n,
    seed,
  );

async function deskStored(person: { id: string; cookie: string }): Promise<Tablet> {
  const made = await tablet(person);
  await made.open(paths.judge());
  await storedAll(made.page);
  return made;
}

test('without a network the stored desk opens, goes to a sheet and back, and a restart of the browser loses no tap', async () => {
  const [, judge] = judges;
  if (!judge) throw new Error('no judge');
  const one = await deskStored(judge);
  const browser = await one.page.createCDPSession();
  expect(await browser.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
  await one.relay.cut();
  await one.open(paths.judge());
  await says(one.page, '3 dari 3 lembar tersimpan di tablet ini');
  // By a click inside the application, to a sheet that was never opened on this tablet.
  await one.page.locator('a.site-card').click();
  await usable(one.page);
  expect(
    await one.page.$$eval('.strip img', (all) => all.map((each) => (each as HTMLImageElement).src).length),
  ).toBeGreaterThan(0);
  expect(await tapAbout(one.page, 3, 7)).toBe(3);
  await says(one.page, '3 belum terkirim, luring sejak');
  await one.page.locator('.desk__back').click();
  await says(one.page, '3 belum terkirim, luring sejak');
  await one.restart();
  await one.open(paths.judge());
  await says(one.page, '3 belum terkirim, luring sejak');
  await one.relay.join();
  await says(one.page, 'Semua isian Anda sudah di server');
  const sent = await application.db
    .select()
    .from(markEdits)
    .where(inArray(markEdits.clientId, [...one.kept.keys()]));
  expect(sent.map((edit) => edit.state)).toEqual(['applied', 'applied', 'applied']);
  // The stored sheet is older than what was saved: it shows the marks all the same.
  const [edit] = [...one.kept.values()];
  await one.relay.cut();
  await one.open(paths.sheet(edit?.entryId ?? ''));
  await usable(one.page);
  const checked = await one.page.$$eval('input[name^="tingkat-"]:checked', (all) => all.length);
  expect(checked).toBe(new Set(sent.map((each) => each.indicator)).size);
});

test('a tab that crashes, a day and more away, a clock that is wrong: every tap arrives, in the order of the hand', async () => {
  const [, judge] = judges;
  const entryId = entryIds[1] ?? '';
  if (!judge) throw new Error('no judge');
  const one = await deskStored(judge);
  await one.relay.cut();
  await one.page.close();
  const levels = [1, 5, 2, 4, 3];
  // By script: the sheet opens where it was left, which may be another step.
  const choose = (level: number) =>
    one.page.$eval(`input[name="tingkat-D1"][value="${level}"]`, (input) => (input as HTMLElement).click());
  for (const [n, days] of [3, -400, 0, 2].entries()) {
    await one.newTab(days);
    await one.open(paths.sheet(entryId));
    await usable(one.page);
    await choose(levels[n] ?? 0);
    await says(one.page, `${n + 1} belum terkirim, luring sejak`);
    // Seen is not yet written down: what is killed in between is a tap that nobody was told is kept.
    await expect.poll(() => keptIn(one.page), { timeout: 20_000 }).toBe(n + 1);
    if (n === 0) await one.page.close();
    else {
      // A browser whose renderers were all killed may hang over its next tab: it is started again as well.
      if (n === 2) await one.crash();
      await one.restart();
    }
  }
  await one.newTab(-30);
  await one.open(paths.sheet(entryId));
  await usable(one.page);
  await choose(levels[4] ?? 0);
  await one.relay.join();
  await expect.poll(() => keptIn(one.page), { timeout: 60_000, interval: 250 }).toBe(0);
  // Of the whole history of this mark the last: what a killed tab kept, it may have told nobody.
  const history = await application.db
    .select({ edit: markEdits })
    .from(markEdits)
    .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
    .where(and(eq(sheets.entryId, entryId), eq(sheets.judgeId, judge.id), eq(markEdits.indicator, 'D1')))
    .orderBy(asc(markEdits.revision));
  const arrived = history.slice(-levels.length);
  expect(arrived.map(({ edit }) => [edit.to.level, edit.state])).toEqual(levels.map((level) => [level, 'applied']));
  // The server's clock is the one that is written down.
  for (const { edit } of arrived) expect(Math.abs(edit.createdAt.getTime() - Date.now())).toBeLessThan(600_000);
});

test('what the server refuses is listed on the desk with its reason, and stays over a restart', async () => {
  const [, judge] = judges;
  const entryId = entryIds[2] ?? '';
  if (!judge) throw new Error('no judge');
  const one = await deskStored(judge);
  await one.relay.cut();
  await one.open(paths.sheet(entryId));
  await usable(one.page);
  await tapAbout(one.page, 1, 3);
  await says(one.page, '1 belum terkirim, luring sejak');
  await application.db.insert(recusals).values({ entryId, judgeId: judge.id, reason: 'Saudara bekerja di sana.' });
  await one.relay.join();
  await one.open(paths.judge());
  await says(one.page, 'Isian yang tidak diterima (1)');
  await one.restart();
  await one.open(paths.judge());
  await says(one.page, 'Anda sudah menyatakan mundur dari situs ini');
  expect(await keptIn(one.page)).toBe(1);
  await one.page.locator('.notice--danger button').click();
  await expect.poll(() => keptIn(one.page)).toBe(0);
  await application.db.delete(recusals).where(eq(recusals.entryId, entryId));
});

test('a session that ends keeps the taps; another judge’s does not send them; after signing in again they go on', async () => {
  const [other, judge] = judges;
  const entryId = entryIds[1] ?? '';
  if (!judge || !other) throw new Error('no judge');
  const one = await deskStored(judge);
  await one.open(paths.sheet(entryId));
  await usable(one.page);
  await application.db.delete(session).where(eq(session.userId, judge.id));
  await tapAbout(one.page, 2, 11);
  await says(one.page, 'Sesi berakhir. 2 isian aman di perangkat ini');
  await one.signIn(await signIn(other.id));
  await one.open(paths.judge());
  await says(one.page, 'Semua isian Anda sudah di server');
  expect(await keptIn(one.page)).toBe(2);
  const ids = [...one.kept.keys()];
  const arrived = () => application.db.select().from(markEdits).where(inArray(markEdits.clientId, ids));
  expect(await arrived()).toHaveLength(0);
  judges[1] = { ...judge, ...(await signIn(judge.id)) };
  await one.signIn(judges[1]);
  await one.open(paths.judge());
  await expect.poll(() => keptIn(one.page), { timeout: 20_000 }).toBe(0);
  expect(await arrived()).toHaveLength(2);
});

test('signing out takes the stored pages and pictures off the tablet, and leaves the taps', async () => {
  const [, judge] = judges;
  if (!judge) throw new Error('no judge');
  const one = await deskStored(judge);
  const held = () =>
    one.page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('lomba-'));
      const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
      return counts.reduce((sum, each) => sum + each, 0);
    });
  // The desk and three sheets, each as page and as data, and six pictures.
  expect(await held()).toBe(14);
  await one.relay.cut();
  await one.open(paths.sheet(entryIds[0] ?? ''));
  await usable(one.page);
  await tapAbout(one.page, 1, 5);
  await says(one.page, '1 belum terkirim');
  await one.page.goto('about:blank');
  await one.relay.join();
  await one.open(paths.signOut());
  await Promise.all([one.page.waitForNavigation(), one.page.locator('form button').click()]);
  await expect.poll(held).toBe(0);
  await one.relay.cut();
  await expect(one.open(paths.judge())).rejects.toThrow(/ERR_/);
  // Chrome loads its error page again by itself: left standing, it would take the next page away.
  await one.page.goto('about:blank');
  await one.relay.join();
  await one.open(paths.signIn());
  expect(await keptIn(one.page)).toBe(1);
});

test(`of ${TAPS} taps on two tablets of one judge none is lost: network cut, tab, browser and server killed`, async () => {
  judges[0] = { ...(judges[0] ?? { id: '' }), ...(await signIn(judges[0]?.id ?? '')) };
  const [judge] = judges;
  const entryId = entryIds[0] ?? '';
  const sheet = paths.sheet(entryId);
  const [one, two] = [await deskStored(judge), await deskStored(judge)];
  for (const each of [one, two]) {
    await each.open(sheet);
    await usable(each.page);
  }
  const share = Math.floor(TAPS / 10);
  let tapped = 0;
  let seed = 1;
  const both = async (a = true, b = true) => {
    seed += 2;
    const counts = await Promise.all([
      a ? tapAbout(one.page, share, seed) : 0,
      b ? tapAbout(two.page, share, seed + 1) : 0,
    ]);
    tapped += counts.reduce((sum, each) => sum + each, 0);
  };
  await both();
  // One tablet's network goes while both work on the same sheet.
  await one.relay.cut();
  await both();
  // Its tab is killed in the middle of tapping, and opened again without a network.
  void tapAbout(one.page, share, 99).catch(() => {});
  await sleep(share * 3);
  await one.page.close();
  await one.newTab();
  await one.open(sheet);
  await usable(one.page);
  await both(true, false);
  // The server is killed while the other tablet sends.
  const tapping = both(false, true);
  application.web.kill('SIGKILL');
  await tapping;
  // The first tablet's browser is killed and started again, its network still cut.
  await one.restart();
  await one.open(sheet);
  await usable(one.page);
  await both();
  await one.relay.join();
  await both();
  // Both reload while edits are under way.
  await Promise.all([one.page.reload({ waitUntil: 'load' }), two.page.reload({ waitUntil: 'load' })]);
  for (const each of [one, two]) await usable(each.page);
  while (tapped < TAPS) await both();

  for (const each of [one, two]) await expect.poll(() => keptIn(each.page), { timeout: 60_000, interval: 250 }).toBe(0);
  const kept = new Map([...one.kept, ...two.kept]);
  const arrived = await application.db
    .select({ edit: markEdits, entryId: sheets.entryId, judgeId: sheets.judgeId })
    .from(markEdits)
    .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
    .where(and(eq(sheets.entryId, entryId), eq(sheets.judgeId, judge.id)));
  const byId = new Map(arrived.map(({ edit }) => [edit.clientId, edit]));
  const lost = [...kept.values()].filter(({ clientId, indicator, to }) => {
    const edit = byId.get(clientId);
    return edit?.indicator !== indicator || edit.to.level !== to.level;
  });
  const count = (state: string) => arrived.filter(({ edit }) => edit.state === state).length;
  console.info(
    `${tapped} taps counted, ${kept.size} seen kept, ${arrived.length} edits in the history: ` +
      `${count('applied')} applied, ${count('conflict')} waiting for a choice, ${count('dropped')} followed by a later one; ` +
      `${lost.length} lost`,
  );
  expect(lost).toEqual([]);
  // What a page that was going told nobody is in the history all the same.
  expect(arrived.length).toBeGreaterThanOrEqual(tapped);
  expect([...one.answered, ...two.answered].filter((id) => !byId.has(id))).toEqual([]);
  // Each mark is that of its last applied edit; an edit from a stale screen has changed nothing and waits.
  const held = await application.db
    .select({ mark: marks })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(eq(sheets.entryId, entryId), eq(sheets.judgeId, judge.id)));
  for (const { mark } of held) {
    const last = arrived
      .filter(({ edit }) => edit.indicator === mark.indicator && edit.state === 'applied')
      .sort((a, b) => (b.edit.revision ?? 0) - (a.edit.revision ?? 0))[0]?.edit;
    expect([mark.indicator, mark.level, mark.revision]).toEqual([mark.indicator, last?.to.level, last?.revision]);
  }
  expect(count('conflict')).toBeGreaterThan(0);
  await one.page.reload({ waitUntil: 'load' });
  await usable(one.page);
  expect(await one.page.$$eval('.conflict', (all) => all.length)).toBe(count('conflict'));
});

test('the phase closes while a tablet is away: its taps come back refused, and the mark stays as it was', async () => {
  const [, judge] = judges;
  const entryId = entryIds[1] ?? '';
  if (!judge) throw new Error('no judge');
  judges[1] = { ...judge, ...(await signIn(judge.id)) };
  const one = await deskStored(judges[1]);
  await one.relay.cut();
  await one.open(paths.sheet(entryId));
  await usable(one.page);
  await tapAbout(one.page, 2, 23);
  await says(one.page, '2 belum terkirim');
  await application.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contestId));
  await one.relay.join();
  await one.open(paths.judge());
  await says(one.page, 'Isian yang tidak diterima (2)');
  await says(one.page, 'Tahap penilaian tidak sedang dibuka');
  const ids = [...one.kept.keys()];
  expect(ids).toHaveLength(2);
  expect(await application.db.select().from(markEdits).where(inArray(markEdits.clientId, ids))).toEqual([]);
  await application.db.update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contestId));
});
