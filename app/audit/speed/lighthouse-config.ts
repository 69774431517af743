/** How Lighthouse is set up for a speed run. Whatever stands here is stamped on every result. */
import { createHash } from 'node:crypto';
import type { Config, Flags } from 'lighthouse';
import { lighthouseCategories } from '../audit.schema.ts';
import type { LinkShape } from './shape.ts';
import type { SpeedTask } from './speed.ts';

/**
 * The access link of every speed run. Lighthouse's simulated phone link comes on top of what is seen through it. Its
 * round trip is near the phone's (150 ms): what arrives before the first paint is then settled by the order in which the
 * page asks, not by how soon a processor is free. At 20 ms it was that, and pages had two faces (docs/variability.md).
 */
export const SPEED_LINK: LinkShape = { rttMs: 120, downKbps: 40_000, upKbps: 40_000 };

/** Lighthouse's own desktop: core/config/desktop-config.js and constants.js of Lighthouse 13. */
const DESKTOP: Partial<Flags> = {
  formFactor: 'desktop',
  screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
  throttling: {
    rttMs: 40,
    throughputKbps: 10 * 1024,
    cpuSlowdownMultiplier: 1,
    requestLatencyMs: 0,
    downloadThroughputKbps: 0,
    uploadThroughputKbps: 0,
  },
  emulatedUserAgent:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Safari/537.36',
};

/** No score, and seconds of asking the page again: a load of its own, every rule of every style sheet, every picture. */
const UNSCORED = ['bf-cache', 'unused-css-rules', 'unsized-images'];
/**
 * Advice without weight in the score that costs processor time in every run: the first run gives it. Later runs keep
 * the metrics, the film strip, and what is read off the recording without asking the page again.
 */
const ONCE = [
  'cache-insight',
  'cls-culprits-insight',
  'document-latency-insight',
  'dom-size-insight',
  'duplicated-javascript-insight',
  'font-display-insight',
  'forced-reflow-insight',
  'image-delivery-insight',
  'inp-breakdown-insight',
  'lcp-breakdown-insight',
  'lcp-discovery-insight',
  'legacy-javascript-insight',
  'modern-http-insight',
  'network-dependency-tree-insight',
  'render-blocking-insight',
  'third-parties-insight',
  'viewport-insight',
  'layout-shifts',
  'non-composited-animations',
  'script-treemap-data',
  'unminified-css',
  'unminified-javascript',
  'unused-javascript',
];

/**
 * Flags of one run. Quiet waits are Lighthouse's own 1,000 ms: shorter ones bend scores. The full-page screenshot costs
 * seconds and scores nothing.
 */
export function lighthouseFlags({ formFactor, categories }: Pick<SpeedTask, 'formFactor' | 'categories'>): Flags {
  return {
    logLevel: 'silent',
    output: 'json',
    locale: 'id',
    onlyCategories: categories === 'all' ? [...lighthouseCategories] : ['performance'],
    formFactor: 'mobile',
    throttlingMethod: 'simulate',
    disableFullPageScreenshot: true,
    skipAudits: categories === 'all' ? UNSCORED : [...UNSCORED, ...ONCE],
    maxWaitForFcp: 15_000,
    maxWaitForLoad: 35_000,
    ...(formFactor === 'desktop' ? DESKTOP : {}),
  };
}

/** Of what Lighthouse records, what none of its checks reads (core/gather/gatherers/trace.js says so): a fifth of it all. */
export const UNREAD = ['disabled-by-default-devtools.timeline.frame', 'latencyInfo'];

export const LIGHTHOUSE_CONFIG: Config = { extends: 'lighthouse:default' };

/** Rises with every change to what these do to the simulation or the recording: processor, paint and shift files. */
const SIMULATION = 'processor-time-1 every-shift-1 paint-time-1';

/** Short hash of everything above: two results with another one were not measured alike. */
export const configHash: string = createHash('sha256')
  .update(
    JSON.stringify([
      // processor-time.ts
      'processor time',
      LIGHTHOUSE_CONFIG,
      SPEED_LINK,
      SIMULATION,
      UNREAD,
      lighthouseFlags({ formFactor: 'mobile', categories: 'all' }),
      lighthouseFlags({ formFactor: 'desktop', categories: 'performance' }),
    ]),
  )
  .digest('hex')
  .slice(0, 12);
