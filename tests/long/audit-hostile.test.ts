/** Home pages that would hold or mislead an audit: each ends in a classified result within the deadline. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import type { EntryReport } from '#app/audit/audit.schema.ts';
import { findChrome } from '#app/audit/chrome.ts';
import { runAudit } from '#app/audit/run.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { type ServedSite, serveSite } from '#tests/support/serve-site.ts';

const chromePath = findChrome() ?? '';
const servers: http.Server[] = [];
const sites: ServedSite[] = [];

afterAll(() => {
  for (const site of sites) site.close();
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** Serves `home` at / and 404 elsewhere; the address it listens at. */
async function serve(home: http.RequestListener, name = 'opd'): Promise<string> {
  const server = http.createServer((incoming, response) => {
    response.on('error', () => {});
    const { pathname } = new URL(incoming.url ?? '/', 'http://x');
    if (pathname === '/') home(incoming, response);
    else html(response, page('Tidak ditemukan'), 404);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://${name}.localhost:${port}/`;
}

const page = (body: string, head = '') =>
  `<!doctype html><html lang="id"><head><title>Dinas Contoh</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">${head}</head><body>${body}</body></html>`;

const html = (response: http.ServerResponse, body: string, status = 200, headers: http.OutgoingHttpHeaders = {}) =>
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);

/** `runs: 0` where Lighthouse is not what the test is about. */
const audit = (url: string, { runs = 0, also = [] as string[], deadlineMs = 90_000 } = {}) =>
  runAudit({
    url,
    entryName: 'Dinas Contoh',
    category: 'Dinas',
    portalDomain: 'contohkab.go.id',
    runs,
    allowPrivate: [url, ...also].map((each) => new URL(each).host),
    register: [],
    availability: null,
    chromePath,
    extraCa: [],
    trustedSpki: [],
    deadlineMs,
    rubric: defaultRubric(),
  });

const signal = (report: EntryReport, id: string) => report.signals.find((each) => each.id === id);

test.concurrent.each<[string, string, http.RequestListener]>([
  [
    'a page behind a password answers with an error',
    'http-status',
    (_, response) => html(response, page('401'), 401, { 'www-authenticate': 'Basic realm="x"' }),
  ],
  ['a refusal without a word is a refusal', 'blocked', (_, response) => response.writeHead(403).end()],
  ['an error without a word is an error', 'http-status', (_, response) => response.writeHead(500).end()],
  [
    'a download is no page',
    'not-html',
    (_, response) => html(response, page('Berkas'), 200, { 'content-disposition': 'attachment; filename="a.html"' }),
  ],
  [
    'a script that leads on and on is a circle',
    'redirect-loop',
    (_, response) =>
      html(
        response,
        page(`<p>Memuat</p><script>setTimeout(() => { location.href = '/?' + Math.random() }, 60)</script>`),
      ),
  ],
  ['an answer that breaks off at once', 'connection-lost', (incoming) => incoming.socket.destroy()],
])('%s', async (_, code, home) => {
  const { report } = await audit(await serve(home));
  expect(report.failure?.code).toBe(code);
  expect(report.failure?.message).not.toMatch(/net::|Error/);
});

test.concurrent('a circle is one also when the time is up before it was seen three times', async () => {
  const circle = page(`<p>Memuat</p><script>setTimeout(() => { location.href = '/?' + Math.random() }, 60)</script>`);
  // A page has a third of this, and waiting for it to be quiet takes four seconds each time.
  const { report } = await audit(await serve((_, response) => html(response, circle)), { deadlineMs: 30_000 });
  expect(report.failure?.code).toBe('redirect-loop');
});

test.concurrent('a body without end and a body that unpacks without end stop at a limit', async () => {
  const endless = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const timer = setInterval(() => response.write('<p>lagi</p>'), 100);
    response.on('close', () => clearInterval(timer));
  });
  const bomb = gzipSync(Buffer.alloc(200_000_000, 'a'));
  const packed = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
  });
  const results = await Promise.all([audit(endless, { deadlineMs: 50_000 }), audit(packed, { deadlineMs: 50_000 })]);
  expect(results.map(({ report }) => report.failure?.code ?? 'measured')).toEqual([
    'timeout',
    expect.stringMatching(/^(timeout|measured|page-crashed)$/),
  ]);
  expect(results.every(({ visit }) => (visit.home?.bytes ?? 0) <= 2_000_000)).toBe(true);
});

