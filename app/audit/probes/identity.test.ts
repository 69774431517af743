import { expect, test } from 'vitest';
import type { FetchRecord } from '../visit.ts';
import { homeFailure, type Identity, identityRecord } from './identity.ts';

const page = (part: Partial<Identity>): Identity => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  title: 'Dinas Lingkungan Hidup',
  text: 'Selamat datang di situs resmi Dinas Lingkungan Hidup.',
  rawHtml: '<html></html>',
  pictures: 1,
  ...part,
});

test.each([
  [{ status: 503, title: 'Just a moment...', text: 'Checking your browser before accessing' }, 'blocked'],
  [{ status: 403, title: 'Attention Required! | Cloudflare', text: 'Sorry, you have been blocked' }, 'blocked'],
  [{ title: 'Just a moment...', text: 'Verify you are human' }, 'blocked'],
  [{ status: 403, title: 'Forbidden', text: 'Forbidden' }, 'blocked'],
  [{ status: 429, title: '', text: 'Too many requests' }, 'blocked'],
  [{ headers: { 'content-type': 'text/html', 'cf-mitigated': 'challenge' } }, 'blocked'],
  [{ rawHtml: '<script>window._cf_chl_opt={}</script>', text: '' }, 'blocked'],
  [{ status: 500, text: 'Internal Server Error' }, 'http-status'],
  [{ status: 503, title: 'Service Unavailable', text: 'Sedang dalam pemeliharaan' }, 'http-status'],
  [{ status: 404 }, 'http-status'],
  [{ title: 'Account Suspended', text: 'This Account has been suspended.' }, 'parked'],
  [{ title: 'contoh.go.id', text: 'This domain is parked.' }, 'parked'],
  [{ title: 'Welcome to nginx!', text: 'Welcome to nginx!' }, 'parked'],
  [{ headers: { 'content-type': 'application/json' } }, 'not-html'],
  [{ text: '  \n', pictures: 0 }, 'empty-page'],
] as const)('%o is %s', (part, code) => {
  expect(homeFailure(page(part))?.code).toBe(code);
});

test('a real home page is let through, also when its news speak of blocking and captcha', () => {
  expect(homeFailure(page({}))).toBeNull();
  expect(homeFailure(page({ text: '', pictures: 3 }))).toBeNull();
  const news = 'Pemkab memasang captcha dan web application firewall di layanan daring. '.repeat(3);
  expect(homeFailure(page({ text: news }))).toBeNull();
});

const answer: FetchRecord = {
  url: 'https://dlh.kab.go.id/',
  finalUrl: 'https://dlh.kab.go.id/',
  status: 200,
  headers: {},
  redirects: [],
  contentType: 'text/html',
  body: '<title>x</title>',
  bytes: 4321,
  error: null,
};
const names = { agency: 'Dinas Lingkungan Hidup', regency: 'karanganyar' };
const identify = (part: Partial<Identity>, finalUrl = 'https://dlh.kab.go.id/beranda') =>
  identityRecord('https://dlh.kab.go.id/', answer, { ...page(part), finalUrl }, names);

test('the identity says host, status, title and size, and nothing against a page that names its agency', () => {
  expect(identify({})).toEqual({
    finalHost: 'dlh.kab.go.id',
    status: 200,
    title: 'Dinas Lingkungan Hidup',
    bytes: 4321,
    markers: [],
    otherDomain: null,
  });
});

test('another registered domain is told, another host of the same one is not', () => {
  expect(identify({}, 'https://dlh-kab.web.id/').otherDomain).toBe('dlh-kab.web.id');
  expect(identify({}, 'https://www.dlh.kab.go.id/').otherDomain).toBeNull();
  expect(identify({}, 'https://lingkungan.kab.go.id/').otherDomain).toBeNull();
});

test.each([
  ['challenge', { title: 'Just a moment...', text: 'Verify you are human' }],
  ['suspended', { title: 'Account Suspended', text: 'This Account has been suspended.' }],
  ['parking', { title: 'kab.go.id', text: 'This domain is parked' }],
  ['default-page', { title: 'Welcome to nginx!', text: 'Welcome to nginx!' }],
  ['maintenance', { text: 'Mohon maaf, situs kami sedang dalam perbaikan.' }],
  ['unrelated', { title: 'Toko Bunga', text: 'Selamat berbelanja' }],
])('a page that looks like %s is marked so', (kind, part) => {
  expect(identify(part).markers.map((marker) => marker.kind)).toEqual([kind]);
});

test('a logo that names the agency is enough, and so is the regency', () => {
  const quiet = { title: 'Beranda', text: 'Selamat datang' };
  expect(identify({ ...quiet, rawHtml: '<img alt="Logo Dinas Lingkungan Hidup">' }).markers).toEqual([]);
  expect(identify({ ...quiet, text: 'Pemerintah Kabupaten Karanganyar' }).markers).toEqual([]);
});
