/** How a visit behaves towards a site, and what it makes of a site with more than one face. */
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visit } from '#app/audit/visit.ts';
import { visitSite } from '#tests/support/visit-site.ts';

const SUBJECTS = Array.from({ length: 16 }, (_, i) => `/halaman/${i + 1}`);
const page = (title: string, body: string) =>
  `<!doctype html><html lang="id"><head><title>${title}</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="alternate" type="application/rss+xml" href="/umpan">
</head><body><nav>${SUBJECTS.map((path) => `<a href="${path}">Halaman ${path.slice(9)}</a>`).join(' ')}
<a href="/rahasia/gaji">Profil pegawai</a> <a href="/rahasia/data.csv">Data</a> <a href="/sibuk">Berita</a></nav>
<main>${body}</main></body></html>`;
const home = page(
  'Dinas Contoh',
  `<h1>Dinas Contoh</h1><p>${'Kabar dan layanan bagi warga kabupaten, dengan jadwal serta pengumuman resmi. '.repeat(3)}</p>
   <img src="/foto.png" alt="Kantor" width="300" height="200">`,
);
const forLighthouse = '<!doctype html><html lang="id"><title>Dinas Contoh</title><h1>Cepat sekali</h1>';
const forGoogle = page(
  'Dinas Contoh',
  '<h1>Situs slot gacor maxwin</h1><p>Daftar slot gacor hari ini, togel online.</p>',
);

/** Noise does not compress: its size is the page's weight. */
const photo = makePhoto(400, 340);
/** A PNG of noise (RFC 2083), width × height pixels of three bytes. */
function makePhoto(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, () => Buffer.concat([Buffer.alloc(1), randomBytes(width * 3)]));
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

let server: http.Server;
let visit: Visit;
let signals: Awaited<ReturnType<typeof visitSite>>['report']['signals'];
const asked: { path: string; agent: string }[] = [];
const flight = { now: 0, most: 0 };
let refusals = 0;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const agent = request.headers['user-agent'] ?? '';
    asked.push({ path: pathname, agent });
    const send = (status: number, type: string, body: string | Buffer, headers = {}) =>
      setTimeout(() => response.writeHead(status, { 'content-type': type, ...headers }).end(body), 40);
    if (pathname === '/foto.png') return send(200, 'image/png', photo);
    flight.now += 1;
    flight.most = Math.max(flight.most, flight.now);
    response.on('close', () => {
      flight.now -= 1;
    });
    if (pathname === '/robots.txt')
      return send(200, 'text/plain', 'User-agent: *\nDisallow: /rahasia/\nDisallow: /umpan');
    if (pathname === '/sibuk' && refusals++ === 0) return send(429, 'text/plain', 'nanti', { 'retry-after': '1' });
    if (pathname === '/') {
      if (agent.includes('Googlebot')) return send(200, 'text/html', forGoogle);
      return send(200, 'text/html', agent.includes('moto g power') ? forLighthouse : home);
    }
    if (SUBJECTS.includes(pathname) || pathname === '/sibuk' || pathname.startsWith('/rahasia'))
      return send(200, 'text/html', page(`Halaman ${pathname}`, `<h1>${pathname}</h1>`));
    return send(404, 'text/html', page('Tidak ada', '<h1>404</h1>'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const seen = await visitSite(`http://opd.localhost:${port}/`, {
    contact: 'https://lomba.contohkab.go.id',
    deadlineMs: 180_000,
  });
  visit = seen.visit;
  signals = seen.report.signals;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const pathOf = (url: string) => new URL(url).pathname;
const signal = (id: string) => signals.find((each) => each.id === id);

test('twelve inner pages are read', () => {
  expect(visit.failure).toBeNull();
  expect(visit.pages).toHaveLength(13);
  expect(visit.pages.every(({ failure }) => failure === null)).toBe(true);
});

describe('manners', () => {
  test('at most two things at a time, whatever they are', () => {
    expect(flight.most).toBe(2);
  });

  test('robots.txt is heard, and what it keeps from us is listed', () => {
    const paths = asked.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/rahasia') || path === '/umpan')).toEqual([]);
    expect(new Set(visit.robotsDisallowed?.map(pathOf))).toEqual(
      new Set(['/rahasia/gaji', '/rahasia/data.csv', '/umpan']),
    );
  });

  test('what robots.txt hides wins nothing', () => {
    expect(signal('feed')).toMatchObject({ outcome: 'failed', value: 0 });
    expect(signal('open-data-files')?.value).toBe(0);
    expect(JSON.stringify(signal('open-data-files')?.evidence)).toContain('robots.txt');
  });

  test('a server that asks for a pause gets it, and is asked once more', () => {
    expect(refusals).toBeGreaterThan(1);
    const busy = visit.pages.find(({ finalUrl }) => pathOf(finalUrl) === '/sibuk');
    expect(busy).toMatchObject({ status: 200, failure: null });
  });

  test('whoever reads the server’s log knows whom to ask', () => {
    const own = asked.filter(({ agent }) => agent.includes('LombaOPD'));
    expect(own.length).toBeGreaterThan(20);
    expect(own.every(({ agent }) => agent.endsWith('LombaOPD/0.1 (+https://lomba.contohkab.go.id)'))).toBe(true);
    expect(own.some(({ path }) => path === '/robots.txt')).toBe(true);
    expect(own.some(({ path }) => path === '/halaman/1')).toBe(true);
  });
});

describe('faces', () => {
  test('the identity is noted', () => {
    expect(visit.identity).toMatchObject({ status: 200, title: 'Dinas Contoh', markers: [], otherDomain: null });
    expect(visit.identity?.bytes).toBe(home.length);
  });

  test('a page made for Lighthouse is told from the citizens’, with both pictures, and scores nothing', () => {
    expect(visit.faces).toMatchObject({ differs: true, visitor: 'lighthouse' });
    expect(visit.faces?.ordinaryBytes).toBeGreaterThan(photo.length);
    expect(visit.faces?.auditBytes).toBeLessThan(10_000);
    expect(visit.faces?.reasons.every((reason) => reason.includes('Lighthouse'))).toBe(true);
    const kinds = visit.screenshots.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['desktop', 'face', 'ordinary', 'phone']);
    expect(signal('injected-spam')?.value).toBe(1);
  });

  test('gambling shown to search engines alone is found, and where', () => {
    expect(JSON.stringify(signal('injected-spam')?.evidence)).toContain('googlebot');
  });
});
