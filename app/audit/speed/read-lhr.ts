/** The parts of a Lighthouse result that the checks read. Pure. */
import type { Result } from 'lighthouse';
import type { LighthouseRun } from '../visit.ts';
import type { FormFactor } from './speed.ts';

const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
];
const NODES = 5;
const TEXT = 300;

/** @param url the address asked for; the result may name another after redirects */
export function readLhr(url: string, formFactor: FormFactor, lhr: Result): LighthouseRun {
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
      nodes: nodesOf(details).slice(0, NODES),
    })),
    seoFindings: failed('seo').map(({ id, title, displayValue, explanation }) => ({
      id,
      title,
      text: explanation ?? displayValue ?? '',
    })),
    error: lhr.runtimeError?.code ?? null,
    formFactor,
    benchmarkIndex: lhr.environment?.benchmarkIndex ?? null,
  };
}

/** A run that gave nothing, with the reason. */
export function withoutScores(url: string, formFactor: FormFactor, error: string): LighthouseRun {
  return {
    url,
    scores: { performance: null, accessibility: null, 'best-practices': null, seo: null },
    metrics: {},
    accessibilityFindings: [],
    seoFindings: [],
    error: error.slice(0, 200),
    formFactor,
    benchmarkIndex: null,
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
      return typeof value === 'string' ? value.slice(0, TEXT) : '';
    };
    return [{ selector: text('selector'), snippet: text('snippet') }];
  });
}
