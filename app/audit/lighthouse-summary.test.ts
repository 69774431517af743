import { describe, expect, it } from 'vitest';
import { median, summarise, summariseSpeed } from './lighthouse-summary.ts';
import type { LighthouseRun } from './visit.ts';

const METRICS = {
  'first-contentful-paint': 1000,
  'largest-contentful-paint': 2000,
  'total-blocking-time': 0,
  'cumulative-layout-shift': 0,
  'speed-index': 1000,
};

function aRun(performance: number | null, over: Partial<LighthouseRun> = {}): LighthouseRun {
  return {
    url: 'https://opd.go.id/',
    scores: { performance, accessibility: null, 'best-practices': null, seo: null },
    metrics: performance === null ? {} : METRICS,
    accessibilityFindings: [],
    seoFindings: [],
    error: performance === null ? 'NO_FCP' : null,
    ...over,
  };
}

describe('summarise', () => {
  it('takes categories from the runs that measured them, and leaves the desktop run out of all', () => {
    const first = aRun(0.9, { scores: { performance: 0.9, accessibility: 0.8, 'best-practices': 1, seo: 0.7 } });
    const summary = summarise([first, aRun(0.5, { formFactor: 'desktop' }), aRun(null), aRun(0.8)]);
    expect(summary.accessibility).toEqual({ median: 0.8, runs: [0.8] });
    expect(summary.performance.runs).toEqual([0.9, null, 0.8]);
    expect(summary.performance.median).toBeCloseTo(0.85, 12);
  });
});

describe('summariseSpeed', () => {
  it('keeps pages apart, the plain score of each run, and the desktop beside', () => {
    const inner = { url: 'https://opd.go.id/berita' };
    const speed = summariseSpeed([
      aRun(0.9),
      aRun(0.99, { formFactor: 'desktop' }),
      aRun(0.4, inner),
      aRun(0.91),
      aRun(null, inner),
    ]);
    expect(speed.map(({ url, runs, desktop }) => [url, runs, desktop])).toEqual([
      ['https://opd.go.id/', [0.9, 0.91], 0.99],
      ['https://opd.go.id/berita', [0.4, null], null],
    ]);
    expect(speed[0]?.spread).toBe(0);
    expect(speed[1]?.spread).toBeNull();
  });

  it('has no score without a valid run', () => {
    expect(summariseSpeed([aRun(null)])[0]).toMatchObject({ score: null, verdict: null });
  });
});

describe('median', () => {
  it('is the middle, or the mean of the two middle ones, or nothing', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, null]);
  });
});
