import { describe, expect, it } from 'vitest';
import { siteFailure } from '../failure.ts';
import { regencyFor } from '../regency.ts';
import { check as official } from './official-domain.ts';
import { check } from './regency-links.ts';
import { aBarelyReadVisit, aCheck, aFetch, aLink, aVisit, regency, said } from './visit.fixture.ts';

const all = [
  'https://www.harjomulyokab.go.id/',
  'https://ppid.harjomulyokab.go.id/',
  'https://satudata.harjomulyokab.go.id/',
  'https://jdih.harjomulyokab.go.id/',
];
const links = (hrefs: string[], over = {}) => hrefs.map((href) => aLink(href, 'x', over));

describe('regency-links', () => {
  it('is whole with portal, PPID, Satu Data and JDIH, spread over the pages', () => {
    const visit = aVisit({}, { links: links(all.slice(0, 2)) });
    visit.pages[2]?.links.push(...links(all.slice(2)));
    expect(check(visit, regency)).toMatchObject({ outcome: 'measured', value: 1 });
  });
  it.each([
    ['hidden', links(all, { visible: false })],
    ['only in the HTML as sent', links(all, { kind: 'raw' })],
    ['of another regency', links(all.map((href) => href.replace('harjomulyokab', 'kebumenkab')))],
    [
      'of hosts that only look alike',
      links([
        'https://harjomulyokab.go.id.contoh.com/',
        'https://xharjomulyokab.go.id/',
        'https://kec-ppid.harjomulyokab.go.id/',
      ]),
    ],
  ])('does not count links %s', (_, given) => {
    expect(check(aVisit({}, { links: given }), regency)).toMatchObject({ outcome: 'failed', value: 0 });
  });
  it('tells the webmaster that a link is there but hidden', () => {
    expect(said(check(aVisit({}, { links: links(all, { visible: false }) }), regency))).toContain(
      'tidak terlihat oleh pengunjung',
    );
  });
  it('drops a link only when it is certainly dead', () => {
    const given = { links: links(all) };
    const outgoing = (over: Parameters<typeof aFetch>[1]) => ({
      outgoing: { [all[1] ?? '']: aFetch(all[1] ?? '', over) },
    });
    expect(check(aVisit(outgoing({ status: 404 }), given), regency).value).toBe(0.75);
    expect(check(aVisit(outgoing({ status: null, error: siteFailure('no-such-host') }), given), regency).value).toBe(
      0.75,
    );
    expect(check(aVisit({ linkChecks: [aCheck(all[1] ?? '', 'broken')] }, given), regency).value).toBe(0.75);
    for (const unsure of [
      { status: 403 },
      { status: null, error: siteFailure('timeout') },
      { status: null, error: siteFailure('refused-address') },
    ]) {
      expect(check(aVisit(outgoing(unsure), given), regency).value).toBe(1);
    }
  });
  it('works on demo hosts with ports', () => {
    const demo = regencyFor('harjomulyo.localhost:8443');
    const hrefs = ['portal', 'ppid', 'opendata', 'jdih'].map(
      (name) => `https://${name === 'portal' ? '' : `${name}.`}harjomulyo.localhost:4433/`,
    );
    expect(check(aVisit({}, { links: links(hrefs) }), demo).value).toBe(1);
  });
  it('calls nothing absent after reading too little', () => {
    expect(check(aBarelyReadVisit({ links: links(all.slice(1)) }), regency).outcome).toBe('unmeasured');
    expect(check(aBarelyReadVisit({ links: links(all) }), regency).value).toBe(1);
  });
});

describe('official-domain', () => {
  const judge = (finalUrl: string, entryUrl = finalUrl, words = regency) =>
    official(aVisit({ finalUrl, entryUrl }), words);

  it.each([
    ['https://dinkes.harjomulyokab.go.id/', 2],
    ['https://harjomulyokab.go.id/kec-x', 2],
    ['https://kec-harjomulyo.kebumenkab.go.id/', 1],
    ['https://harjomulyokab.go.id.contoh.com/', 0],
    ['https://xharjomulyokab.go.id/', 1],
    ['https://dinkesharjomulyo.blogspot.com/', 0],
    ['https://dinkes.desa.id/', 0],
  ])('gives %s %d', (url, value) => {
    expect(judge(url)).toMatchObject({ value, outcome: value === 0 ? 'failed' : 'measured' });
  });
  it('judges the final address and reports the move to another domain', () => {
    const result = judge('https://dinkes.contoh.com/', 'https://dinkes.harjomulyokab.go.id/');
    expect(result.value).toBe(0);
    expect(said(result)).toContain('harjomulyokab.go.id → contoh.com');
  });
  it('knows the demo by its host, whatever the port', () => {
    expect(judge('http://dinkes.harjomulyo.localhost:8081/', undefined, regencyFor('harjomulyo.localhost')).value).toBe(
      2,
    );
  });
});
