/** Lighthouse's own report of a stored run, opened in a browser: it quotes pages that others wrote. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { artifacts } from '#db/schema.ts';
import { hostileLhr } from '#tests/fixtures/hostile-lhr.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { launchBrowser, openPage } from '#tests/support/browser.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let application: TestApplication;
let browser: Browser;
let organizer: { cookie: string };
let report: string;
/** Stands for the attacker's server. */
let elsewhere: Server;
let told = 0;
beforeAll(async () => {
  application = await testApplication();
  browser = await launchBrowser();
  organizer = await makeUser('organizer');
  const contest = await makeSmallContest({ phase: 'audit' });
  const entry = await makeEntry(contest.id);
  elsewhere = createServer((_request, response) => {
    told += 1;
    response.end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const data = gzipSync(JSON.stringify(hostileLhr(entry.url ?? '', `http://127.0.0.1:${port}`)));
  const auditId = await makeAudit(entry, 50);
  const [stored] = await application.db
    .insert(artifacts)
    .values({ auditId, kind: 'lighthouse', run: 0, mime: 'application/json+gzip', data })
    .returning({ id: artifacts.id });
  report = paths.lighthouseReport(stored?.id ?? '');
});
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  elsewhere?.close();
});

test('one set of headers, its own: an origin apart, nothing kept, nothing framed', async () => {
  const answer = await fetch(application.url + report, { headers: organizer });
  expect(answer.status).toBe(200);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^sandbox allow-scripts allow-popups; default-src 'none'; script-src 'nonce-[\w+/=]{20,}';/);
  // Two policies would arrive joined by a comma.
  expect(policy).not.toMatch(/,|allow-same-origin|unsafe-eval|connect-src/);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
    'x-frame-options': 'DENY',
  });
  expect((await fetch(application.url + paths.signIn())).headers.get('content-security-policy')).toContain(
    "default-src 'self'",
  );
});

test('nothing of a hostile page runs, and what runs reaches nothing of ours', async () => {
  const { page, context, errors } = await openPage(browser, application.url, organizer);
  const answered: string[] = [];
  page.on('response', (response) => answered.push(response.url()));
  const response = await page.goto(application.url + report, { waitUntil: 'load' });
  expect(response?.status()).toBe(200);
  // Lighthouse's own script drew the report, with the page's words as words.
  await page.waitForSelector('.lh-root .lh-category');
  const shown = await page.$eval('.lh-root', (root) => root.textContent ?? '');
  expect(shown).toContain('<script>window.hacked = 1</script>');

  // Everything that can be pressed is pressed.
  await page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>('details')) each.setAttribute('open', '');
    // Lighthouse's own tools are not shown.
    for (const each of document.querySelectorAll<HTMLElement>('.lh-root a, .lh-root button, summary'))
      if (!each.closest('.lh-tools')) each.click();
  });
  const after = await page.evaluate(async (address) => {
    const script = document.createElement('script');
    script.textContent = 'window.hacked = "inline"';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hacked = \'handler\'">');
    const said = async (what: () => unknown) => {
      try {
        return await what();
      } catch (error) {
        return error instanceof Error ? error.name : 'error';
      }
    };
    await new Promise((resolve) => setTimeout(resolve, 300));
    return {
      origin: self.origin,
      hacked: Reflect.get(window, 'hacked') ?? null,
      opener: window.opener,
      cookie: await said(() => document.cookie),
      storage: await said(() => localStorage.length),
      ours: await said(() => fetch(`${address}/panitia`, { credentials: 'include' })),
      beacon: await said(() => navigator.sendBeacon(`${address}/keluar`)),
    };
  }, application.url);
  expect(after).toEqual({
    origin: 'null',
    hacked: null,
    opener: null,
    cookie: 'SecurityError',
    storage: 'SecurityError',
    ours: 'TypeError',
    beacon: expect.anything(),
  });
  expect(new URL(page.url()).pathname).toBe(report);
  expect(answered.filter((url) => url.startsWith('http'))).toEqual([application.url + report]);
  expect(told).toBe(0);
  expect(errors.filter((each) => !/Content Security Policy|sandboxed|Failed to load|Fetch API/i.test(each))).toEqual(
    [],
  );
  await context.close();
});

test('opened from a page of ours it holds no way back', async () => {
  const { page, context } = await openPage(browser, application.url, organizer);
  await page.goto(application.url + paths.organizer(), { waitUntil: 'load' });
  const opened = new Promise<Page>((resolve) => {
    page.once('popup', (popup) => popup && resolve(popup));
  });
  await page.evaluate((address) => {
    window.open(address, '_blank');
  }, report);
  const popup = await opened;
  await popup.waitForSelector('.lh-root');
  expect(await popup.evaluate(() => window.opener === null)).toBe(true);
  await context.close();
});
