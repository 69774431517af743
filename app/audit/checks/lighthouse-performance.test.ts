import { describe, expect, it } from 'vitest';
import type { LighthouseRun } from '../visit.ts';
import { check } from './lighthouse-performance.ts';
import { aVisit, regency, SITE, said } from './visit.fixture.ts';

function aRun(lcp: number | null, over: Partial<LighthouseRun> = {}): LighthouseRun {
  return {
    url: `${SITE}/`,
    scores: { performance: 0.5, accessibility: null, 'best-practices': null, seo: null },
    metrics: {
      'first-contentful-paint': 1000,
      'largest-contentful-paint': lcp,
      'total-blocking-time': 0,
      'cumulative-layout-shift': 0,
      'speed-index': 1000,
    },
    accessibilityFindings: [],
    seoFindings: [],
    error: null,
    ...over,
  };
}
const inner = { url: `${SITE}/berita` };
const judge = (lighthouse: LighthouseRun[], lighthouseRunsAsked?: number) =>
  check(aVisit({ lighthouse, ...(lighthouseRunsAsked === undefined ? {} : { lighthouseRunsAsked }) }), regency);

describe('lighthouse-performance', () => {
  it('scores what the runs settle on: one odd run of five changes nothing', () => {
    const steady = judge([aRun(2500), aRun(2500), aRun(2500)]);
    expect(judge([aRun(2500), aRun(20_000), aRun(2500), aRun(2500), aRun(2500)]).value).toBe(steady.value);
    expect(steady.outcome).toBe('measured');
  });

  it('says how many runs, how far apart, whether they agree, and what Lighthouse itself said', () => {
    expect(said(judge([aRun(2500), aRun(2500), aRun(2500)]))).toMatch(/dari 3 pengukuran.*sepakat.*50; 50; 50/);
    expect(said(judge([aRun(2500), aRun(9000), aRun(2500)]))).toContain('pengukuran tidak sepakat');
  });

  it('never counts a desktop run', () => {
    const mobile = [aRun(9000), aRun(9000), aRun(9000)];
    const desktop = aRun(100, { formFactor: 'desktop' });
    expect(judge([desktop, ...mobile, desktop]).value).toBe(judge(mobile).value);
    expect(judge([aRun(2500), aRun(2500), desktop]).outcome).toBe('unmeasured');
  });

  it('is the mean over the pages', () => {
    const home = judge([aRun(2500), aRun(2500), aRun(2500)]).value ?? 0;
    const slow = judge([aRun(9000), aRun(9000), aRun(9000)]).value ?? 0;
    const both = judge(
      [2500, 2500, 2500].map((lcp) => aRun(lcp)).concat([9000, 9000, 9000].map((lcp) => aRun(lcp, inner))),
    );
    expect(slow).toBeLessThan(home);
    expect(both.value).toBeCloseTo((home + slow) / 2, 12);
  });

  it('leaves an inner page with too few runs out and says so', () => {
    const alone = judge([aRun(2500), aRun(2500), aRun(2500)]);
    const mixed = judge([aRun(2500), aRun(2500), aRun(2500), aRun(9000, inner)]);
    expect(mixed.value).toBe(alone.value);
    expect(said(mixed)).toContain('Tidak ikut dihitung');
  });

  it.each([
    ['no run', [], undefined],
    ['two of three runs', [aRun(2500), aRun(2500)], undefined],
    ['three runs of which one broke', [aRun(2500), aRun(2500), aRun(2500, { error: 'NO_FCP' })], 3],
    ['a metric missing', [aRun(2500), aRun(2500), aRun(null)], 5],
    ['only an inner page measured', [aRun(1, inner), aRun(1, inner), aRun(1, inner)], 3],
  ])('is unmeasured with %s', (_, runs, asked) => {
    expect(judge(runs, asked)).toMatchObject({ outcome: 'unmeasured', value: null });
  });

  it('takes one run when only one was asked for, and says that it is weak', () => {
    const result = judge([aRun(2500)], 1);
    expect(result.outcome).toBe('measured');
    expect(said(result)).toContain('Diminta hanya 1');
  });

  it('is left open when our outage kept scripts or styles from the page', () => {
    const visit = aVisit(
      { lighthouse: [aRun(2500), aRun(2500), aRun(2500)] },
      { keptAway: ['https://cdn.contoh.net/kerangka.js'] },
    );
    expect(check(visit, regency)).toMatchObject({ outcome: 'unmeasured', value: null });
  });
});
