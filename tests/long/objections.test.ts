/** An objection in real browsers, from the webmaster's picture to the applied outcome; every screen of it with axe. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import type { Browser, ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { OBJECTION } from '#app/publication/objections.ts';
import { entries, objectionLooks } from '#db/schema.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';
import { photograph } from '#tests/fixtures/sites/photograph.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { faultsOf, launchBrowser, openPage, viewports } from '#tests/support/browser.ts';
import { makeJudgedContest } from '#tests/support/judged-contest.ts';
import { makeUser } from '#tests/support/seed.ts';

let browser: Browser;
let application: TestApplication;
let made: Awaited<ReturnType<typeof makeJudgedContest>>;
let own: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  browser = await launchBrowser();
  application = await testApplication();
  made = await makeJudgedContest({ year: 2043, phase: 'sanggah', hasObjection: true }, [
    'Dinas Komunikasi dan Informatika',
    'Dinas Kesehatan',
    'Dinas Pendidikan dan Kebudayaan',
  ]);
  const [entry] = await application.db
    .select()
    .from(entries)
    .where(eq(entries.id, made.entryIds[1] ?? ''));
  own = await makeUser('webmaster', { agencyIds: [entry?.agencyId ?? ''] });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
});

const press = async (page: Page, selector: string) =>
  Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(selector)]);
const opened = async (who: { cookie: string }, address: string) => {
  const it = await openPage(browser, application.url, who);
  expect((await it.page.goto(application.url + address, { waitUntil: 'load' }))?.status()).toBe(200);
  return it;
};

test('a picture is filed and drawn anew, judges look again, the effect is seen and applied', async () => {
  const entryId = made.entryIds[1] ?? '';
  const webmaster = await opened(own, paths.webmasterObjections(entryId));
  // As large as a good phone's: more than any other form of ours may carry.
  const picture = photograph(2100, 1500, 3, 0.5);
  expect(picture.byteLength).toBeGreaterThan(5_200_000);
  expect(picture.byteLength).toBeLessThan(OBJECTION.pictureBytes);
  const file = path.join(await throwawayFolder('lomba-sanggah-'), 'layar.png');
  writeFileSync(file, picture);
  expect(await faultsOf(webmaster.page)).toEqual([]);
  await webmaster.page.select('select[name=indikator]', 'K1');
  await webmaster.page.type('textarea[name=isi]', 'terlalu pendek');
  await webmaster.page.click('form button.button--primary');
  await webmaster.page.waitForSelector('.field__error');
  // Refused, the words and the chosen indicator are still there.
  const kept = await webmaster.page.$eval('textarea[name=isi]', (area) => (area as HTMLTextAreaElement).value);
  expect(kept).toBe('terlalu pendek');
  await webmaster.page.type('textarea[name=isi]', ': halaman layanan memuat persyaratan dan biaya.');
  // The connection dies with the request: loaded again, words and choice are back, in this tab alone.
  await webmaster.page.setOfflineMode(true);
  await webmaster.page.click('form button.button--primary');
  await webmaster.page.waitForFunction(() => document.querySelector('textarea[name=isi]') === null);
  await webmaster.page.setOfflineMode(false);
  await webmaster.page.goto(application.url + paths.webmasterObjections(entryId), { waitUntil: 'load' });
  await webmaster.page.waitForSelector('form .notice');
  expect(await faultsOf(webmaster.page, ['phone'])).toEqual([]);
  await webmaster.page.setViewport(viewports.desktop);
  const typed = () =>
    webmaster.page.$eval('form[enctype]', (form) => {
      const fields = new FormData(form as HTMLFormElement);
      return [fields.get('indikator'), fields.get('isi')];
    });
  expect(await typed()).toEqual(['K1', 'terlalu pendek: halaman layanan memuat persyaratan dan biaya.']);
  const stranger = await opened(own, paths.webmasterObjections(entryId));
  expect(await stranger.page.$('form .notice')).toBeNull();
  await stranger.context.close();
  const input = (await webmaster.page.$('input[name=gambar]')) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(file);
  await webmaster.page.click('form button.button--primary');
  await webmaster.page.waitForSelector('article .quoted');
  expect(await typed()).toEqual(['', '']);
  const left = await webmaster.page.evaluate(() =>
    Object.keys(sessionStorage).filter((key) => key.startsWith('tulisan:')),
  );
  expect(left).toEqual([]);
  for (let turn = 0; turn < 60 && !(await webmaster.page.$('.attachments img')); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await webmaster.page.reload({ waitUntil: 'load' });
  }
  const width = await webmaster.page.$eval('.attachments img', async (image) => {
    const picture = image as HTMLImageElement;
    picture.loading = 'eager';
    await picture.decode();
    return picture.naturalWidth;
  });
  expect(width).toBeGreaterThan(300);

  const panel = await opened(made.organizer, paths.objections());
  await panel.page.$$eval('details.fold', (folds) => {
    for (const fold of folds) (fold as HTMLDetailsElement).open = true;
  });
  expect(await faultsOf(panel.page)).toEqual([]);
  await panel.page.type('details.fold textarea', 'Persyaratan memang ada di halaman itu.');
  await panel.page.click('button[value=terima]');
  await panel.page.waitForSelector('.notice--success');

  const asked = await application.db.select().from(objectionLooks);
  expect(asked).toHaveLength(made.judges.length);
  for (const [at, judge] of made.judges.entries()) {
    const look = asked.find(({ judgeId }) => judgeId === judge.id);
    const desk = await opened(judge, paths.judge());
    await press(desk.page, `a[href="${paths.objectionLook(look?.id ?? '')}"]`).catch(() => null);
    await desk.page.waitForSelector('button[value=keep]');
    if (at === 0) expect(await faultsOf(desk.page, ['tabletLandscape', 'tabletPortrait'])).toEqual([]);
    if (at === 0) await desk.page.$eval('input[value="5"]', (radio) => (radio as HTMLInputElement).click());
    await desk.page.click(`button[value=${at === 0 ? 'change' : 'keep'}]`);
    await desk.page.waitForSelector('.notice--success');
    expect(desk.errors).toEqual([]);
    await desk.context.close();
  }

  await panel.page.reload({ waitUntil: 'load' });
  await panel.page.click('article a.button--primary');
  await panel.page.waitForSelector('button[value=terapkan]');
  expect(await faultsOf(panel.page)).toEqual([]);
  await panel.page.type('textarea[name=reason]', 'Pleno menyetujui hasil tinjauan juri.');
  await panel.page.click('button[value=terapkan]');
  await panel.page.waitForSelector('.badge--success');
  await webmaster.page.reload({ waitUntil: 'load' });
  expect(await webmaster.page.$eval('article', (article) => article.textContent)).toContain('Pleno menyetujui');
  // The refused form answered 422, and the connection was cut: the browser notes both.
  expect(webmaster.errors.filter((error) => !/status of 422|INTERNET_DISCONNECTED/.test(error))).toEqual([]);
  expect(panel.errors).toEqual([]);
});

test('words of an unsent form end with the session', async () => {
  const { page, errors } = await opened(own, paths.webmasterObjections(made.entryIds[1] ?? ''));
  const held = () =>
    page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('tulisan:')).length);
  await page.type('textarea[name=isi]', 'belum selesai ditulis');
  expect(await held()).toBe(1);
  await page.goto(application.url + paths.signOut(), { waitUntil: 'load' });
  expect(await held()).toBe(1);
  await page.click('main button.button--primary');
  await page.waitForFunction(() => document.readyState === 'complete' && location.pathname !== '/keluar', {
    polling: 100,
  });
  expect(await held()).toBe(0);
  expect(errors).toEqual([]);
});
