import { describe, expect, it } from 'vitest';
import { defaultSpeedLanes } from './lanes.ts';
import { lighthouseFlags } from './lighthouse-config.ts';

const CONFIG = '../../../node_modules/lighthouse/core/config';

describe('lighthouseFlags', () => {
  it('measures a desktop as the Lighthouse that is installed does', async () => {
    const { default: desktop } = await import(`${CONFIG}/desktop-config.js`);
    expect(lighthouseFlags({ formFactor: 'desktop', categories: 'all' })).toMatchObject(desktop.settings);
  });

  it('leaves out only what has no weight in the performance score', async () => {
    const { default: config } = await import(`${CONFIG}/default-config.js`);
    const refs: { id: string; weight: number }[] = config.categories.performance.auditRefs;
    for (const categories of ['all', 'performance'] as const) {
      const left = lighthouseFlags({ formFactor: 'mobile', categories }).skipAudits ?? [];
      expect(left.length).toBeGreaterThan(0);
      for (const id of left) expect(refs.find((ref) => ref.id === id)?.weight).toBe(0);
    }
  });

  it('keeps the quiet waits of the Lighthouse that is installed: shorter ones bend scores', async () => {
    const { defaultSettings } = await import(`${CONFIG}/constants.js`);
    const waits = Object.keys(defaultSettings).filter((key) => /^pauseAfter|QuietThreshold/.test(key));
    expect(waits).toHaveLength(4);
    for (const formFactor of ['mobile', 'desktop'] as const) {
      for (const wait of waits) expect(lighthouseFlags({ formFactor, categories: 'all' })).not.toHaveProperty(wait);
    }
  });
});

describe('defaultSpeedLanes', () => {
  it('gives four lanes for every two processors, never none and never beyond what the setting allows', () => {
    expect([1, 2, 3, 4, 64].map(defaultSpeedLanes)).toEqual([4, 4, 4, 8, 8]);
  });
});
