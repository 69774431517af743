import { describe, expect, it } from 'vitest';
import { logNormalScore, median, metricIds, performanceScore } from './lighthouse-score.ts';

describe('performanceScore', () => {
  it('agrees with the scoring curves and weights of the Lighthouse that is installed', async () => {
    const { getLogNormalScore } = await import('../../../../node_modules/lighthouse/shared/statistics.js');
    const { default: config } = await import('../../../../node_modules/lighthouse/core/config/default-config.js');
    const refs: { id: string; weight: number }[] = config.categories?.performance?.auditRefs ?? [];
    const weighted = refs.filter((ref) => ref.weight > 0);
    expect(weighted.map((ref) => ref.id).sort()).toEqual([...metricIds].sort());
    const all = (value: number) => Object.fromEntries(metricIds.map((id) => [id, value]));
    for (const { id, weight } of weighted) {
      const { default: audit } = await import(`../../../../node_modules/lighthouse/core/audits/metrics/${id}.js`);
      const points = audit.defaultOptions.mobile?.scoring ?? audit.defaultOptions;
      for (const value of [
        points.p10 / 3,
        points.p10,
        (points.p10 + points.median) / 2,
        points.median,
        points.median * 4,
      ]) {
        const alone = performanceScore({ ...all(0), [id]: value }) ?? Number.NaN;
        expect(1 - alone).toBeCloseTo((weight / 100) * (1 - getLogNormalScore(points, value)), 6);
      }
    }
  });

  it('has no score while a metric is missing', () => {
    expect(performanceScore({ 'first-contentful-paint': 900 })).toBeNull();
  });

  it('is 0.9 at the tenth percentile, 0.5 at the median, 1 at nothing', () => {
    expect(logNormalScore(1800, 3000, 1800)).toBeCloseTo(0.9, 6);
    expect(logNormalScore(1800, 3000, 3000)).toBeCloseTo(0.5, 6);
    expect(logNormalScore(1800, 3000, 0)).toBe(1);
  });
});

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[10, 9], 9.5],
    [[], null],
  ])('of %j is %s', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
