/** Pictures for judges: how deep, of which pages, and what a page can do about it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CROPS } from '#app/audit/crops.ts';
import { BYTES, type Screen } from '#app/audit/screens.ts';
import type { Visit } from '#app/audit/visit.ts';
import { hostilePage, notFound, type SiteAnswer, sendHtml } from '#tests/fixtures/hostile-answers.ts';
import { type ServedSite, serveSite } from '#tests/support/serve-site.ts';
import { visitSite } from '#tests/support/visit-site.ts';

const sites: ServedSite[] = [];
afterAll(() => {
  for (const site of sites) site.close();
});

const menu = ['profil', 'berita', 'ppid', 'layanan', 'arsip'].map((path) => `<a href="/${path}">${path}</a>`).join(' ');
const style =
  '<style>html{scroll-behavior:smooth}body{margin:0}header{position:sticky;top:0;height:60px;background:#fc0}</style>';
const page = (title: string, body: string) =>
  hostilePage(`<header>${menu}</header><h1>${title}</h1>${body}`, style).replace('Dinas Contoh', title);
const rows = (n: number) =>
  Array.from({ length: n }, (_, row) => `<p style="height:100px;margin:0">Baris ${row} bagi warga</p>`).join('');

async function visited(answer: SiteAnswer): Promise<Visit> {
  const site = await serveSite(answer);
  sites.push(site);
  const { visit } = await visitSite(site.url);
  return visit;
}

const pathOf = ({ page: url }: Screen) => new URL(url).pathname;

describe('a site of which one page grows for ever and another hangs once it is scrolled', () => {
  const grows = `<script>addEventListener('scroll', () => document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(rows(40))}))</script>`;
  const hangs = "<script>addEventListener('scroll', () => { if (innerWidth > 1000) while (true) {} })</script>";
  const bodies: Record<string, string> = {
    '/': page('Beranda', rows(100)),
    '/profil': page('Profil', rows(30) + grows),
    '/berita': page('Berita', rows(30) + hangs),
    '/ppid': page('PPID', '<p>Pendek</p>'),
    '/layanan': page('Layanan', rows(12)),
    '/arsip': page('Arsip', rows(12)),
  };
  let visit: Visit;
  beforeAll(async () => {
    visit = await visited((_, response, path) =>
      bodies[path] ? sendHtml(response, bodies[path]) : notFound(response),
    );
  });
  const of = (path: string, device: Screen['device']) =>
    (visit.screens ?? []).filter((screen) => pathOf(screen) === path && screen.device === device);

  test('every page is measured all the same', () => {
    expect(visit.failure).toBeNull();
    expect(visit.pages.map(({ finalUrl, failure }) => [new URL(finalUrl).pathname, failure])).toEqual(
      expect.arrayContaining(Object.keys(bodies).map((path) => [path, null])),
    );
  });

  test.each([
    ['phone', 800],
    ['desktop', 900],
  ] as const)('a long page is pictured from its top, and its end, as a %s', (device, tall) => {
    const parts = of('/', device);
    expect(parts.map(({ part, top, height }) => [part, top, height])).toEqual([
      [1, 0, tall],
      [2, tall, tall],
      [3, 2 * tall, tall],
      [4, (parts[0]?.tall ?? 0) - tall, tall],
    ]);
    expect(parts[0]?.tall).toBeGreaterThan(10_000);
    expect(parts.every(({ title, place }) => title === 'Beranda' && place === 0)).toBe(true);
    // RIFF, as every WebP begins.
    expect(parts.every(({ data }) => Buffer.from(data.subarray(0, 4)).toString() === 'RIFF')).toBe(true);
  });

  test('what a page does on scrolling takes its own pictures at most', () => {
    expect(of('/profil', 'phone')).toHaveLength(3);
    expect(of('/profil', 'desktop')).toHaveLength(3);
    expect(of('/berita', 'phone')).toHaveLength(3);
    expect(of('/berita', 'desktop').length).toBeLessThan(3);
    expect(of('/layanan', 'phone')).toHaveLength(2);
  });

  test('a page of one screen has one picture, and four inner pages are pictured, those of the subjects', () => {
    expect(of('/ppid', 'phone')).toHaveLength(1);
    expect(of('/ppid', 'desktop')).toHaveLength(1);
    const pictured = new Set((visit.screens ?? []).map((screen) => `${screen.place} ${pathOf(screen)}`));
    expect([...pictured].sort()).toEqual(['0 /', '1 /profil', '2 /berita', '3 /ppid', '4 /layanan']);
  });
});

test('pages of nothing but noise stay within the bytes', async () => {
  const noise = `<canvas width="720" height="2500" style="display:block;width:100%;height:5000px"></canvas><script>
    const canvas = document.querySelector('canvas'), context = canvas.getContext('2d');
    const image = context.createImageData(720, 2500), words = new Uint32Array(image.data.buffer);
    for (let i = 0; i < words.length; i++) words[i] = (Math.random() * 0xffffff) | 0xff000000;
    context.putImageData(image, 0, 0)</script>`;
  const visit = await visited((_, response, path) =>
    ['/', '/profil', '/berita', '/ppid', '/layanan'].includes(path)
      ? sendHtml(response, page(path, noise))
      : notFound(response),
  );
  expect(visit.failure).toBeNull();
  const screens = visit.screens ?? [];
  // Worse pictures rather than none.
  expect(screens).toHaveLength(2 * 4 + 4 * 2 * 3);
  const sizes = screens.map(({ place, data }) => data.byteLength - (place === 0 ? BYTES.home : BYTES.inner));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(0);
  expect(screens.reduce((sum, { data }) => sum + data.byteLength, 0)).toBeLessThanOrEqual(BYTES.all);
});

describe('what evidence points at is cut out of its page', () => {
  const spam =
    '<div id="tempat"><p>Kabar desa</p><p id="sisip" style="opacity:0">slot gacor maxwin, daftar slot gacor hari ini, togel online</p></div>';
  const wide = '<div id="lebar" style="width:600px;height:60px;background:#ccc">Tabel lebar</div>';
  const link = '<p><a id="aduan" href="https://www.lapor.go.id/">LAPOR!</a></p>';
  let visit: Visit;
  beforeAll(async () => {
    visit = await visited((_, response, path) => {
      if (path === '/') return sendHtml(response, page('Beranda', rows(20) + link + spam + rows(20)));
      if (path === '/profil') return sendHtml(response, page('Profil', rows(3) + wide));
      return notFound(response);
    });
  });

  test('links and what sticks out, as the phone shows them', () => {
    const cut = (visit.crops ?? []).map(({ page: url, where }) => `${new URL(url).pathname} ${where}`);
    expect(cut).toContain('/profil #lebar');
    expect(cut).toContain('/ #aduan');
    expect(
      visit.crops?.every(({ width, height, mime }) => width <= 700 && height <= 320 && mime === 'image/webp'),
    ).toBe(true);
  });

  test('the place of something hidden accuses, nothing else does', () => {
    const accusing = (visit.crops ?? []).filter(({ accuses }) => accuses);
    expect(accusing.map(({ where }) => where)).toEqual(['#sisip']);
  });

  test('few and small', () => {
    expect(visit.crops?.length).toBeLessThanOrEqual(CROPS.most);
    expect(Math.max(...(visit.crops ?? []).map(({ data }) => data.byteLength))).toBeLessThanOrEqual(CROPS.bytes);
  });
});
