/** Lighthouse, as for a phone, on a webmaster's report of a sample site that was really audited, signed in as that webmaster. */
import { parseArgs } from 'node:util';
import lighthouse, { type Result } from 'lighthouse';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { findChrome } from '#app/audit/chrome.ts';
import { movePhase } from '#app/contest/phases.server.ts';
import { auth, startAuth } from '#app/identity/auth.server.ts';
import { jobs } from '#app/jobs.ts';
import { paths } from '#app/paths.ts';
import { startQueue } from '#app/queue.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { db, openDatabase, setDatabase } from '#db/client.server.ts';
import { columns } from '../columns.ts';
import { auditAll } from '../demo/audits.ts';
import { makeDemoContest } from '../demo/contest.ts';
import { type Ground, prepareGround } from '../demo/ground.ts';
import type { Person } from '../demo/people.ts';

export const REPORT_BENCH_HELP = 'bench report [--times 5] [--site rsud] [--print FILE.pdf]';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const TIMES = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'] as const;
/** Bytes that a whole visit of the page may cost. */
const LIMIT = 150_000;

/** Audits one sample site. Returns its webmaster and entry. */
async function auditOne({ regency, application, authSecret }: Ground, code: string) {
  const entry = regency.entries.find((each) => each.code === code);
  if (!entry) throw new Error(`no sample site ${code}: ${regency.entries.map((each) => each.code).join(', ')}`);
  startAuth({ secret: authSecret, baseUrl: application.url, secureCookies: false });
  const boss = await startQueue(application.databaseUrl, jobs, { supervise: false });
  try {
    const contest = await makeDemoContest({ ...regency, entries: [entry] }, 1);
    const request = { contestId: contest.id, from: 'persiapan', to: 'audit', reason: null } as const;
    await db().transaction((tx) => movePhase(tx, { ...request, userId: contest.organizer.id }, rubricGate));
    await auditAll(contest.id, contest.organizer.id);
    return { webmaster: contest.webmaster, entryId: contest.entryIds.get(code) ?? '' };
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function signedIn(browser: Browser, origin: string, { email, password }: Person): Promise<Page> {
  const answer = await auth().api.signInEmail({ body: { email, password: password ?? '' }, asResponse: true });
  const { hostname } = new URL(origin);
  const cookies = answer.headers.getSetCookie().map((each) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
    return { name, value, domain: hostname };
  });
  await browser.setCookie(...cookies);
  return browser.newPage();
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const scoreOf = (lhr: Result, category: string) => Math.round((lhr.categories[category]?.score ?? 0) * 100);

function table(runs: readonly Result[]): string[] {
  const rows = runs.map((lhr, at) => [
    `run ${at + 1}`,
    ...CATEGORIES.map((each) => scoreOf(lhr, each)),
    ...TIMES.map((each) => Math.round(lhr.audits[each]?.numericValue ?? 0)),
    Math.round((lhr.audits['total-byte-weight']?.numericValue ?? 0) / 100) / 10,
  ]);
  const middle = (rows[0] ?? []).map((_, at) => (at === 0 ? 'median' : median(rows.map((row) => Number(row[at])))));
  const head = ['', ...CATEGORIES, 'FCP ms', 'LCP ms', 'TBT ms', 'KB'];
  return columns([head, ...[...rows, middle].map((row) => row.map(String))], head.map((_, at) => at).slice(1));
}

/** What keeps a category below 100, each audit once. Performance weighs times, which the table has. */
function faults(lhr: Result): string[] {
  return CATEGORIES.filter((each) => each !== 'performance').flatMap((category) =>
    (lhr.categories[category]?.auditRefs ?? [])
      .map(({ id, weight }) => ({ audit: lhr.audits[id], weight }))
      .filter(({ audit, weight }) => weight > 0 && audit?.score !== null && (audit?.score ?? 1) < 1)
      .map(({ audit }) => `${category}: ${audit?.id}: ${audit?.title}`),
  );
}

/** @returns exit code: 0; 1 when a category but performance is below 100 or the page is too heavy. Times hang on the machine. */
export async function benchReport(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      times: { type: 'string', default: '5' },
      site: { type: 'string', default: 'rsud' },
      print: { type: 'string' },
    },
  });
  const ground = await prepareGround();
  const database = openDatabase(ground.application.databaseUrl, { max: 5 });
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const executablePath = findChrome();
  let browser: Browser | undefined;
  try {
    setDatabase(database);
    const { webmaster, entryId } = await auditOne(ground, values.site);
    browser = await puppeteer.launch({ ...(executablePath ? { executablePath } : {}), args: sandbox });
    const page = await signedIn(browser, ground.application.url, webmaster);
    const address = ground.application.url + paths.webmasterEntry(entryId);
    const answer = await page.goto(address);
    if (answer?.status() !== 200 || page.url() !== address)
      throw new Error(`${page.url()} answered ${answer?.status()}`);
    const crops = await page.$$eval('.evidence__crop img', (all) => all.length);
    if (values.print) await page.pdf({ path: values.print, format: 'A4', preferCSSPageSize: true });
    const runs: Result[] = [];
    for (let run = 0; run < Number(values.times); run += 1) {
      const made = await lighthouse(address, { onlyCategories: [...CATEGORIES] }, undefined, page);
      if (!made || made.lhr.runtimeError) throw new Error(made?.lhr.runtimeError?.message ?? 'Lighthouse gave nothing');
      if (made.lhr.finalDisplayedUrl !== address) throw new Error(`measured ${made.lhr.finalDisplayedUrl}`);
      runs.push(made.lhr);
    }
    const below = [...new Set(runs.flatMap(faults))];
    const bytes = median(runs.map((lhr) => lhr.audits['total-byte-weight']?.numericValue ?? 0));
    process.stdout.write(`${table(runs).join('\n')}\n${crops} picture crops in the report\n`);
    for (const each of below) process.stdout.write(`${each}\n`);
    return below.length > 0 || bytes > LIMIT ? 1 : 0;
  } finally {
    await browser?.close();
    await database.$client.end({ timeout: 1 });
    await ground.stop();
  }
}
