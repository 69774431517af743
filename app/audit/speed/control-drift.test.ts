import { describe, expect, it } from 'vitest';
import { type ControlFigures, isDrifted } from './control-drift.ts';

const USUAL = {
  'first-contentful-paint': 930,
  'largest-contentful-paint': 1000,
  'total-blocking-time': 380,
  'cumulative-layout-shift': 0,
  'speed-index': 950,
};
const figures = (metrics: Record<string, number | null> = {}, error: string | null = null): ControlFigures => ({
  metrics: { ...USUAL, ...metrics },
  error,
});
const baseline = [0, 4, -6, 8, -3].map((more) => figures({ 'total-blocking-time': 380 + more }));

describe('isDrifted', () => {
  it('takes what varies on a quiet machine', () => {
    const now = figures({ 'total-blocking-time': 395, 'speed-index': 1040, 'first-contentful-paint': 950 });
    expect(isDrifted(baseline, now)).toEqual({ drifted: false, why: null });
  });

  it.each([
    ['blocks for longer, by more than three points', { 'total-blocking-time': 520 }, /Nilai halaman kendali/],
    ['paints later, which its curve hides', { 'first-contentful-paint': 1200 }, /first-contentful-paint/],
    ['fills more slowly, which its curve hides', { 'speed-index': 1130 }, /speed-index/],
  ])('hears when the page %s', (_, metrics, why) => {
    const drift = isDrifted(baseline, figures(metrics));
    expect(drift.drifted).toBe(true);
    expect(drift.why).toMatch(why);
  });

  it('is not led astray by one bad run in the baseline', () => {
    const spoilt = [...baseline, figures({ 'total-blocking-time': 4000 }), figures({}, 'NO_FCP')];
    expect(isDrifted(spoilt, figures()).drifted).toBe(false);
    expect(isDrifted(spoilt, figures({ 'total-blocking-time': 520 })).drifted).toBe(true);
  });

  it('takes a better run: only company makes a page slower', () => {
    expect(isDrifted(baseline, figures({ 'total-blocking-time': 200 })).drifted).toBe(false);
  });

  it('has drifted without figures, baseline or not', () => {
    expect(isDrifted([], figures({}, 'NO_FCP')).why).toContain('NO_FCP');
    expect(isDrifted(baseline, figures({ 'speed-index': null })).drifted).toBe(true);
  });

  it('judges nothing before there is a baseline', () => {
    expect(isDrifted(baseline.slice(0, 2), figures({ 'total-blocking-time': 4000 })).drifted).toBe(false);
  });
});
