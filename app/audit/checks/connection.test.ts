import { describe, expect, it } from 'vitest';
import { siteFailure } from '../failure.ts';
import type { TlsRecord } from '../visit.ts';
import { check as redirect } from './https-redirect.ts';
import { check as valid } from './https-valid.ts';
import { check as mixed } from './mixed-content.ts';
import { check as headers } from './security-headers.ts';
import { aFetch, aPage, aVisit, regency, SITE, said } from './visit.fixture.ts';

const tls: TlsRecord = {
  host: 'dinkes.harjomulyokab.go.id',
  port: 443,
  reachable: true,
  valid: true,
  problem: null,
  validTo: '2027-01-01T00:00:00Z',
  daysLeft: 51,
  issuer: 'Uji',
  subjectNames: ['dinkes.harjomulyokab.go.id'],
};

describe('https-valid', () => {
  it('shows the days left', () => {
    const result = valid(aVisit({ tls }), regency);
    expect(result).toMatchObject({ outcome: 'measured', value: 1 });
    expect(said(result)).toContain('sisa 51 hari');
  });
  it('fails for an expired certificate and for none, with the reason', () => {
    const expired = valid(
      aVisit({ tls: { ...tls, valid: false, problem: 'CERT_HAS_EXPIRED', daysLeft: -3 } }),
      regency,
    );
    expect(expired).toMatchObject({ outcome: 'failed', value: 0 });
    expect(said(expired)).toContain('kedaluwarsa');
    expect(valid(aVisit({ tls: { ...tls, reachable: false, valid: false } }), regency).outcome).toBe('failed');
  });
  it('is unmeasured when no handshake was tried', () => {
    expect(valid(aVisit(), regency).outcome).toBe('unmeasured');
  });
});

describe('https-redirect', () => {
  const http = 'http://dinkes.harjomulyokab.go.id/';
  const hop = (from: string, to: string) => ({ from, status: 301, to });
  const judge = (over: Parameters<typeof aFetch>[1]) => redirect(aVisit({ httpProbe: aFetch(http, over) }), regency);

  it('accepts https of the same site, also with www and behind a bad certificate', () => {
    expect(judge({ finalUrl: `${SITE}/`, redirects: [hop(http, `${SITE}/`)] }).value).toBe(1);
    expect(
      judge({
        finalUrl: http,
        redirects: [hop(http, 'https://www.dinkes.harjomulyokab.go.id/')],
        status: null,
        error: siteFailure('connection-lost'),
      }).value,
    ).toBe(1);
  });
  it('fails for content on http, another site, and a way back to http', () => {
    expect(judge({})).toMatchObject({ outcome: 'failed', value: 0 });
    expect(judge({ finalUrl: 'https://contoh.com/', redirects: [hop(http, 'https://contoh.com/')] }).value).toBe(0);
    expect(
      judge({ finalUrl: `${http}home`, redirects: [hop(http, `${SITE}/`), hop(`${SITE}/`, `${http}home`)] }).value,
    ).toBe(0);
  });
  it('takes a closed port 80 as 1, whether refused or silent beside a working https', () => {
    expect(judge({ status: null, error: siteFailure('refused') })).toMatchObject({ outcome: 'measured', value: 1 });
    expect(judge({ status: null, error: siteFailure('timeout') }).value).toBe(1);
  });
  it('is unmeasured when blocked, never tried, or by our outage', () => {
    expect(judge({ status: 403 }).outcome).toBe('unmeasured');
    expect(judge({ status: null, error: siteFailure('our-outage') }).outcome).toBe('unmeasured');
    expect(redirect(aVisit(), regency).outcome).toBe('unmeasured');
  });
});

describe('security-headers', () => {
  const judge = (given: Record<string, string>, url = `${SITE}/`) =>
    headers(aVisit({ home: aFetch(url, { headers: given }) }), regency);

  it('counts four protections, X-Frame-Options standing in for a policy', () => {
    const all = {
      'strict-transport-security': 'max-age=31536000',
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    };
    expect(judge(all).value).toBe(1);
    const partly = judge({ 'content-security-policy': "default-src 'self'" });
    expect(partly.value).toBe(0.25);
    expect(said(partly)).toContain('Referrer-Policy tidak ada');
  });
  it('does not count what protects nobody', () => {
    const hollow = {
      'strict-transport-security': 'max-age=0',
      'content-security-policy-report-only': 'x',
      'x-content-type-options': 'yes',
    };
    expect(judge(hollow)).toMatchObject({ outcome: 'failed', value: 0 });
  });
  it('asks no HSTS of a site without https', () => {
    const given = { 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
    expect(judge(given, 'http://dinkes.harjomulyokab.go.id/').value).toBe(1);
  });
});

describe('mixed-content', () => {
  it('is the mean count over https pages, one file counted once', () => {
    const pages = [aPage('/'), aPage('/a', { mixedContent: ['http://x/1.png', 'http://x/1.png', 'http://x/2.png'] })];
    expect(mixed(aVisit({ pages }), regency)).toMatchObject({ outcome: 'measured', value: 1 });
  });
  it('is not applicable without https', () => {
    const pages = [aPage('/', { finalUrl: 'http://dinkes.harjomulyokab.go.id/' })];
    expect(mixed(aVisit({ pages }), regency).outcome).toBe('notApplicable');
  });
});
