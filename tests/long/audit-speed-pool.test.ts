import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, expect, test } from 'vitest';
import { findChrome } from '#app/audit/chrome.ts';
import { startSpeedPool } from '#app/audit/speed/pool.ts';
import { putImages } from '#app/audit/speed/report-images.ts';
import type { SpeedPool, SpeedTask } from '#app/audit/speed/speed.ts';
import { createAuthority } from '#tests/fixtures/authority.ts';
import { killAll } from '#tests/support/left-behind.ts';

const servers: http.Server[] = [];
let pool: SpeedPool | null = null;

afterEach(async () => {
  await pool?.close();
  pool = null;
});
afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(handler: http.RequestListener, tls?: { key: string; cert: string }): Promise<string> {
  const server = tls ? https.createServer(tls, handler) : http.createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `${tls ? 'https' : 'http'}://opd.localhost:${(server.address() as AddressInfo).port}/`;
}

const page = (body: string) => (_incoming: http.IncomingMessage, response: http.ServerResponse) =>
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><html lang="id"><title>Dinas Contoh</title><h1>Layanan kami</h1>${body}</html>`);

function aTask(url: string, part: Partial<SpeedTask> = {}): SpeedTask {
  return {
    url,
    formFactor: 'mobile',
    categories: 'performance',
    allowPrivate: [new URL(url).host],
    trustedSpki: [],
    ignoreCertificates: false,
    deadlineMs: 60_000,
    ...part,
  };
}

function start(lanes = 1): SpeedPool {
  pool = startSpeedPool({ chromePath: findChrome() ?? '', lanes });
  return pool;
}

const MARK = `lomba-audit-${process.pid}-`;
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(MARK));

/** Process ids of the Chromes that use a profile folder of ours; the browser itself, not its helpers. */
function browsers(): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 10_000_000 });
  const ours = listed.split('\n').filter((line) => line.includes(MARK) && !line.includes('--type='));
  return ours.map((line) => Number.parseInt(line, 10));
}

test('a run scores, keeps its report with pictures apart, and later runs take no other categories', async () => {
  const url = await serve(page('<p>Jam buka</p>'));
  const lanes = start();
  const first = await lanes.run(aTask(url, { categories: 'all' }));
  const second = await lanes.run(aTask(url));
  expect(first.run.error).toBeNull();
  expect(first.run.scores.performance).toBeGreaterThan(0.5);
  expect(first.run.scores.accessibility).not.toBeNull();
  expect(second.run.scores).toMatchObject({ accessibility: null, seo: null });
  expect(second.run.metrics['largest-contentful-paint']).toBeGreaterThan(0);
  expect(second.run.benchmarkIndex).toBeGreaterThan(0);
  expect(Object.keys(first.versions).sort()).toEqual(['chrome', 'config', 'lighthouse', 'node']);

  const lhr = JSON.parse(gunzipSync(first.report?.lhrGz ?? '').toString());
  expect(JSON.stringify(lhr)).not.toContain('data:image');
  expect(lhr.configSettings.locale).toBe('id');
  const whole = putImages(lhr, JSON.parse(gunzipSync(first.report?.imagesGz ?? '').toString()));
  expect(whole.audits['final-screenshot'].details.data).toMatch(/^data:image\//);
});

test('each run begins without what the one before left in the browser', async () => {
  const seen: string[] = [];
  const url = await serve((incoming, response) => {
    if (incoming.url === '/') seen.push(incoming.headers.cookie ?? 'none');
    response.setHeader('set-cookie', 'kunjungan=lama; max-age=9999');
    response.setHeader('cache-control', 'max-age=9999');
    page('<p>Jam buka</p>')(incoming, response);
  });
  const lanes = start();
  await lanes.run(aTask(url));
  await lanes.run(aTask(url));
  expect(seen).toEqual(['none', 'none']);
});

test('a desktop run is measured as one', async () => {
  const url = await serve(page('<p>Jam buka</p>'));
  const { run, report } = await start().run(aTask(url, { formFactor: 'desktop' }));
  expect(run).toMatchObject({ formFactor: 'desktop', error: null });
  const { configSettings } = JSON.parse(gunzipSync(report?.lhrGz ?? '').toString());
  expect(configSettings).toMatchObject({ formFactor: 'desktop', screenEmulation: { mobile: false } });
});

test('every layout shift counts, also those that Chrome takes for the answer to a touch', async () => {
  const shifts: number[] = [];
  // What shifts, over the first second, and what the page itself saw of it.
  const script = `<meta name="viewport" content="width=device-width"><script>
    let total = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) total += value;
    }).observe({ type: 'layout-shift', buffered: true });
    for (let at = 100; at <= 1000; at += 150) {
      setTimeout(() => document.body.prepend(Object.assign(document.createElement('div'), { style: 'height: 150px' })), at);
    }
    setTimeout(() => fetch('/geser?' + total), 1400);
  </script>`;
  const url = await serve((incoming, response) => {
    const [path, total] = (incoming.url ?? '').split('?');
    if (path === '/geser') shifts.push(Number(total));
    page(`<p>${'Jam buka. '.repeat(200)}</p>${script}`)(incoming, response);
  });
  const { run } = await start().run(aTask(url));
  expect(run.error).toBeNull();
  expect(shifts).toHaveLength(1);
  expect(shifts[0]).toBeGreaterThan(0.2);
  expect(run.metrics['cumulative-layout-shift']).toBeCloseTo(shifts[0] ?? 0, 2);
});

test('a script that runs between a painting and the screen is not taken for what the paint needed', async () => {
  const url = await serve((incoming, response) => {
    if (incoming.url === '/besar.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(`window.besar = '${'x'.repeat(400_000)}';`);
    } else if (incoming.url === '/gaya.css') {
      setTimeout(() => response.writeHead(200, { 'content-type': 'text/css' }).end('h1 { color: teal }'), 800);
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><html lang="id">
        <head><title>Dinas Contoh</title><link rel="preload" href="/besar.js" as="script">
        <link rel="stylesheet" href="/gaya.css"></head><body><h1>Layanan kami</h1><script>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () =>
              document.body.append(Object.assign(document.createElement('script'), { src: '/besar.js' }));
            port2.postMessage(null);
          });
        </script></body></html>`);
    }
  });
  const { run } = await start().run(aTask(url));
  expect(run.error).toBeNull();
  // Over the simulated phone link the script alone takes more than two seconds.
  expect(run.metrics['largest-contentful-paint']).toBeLessThan(1800);
});

