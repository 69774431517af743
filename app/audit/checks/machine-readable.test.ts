import { describe, expect, it } from 'vitest';
import type { PageRecord, Visit } from '../visit.ts';
import { check as feed } from './feed.ts';
import { check as national } from './national-links.ts';
import { check as openData } from './open-data-files.ts';
import { check as structured } from './structured-data.ts';
import { aFetch, aLink, aVisit, regency, SITE, said } from './visit.fixture.ts';

const rss = (date: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><title>Kabar</title><pubDate>${date}</pubDate></item></channel></rss>`;

describe('feed', () => {
  const url = `${SITE}/feed/`;
  const announced = (href = url): Partial<PageRecord> => ({ feeds: [{ href, type: 'application/rss+xml' }] });
  const judge = (body: string, over: Partial<Visit> = {}) =>
    feed(aVisit({ feeds: [aFetch(url, { body })], ...over }, announced()), regency);

  it('accepts RSS, Atom and RDF with an item of the last 90 days', () => {
    expect(judge(rss('Mon, 02 Nov 2026 08:00:00 +0700')).value).toBe(1);
    expect(
      judge(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><updated>2026-10-01T00:00:00Z</updated></entry></feed>',
      ).value,
    ).toBe(1);
    expect(
      judge('<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><item><title>a</title><dc:date>2026-10-01</dc:date></item></rdf:RDF>')
        .value,
    ).toBe(1);
  });
  it.each([
    ['old news', rss('Mon, 02 Mar 2026 08:00:00 +0700')],
    ['news of next year', rss('Mon, 01 Mar 2027 08:00:00 +0700')],
    ['an HTML page', '<html><body>404</body></html>'],
    ['broken XML', rss('Mon, 02 Nov 2026 08:00:00 +0700').replace('</item>', '')],
    ['no item', '<rss><channel><title>t</title></channel></rss>'],
  ])('fails for %s', (_, body) => {
    expect(judge(body)).toMatchObject({ outcome: 'failed', value: 0 });
  });
  it('wants the feed announced; a feed of comments is no news', () => {
    const fresh = aFetch(url, { body: rss('Mon, 02 Nov 2026 08:00:00 +0700') });
    const silent = feed(aVisit({ feeds: [fresh] }), regency);
    expect(silent.outcome).toBe('failed');
    expect(said(silent)).toContain('tidak diumumkan');
    const comments = `${SITE}/comments/feed/`;
    expect(
      feed(aVisit({ feeds: [{ ...fresh, url: comments, finalUrl: comments }] }, announced(comments)), regency).outcome,
    ).toBe('failed');
  });
  it('takes the comments of one post for no news, whatever their address', () => {
    const comments = rss('Mon, 02 Nov 2026 08:00:00 +0700').replace(
      '<title>t</title>',
      '<title>Komentar di: Jadwal</title>',
    );
    const result = judge(comments);
    expect(result).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(result)).toContain('komentar');
    expect(judge(comments.replace('Komentar di: Jadwal', 'Comments on: Jadwal')).value).toBe(0);
    expect(judge(comments.replace('Komentar di: Jadwal', 'Dinas Komentar')).value).toBe(1);
  });
  it('is unmeasured when the announced feed was refused or never fetched', () => {
    expect(judge('', { feeds: [aFetch(url, { status: 403 })] }).outcome).toBe('unmeasured');
    expect(judge('', { feeds: [] }).outcome).toBe('unmeasured');
  });
});

describe('structured-data', () => {
  const judge = (data: unknown, entryName: string | null = 'Dinas Kesehatan', home: Partial<PageRecord> = {}) =>
    structured(
      aVisit({ entryName }, { ...home, jsonLd: [typeof data === 'string' ? data : JSON.stringify(data)] }),
      regency,
    );
  const organization = (name: string, type: unknown = 'GovernmentOrganization') => ({ '@type': type, name });

  it.each([
    'Dinas Kesehatan',
    'DINAS KESEHATAN KABUPATEN HARJOMULYO',
    'Dinas Kesehatan Kab. Harjomulyo',
    'Dinas Kesehatan Harjomulyo',
  ])('accepts the name %s', (name) => {
    expect(judge(organization(name)).value).toBe(1);
  });
  it.each(['Dinas Kesehatan Hewan', 'Dinas Pendidikan', 'Dinas', 'Kabupaten Harjomulyo'])(
    'refuses the name %s and shows it',
    (name) => {
      const result = judge(organization(name));
      expect(result).toMatchObject({ outcome: 'failed', value: 0 });
      expect(said(result)).toContain(name);
    },
  );
  it('looks into graphs, arrays, several types and nested objects', () => {
    expect(judge({ '@graph': [{ '@type': 'WebSite' }, organization('Dinas Kesehatan')] }).value).toBe(1);
    expect(judge([organization('Dinas Kesehatan', ['GovernmentOrganization', 'Place'])]).value).toBe(1);
    expect(
      judge({
        '@type': 'WebPage',
        publisher: organization('Dinas Kesehatan', 'https://schema.org/GovernmentOrganization'),
      }).value,
    ).toBe(1);
  });
  it('fails for another type and for JSON that is none, saying what is there', () => {
    expect(said(judge(organization('Dinas Kesehatan', 'LocalBusiness')))).toContain('LocalBusiness');
    expect(said(judge('{ "@type": '))).toContain('tidak dapat dibaca');
  });
  it('compares with the home page when the agency has no registered name', () => {
    expect(judge(organization('Dinas Kesehatan'), null, { title: 'Dinas Kesehatan Kabupaten Harjomulyo' }).value).toBe(
      1,
    );
    expect(judge(organization('Dinas Pendidikan'), null, { title: 'Dinas Kesehatan' }).value).toBe(0);
  });
});

describe('open-data-files', () => {
  const judge = (hrefs: string[], outgoing: Visit['outgoing'] = {}) =>
    openData(aVisit({ outgoing }, { links: hrefs.map((href) => aLink(href)) }), regency);
  const csv = `${SITE}/data/puskesmas.csv`;

  it('counts different files, and datasets of this agency', () => {
    expect(judge([csv, csv, `${SITE}/x.xlsx`, `${SITE}/y.json?v=1`]).value).toBe(3);
    expect(judge(['https://satudata.harjomulyokab.go.id/dataset/jumlah-puskesmas']).value).toBe(1);
    expect(judge(['https://data.harjomulyokab.go.id/organization/dinas-kesehatan']).value).toBe(1);
    expect(
      judge(['https://data.harjomulyokab.go.id/organization/dinas-sosial', 'https://data.harjomulyokab.go.id/dataset'])
        .value,
    ).toBe(0);
  });
  it.each([
    ['empty', { body: '' }],
    ['only a header line', { body: 'nama,jumlah\n' }],
    ['an HTML page', { body: '<html>', contentType: 'text/html; charset=utf-8' }],
    ['a head line and empty rows', { body: 'nama;jumlah\r\n;\r\n;\r\n' }],
    ['an HTML page under another name', { body: '<!doctype html><p>Masuk</p>', contentType: 'text/csv' }],
    ['dead', { status: 404 }],
  ])('does not count a file that is %s', (_, over) => {
    const result = judge([csv], { [csv]: aFetch(csv, over) });
    expect(result).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(result)).toContain('tidak dihitung');
  });
  it.each(['[]', '{}', '{"data": [], "total": 0}', '{"error": "Not found", "code": 404}'])(
    'does not count %s as data',
    (body) => {
      const json = `${SITE}/data.json`;
      expect(judge([json], { [json]: aFetch(json, { body }) }).value).toBe(0);
    },
  );
  it('counts a file of which only the beginning is known', () => {
    const json = `${SITE}/data.json`;
    expect(judge([json], { [json]: aFetch(json, { body: '[{"nama": "Puske', bytes: 90_000 }) }).value).toBe(1);
    expect(judge([csv], { [csv]: aFetch(csv, { body: 'a,'.repeat(500), bytes: 90_000 }) }).value).toBe(1);
  });
  it('does not count the dataset of another agency', () => {
    const dataset = 'https://data.harjomulyokab.go.id/dataset/luas-panen';
    const named = (slug: string) => ({ [dataset]: aFetch(dataset, { body: `/organization/${slug}` }) });
    const other = judge([dataset], named('dinas-pertanian'));
    expect(other.value).toBe(0);
    expect(said(other)).toContain('milik dinas-pertanian');
    expect(judge([dataset], named('dinas-kesehatan')).value).toBe(1);
    expect(judge([dataset], named('dinkes')).value).toBe(1);
  });
  it('keeps a file whose answer tells nothing, and leaves machinery out', () => {
    expect(judge([csv], { [csv]: aFetch(csv, { status: 403 }) }).value).toBe(1);
    expect(judge([`${SITE}/wp-json/`, `${SITE}/manifest.json`, `${SITE}/laporan.pdf`]).value).toBe(0);
    const empty = `${SITE}/kosong.json`;
    expect(judge([empty], { [empty]: aFetch(empty, { body: null, bytes: 2 }) }).value).toBe(0);
  });
});

describe('national-links', () => {
  const judge = (hrefs: string[], rawHtml = '') =>
    national(aVisit({}, { rawHtml, links: hrefs.map((href) => aLink(href)) }), regency);

  it('counts services, not links', () => {
    expect(judge(['https://sippn.menpan.go.id/', 'https://sippn.menpan.go.id/a', 'https://oss.go.id/']).value).toBe(2);
    expect(judge(['https://lpse.harjomulyokab.go.id/', 'https://sirup.lkpp.go.id/']).value).toBe(1);
  });
  it('sees the GPR widget, and not the JDIH of the regency as the national one', () => {
    expect(judge([], '<script src="https://widget.kominfo.go.id/gpr-widget-kominfo.min.js"></script>').value).toBe(1);
    expect(judge(['https://jdih.harjomulyokab.go.id/'])).toMatchObject({ outcome: 'failed', value: 0 });
  });
});
