/** From an open contest to the public page, clicked through; every screen of it in four viewports and both themes. */
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '#app/identity/roles.ts';
import { paths } from '#app/paths.ts';
import { decideTie, recordMeeting } from '#app/publication/plenary.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { appliesTo } from '#app/rubric/applies.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { documents, proposals, sheets } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import {
  axeViolations,
  launchBrowser,
  openPage,
  sidewaysScroll,
  smallTargets,
  viewports,
} from '#tests/support/browser.ts';
import { makeAudit, makeSheet } from '#tests/support/judged.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';

const year = 2026;
const indicators = defaultRubric().criteria.flatMap((criterion) => criterion.indicators);

let application: TestApplication;
let browser: Browser;
let organizer: Awaited<ReturnType<typeof makeUser>>;
let openSheet: string;
let contestId: string;
let chiefId: string;

/** An entry audited and scored by all judges around `level` points. */
async function scoredEntry(contest: string, judges: { id: string }[], name: string, category: string, level: number) {
  const entry = await makeEntry(contest, { name, category });
  const auditId = await makeAudit(entry, level);
  const measured = indicators.filter((each) => each.source === 'proposed' && each.id !== 'O1');
  await application.db
    .insert(proposals)
    .values(
      measured.map(({ id }) => ({ auditId, indicator: id, outcome: 'measured' as const, points: level, because: [] })),
    );
  const judged = indicators.filter((each) => each.source === 'judge' && appliesTo(each, category));
  const marks = Object.fromEntries(judged.map(({ id }, i) => [id, Math.min(100, level + (i % 3) * 10)]));
  const sheetIds: string[] = [];
  for (const judge of judges) sheetIds.push(await makeSheet(entry, judge, marks));
  return sheetIds;
}

beforeAll(async () => {
  [browser, application] = await Promise.all([launchBrowser(), testApplication()]);
  organizer = await makeUser('organizer', { name: 'Panitia Lomba' });
  const chief = await makeUser('chiefJudge', { name: 'Bambang Hartono' });
  const judges = [await makeUser('judge', { name: 'Sri Wahyuni' }), chief];
  chiefId = chief.id;
  const { id } = await makeContest({ year, phase: 'penetapan', name: 'Lomba Website OPD Kabupaten Harjomulyo 2026' });
  await scoredEntry(id, judges, 'Dinas Komunikasi dan Informatika', 'Dinas', 80);
  await scoredEntry(id, judges, 'Dinas Pekerjaan Umum dan Penataan Ruang', 'Dinas', 60);
  await scoredEntry(id, judges, 'Dinas Perpustakaan dan Kearsipan', 'Dinas', 60);
  await scoredEntry(id, judges, 'Kecamatan Girimulyo', 'Kecamatan', 70);
  const [last] = await scoredEntry(id, judges, 'Badan Perencanaan Pembangunan Daerah', 'Badan', 50);
  openSheet = last ?? '';
  contestId = id;
  await makeEntry(id, { name: 'Kecamatan Wonorejo', category: 'Kecamatan', url: null });
  await application.db.update(sheets).set({ state: 'draft' }).where(eq(sheets.id, openSheet));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
});

async function sound(page: Page): Promise<void> {
  const found: string[] = [];
  for (const [size, viewport] of Object.entries(viewports)) {
    await page.setViewport(viewport);
    if ((await sidewaysScroll(page)) > 0) found.push(`${size}: scrolls sideways`);
    for (const target of await smallTargets(page)) found.push(`${size}: small ${target}`);
    for (const theme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      for (const violation of await axeViolations(page)) found.push(`${size}, ${theme}: ${violation}`);
    }
  }
  expect(found).toEqual([]);
}
const text = (page: Page) => page.$eval('main', (main) => main.textContent ?? '');
const press = async (page: Page, selector: string) => {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }).catch(() => null), page.click(selector)]);
};

/** The plenary lets those who are equal hold their place together. */
async function shareTheTie(): Promise<void> {
  const chief: Viewer = { userId: chiefId, name: 'Bambang Hartono', role: 'chiefJudge', agencyIds: [] };
  const { results, entries } = await tallyContest(contestId);
  const tied = entries.flatMap(({ id, tiedWith }) => (tiedWith.length > 0 ? [id] : []));
  await recordMeeting(chief, contestId, 'Bambang Hartono');
  const decided = await decideTie(chief, contestId, {
    intent: 'putus',
    seen: results.inputHash,
    entries: tied,
    places: tied.map(() => ''),
    outcome: 'shared',
    reason: 'Keduanya setara menurut pleno.',
  });
  expect(decided).toEqual({ done: true });
}

