/** One site full of traps that only a real visit can meet: what each probe brings home, and what a check makes of it. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChrome } from '#app/audit/chrome.ts';
import { type AuditResult, runAudit } from '#app/audit/run.ts';
import { defaultRubric } from '#app/rubric/default.ts';

/** Invented: no such district code was ever given out. */
const NIK = ['3399981203900001', '3399985203900002'];
const ACCOUNT = '3399981203900003';

const page = (title: string, body: string, head = '') =>
  `<!doctype html><html lang="id"><head><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1">${head}</head>
<body><nav><a href="/">Beranda</a> <a href="/penerima">Berita penerima bantuan</a> <a href="/kontak">Kontak</a>
<a href="/desa/9">Profil desa</a></nav><main>${body}</main><footer>Dinas Contoh, Jalan Mawar 1</footer></body></html>`;

const rows = NIK.map((nik, i) => `<tr><td>${i + 1}</td><td>Warga</td><td>${nik}</td><td>${ACCOUNT}</td></tr>`).join('');
const pages: Record<string, string> = {
  '/': page(
    'Dinas Contoh',
    `<h1>Selamat datang di Dinas Contoh</h1><p>Diperbarui 2 Maret 2026. Kabar layanan dan jadwal kegiatan bulan ini.</p>
     <a href="/unduh/renstra.pdf">Renstra 2026</a> <a href="/data/kosong.csv">Data kosong</a> <a href="/data/isi.csv">Data isi</a>`,
    '<link rel="alternate" type="application/rss+xml" href="/jadwal/feed/">',
  ),
  '/penerima': page(
    'Penerima',
    `<h1>Penerima bantuan</h1><table><tr><th>No</th><th>Nama</th><th>NIK</th><th>Rekening</th></tr>${rows}</table>`,
  ),
  '/kontak': page(
    'Kontak',
    `<h1>Kontak</h1><img src="/peta.png" width="40" height="40"><button onclick="window.print()">Cetak</button>
     <form method="post" action="/kirim"><label>Nama <input name="nama"></label><input name="pesan" placeholder="Pesan"></form>`,
  ),
};
const missing = page(
  'Dinas Contoh',
  '<h1>Maaf</h1><p>Halaman tidak ditemukan, silakan kembali ke beranda situs kami.</p>',
);
const comments = `<?xml version="1.0"?><rss version="2.0"><channel><title>Komentar di: Jadwal</title><item><title>Oleh: Warga</title><pubDate>${new Date().toUTCString()}</pubDate></item></channel></rss>`;

let server: http.Server;
let result: AuditResult;
const asked: string[] = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    asked.push(`${request.method} ${pathname}`);
    const send = (type: string, body: string | Buffer) => response.writeHead(200, { 'content-type': type }).end(body);
    if (pathname === '/data/kosong.csv') return send('text/csv', 'nama,jumlah\n');
    if (pathname === '/data/isi.csv') return send('text/csv', 'nama,jumlah\nMawar,3\n');
    if (pathname === '/jadwal/feed/') return send('application/rss+xml', comments);
    if (pathname === '/unduh/renstra.pdf') return send('application/pdf', '%PDF-1.4');
    if (pathname === '/robots.txt' || pathname.includes('sitemap')) return response.writeHead(404).end();
    return send('text/html; charset=utf-8', pages[pathname] ?? missing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `opd.localhost:${(server.address() as AddressInfo).port}`;
  result = await runAudit({
    url: `http://${host}/`,
    entryName: 'Dinas Contoh',
    category: 'Dinas',
    portalDomain: 'contohkab.go.id',
    runs: 0,
    allowPrivate: [host],
    register: [],
    availability: null,
    chromePath: findChrome() ?? '',
    extraCa: [],
    trustedSpki: [],
    deadlineMs: 100_000,
    rubric: defaultRubric(),
  });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const signal = (id: string) => result.report.signals.find((each) => each.id === id);
const said = (id: string) => JSON.stringify(signal(id)?.evidence);
const pathOf = (url: string | undefined) => new URL(url ?? '').pathname;

test('identity numbers are counted for the webmaster and stand nowhere in what is kept', () => {
  expect(result.visit.privateNotices).toMatchObject([{ kind: 'nik', count: 2 }]);
  expect(pathOf(result.visit.privateNotices?.[0]?.url)).toBe('/penerima');
  const kept = JSON.stringify({ visit: { ...result.visit, screenshots: [] }, report: result.report });
  for (const nik of NIK) expect(kept).not.toContain(nik);
  expect(kept).toContain('Penerima bantuan');
});

test('a link to a page that only says there is nothing is broken, and called so', () => {
  const soft = result.visit.linkChecks.filter((check) => check.soft);
  expect(soft.map(({ url }) => pathOf(url))).toEqual(['/desa/9']);
  expect(signal('broken-link-share')).toMatchObject({ outcome: 'measured', value: 1 / 50 });
  expect(said('broken-link-share')).toContain('hanya menyatakan tidak ada');
  expect(signal('real-404')?.outcome).toBe('failed');
});

test('a data file with a head line alone is no data; a feed of comments is no news', () => {
  expect(signal('open-data-files')).toMatchObject({ outcome: 'measured', value: 1 });
  expect(said('open-data-files')).toContain('hanya berisi judul kolom');
  expect(signal('feed')).toMatchObject({ outcome: 'failed', value: 0 });
  expect(said('feed')).toContain('komentar pembaca');
});

test('axe-core names page and element; aids and hints tell what judges may look at', () => {
  const contact = result.visit.pages.find(({ finalUrl }) => finalUrl.endsWith('/kontak'));
  const image = contact?.accessibility?.find(({ id }) => id === 'image-alt');
  expect(image).toMatchObject({ impact: 'critical', count: 1 });
  expect(image?.nodes[0]?.selector).toContain('img');
  expect(contact?.aids).toMatchObject({ fields: 2 });
  expect(contact?.aids?.unlabelled).toHaveLength(1);
  expect(result.visit.hints).toMatchObject({
    newestDate: { date: '2026-03-02' },
    printView: true,
    formFields: { seen: 2, unlabelled: 1 },
  });
  expect(result.visit.hints?.documents.map(({ key, url }) => [key, pathOf(url)])).toEqual([
    ['renstra', '/unduh/renstra.pdf'],
  ]);
});

test('no form but a search is ever sent', () => {
  expect(asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
  expect(asked).not.toContain('GET /kirim');
});
