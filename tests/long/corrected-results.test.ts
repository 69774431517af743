/** Results that were corrected, on the screens that speak of it: axe in both themes, four viewports, targets. */
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Viewer } from '#app/identity/roles.ts';
import { paths } from '#app/paths.ts';
import { openCorrection } from '#app/publication/corrections.server.ts';
import { orderDocuments } from '#app/publication/documents.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { documents } from '#db/schema.ts';
import { testApplication } from '#tests/support/application.ts';
import {
  axeViolations,
  launchBrowser,
  openPage,
  sidewaysScroll,
  smallTargets,
  viewports,
} from '#tests/support/browser.ts';
import { changeMark, makeAudit, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

const REASON = 'Nilai konten Dinas Perhubungan tertukar dengan lembar situs lain saat disalin';
const NAMES = ['Dinas Komunikasi dan Informatika', 'Dinas Perhubungan', 'Dinas Kesehatan', 'Dinas Sosial'];

test('every screen of a correction', async () => {
  const [application, browser] = await Promise.all([testApplication(), launchBrowser()]);
  try {
    const [judge, organizer] = [await makeUser('judge'), await makeUser('organizer')];
    const contest = await makeSmallContest({ phase: 'penetapan', year: 2026, name: 'Lomba Website OPD 2026' });
    const sheets: string[] = [];
    for (const [at, name] of NAMES.entries()) {
      const entry = await makeEntry(contest.id, { name, code: `dinas-${at}` });
      await makeAudit(entry, 50);
      sheets.push(await makeSheet(entry, judge, { K1: 80 - 20 * at, K2: 80 }));
    }
    const freeze = async () => {
      const seen = (await tallyContest(contest.id)).results.inputHash;
      const outcome = await finalise(contest.id, organizer.id, seen);
      if (!outcome.done) throw new Error(outcome.reason);
      return outcome.snapshot;
    };
    const found: string[] = [];
    const look = async (who: { cookie: string } | null, path: string, says: string) => {
      const { page, context, errors } = await openPage(browser, application.url, who);
      await page.goto(application.url + path, { waitUntil: 'load' });
      expect(await page.content(), path).toContain(says);
      for (const details of await page.$$('details')) await details.evaluate((each) => each.setAttribute('open', ''));
      for (const [size, viewport] of Object.entries(viewports)) {
        await page.setViewport(viewport);
        if ((await sidewaysScroll(page)) > 0) found.push(`${path} ${size}: sideways`);
        for (const target of await smallTargets(page)) found.push(`${path} ${size}: small ${target}`);
      }
      for (const theme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        for (const violation of await axeViolations(page)) found.push(`${path} ${theme}: ${violation}`);
      }
      expect(errors, path).toEqual([]);
      await context.close();
    };
    const first = await freeze();
    const viewer: Viewer = { userId: organizer.id, name: 'Panitia', role: 'organizer', agencyIds: [] };
    await orderDocuments(viewer, contest.id, application.url);
    await release(contest.id, organizer.id, first.id);
    await openCorrection(contest.id, organizer.id, first.id, REASON);
    await changeMark(sheets[1] ?? '', 'K1', 100);
    const second = await freeze();
    await look(organizer, paths.finalise(), 'Yang akan berubah bagi umum');
    await release(contest.id, organizer.id, second.id);
    await look(null, paths.resultsOf(2026), 'Versi 2, menggantikan versi 1');
    await look(null, paths.resultsOf(2026, 1), 'sudah digantikan');
    const certificates = await application.db.select().from(documents).where(eq(documents.snapshotId, first.id));
    const codeOf = (entry: string) => certificates.find((each) => each.entry === entry && each.code)?.code ?? '';
    await look(organizer, paths.finalise(), 'Koreksi hasil yang sudah diumumkan');
    await look(null, paths.verification(codeOf('dinas-0')), 'sudah dicabut');
    expect(found).toEqual([]);
  } finally {
    await browser.close();
    await application.stop();
  }
}, 120_000);
