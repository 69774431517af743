/** From tap to painted state on a judge's sheet, beside the tap on a React page with one list of radios and nothing else. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { findChrome } from '#app/audit/chrome.ts';
import { createContest } from '#app/contest/contests.server.ts';
import { auth, startAuth } from '#app/identity/auth.server.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { paths } from '#app/paths.ts';
import { standardRubric } from '#app/rubric/rubric.server.ts';
import { openDatabase, setDatabase } from '#db/client.server.ts';
import { agencies, contests, entries } from '#db/schema.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';
import { startApplication } from '../application.ts';
import { columns } from '../columns.ts';
import { makePerson } from '../demo/people.ts';

export const TAPS_BENCH_HELP = 'bench taps [--slowdown 4] [--taps 60]';

const TABLET = { width: 1180, height: 820 };
/** Between taps: the answer of the one before comes in. */
const PAUSE_MS = 150;

/** One judge with one site to judge; the address of the sheet and the judge's cookies. */
async function makeSheet(
  origin: string,
  databaseUrl: string,
  secret: string,
): Promise<{ address: string; cookie: string }> {
  const url = 'https://dinas.example/';
  const database = openDatabase(databaseUrl, { max: 2 });
  setDatabase(database);
  // Behind setDatabase: it keeps the database it finds.
  startAuth({ secret, baseUrl: origin, secureCookies: false });
  const made = await database.transaction(async (tx) => {
    const rubricVersionId = await standardRubric(tx);
    const contest = await createContest(tx, {
      year: 2030,
      name: 'Bench',
      portalDomain: 'dinas.example',
      hasObjection: false,
      auditRuns: 1,
      rubricVersionId,
    });
    await tx.update(contests).set({ phase: 'penilaian' });
    const site = { name: 'Dinas', category: 'Dinas', url };
    const [agency] = await tx
      .insert(agencies)
      .values({ code: 'dinas', ...site })
      .returning();
    const [entry] = await tx
      .insert(entries)
      .values({ contestId: contest.id, agencyId: agency?.id ?? '', ...site })
      .returning();
    const judge = await makePerson(tx, 'chiefJudge', 'Juri');
    await assignAll(tx, contest.id);
    return { judge, entryId: entry?.id ?? '' };
  });
  const { email, password } = made.judge;
  const signedIn = await auth().api.signInEmail({ body: { email, password: password ?? '' }, asResponse: true });
  const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]);
  await database.$client.end();
  return { address: origin + paths.sheet(made.entryId), cookie: cookie.join('; ') };
}

/** Milliseconds from each tap to after the frame that shows it. Taps go round the indicators of the step in sight. */
function tapAll(page: Page, names: string, taps: number): Promise<number[]> {
  return page.evaluate(
    async (selector, count, pause) => {
      const inputs = [...document.querySelectorAll<HTMLInputElement>(selector)];
      const groups = [...new Set(inputs.map((input) => input.name))].map((name) =>
        inputs.filter((input) => input.name === name),
      );
      const times: number[] = [];
      for (let at = 0; at < count; at += 1) {
        const group = groups[at % groups.length] ?? [];
        const input = group[(Math.floor(at / groups.length) + 1) % group.length];
        await new Promise((resolve) => setTimeout(resolve, pause));
        const began = performance.now();
        input?.click();
        // A message sent from within the frame arrives once it is painted.
        await new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve();
            port2.postMessage(null);
          });
        });
        times.push(performance.now() - began);
      }
      return times;
    },
    names,
    taps,
    PAUSE_MS,
  );
}

async function emptyPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(TABLET);
  await page.setContent('<!doctype html><div id="root"></div>');
  const { resolve } = createRequire(import.meta.url);
  // Beside the package.json: the packages name no such file among their exports.
  for (const name of ['react', 'react-dom'])
    await page.addScriptTag({ path: join(dirname(resolve(`${name}/package.json`)), `umd/${name}.production.min.js`) });
  await page.evaluate(`
    const Levels = () => {
      const [value, choose] = React.useState(null);
      return [1, 2, 3, 4, 5].map((level) => React.createElement('input', {
        key: level, type: 'radio', name: 'a', checked: value === level, onChange: () => choose(level),
      }));
    };
    ReactDOM.createRoot(document.getElementById('root')).render(React.createElement(Levels));
  `);
  await page.waitForSelector('input');
  return page;
}

const share = (times: readonly number[], part: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(part * times.length))] ?? 0;

/** @returns exit code: 0; the figures are for people to compare with the bar of 50 ms at a slowdown of 4 */
export async function benchTaps(args: string[]): Promise<number> {
  const figureOf = (flag: string, fallback: number) => {
    const at = args.indexOf(flag);
    return at < 0 ? fallback : Number(args[at + 1]);
  };
  const slowdown = figureOf('--slowdown', 4);
  const taps = figureOf('--taps', 60);
  const secret = randomBytes(32).toString('hex');
  const application = await startApplication({
    dataDir: await throwawayFolder('lomba-bench-'),
    port: 0,
    workers: 0,
    env: { AUTH_SECRET: secret, PUBLIC_URL: '' },
  });
  const executablePath = findChrome();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await puppeteer.launch({ ...(executablePath ? { executablePath } : {}), args: sandbox });
  try {
    const { address, cookie } = await makeSheet(application.url, application.databaseUrl, secret);
    const sheet = await browser.newPage();
    await sheet.setViewport(TABLET);
    await sheet.setExtraHTTPHeaders({ cookie });
    await sheet.goto(address, { waitUntil: 'load' });
    await sheet.waitForSelector('input[name="tingkat-D1"]:enabled');
    const empty = await emptyPage(browser);
    const rows: [string, number[]][] = [];
    for (const [name, page, selector] of [
      ['empty React page', empty, 'input[type=radio]'],
      ['sheet', sheet, '[data-place]:not([hidden]) input[name^="tingkat-"]'],
    ] as const) {
      await page.bringToFront();
      await page.emulateCPUThrottling(slowdown);
      rows.push([name, await tapAll(page, selector, taps)]);
    }
    const figures = rows.map(([name, times]) => [
      name,
      String(times.length),
      ...[0.5, 0.95].map((part) => share(times, part).toFixed(1)),
    ]);
    const head = ['page', 'taps', 'median ms', 'p95 ms'];
    process.stdout.write(`${columns([head, ...figures], [1, 2, 3]).join('\n')}\n`);
    const [base, own] = rows.map(([, times]) => share(times, 0.95));
    process.stdout.write(`slowdown ${slowdown}; p95 of the sheet is ${((own ?? 0) / (base ?? 1)).toFixed(2)} times\n`);
    return 0;
  } finally {
    await browser.close();
    await application.stop();
  }
}
