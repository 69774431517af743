import { describe, expect, it } from 'vitest';
import { compare, type SitePass } from './compare.ts';

const aPass = (url: string, points: SitePass['points']): SitePass => ({
  url,
  points,
  settled: null,
  runs: 3,
  verdict: 'agree',
  plain: [],
});

describe('compare', () => {
  it('weighs the indicators as the rubric does, and leaves out what one pass left open', () => {
    const first = [aPass('a', { O1: 60, O2: 80, O3: null, I1: 0 })];
    const second = [aPass('a', { O1: 64, O2: 80, O3: 100, I1: 100 })];
    const { sites, speedMoved } = compare(first, second);
    // O1 and O2 weigh the same.
    expect(sites[0]?.operability).toEqual([70, 72]);
    expect(speedMoved).toBe(4);
  });

  it('is within the limits when nothing moves, beyond when speed does', () => {
    const first = [aPass('a', { O1: 50 }), aPass('b', { O1: 90 })];
    expect(compare(first, first).within).toBe(true);
    expect(compare(first, [aPass('a', { O1: 53.5 }), aPass('b', { O1: 90 })]).within).toBe(false);
  });

  it('is beyond the limits when places change', () => {
    const sites = (scores: number[]) => scores.map((O2, index) => aPass(String(index), { O1: 50, O2 }));
    const { order, speedMoved, within } = compare(sites([10, 13, 40]), sites([13, 10, 40]));
    expect(speedMoved).toBe(0);
    expect(order).toEqual({ tau: 1 / 3, pairs: 3 });
    expect(within).toBe(false);
  });

  it('takes what the runs settled at where a pass left speed open', () => {
    const settled = (points: number | null, at: number) => ({ ...aPass('a', { O1: points, O2: 80 }), settled: at });
    expect(compare([settled(70, 71)], [settled(null, 72.5)])).toMatchObject({ speedMoved: 1.5, operabilityMoved: 0 });
    expect(compare([settled(null, 71)], [settled(null, 75)]).within).toBe(false);
  });

  it('is never within the limits without figures', () => {
    expect(compare([], []).within).toBe(false);
    expect(compare([aPass('a', { O1: null, O2: 5 })], [aPass('a', { O1: 50, O2: 5 })]).within).toBe(false);
  });
});
