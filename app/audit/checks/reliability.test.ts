import { describe, expect, it } from 'vitest';
import { siteFailure } from '../failure.ts';
import { check as availability } from './availability.ts';
import { check as broken } from './broken-link-share.ts';
import { check as consoleErrors } from './console-errors.ts';
import { check as real404 } from './real-404.ts';
import { aCheck, aFetch, aPage, aSinglePage, aVisit, regency, SITE, said } from './visit.fixture.ts';

describe('availability', () => {
  it('is the share answered, from 96 probes on', () => {
    const failures = [
      { at: '2026-11-01T03:15:00Z', code: 'timeout' },
      { at: '2026-11-01T03:30:00Z', code: 'refused' },
    ];
    const result = availability(aVisit({ availability: { answered: 95, probes: 100, failures } }), regency);
    expect(result).toMatchObject({ outcome: 'measured', value: 0.95 });
    expect(said(result)).toContain('1 November 2026 pukul 10.15 sampai 10.45 WIB (2 pemeriksaan');
    expect(said(result)).toContain('tidak menjawab dalam batas waktu, sambungan ditolak');
  });
  it('is unmeasured below 96 probes, even if all failed', () => {
    expect(availability(aVisit({ availability: { answered: 0, probes: 95, failures: [] } }), regency).outcome).toBe(
      'unmeasured',
    );
  });
  it('is not applicable where no probes run', () => {
    expect(availability(aVisit(), regency).outcome).toBe('notApplicable');
  });
});

describe('broken-link-share', () => {
  const many = (count: number, verdict: 'ok' | 'broken' | 'unknown') =>
    Array.from({ length: count }, (_, i) => aCheck(`/${verdict}${i}`, verdict));

  it('divides by at least 50', () => {
    expect(broken(aVisit({ linkChecks: [...many(2, 'ok'), ...many(1, 'broken')] }), regency).value).toBe(1 / 50);
    expect(broken(aVisit({ linkChecks: [...many(90, 'ok'), ...many(10, 'broken')] }), regency).value).toBe(0.1);
  });
  it('leaves unknown and outgoing links out of both numbers and names the broken', () => {
    const outside = aCheck('/x', 'broken', { url: 'https://lain.go.id/x', internal: false });
    const result = broken(
      aVisit({ linkChecks: [...many(59, 'ok'), ...many(1, 'broken'), ...many(40, 'unknown'), outside] }),
      regency,
    );
    expect(result.value).toBe(1 / 60);
    expect(said(result)).toContain(`${SITE}/broken0`);
    expect(said(result)).toContain(
      'Saran, tidak mengubah nilai: tautan ke situs lain “tautan” rusak (https://lain.go.id/x',
    );
  });
  it('tells a page that only says there is nothing from one that answers 404', () => {
    const soft = aCheck('/desa', 'broken', { statuses: [200], soft: true });
    const result = broken(aVisit({ linkChecks: [...many(49, 'ok'), soft] }), regency);
    expect(result.value).toBe(1 / 50);
    expect(said(result)).toContain('dijawab 200, tetapi halamannya hanya menyatakan tidak ada');
  });
  it('is unmeasured when nothing could be told, not applicable without internal links', () => {
    expect(broken(aVisit({ linkChecks: many(9, 'unknown') }), regency).outcome).toBe('unmeasured');
    expect(broken(aVisit(), regency).outcome).toBe('unmeasured');
    expect(broken(aSinglePage(), regency).outcome).toBe('notApplicable');
  });
});

describe('console-errors', () => {
  const error = (text: string, source: string, kind: 'console' | 'exception' | 'resource' = 'exception') => ({
    text,
    source,
    kind,
  });
  const count = (...console: ReturnType<typeof error>[]) =>
    consoleErrors(aVisit({ pages: [aPage('/', { console })] }), regency).value;

  it('counts errors of the same registered domain', () => {
    expect(
      count(error('TypeError: a', `${SITE}/app.js`), error('TypeError: b', 'https://cdn.harjomulyokab.go.id/x.js')),
    ).toBe(2);
  });
  it('leaves out third parties, another regency, unknown sources, the favicon and our own proxy', () => {
    expect(
      count(
        error('x', 'https://www.googletagmanager.com/gtag.js'),
        error('x', 'https://cdn.kebumenkab.go.id/x.js'),
        error('x', ''),
        error('Failed to load resource: 404', `${SITE}/favicon.ico`, 'resource'),
        error('net::ERR_TUNNEL_CONNECTION_FAILED', `${SITE}/a.js`, 'resource'),
      ),
    ).toBe(0);
  });
  it('counts a failed file once though console and network report it', () => {
    expect(
      count(
        error('Failed to load resource: 404', `${SITE}/a.png`, 'console'),
        error('404', `${SITE}/a.png`, 'resource'),
      ),
    ).toBe(1);
  });
  it('is a mean over pages', () => {
    const pages = [aPage('/', { console: [error('x', `${SITE}/a.js`)] }), aPage('/b')];
    expect(consoleErrors(aVisit({ pages }), regency).value).toBe(0.5);
  });
});

describe('real-404', () => {
  const url = `${SITE}/tidak-ada-1`;
  const judge = (over: Parameters<typeof aFetch>[1]) => real404(aVisit({ notFoundProbe: aFetch(url, over) }), regency);

  it.each([404, 410])('accepts %d', (status) => {
    expect(judge({ status })).toMatchObject({ outcome: 'measured', value: 1 });
  });
  it('fails a soft 404 and a jump to the home page, each in its own words', () => {
    expect(said(judge({ status: 200, body: 'Halaman tidak ditemukan' }))).toContain('status 200');
    const home = judge({ finalUrl: `${SITE}/`, redirects: [{ from: url, status: 302, to: `${SITE}/` }] });
    expect(home).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(home)).toContain('halaman depan');
  });
  it('is unmeasured when refused, lost or never asked', () => {
    expect(judge({ status: 403 }).outcome).toBe('unmeasured');
    expect(judge({ status: null, error: siteFailure('timeout') }).outcome).toBe('unmeasured');
    expect(real404(aVisit(), regency).outcome).toBe('unmeasured');
  });
});
