import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { performanceScore } from '../checks/reading/lighthouse-score.ts';
import type { LighthouseRun } from '../visit.ts';
import { MAX_RUNS, MIN_RUNS, settle, trimmedMean } from './settle.ts';

const STEADY = {
  'first-contentful-paint': 1800,
  'largest-contentful-paint': 3000,
  'total-blocking-time': 250,
  'cumulative-layout-shift': 0.05,
  'speed-index': 3000,
};

function aRun(metrics: Record<string, number | null> = {}, over: Partial<LighthouseRun> = {}): LighthouseRun {
  return {
    url: 'http://contoh.test/',
    scores: { performance: null, accessibility: null, 'best-practices': null, seo: null },
    metrics: { ...STEADY, ...metrics },
    accessibilityFindings: [],
    seoFindings: [],
    error: null,
    ...over,
  };
}

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const scoreOf = (run: LighthouseRun) => performanceScore(run.metrics) ?? Number.NaN;

const anyRun = fc
  .record({
    'first-contentful-paint': fc.double({ min: 300, max: 20_000, noNaN: true }),
    'largest-contentful-paint': fc.double({ min: 300, max: 60_000, noNaN: true }),
    'total-blocking-time': fc.double({ min: 0, max: 5_000, noNaN: true }),
    'cumulative-layout-shift': fc.double({ min: 0, max: 2, noNaN: true }),
    'speed-index': fc.double({ min: 300, max: 30_000, noNaN: true }),
  })
  .map((metrics) => aRun(metrics));
const anyRuns = fc.array(anyRun, { minLength: 1, maxLength: MAX_RUNS });

describe('settle', () => {
  it('gives equal runs their own score, agreed after the least number', () => {
    const { score, spread, margin, verdict, enough, valid } = settle(times(MIN_RUNS, () => aRun()));
    expect(score).toBeCloseTo(scoreOf(aRun()), 12);
    expect({ spread, margin, verdict, enough, valid }).toEqual({
      spread: 0,
      margin: 0,
      verdict: 'agree',
      enough: true,
      valid: MIN_RUNS,
    });
  });

  it('stays between the worst and the best run, whatever their order', () => {
    fc.assert(
      fc.property(anyRuns, fc.integer({ min: 0, max: 8 }), (runs, turn) => {
        const { score, spread } = settle(runs);
        const each = runs.map(scoreOf);
        // Trimmed metric by metric: within the metrics' own best and worst.
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        if (runs.length < 5) {
          expect(score).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9);
          expect(score).toBeLessThanOrEqual(Math.max(...each) + 1e-9);
        }
        const turned = [...runs.slice(turn % runs.length), ...runs.slice(0, turn % runs.length)];
        expect(settle(turned).score).toBeCloseTo(score ?? Number.NaN, 10);
        expect(spread ?? 0).toBeCloseTo((Math.max(...each) - Math.min(...each)) * 100, 6);
      }),
    );
  });

  it('never scores higher for a page that got worse in every run', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const worse = runs.map((run) =>
          aRun({ ...run.metrics, 'total-blocking-time': (run.metrics['total-blocking-time'] ?? 0) + 100 }),
        );
        expect(settle(worse).score ?? 1).toBeLessThanOrEqual((settle(runs).score ?? 0) + 1e-12);
      }),
    );
  });

  it('asks for more when one of three runs is spoilt, and forgets it among five', () => {
    const spoilt = aRun({ 'total-blocking-time': 9000, 'largest-contentful-paint': 30_000 });
    const three = settle([aRun(), spoilt, aRun()]);
    expect(three.enough).toBe(false);
    expect(three.verdict).toBe('disagree');
    const five = settle([aRun(), spoilt, aRun(), aRun(), aRun()]);
    expect(five.score).toBeCloseTo(scoreOf(aRun()), 12);
    expect(five.enough).toBe(true);
  });

  it('takes a page with two faces for what it is, where a median would flip', () => {
    const still = aRun({ 'cumulative-layout-shift': 0.02 });
    const moving = aRun({ 'cumulative-layout-shift': 0.42 });
    const faces = (count: number) => times(MAX_RUNS, (index) => (index < count ? moving : still));
    const [four, five] = [settle(faces(4)), settle(faces(5))];
    const apart = (scoreOf(still) - scoreOf(moving)) * 100;
    expect(Math.abs((four.score ?? 0) - (five.score ?? 0)) * 100).toBeLessThan(apart / 6);
    expect(four.verdict).toBe('disagree');
    expect(four.enough).toBe(true);
  });

  it('weighs a metric by what it is worth: forty seconds against sixty are nothing', () => {
    const runs = [40_000, 60_000, 50_000].map((lcp) => aRun({ 'largest-contentful-paint': lcp }));
    expect(settle(runs)).toMatchObject({ verdict: 'agree', enough: true });
  });

  it('calls the runs apart when the score may move by more than the rules promise', () => {
    const vary = settle([200, 260, 320].map((tbt) => aRun({ 'total-blocking-time': tbt })));
    expect(vary.enough).toBe(false);
    expect(vary.margin).toBeGreaterThan(3);
    const agree = settle([248, 250, 252].map((tbt) => aRun({ 'total-blocking-time': tbt })));
    expect(agree.verdict).toBe('agree');
    expect(agree.enough).toBe(true);
  });

  it('goes on for a while when the runs just agree: looking often finds a lucky moment', () => {
    const { verdict, margin, enough } = settle([230, 250, 270].map((tbt) => aRun({ 'total-blocking-time': tbt })));
    expect(verdict).toBe('agree');
    expect(margin).toBeGreaterThan(2);
    expect(enough).toBe(false);
  });

  it('leaves out desktop runs, errors and runs without a metric', () => {
    const odd = { 'largest-contentful-paint': 50 };
    const runs = [
      aRun(),
      aRun(odd, { formFactor: 'desktop' }),
      aRun(odd, { error: 'NO_FCP' }),
      aRun({ 'speed-index': null }),
      aRun(),
    ];
    const { valid, score, enough } = settle(runs);
    expect(valid).toBe(2);
    expect(score).toBeCloseTo(scoreOf(aRun()), 12);
    expect(enough).toBe(false);
  });

  it('stops at the most runs, even when none of them gave a score', () => {
    expect(settle(times(MAX_RUNS, () => aRun({}, { error: 'NO_FCP' })))).toMatchObject({
      valid: 0,
      score: null,
      spread: null,
      margin: null,
      verdict: null,
      enough: true,
    });
    expect(settle([]).enough).toBe(false);
  });
});

describe('trimmedMean', () => {
  it.each([
    [[], null],
    [[4], 4],
    [[1, 2, 6], 3],
    [[1, 1, 1, 9], 3],
    [[100, 1, 2, 3, -50], 2],
    [[0, 1, 2, 3, 4, 5, 6, 7, 100], 4],
  ])('of %j is %s', (values, expected) => {
    expect(trimmedMean(values)).toBe(expected);
  });
});
