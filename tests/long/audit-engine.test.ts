import { execFileSync, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { type EntryReport, entryReport } from '#app/audit/audit.schema.ts';
import { findChrome } from '#app/audit/chrome.ts';
import { type AuditRequest, runAudit } from '#app/audit/run.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { createAuthority } from '#tests/fixtures/authority.ts';

const chromePath = findChrome() ?? '';
const servers: http.Server[] = [];

afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server on a free loopback port; the address it listens at. */
async function serve(handler: http.RequestListener, tls?: { key: string; cert: string }): Promise<string> {
  const server = tls ? https.createServer(tls, handler) : http.createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `${tls ? 'https' : 'http'}://opd.localhost:${port}/`;
}

/** `runs: 0` where Lighthouse is not what the test is about. */
function request(url: string, part: Partial<AuditRequest> = {}): AuditRequest {
  return {
    url,
    entryName: 'Dinas Contoh',
    category: 'Dinas',
    portalDomain: 'contohkab.go.id',
    runs: 0,
    allowPrivate: [new URL(url).host],
    register: [],
    availability: null,
    chromePath,
    extraCa: [],
    trustedSpki: [],
    deadlineMs: 90_000,
    rubric: defaultRubric(),
    ...part,
  };
}

const page = (body: string, head = '') =>
  `<!doctype html><html lang="id"><head><title>Dinas Contoh</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">${head}</head><body>${body}</body></html>`;

const html = (response: http.ServerResponse, body: string, status = 200, headers: http.OutgoingHttpHeaders = {}) =>
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);

const signal = (report: EntryReport, id: string) => report.signals.find((each) => each.id === id);
const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`lomba-audit-${process.pid}-`));

/** Command lines of the living processes that use a profile folder of ours. */
function chromes(mark: string): string[] {
  const listed = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 10_000_000 });
  return listed.split('\n').filter((line) => line.includes(mark));
}

test('a good page is measured: pages, links, search, pictures, Lighthouse and its report', async () => {
  const progress: number[] = [];
  const news = 'Penanaman mangrove bersama sekolah adiwiyata di pesisir.';
  const url = await serve((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://x');
    const menu = `<nav><a href="/profil">Profil</a> <a href="/berita/1">Kegiatan</a> <a href="/hilang">Rusak</a></nav>
      <p style="display:none"><a href="/rahasia">tersembunyi</a></p>
      <form action="/cari" role="search"><input name="q" aria-label="Cari"><button>Cari</button></form>`;
    if (pathname === '/') return html(response, page(`<h1>Selamat datang</h1>${menu}<p>Layanan kami.</p>`));
    if (pathname === '/profil') return html(response, page(`<h1>Visi</h1>${menu}<div style="width:500px">lebar</div>`));
    if (pathname === '/berita/1') return html(response, page(`<h1>${news}</h1>${menu}`));
    if (pathname === '/cari') {
      const word = searchParams.get('q') ?? '';
      const found = news.toLowerCase().includes(word) ? `<a href="/berita/1">${news}</a>` : 'Tidak ada hasil';
      return html(response, page(`<h2>Hasil pencarian: ${word}</h2>${found}`));
    }
    return html(response, page('Tidak ditemukan'), 404);
  });
  const result = await runAudit(request(url, { runs: 1 }), {
    onProgress: ({ share }) => void progress.push(share),
  });
  const report = entryReport.parse(result.report);

  expect(report.failure).toBeNull();
  expect(result.visit.pages.map((each) => new URL(each.finalUrl).pathname).sort()).toEqual([
    '/',
    '/berita/1',
    '/hilang',
    '/profil',
  ]);
  expect(result.visit.pages.find(({ url: at }) => at.endsWith('/profil'))?.overflow360).toBeGreaterThan(100);
  const links = result.visit.pages[0]?.links ?? [];
  expect(links.find(({ href }) => href.endsWith('/rahasia'))?.visible).toBe(false);
  expect(links.find(({ href }) => href.endsWith('/profil'))?.visible).toBe(true);
  expect(result.visit.linkChecks.filter(({ verdict }) => verdict === 'broken').map((each) => each.url)).toEqual([
    new URL('/hilang', url).href,
  ]);
  expect(signal(report, 'site-search')).toMatchObject({ outcome: 'measured', value: 1 });
  expect(signal(report, 'real-404')).toMatchObject({ outcome: 'measured', value: 1 });
  expect(report.lighthouse.accessibility.median).toBeGreaterThan(0.5);
  expect(result.screenshots.map(({ kind }) => kind).sort()).toEqual(['desktop', 'ordinary', 'phone']);
  for (const { data } of result.screenshots) expect([...data.subarray(0, 2)]).toEqual([0xff, 0xd8]);
  const [stored] = result.lighthouseReports;
  expect(JSON.parse(gunzipSync(stored?.lhrGz ?? '').toString()).requestedUrl).toBe(url);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(profiles()).toEqual([]);
});

test.each([
  ['a firewall page leaves all open', 'blocked', 'unmeasured', 403, 'Just a moment...'],
  ['a server error is the site, failed', 'http-status', 'failed', 500, 'Galat'],
])('%s', async (_, code, outcome, status, text) => {
  const url = await serve((_incoming, response) => html(response, page(text), status));
  const { report, screenshots } = await runAudit(request(url));
  expect(report.failure?.code).toBe(code);
  expect(signal(report, 'https-valid')?.outcome).toBe(outcome);
  expect(screenshots.map(({ kind }) => kind)).toEqual(['phone']);
});