test('organizer settles what is open, finalises, releases; the public reads', async () => {
  const { page, context, errors } = await openPage(browser, application.url, organizer);
  await page.goto(application.url + paths.leaderboard(), { waitUntil: 'load' });
  expect(await text(page)).toContain('Lembar Sri Wahyuni masih draf');
  await sound(page);
  await page.goto(`${application.url}${paths.leaderboard()}?kategori=Dinas`, { waitUntil: 'load' });
  expect(await text(page)).toContain('Berbagi tempat dengan Dinas P');
  await sound(page);

  await page.goto(application.url + paths.finalise(), { waitUntil: 'load' });
  expect(await text(page)).toContain('Badan Perencanaan Pembangunan Daerah');
  expect(await page.$('a[href$="langkah=tetapkan"]')).toBeNull();
  await sound(page);

  await application.db.update(sheets).set({ state: 'submitted' }).where(eq(sheets.id, openSheet));
  await page.goto(application.url + paths.finalise(), { waitUntil: 'load' });
  expect(await text(page)).toContain('Pleno harus memutus seri pada peringkat');
  await shareTheTie();
  await page.goto(application.url + paths.finalise(), { waitUntil: 'load' });
  await page.click('a[href$="langkah=tetapkan"]');
  await page.waitForSelector('input[name=periksa]');
  await sound(page);
  await page.click('input[name=periksa]');
  await page.click('button[value=tetapkan]');
  await page.waitForSelector('a[href$="langkah=umumkan"]');
  await sound(page);

  await page.goto(application.url + paths.announcement(), { waitUntil: 'load' });
  await sound(page);
  // Loaded once it needs no network; nobody's name is on the page before its key is pressed.
  await page.setOfflineMode(true);
  const winner = 'Dinas Komunikasi dan Informatika';
  const steps = ['PageDown', 'ArrowRight', 'PageUp', 'Space'] as const;
  const seen: boolean[] = [];
  for (const key of steps) {
    await page.keyboard.press(key);
    await page.waitForFunction((n) => window.location.hash === `#${n}`, {}, [1, 2, 1, 2][seen.length]);
    seen.push((await text(page)).includes(winner));
  }
  expect(seen).toEqual([false, true, false, true]);
  await sound(page);
  await page.setOfflineMode(false);
  await page.goto(application.url + paths.finalise(), { waitUntil: 'load' });

  const stranger = await openPage(browser, application.url, null);
  expect((await stranger.page.goto(application.url + paths.resultsOf(year)))?.status()).toBe(404);
  stranger.errors.length = 0;

  await page.click('a[href$="langkah=umumkan"]');
  await page.waitForSelector('button[value=umumkan]');
  await page.click('input[name=periksa]');
  await page.click('button[value=umumkan]');
  await page.waitForSelector(`a[href="${paths.resultsOf(year)}"]`);
  await sound(page);
  expect(errors).toEqual([]);
  await context.close();

  const scripts: string[] = [];
  stranger.page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await stranger.page.goto(application.url + paths.results(), { waitUntil: 'load' });
  await press(stranger.page, `a[href="${paths.resultsOf(year)}"]`);
  const shown = await text(stranger.page);
  for (const name of ['Dinas Komunikasi dan Informatika', 'Kecamatan Wonorejo', 'Belum ada situs'])
    expect(shown).toContain(name);
  for (const name of ['Sri Wahyuni', 'Bambang Hartono']) expect(shown).not.toContain(name);
  await sound(stranger.page);
  await press(stranger.page, 'main table th a');
  expect(await text(stranger.page)).toContain('Nilai menurut kriteria');
  await sound(stranger.page);
  expect(scripts).toEqual([]);
  expect(stranger.errors).toEqual([]);
  await stranger.context.close();
});

test('the organizer has the documents printed; a citizen verifies a certificate', async () => {
  const { page, context, errors } = await openPage(browser, application.url, organizer);
  await page.goto(application.url + paths.documents(), { waitUntil: 'load' });
  await page.type('input[name=government]', 'Pemerintah Kabupaten Harjomulyo');
  await sound(page);
  await page.click('main form button');
  await page.waitForSelector('main table');
  const state = () => application.db.select({ madeAt: documents.madeAt, code: documents.code }).from(documents);
  await expect.poll(async () => (await state()).every(({ madeAt }) => madeAt !== null), { timeout: 90_000 }).toBe(true);
  await page.reload({ waitUntil: 'load' });
  await sound(page);
  const links = await page.$$eval('main table a', (all) => all.map((each) => (each as HTMLAnchorElement).href));
  // Minutes, recapitulation, draft; one place among three dinas, of which two share the last; a card for each of five entries.
  expect(links).toHaveLength(9);
  const answer = await fetch(links[0] ?? '', { headers: { cookie: organizer.cookie } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(errors).toEqual([]);
  await context.close();

  const citizen = await openPage(browser, application.url, null);
  const code = (await state()).find((each) => each.code !== null)?.code ?? '';
  await citizen.page.goto(application.url + paths.verification(code), { waitUntil: 'load' });
  expect(await text(citizen.page)).toContain('Piagam ini sah');
  await sound(citizen.page);
  await citizen.page.goto(application.url + paths.verification('AAAA-BBBB'), { waitUntil: 'load' });
  expect(await text(citizen.page)).toContain('Kode ini tidak dikenal');
  await citizen.context.close();
});
