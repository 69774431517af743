import { describe, expect, it } from 'vitest';
import type { SearchRecord, Visit } from '../visit.ts';
import { check as search } from './site-search.ts';
import { check as sitemap } from './sitemap.ts';
import { check as dated } from './sitemap-dated.ts';
import { aFetch, aSinglePage, aVisit, regency, SITE, said } from './visit.fixture.ts';

const urlset = (...entries: [string, string?][]) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries
    .map(
      ([path, date]) => `<url><loc>${new URL(path, SITE).href}</loc>${date ? `<lastmod>${date}</lastmod>` : ''}</url>`,
    )
    .join('')}</urlset>`;
const withSitemap = (body: string, status = 200): Visit =>
  aVisit({ robots: aFetch(`${SITE}/robots.txt`), sitemaps: [aFetch(`${SITE}/sitemap.xml`, { body, status })] });

describe('site-search', () => {
  const aSearch = (over: Partial<SearchRecord>): SearchRecord => ({
    word: 'Posyandu',
    takenFrom: `${SITE}/berita`,
    form: 'form.cari',
    resultUrl: `${SITE}/?s=Posyandu`,
    resultStatus: 200,
    resultText: '',
    resultLinks: [],
    ...over,
  });
  const judge = (over: Partial<SearchRecord>) => search(aVisit({ search: aSearch(over) }), regency);

  it('finds the word in a result, whatever its case', () => {
    expect(judge({ resultLinks: [{ href: `${SITE}/b`, text: 'Jadwal posyandu lansia' }] }).value).toBe(1);
    expect(judge({ resultText: 'Beranda\nKegiatan POSYANDU di desa' }).value).toBe(1);
  });
  it('accepts a search run by a script, which has no status', () => {
    expect(judge({ resultStatus: null, resultText: 'Kegiatan posyandu di desa' }).value).toBe(1);
    expect(judge({ resultStatus: null }).outcome).toBe('failed');
  });
  it.each([
    { resultText: 'Hasil pencarian untuk: Posyandu' },
    { resultText: 'Posyandu\nMaaf, tidak ditemukan' },
    { resultStatus: 500 },
    {},
  ])('fails for %j', (over) => {
    expect(judge(over)).toMatchObject({ outcome: 'failed', value: 0 });
  });
  it('is unmeasured when refused or when a visible box was never tried', () => {
    expect(judge({ resultStatus: 403 }).outcome).toBe('unmeasured');
    expect(judge({ resultUrl: null, resultStatus: null }).outcome).toBe('unmeasured');
    const form = { selector: 'form', action: '', method: 'post', inputName: 'q', visible: true };
    expect(search(aVisit({}, { searchForms: [form] }), regency).outcome).toBe('unmeasured');
  });
  it('fails without a box and is not asked of a single page', () => {
    expect(search(aVisit(), regency).outcome).toBe('failed');
    expect(search(aSinglePage(), regency).outcome).toBe('notApplicable');
  });
});

describe('sitemap', () => {
  it('accepts this site by www, http or another port', () => {
    const body = urlset(['http://www.dinkes.harjomulyokab.go.id:8080/a'], ['/b']);
    expect(sitemap(withSitemap(body), regency)).toMatchObject({ outcome: 'measured', value: 1 });
  });
  it('fails for the addresses of another site and names it', () => {
    const result = sitemap(withSitemap(urlset(['http://localhost/dinkes/a'], ['http://localhost/dinkes/b'])), regency);
    expect(result).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(result)).toContain('localhost');
  });
  it.each([
    ['an HTML page', '<!doctype html><html><body>404</body></html>'],
    ['broken XML', '<urlset><url><loc>https://x</url></urlset>'],
    ['an empty list', urlset()],
  ])('fails for %s', (_, body) => {
    expect(sitemap(withSitemap(body), regency).outcome).toBe('failed');
  });
  it('reads an index, a text file and a file cut off at its end', () => {
    const index = `<sitemapindex><sitemap><loc>${SITE}/post.xml</loc></sitemap></sitemapindex>`;
    expect(sitemap(withSitemap(index), regency).value).toBe(1);
    expect(sitemap(withSitemap(`${SITE}/a\n${SITE}/b\n`), regency).value).toBe(1);
    const cut = urlset(['/a'], ['/b']).replace(/<\/loc><\/url><\/urlset>$/, '');
    const visit = aVisit({ sitemaps: [aFetch(`${SITE}/sitemap.xml`, { body: cut, bytes: 2_000_000 })] });
    expect(sitemap(visit, regency).value).toBe(1);
  });
  it('is unmeasured when refused or never looked for; not asked of a single page', () => {
    expect(sitemap(withSitemap('', 403), regency).outcome).toBe('unmeasured');
    expect(sitemap(aVisit(), regency).outcome).toBe('unmeasured');
    expect(sitemap(aVisit({ robots: aFetch(`${SITE}/robots.txt`, { status: 404 }) }), regency).outcome).toBe('failed');
    expect(sitemap(aSinglePage(), regency).outcome).toBe('notApplicable');
  });
});

describe('sitemap-dated', () => {
  const judge = (...entries: [string, string?][]) => dated(withSitemap(urlset(...entries)), regency);

  it('wants one date of the last 90 days', () => {
    expect(judge(['/a', '2026-11-01'], ['/b', '2024-02-01']).value).toBe(1);
    expect(judge(['/a', '2026-11-01T08:00:00+07:00'], ['/b', '2026-11-01T09:30:00+07:00']).value).toBe(1);
    const old = judge(['/a', '2026-08-11'], ['/b', '2024-02-01']);
    expect(old).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(old)).toContain('2026-08-11');
  });
  it('does not take the date of the generator for that of the pages', () => {
    expect(judge(['/a', '2026-11-09T10:00:01Z'], ['/b', '2026-11-09T10:00:02Z']).outcome).toBe('failed');
  });
  it('fails without dates, with dates that are none, and with the future', () => {
    expect(judge(['/a'], ['/b']).outcome).toBe('failed');
    expect(judge(['/a', 'kemarin'], ['/b']).outcome).toBe('failed');
    expect(judge(['/a', '2027-06-01'], ['/b', '2020-01-01']).outcome).toBe('failed');
  });
});