test('an endless redirect is named', async () => {
  const url = await serve((incoming, response) =>
    response.writeHead(302, { location: `/?n=${Number(incoming.url?.split('=')[1] ?? 0) + 1}` }).end(),
  );
  expect((await runAudit(request(url))).report.failure?.code).toBe('redirect-loop');
});

test('nobody listens, and no such name', async () => {
  const closed = await runAudit(request('http://opd.localhost:9/'));
  expect(closed.report.failure?.code).toBe('refused');
  const missing = await runAudit(request('http://dinas-tidak-ada.invalid/'));
  expect(missing.report.failure?.code).toBe('no-such-host');
});

// Again where a busy machine gave the home page so little that its own patience ended first.
test('a visit that takes too long is ended by the deadline, and nothing is left of it', { retry: 2 }, async () => {
  const url = await serve((incoming, response) => {
    // robots.txt never comes, and is waited for longer than the visit may take.
    if (incoming.url === '/') html(response, page('<h1>Dinas Contoh</h1><p>Layanan warga</p>'));
  });
  const { report } = await runAudit(request(url, { deadlineMs: 10_000 }));
  expect(report.failure?.code).toBe('deadline');
  expect(signal(report, 'https-valid')?.outcome).toBe('unmeasured');
  expect(chromes(`lomba-audit-${process.pid}-`)).toEqual([]);
  expect(profiles()).toEqual([]);
});

test('when the parent is killed, child, Chrome and profile go with it', async () => {
  const url = await serve((_incoming, response) => html(response, page('<script>for(;;){}</script>')));
  const script = fileURLToPath(new URL('../support/start-audit.ts', import.meta.url));
  const parent = spawn(process.execPath, [script, JSON.stringify(request(url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const mark = `lomba-audit-${parent.pid}-`;
  await expect.poll(() => chromes(mark).length, { timeout: 15_000 }).toBeGreaterThan(0);
  parent.kill('SIGKILL');
  await expect.poll(() => chromes(mark), { timeout: 10_000 }).toEqual([]);
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(mark));
  await expect.poll(folders, { timeout: 10_000 }).toEqual([]);
});

test('a page leads to a private address that was not named: nothing arrives there', async () => {
  let hits = 0;
  const inside = await serve((_incoming, response) => {
    hits += 1;
    html(response, page('rahasia'));
  });
  const port = new URL(inside).port;
  const ways = [inside, `http://127.0.0.1:${port}/`, `http://localhost:${port}/`, `http://[::1]:${port}/`];
  const body = ways
    .map(
      (way) => `<a href="${way}data.csv">data</a><img src="${way}a.png" alt=""><iframe src="${way}"></iframe>
      <link rel="stylesheet" href="${way}a.css"><link rel="alternate" type="application/rss+xml" href="${way}feed">
      <script>fetch('${way}').catch(()=>{}); navigator.sendBeacon('${way}'); new WebSocket('${way.replace('http', 'ws')}')</script>`,
    )
    .join('');
  const url = await serve((incoming, response) => {
    if (incoming.url === '/robots.txt') response.end(`Sitemap: ${inside}sitemap.xml`);
    else if (incoming.url === '/pindah') response.writeHead(302, { location: inside }).end();
    else html(response, page(`<h1>Dinas Contoh</h1><a href="/pindah">Layanan</a>${body}`));
  });
  const { report } = await runAudit(request(url));
  expect(report.failure).toBeNull();
  expect(hits).toBe(0);

  const led = await serve((_incoming, response) => response.writeHead(302, { location: inside }).end());
  expect((await runAudit(request(led))).report.failure?.code).toBe('refused-address');
  expect(hits).toBe(0);
});

test('a certificate nobody trusts is a finding, and the audit goes on past it', async () => {
  const authority = await createAuthority();
  const url = await serve(
    (_incoming, response) => html(response, page('<h1>Dinas Contoh</h1>')),
    await authority.issue('opd.localhost'),
  );
  const { report, visit } = await runAudit(request(url, { runs: 1 }));
  expect(report.failure).toBeNull();
  expect(visit.tls).toMatchObject({ reachable: true, valid: false });
  expect(visit.tls?.problem).toMatch(/SELF_SIGNED/);
  const found = signal(report, 'https-valid');
  expect(found).toMatchObject({ outcome: 'failed', value: 0 });
  expect(found?.evidence.length).toBeGreaterThan(0);
  expect(report.lighthouse.accessibility.median).toBeGreaterThan(0.5);
});

test('an aborted audit ends at once and leaves nothing', async () => {
  const url = await serve((_incoming, response) => html(response, page('<script>for(;;){}</script>')));
  const stop = new AbortController();
  const running = runAudit(request(url), {
    signal: stop.signal,
    onProgress: ({ stage }) => {
      if (stage === 'home') stop.abort(new Error('cukup'));
    },
  });
  await expect(running).rejects.toThrow('cukup');
  expect(chromes(`lomba-audit-${process.pid}-`)).toEqual([]);
  expect(profiles()).toEqual([]);
});
