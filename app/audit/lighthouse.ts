/** Lighthouse on one address: mobile, simulated throttling, several runs in one Chrome. */
import { gzipSync } from 'node:zlib';
import lighthouse, { type Config, type Flags, type Result } from 'lighthouse';
import type { Browser } from 'puppeteer';
import { lighthouseCategories } from './audit.schema.ts';
import { closeTab } from './probes/tab.ts';
import type { LighthouseRun } from './visit.ts';

export interface LighthouseReport {
  /** 0-based. */
  run: number;
  /** The run's whole result (LHR JSON), gzipped. */
  lhrGz: Uint8Array;
}

const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
];

const FLAGS: Flags = {
  logLevel: 'silent',
  output: 'json',
  locale: 'id',
  onlyCategories: [...lighthouseCategories],
  formFactor: 'mobile',
  throttlingMethod: 'simulate',
  disableFullPageScreenshot: true,
  maxWaitForFcp: 15_000,
  maxWaitForLoad: 35_000,
};

/**
 * Runs Lighthouse `runs` times on each page, one run after the other (two at once in one process disturb each other), each in a fresh
 * page with storage reset. A run without a score is tried once more, then kept with null scores and its error; so is
 * a run that would not end before `deadlineAt` (epoch ms), judged by the longest so far: fewer runs are worth more
 * than a visit killed half-way.
 */
export async function runLighthouse(
  browser: Browser,
  urls: readonly string[],
  runs: number,
  onRun: (run: number) => void,
  deadlineAt: number,
): Promise<{ runs: LighthouseRun[]; reports: LighthouseReport[] }> {
  const results: LighthouseRun[] = [];
  const reports: LighthouseReport[] = [];
  let longest = 0;
  const timeLeft = () => Date.now() + longest * 1.3 < deadlineAt;
  for (const [run, url] of urls.flatMap((each) => Array<string>(runs).fill(each)).entries()) {
    onRun(run);
    if (!timeLeft()) {
      results.push(withoutScores(url, 'OUT_OF_TIME'));
      continue;
    }
    const began = Date.now();
    let attempt = await once(browser, url);
    longest = Math.max(longest, Date.now() - began);
    if (attempt.record.scores.performance === null && timeLeft()) {
      const second = await once(browser, url);
      if (second.record.scores.performance !== null) attempt = second;
    }
    results.push(attempt.record);
    if (attempt.lhr) reports.push({ run, lhrGz: gzipSync(JSON.stringify(attempt.lhr)) });
  }
  return { runs: results, reports };
}

async function once(browser: Browser, url: string): Promise<{ record: LighthouseRun; lhr: Result | null }> {
  const page = await browser.newPage();
  try {
    page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
    // A window in front of the page stops it painting, and Lighthouse waits for paint in vain.
    page.on('popup', (popup) => popup?.close().catch(() => {}));
    const config: Config = { extends: 'lighthouse:default' };
    const result = await lighthouse(url, FLAGS, config, page);
    if (!result) return { record: withoutScores(url, 'NO_RESULT'), lhr: null };
    return { record: readLhr(url, result.lhr), lhr: result.lhr };
  } catch (error) {
    return { record: withoutScores(url, error instanceof Error ? error.message.slice(0, 200) : 'ERROR'), lhr: null };
  } finally {
    await closeTab(page);
  }
}

function withoutScores(url: string, error: string): LighthouseRun {
  return {
    url,
    scores: { performance: null, accessibility: null, 'best-practices': null, seo: null },
    metrics: {},
    accessibilityFindings: [],
    seoFindings: [],
    error,
  };
}

/** The parts of a Lighthouse result that the checks read. */
export function readLhr(url: string, lhr: Result): LighthouseRun {
  const score = (id: string) => lhr.categories[id]?.score ?? null;
  const failed = (category: string) =>
    (lhr.categories[category]?.auditRefs ?? []).flatMap(({ id }) => {
      const audit = lhr.audits[id];
      if (!audit || audit.score === null || audit.score >= 1) return [];
      return audit.scoreDisplayMode === 'binary' || audit.scoreDisplayMode === 'numeric' ? [audit] : [];
    });
  return {
    url,
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    metrics: Object.fromEntries(METRICS.map((id) => [id, lhr.audits[id]?.numericValue ?? null])),
    accessibilityFindings: failed('accessibility').map(({ id, title, details }) => ({
      id,
      title,
      nodes: nodesOf(details).slice(0, 5),
    })),
    seoFindings: failed('seo').map(({ id, title, displayValue, explanation }) => ({
      id,
      title,
      text: explanation ?? displayValue ?? '',
    })),
    error: lhr.runtimeError?.code ?? null,
  };
}

function nodesOf(details: unknown): { selector: string; snippet: string }[] {
  if (typeof details !== 'object' || details === null || !('items' in details) || !Array.isArray(details.items)) {
    return [];
  }
  return details.items.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('node' in item)) return [];
    const node = item.node;
    if (typeof node !== 'object' || node === null) return [];
    const text = (key: string) => {
      const value: unknown = Reflect.get(node, key);
      return typeof value === 'string' ? value.slice(0, 300) : '';
    };
    return [{ selector: text('selector'), snippet: text('snippet') }];
  });
}
