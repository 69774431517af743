/** Sites that would hold, flood or break a visit: each ends classified, by itself, and leaves nothing behind. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hostileSites } from '#tests/fixtures/hostile.ts';
import { hostilePage, sendHtml } from '#tests/fixtures/hostile-answers.ts';
import { browsersOf, type Ground, killAll, ownGround, renderersOf } from '#tests/support/left-behind.ts';
import { type ServedSite, serveSite } from '#tests/support/serve-site.ts';
import { visitSite } from '#tests/support/visit-site.ts';

let ground: Ground;
const sites: ServedSite[] = [];

// Most of the time they wait.
vi.setConfig({ maxConcurrency: 6 });

beforeAll(() => {
  ground = ownGround();
});
afterAll(() => {
  for (const site of sites) site.close();
  // Whatever became of the visits.
  const left = { processes: ground.processes(), files: ground.files() };
  ground.leave();
  expect(left).toEqual({ processes: [], files: [] });
});

async function visited(answer: Parameters<typeof serveSite>[0]) {
  const site = await serveSite(answer);
  sites.push(site);
  return visitSite(site.url, { deadlineMs: 90_000 });
}

describe.concurrent('a visit ends in a classified result', () => {
  test.each(hostileSites)('$name', async ({ answer, visit }) => {
    const { report } = await visited(answer);
    expect(report.failure?.code ?? 'measured').toMatch(visit);
    expect(report.failure?.message ?? '').not.toMatch(/net::|Error/);
  });
});

/** A home page that, once asked for its picture, has processes of this test's Chrome killed. */
function killing(pids: () => number[]): Parameters<typeof serveSite>[0] {
  return (_, response, path) => {
    if (path === '/') return sendHtml(response, hostilePage('<h1>Dinas Contoh</h1><img src="/gambar.png" alt="">'));
    killAll(pids());
    return sendHtml(response, '', 404);
  };
}

test('a renderer that dies is a crashed page', async () => {
  const { report } = await visited(killing(() => renderersOf(ground.folder)));
  expect(report.failure?.code).toBe('page-crashed');
});

test('a Chrome that dies is our outage, never the fault of the site', async () => {
  const { report } = await visited(killing(() => browsersOf(ground.folder)));
  expect(report.failure?.code).toBe('our-outage');
});