test('dialogs and new windows do not hold the audit, and Lighthouse still measures', async () => {
  const url = await serve((_, response) =>
    html(
      response,
      page(`<h1>Selamat datang</h1><script>
        addEventListener('beforeunload', (event) => event.preventDefault());
        alert('halo'); confirm('yakin?'); prompt('nama?');
        for (let i = 0; i < 3; i++) open('/iklan' + i);
      </script>`),
    ),
  );
  const { report } = await audit(url, { runs: 1 });
  expect(report.failure).toBeNull();
  expect(signal(report, 'lighthouse-accessibility')?.outcome).toBe('measured');
});

test('a page that leads on to another domain by script is read there, and judged by that address', async () => {
  const away = await serve((_, response) => html(response, page('<h1>Dinas lain</h1>')), 'lain');
  const url = await serve((_, response) =>
    html(response, page(`<p>Pindah</p><script>setTimeout(() => { location.href = '${away}' }, 200)</script>`)),
  );
  const { report, visit } = await audit(url, { also: [away] });
  expect(report.failure).toBeNull();
  expect(visit.finalUrl).toBe(away);
  expect(visit.pages[0]?.rawHtml).toContain('Dinas lain');
  expect(signal(report, 'official-domain')?.evidence.at(-1)?.text).toContain('dialihkan ke domain lain');
});

test('letters of an old code page are read as the page says', async () => {
  const url = await serve((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(Buffer.from(page('<h1>Caf\u00e9 \u0093resmi\u0094</h1>', '<meta charset="windows-1252">'), 'latin1')),
  );
  expect((await audit(url)).visit.pages[0]?.text).toContain('Caf\u00e9 \u201cresmi\u201d');
});

test.concurrent('a search box without a form is found, used by its button, and believed only with results', async () => {
  const box = (
    script: string,
  ) => `<input id="kata" placeholder="Cari informasi..."><button onclick="cari()">Cari</button>
    <ul id="hasil"></ul><a href="/berita/mangrove">Berita</a><script>function cari() { ${script} }</script>`;
  const site = (script: string) => serve((_, response) => html(response, page(`<h1>Dinas Contoh</h1>${box(script)}`)));
  const works = await site(
    `const kata = document.getElementById('kata').value;
     if ('Selamat datang di kantor pelayanan terpadu, Dinas Contoh'.toLowerCase().includes(kata))
       document.getElementById('hasil').innerHTML = '<li><a href="/a">Kabar tentang ' + kata + ' di kota kita</a></li>'`,
  );
  const idle = await site('');
  const [good, dead] = await Promise.all([audit(works), audit(idle)]);
  expect(good.visit.search?.form).toBe('#kata');
  expect(signal(good.report, 'site-search')).toMatchObject({ outcome: 'measured', value: 1 });
  expect(signal(dead.report, 'site-search')?.outcome).toBe('failed');
  expect(signal(dead.report, 'site-search')?.evidence[0]?.text).toContain('#kata');
});

test.concurrent('a site too slow to be read whole keeps what was seen of it', async () => {
  const deadlineMs = 60_000;
  const links = Array.from({ length: 40 }, (_, at) => `<li><a href="/berita/${at}">Kabar ${at}</a></li>`).join('');
  const home = page(`<h1>Dinas Contoh</h1><ul>${links}</ul><form action="/cari"><input name="q" type="search"></form>`);
  const slow = await serveSite((_, response, path) => {
    if (path === '/') html(response, home);
    else setTimeout(() => html(response, page(`<h1>Kabar ${path}</h1>`)), 3_000);
  });
  const silent = await serveSite((_, response, path) => {
    if (path === '/') html(response, home);
  });
  sites.push(slow, silent);
  const [late, mute] = await Promise.all([audit(slow.url, { deadlineMs }), audit(silent.url, { deadlineMs })]);

  expect(late.report.failure).toBeNull();
  const verdicts = late.visit.linkChecks.filter(({ internal }) => internal).map(({ verdict }) => verdict);
  expect(verdicts).toHaveLength(40);
  expect(new Set(verdicts)).toEqual(new Set(['ok', 'unknown']));
  expect(signal(late.report, 'broken-link-share')).toMatchObject({ outcome: 'measured', value: 0 });

  expect(mute.report.failure).toBeNull();
  expect(mute.visit.pages[0]?.text).toContain('Kabar 39');
  expect(signal(mute.report, 'viewport-meta')?.outcome).toBe('measured');
  expect(signal(mute.report, 'regency-links')?.outcome).toBe('unmeasured');
  expect(signal(mute.report, 'sitemap')?.outcome).toBe('unmeasured');
});
