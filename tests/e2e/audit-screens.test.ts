/** Audit page and reports with passes, repeated rounds, another face and private notices: axe, four viewports, targets. */
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { audits } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { faultsOf, launchBrowser, openPage } from '#tests/support/browser.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeControl, makePass, makeVisit } from '#tests/support/measured.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let application: TestApplication;
let browser: Browser;
let people: Record<'organizer' | 'webmaster', { cookie: string }>;
let entryId: string;
let medianId: string;
let visitId: string;
beforeAll(async () => {
  application = await testApplication();
  browser = await launchBrowser();
  const contest = await makeSmallContest({
    phase: 'audit',
    year: 2035,
    auditClosesAt: new Date('2099-01-01T10:00:00Z'),
  });
  const entry = await makeEntry(contest.id, { name: 'Dinas Kependudukan dan Pencatatan Sipil' });
  const blocked = await makeEntry(contest.id, { name: 'Kecamatan Uji', category: 'Kecamatan' });
  const done = {
    state: 'done',
    plannedAt: new Date('2026-06-01T01:00:00Z'),
    startedAt: new Date('2026-06-01T01:00:00Z'),
  } as const;
  const first = await makePass(contest.id, 1, { ...done, finishedAt: new Date('2026-06-01T04:00:00Z') });
  const second = await makePass(contest.id, 2, { ...done, finishedAt: new Date('2026-06-02T04:00:00Z') });
  await makePass(contest.id, 3, { plannedAt: new Date('2098-12-31T10:00:00Z') });
  await makePass(contest.id, 4, { state: 'cancelled', reason: 'Listrik padam di gedung.' });
  for (const score of [0.72, 0.73, 0.55, 0.72]) await makeControl(contest.id, first.id, score, score < 0.6);
  await makeAudit(blocked, 'unmeasured', { outcome: 'unmeasured', failureCode: 'blocked', passId: second.id });
  const sources = [(await makeVisit(entry, first.id)).auditId, (await makeVisit(entry, second.id)).auditId];
  const [median] = await application.db
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId: entry.id,
      rubricVersionId: contest.rubricVersionId,
      kind: 'median',
      sources,
      state: 'done',
      outcome: 'measured',
      runs: 3,
      url: entry.url ?? '',
    })
    .returning();
  entryId = entry.id;
  medianId = median?.id ?? '';
  visitId = sources[0] ?? '';
  people = {
    organizer: await makeUser('organizer'),
    webmaster: await makeUser('webmaster', { agencyIds: [entry.agencyId] }),
  };
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
});

const screens = [
  { name: 'audit page with passes', who: 'organizer', path: () => paths.audits() },
  { name: 'report of one pass', who: 'organizer', path: () => paths.audit(visitId) },
  { name: 'report of a median', who: 'organizer', path: () => paths.audit(medianId) },
  { name: 'report of the webmaster', who: 'webmaster', path: () => paths.webmasterEntry(entryId) },
] as const;

describe.each(screens)('$name', ({ who, path }) => {
  test('axe, viewports, targets, everything unfolded', async () => {
    const { page, context, errors } = await openPage(browser, application.url, people[who]);
    const response = await page.goto(application.url + path(), { waitUntil: 'load' });
    expect(response?.status()).toBe(200);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('main details')) each.setAttribute('open', '');
    });
    expect(await faultsOf(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('without scripts passes are planned and called off all the same', async () => {
  const { page, context } = await openPage(browser, application.url, people.organizer);
  await page.setJavaScriptEnabled(false);
  await page.goto(application.url + paths.audits(), { waitUntil: 'load' });
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('main details')) each.setAttribute('open', '');
  });
  await page.type('textarea[name=alasan]', 'Jadwal berubah');
  await Promise.all([page.waitForNavigation(), page.click('button[name=intent][value=batal]')]);
  expect(new URL(page.url()).searchParams.get('hasil')).toBe('cancelled');
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('main details')) each.setAttribute('open', '');
  });
  await page.$eval('input[name=tutup]', (input) => {
    (input as HTMLInputElement).value = '2099-01-02T17:00';
  });
  await Promise.all([page.waitForNavigation(), page.click('button[name=intent][value=rencana]')]);
  expect(new URL(page.url()).searchParams.get('hasil')).toBe('planned');
  await context.close();
});
