import { expect, test } from 'vitest';
import { homeFailure, type Identity } from './identity.ts';

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
  [{ title: 'Account Suspended', text: 'This Account has been suspended.' }, 'http-status'],
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