test('a certificate that the visit found bad is passed only when told so', async () => {
  const authority = await createAuthority();
  const url = await serve(page('<p>Jam buka</p>'), await authority.issue('opd.localhost'));
  const lanes = start();
  const passed = await lanes.run(aTask(url, { ignoreCertificates: true }));
  expect(passed.run.error).toBeNull();
  const refused = await lanes.run(aTask(url));
  expect(refused.run.error).not.toBeNull();
  expect(refused.run.scores.performance).toBeNull();
});

test('what one run may reach is closed to the next', async () => {
  let hits = 0;
  const inside = await serve((incoming, response) => {
    hits += 1;
    page('<p>dalam</p>')(incoming, response);
  });
  const url = await serve(page(`<img src="${inside}a.png" alt=""><iframe src="${inside}"></iframe>`));
  const lanes = start();
  await lanes.run(aTask(inside));
  const before = hits;
  await lanes.run(aTask(url));
  expect(before).toBeGreaterThan(0);
  expect(hits).toBe(before);
});

test('a page that hangs ends with its deadline, and the lane recovers', async () => {
  const hanging = await serve(page('<script>for(;;){}</script>'));
  const url = await serve(page('<p>Jam buka</p>'));
  const lanes = start();
  const stuck = await lanes.run(aTask(hanging, { deadlineMs: 6_000 }));
  expect(stuck.run).toMatchObject({ error: 'DEADLINE', scores: { performance: null } });
  expect((await lanes.run(aTask(url))).run.error).toBeNull();
});

test('a renderer that dies under the page is an error of that run', async () => {
  const url = await serve(page('<p>Jam buka</p>'));
  const crashing = await serve((incoming, response) => {
    page('<img src="/lambat.png" alt="">')(incoming, response);
    const listed = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 10_000_000 });
    const lines = listed.split('\n').filter((line) => line.includes(MARK) && line.includes('--type=renderer'));
    killAll(lines.map((line) => Number.parseInt(line, 10)));
  });
  const lanes = start();
  const crashed = await lanes.run(aTask(crashing, { deadlineMs: 20_000 }));
  expect(crashed.run.error).not.toBeNull();
  expect((await lanes.run(aTask(url))).run.error).toBeNull();
});

test('Chrome killed in the middle of a run: an error, and the next run works', async () => {
  let loading = () => {};
  const begun = new Promise<void>((resolve) => {
    loading = resolve;
  });
  const slow = await serve((incoming, response) => {
    if (incoming.url === '/') page('<img src="/lambat.png" alt="">')(incoming, response);
    else loading();
  });
  const url = await serve(page('<p>Jam buka</p>'));
  const lanes = start();
  const running = lanes.run(aTask(slow));
  await begun;
  killAll(browsers());
  expect((await running).run.error).not.toBeNull();
  expect((await lanes.run(aTask(url))).run.error).toBeNull();
  expect(folders()).toHaveLength(1);
});

test('an aborted run ends at once; closing leaves no process and no folder', async () => {
  const hanging = await serve(page('<script>for(;;){}</script>'));
  const lanes = start(2);
  const stop = new AbortController();
  const running = lanes.run(aTask(hanging), stop.signal);
  const other = lanes.run(aTask(hanging));
  const ended = expect(Promise.all([running, other].map((run) => run.catch((error: Error) => error.message)))).resolves;
  await expect.poll(() => browsers().length, { timeout: 20_000 }).toBe(2);
  stop.abort(new Error('cukup'));
  await expect(running).rejects.toThrow('cukup');
  await lanes.close();
  await ended.toEqual(['cukup', 'the speed pool was closed']);
  expect(browsers()).toEqual([]);
  expect(folders()).toEqual([]);
  await expect(lanes.run(aTask(hanging))).rejects.toThrow();
});
