/** One judge's sheet on the built application, and a Chrome to open it with. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer';
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
import { makePerson } from '../demo/people.ts';

export const TABLET = { width: 1180, height: 820 };

export interface SheetStage {
  browser: Browser;
  /** Address of the sheet. */
  address: string;
  /** Cookie header of the judge. */
  cookie: string;
}

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

/** Runs `measure` on a stage of its own and clears it away. */
export async function onSheet<T>(measure: (stage: SheetStage) => Promise<T>): Promise<T> {
  const secret = randomBytes(32).toString('hex');
  const folder = await throwawayFolder('lomba-bench-');
  const application = await startApplication({
    dataDir: folder,
    port: 0,
    workers: 0,
    env: { AUTH_SECRET: secret, PUBLIC_URL: '' },
  });
  const executablePath = findChrome();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await puppeteer.launch({ ...(executablePath ? { executablePath } : {}), args: sandbox });
  try {
    return await measure({ browser, ...(await makeSheet(application.url, application.databaseUrl, secret)) });
  } finally {
    await browser.close();
    await application.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
