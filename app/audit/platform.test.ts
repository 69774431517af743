import { expect, test } from 'vitest';
import { platformOf } from './platform.ts';
import type { FetchRecord, PageRecord } from './visit.ts';

const page = (values: Partial<PageRecord>) =>
  ({ finalUrl: 'https://dinas.example/', headers: {}, rawHtml: '', failure: null, ...values }) as PageRecord;
const visit = (pages: PageRecord[], headers: Record<string, string> = {}) => ({
  pages,
  home: { headers } as FetchRecord,
});

test.each([
  ['wordpress', page({ rawHtml: '<link rel="stylesheet" href="/wp-content/themes/dinas/style.css">' })],
  ['wordpress', page({ rawHtml: '<meta name="generator" content="WordPress 6.4.2">' })],
  ['joomla', page({ rawHtml: '<meta name="generator" content="Joomla! - Open Source Content Management">' })],
  ['joomla', page({ rawHtml: '<a href="/index.php?option=com_content&amp;view=article&amp;id=2">Profil</a>' })],
  ['opensid', page({ rawHtml: '<meta name="generator" content="OpenSID v2309.0.0">' })],
  ['blogger', page({ finalUrl: 'https://dinaspertanian.blogspot.com/' })],
  [
    'blogger',
    page({ rawHtml: "<meta content='blogger' name='generator'/><script src='//www.blogger.com/static/v1/x.js'>" }),
  ],
  ['codeigniter', page({ headers: { 'set-cookie': 'ci_session=a8f1; path=/; HttpOnly' } })],
  ['codeigniter', page({ rawHtml: '<input type="hidden" name="csrf_test_name" value="0">' })],
])('%s is known by what it leaves', (maker, home) => {
  expect(platformOf(visit([home])).maker).toBe(maker);
});

test('pages that only speak of a system are not made with it', () => {
  const talk = page({ rawHtml: '<p>Pelatihan WordPress dan Joomla bagi admin OPD, unduh wp-content.pdf</p>' });
  expect(platformOf(visit([talk])).maker).toBeNull();
});

test('plain files are told from pages that a program makes', () => {
  const pages = [page({}), page({ finalUrl: 'https://dinas.example/profil.html' })];
  expect(platformOf(visit(pages)).maker).toBe('html');
  expect(platformOf(visit([page({ headers: { 'x-powered-by': 'PHP/8.1' } }), ...pages.slice(1)])).maker).toBeNull();
  expect(platformOf(visit([page({})])).maker).toBeNull();
});

test('a page that could not be read tells nothing', () => {
  const failure = { code: 'timeout', message: '' } as const;
  expect(platformOf(visit([page({ rawHtml: '<link href="/wp-content/a.css">', failure })])).maker).toBeNull();
});

test.each([
  [{ server: 'cloudflare' }, 'cloudflare'],
  [{ server: 'nginx/1.18.0', 'cf-ray': '8a1' }, 'cloudflare'],
  [{ server: 'LiteSpeed' }, 'cpanel'],
  [{ server: 'Apache/2.4.57 (Unix)' }, 'cpanel'],
  [{ server: 'nginx' }, 'nginx'],
  [{ server: 'Microsoft-IIS/10.0' }, null],
  [{}, null],
])('%o is served by %s', (headers, hosting) => {
  expect(platformOf(visit([page({})], headers)).hosting).toBe(hosting);
});
