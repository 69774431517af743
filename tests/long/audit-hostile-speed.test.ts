/** Hostile pages in the lanes of speed runs: each run ends with an answer, the lane recovers, nothing is left behind. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChrome } from '#app/audit/chrome.ts';
import { startSpeedPool } from '#app/audit/speed/pool.ts';
import type { SpeedPool } from '#app/audit/speed/speed.ts';
import { hostileSites } from '#tests/fixtures/hostile.ts';
import { hostilePage, type SiteAnswer, sendHtml } from '#tests/fixtures/hostile-answers.ts';
import { browsersOf, type Ground, killAll, ownGround, processesOf, renderersOf } from '#tests/support/left-behind.ts';
import { type ServedSite, serveSite } from '#tests/support/serve-site.ts';

let ground: Ground;
let pool: SpeedPool;
let good: ServedSite;
const sites: ServedSite[] = [];

async function served(answer: SiteAnswer): Promise<ServedSite> {
  const site = await serveSite(answer);
  sites.push(site);
  return site;
}

const measured = async ({ url }: ServedSite, signal?: AbortSignal) => {
  const { run } = await pool.run(
    {
      url,
      formFactor: 'mobile',
      categories: 'performance',
      allowPrivate: [new URL(url).host],
      trustedSpki: [],
      ignoreCertificates: false,
      // A good page is given what a busy machine needs; a hostile one takes all it is given.
      deadlineMs: url === good?.url ? 60_000 : 15_000,
    },
    signal,
  );
  return run;
};

beforeAll(async () => {
  ground = ownGround();
  pool = startSpeedPool({ chromePath: findChrome() ?? '', lanes: 2, loads: 2 });
  good = await served((_, response, path) =>
    sendHtml(
      response,
      path === '/' ? hostilePage('<h1>Dinas Contoh</h1><p>Layanan warga</p>') : '',
      path === '/' ? 200 : 404,
    ),
  );
});
afterAll(async () => {
  await pool.close();
  for (const site of sites) site.close();
  const left = { processes: ground.processes(), files: ground.files() };
  ground.leave();
  expect(left).toEqual({ processes: [], files: [] });
});

test.concurrent.each(hostileSites.filter(({ speed }) => speed !== undefined))('$name', async ({ answer, speed }) => {
  const run = await measured(await served(answer));
  expect(run.error === null ? 'measured' : 'error').toBe(speed);
  if (run.error !== null) expect(Object.values(run.scores).filter((score) => score !== null)).toEqual([]);
});

test('after all of them a good page is measured', async () => {
  expect((await measured(good)).error).toBeNull();
});

/** Kills what `pids` names once the page is being loaded. */
const killing =
  (pids: () => number[]): SiteAnswer =>
  (_, response, path) => {
    if (path === '/') return sendHtml(response, hostilePage('<h1>Dinas Contoh</h1><img src="/gambar.png" alt="">'));
    killAll(pids());
    return sendHtml(response, '', 404);
  };

test.each([
  ['renderers', renderersOf],
  ['Chromes', browsersOf],
  [
    'lanes',
    (mark: string) =>
      processesOf(mark)
        .filter((line) => /lane\.ts/.test(line))
        .map((line) => Number(line.split(' ')[0])),
  ],
])('%s that die end the run, not the pool', async (_, pids) => {
  const run = await measured(await served(killing(() => pids(ground.folder))));
  expect(run.error).not.toBeNull();
  expect((await measured(good)).error).toBeNull();
});

test('a run that nobody wants any more is given up at once, and its lane with it', async () => {
  const slow = await served((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).write('<p>'));
  const stop = new AbortController();
  const run = measured(slow, stop.signal);
  setTimeout(() => stop.abort(new Error('tidak jadi')), 1_500);
  await expect(run).rejects.toThrow('tidak jadi');
  expect((await measured(good)).error).toBeNull();
});
