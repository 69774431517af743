/** A webmaster mends the site and checks it again, live, up to the points won back; and the public's doors to a contest. */
import { eq } from 'drizzle-orm';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestAudit } from '#app/audit/audits.server.ts';
import { paths } from '#app/paths.ts';
import { agencies, audits, signals } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import {
  axeViolations,
  launchBrowser,
  openPage,
  sidewaysScroll,
  smallTargets,
  viewports,
} from '#tests/support/browser.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';
import { type ServedSite, serveSite } from '#tests/support/serve-site.ts';

let mended = false;
const page = (path: string) => `<!doctype html><html lang="id"><head><title>Dinas Contoh</title>
${mended ? '<meta name="viewport" content="width=device-width, initial-scale=1">' : ''}</head>
<body><nav><a href="/">Beranda</a> <a href="/profil">Profil</a></nav>
<h1>Dinas Contoh ${path}</h1><p>${'Layanan dan kabar bagi warga kabupaten. '.repeat(8)}</p></body></html>`;

const NAME = 'Dinas Kependudukan, Pencatatan Sipil, Pemberdayaan Perempuan, dan Perlindungan Anak';

let site: ServedSite;
let application: TestApplication;
let browser: Browser;
let entry: Awaited<ReturnType<typeof makeEntry>>;
let code: string;
let webmaster: Awaited<ReturnType<typeof makeUser>>;

async function untilDone(auditId: string): Promise<void> {
  for (;;) {
    const [row] = await application.db.select().from(audits).where(eq(audits.id, auditId));
    if (row?.state === 'done') return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

beforeAll(async () => {
  site = await serveSite((_request, response, path) => {
    const known = ['/', '/profil'].includes(path);
    response.writeHead(known ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(page(path));
  });
  browser = await launchBrowser();
  application = await testApplication({ AUDIT_ALLOW_PRIVATE: new URL(site.url).host });
  const open = { publicCheck: true, selfRegistration: true };
  const contest = await makeContest({ phase: 'audit', year: 2047, auditRuns: 0, ...open });
  entry = await makeEntry(contest.id, { name: NAME, url: site.url });
  webmaster = await makeUser('webmaster', { agencyIds: [entry.agencyId] });
  const [agency] = await application.db.select().from(agencies).where(eq(agencies.id, entry.agencyId));
  code = agency?.code ?? '';
  const { auditId } = await application.db.transaction((tx) => requestAudit(tx, entry.id, null));
  await untilDone(auditId ?? '');
  // What somebody has asked for on the public page: with a finding.
  const [asked] = await application.db
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId: entry.id,
      rubricVersionId: contest.rubricVersionId,
      origin: 'public',
      state: 'done',
      outcome: 'measured',
      finishedAt: new Date(),
      runs: 0,
      url: site.url,
    })
    .returning();
  await application.db.insert(signals).values({
    auditId: asked?.id ?? '',
    signal: 'viewport-meta',
    outcome: 'failed',
    value: 0,
    unit: '0 or 1',
    evidence: [{ url: site.url, where: 'head', text: 'Tanpa pengaturan layar ponsel' }],
  });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  site?.close();
});

test('checked again, the progress is seen live, then before and after, and the points won back', async () => {
  mended = true;
  const { page: tab, context, errors } = await openPage(browser, application.url, webmaster, viewports.phone);
  await tab.goto(application.url + paths.webmasterEntry(entry.id), { waitUntil: 'load' });
  await Promise.all([tab.waitForNavigation(), tab.click(`a[href="${paths.webmasterCheck(entry.id)}"]`)]);
  // What the tab is shown from here on comes without a page load: a mark on the window would be gone.
  await tab.evaluate(() => {
    const seen = new Set<number>();
    Object.assign(window, { seen });
    const look = () => {
      const bar = document.querySelector('progress');
      if (bar) seen.add(bar.value);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await tab.click('main form button.button--primary');
  await tab.waitForSelector('main progress');
  expect(await sidewaysScroll(tab)).toBe(0);
  await tab.waitForSelector('.notice--success', { timeout: 120_000 });
  const seen = await tab.evaluate(() => [...(window as unknown as { seen: Set<number> }).seen]);
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
  expect(await tab.$eval('.notice--success', (notice) => notice.textContent)).toMatch(
    /Anda mendapat kembali \d+,\d poin/,
  );
  const rows = await tab.$$eval('main table tbody tr', (all) => all.map((row) => row.textContent));
  expect(rows).toContain('Pengaturan layar ponselTidakYa');
  for (const viewport of Object.values(viewports)) {
    await tab.setViewport(viewport);
    expect([viewport.width, await sidewaysScroll(tab), await smallTargets(tab)]).toEqual([viewport.width, 0, []]);
  }
  for (const theme of ['light', 'dark']) {
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    expect([theme, await axeViolations(tab)]).toEqual([theme, []]);
  }
  expect(errors).toEqual([]);
  await context.close();
}, 180_000);

test.each([
  { name: 'sites to check', path: () => paths.publicChecks(), shows: NAME },
  { name: 'a checked site', path: () => paths.publicCheck(code), shows: 'Tanpa pengaturan layar ponsel' },
  { name: 'registration', path: () => paths.register(), shows: NAME },
])('$name, signed out: axe, four viewports, targets', async ({ path, shows }) => {
  const { page: tab, context, errors } = await openPage(browser, application.url, null);
  const answer = await tab.goto(application.url + path(), { waitUntil: 'load' });
  expect([answer?.status(), (await tab.content()).includes(shows)]).toEqual([200, true]);
  const found: string[] = [];
  for (const [size, viewport] of Object.entries(viewports)) {
    await tab.setViewport(viewport);
    const sideways = await sidewaysScroll(tab);
    if (sideways > 0) found.push(`${size}: ${sideways} px sideways`);
    for (const target of await smallTargets(tab)) found.push(`${size}: small ${target}`);
    for (const violation of await axeViolations(tab)) found.push(`${size}: ${violation}`);
  }
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  for (const violation of await axeViolations(tab)) found.push(`dark: ${violation}`);
  expect([found, errors]).toEqual([[], []]);
  await context.close();
});
