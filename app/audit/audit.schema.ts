import { z } from 'zod';

/**
 * The four outcomes of a signal.
 * measured: a value. failed: reached, and wrong or absent; counts. notApplicable: its weight goes to the others.
 * unmeasured: we could not tell (blocked, our outage, too few samples); stays open and is never zero.
 */
export const signalOutcome = z.enum(['measured', 'failed', 'notApplicable', 'unmeasured']);
export type SignalOutcome = z.infer<typeof signalOutcome>;

/** One piece of evidence: where it was seen (url, selector or header name) and what was seen there. */
export const evidence = z.object({
  url: z.string().optional(),
  /** CSS selector, header name or other place inside the response. */
  where: z.string().optional(),
  text: z.string(),
});
export type Evidence = z.infer<typeof evidence>;

export const signalResult = z.object({
  id: z.string(),
  outcome: signalOutcome,
  value: z.number().nullable(),
  unit: z.string(),
  evidence: z.array(evidence),
});
export type SignalResult = z.infer<typeof signalResult>;

/** Why a site as a whole could not be measured; `siteIsDown` failures count, the others stay open. */
export const failureCode = z.enum([
  'no-such-host',
  'refused',
  'timeout',
  'connection-lost',
  'http-status',
  'blocked',
  'parked',
  'not-html',
  'empty-page',
  'redirect-loop',
  'page-crashed',
  'deadline',
  'refused-address',
  'our-outage',
]);
export type FailureCode = z.infer<typeof failureCode>;

export const siteFailure = z.object({ code: failureCode, message: z.string() });
export type SiteFailure = z.infer<typeof siteFailure>;

/** How one signal became points inside an indicator. Points 0-100, null while the signal has none. */
export const becauseRow = z.object({
  signal: z.string(),
  outcome: signalOutcome,
  value: z.number().nullable(),
  unit: z.string(),
  weight: z.number(),
  curve: z.array(z.tuple([z.number(), z.number()])),
  points: z.number().nullable(),
});
export type BecauseRow = z.infer<typeof becauseRow>;

/** Proposed points of one indicator. `points` is null unless outcome is measured or failed. */
export const indicatorProposal = z.object({
  id: z.string(),
  points: z.number().nullable(),
  outcome: signalOutcome,
  because: z.array(becauseRow),
});
export type IndicatorProposal = z.infer<typeof indicatorProposal>;

export const lighthouseCategories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const lighthouseScore = z.object({ median: z.number().nullable(), runs: z.array(z.number().nullable()) });
export const lighthouseSummary = z.object({
  performance: lighthouseScore,
  accessibility: lighthouseScore,
  'best-practices': lighthouseScore,
  seo: lighthouseScore,
});
export type LighthouseSummary = z.infer<typeof lighthouseSummary>;

/** What the speed runs of one page come to. Scores 0-1. */
export const pageSpeed = z.object({
  url: z.string(),
  /** Settled over the runs, from metrics; not a median of scores. Null without a valid run. */
  score: z.number().nullable(),
  /** Lighthouse's own score of each mobile run, in order; null for a run that gave none. */
  runs: z.array(z.number().nullable()),
  /** Between the lowest and the highest run, points of 100; null under two valid runs. */
  spread: z.number().nullable(),
  verdict: z.enum(['agree', 'vary', 'disagree']).nullable(),
  /** One run as on a desktop, for comparison; it counts for nothing. */
  desktop: z.number().nullable(),
});
export type PageSpeed = z.infer<typeof pageSpeed>;

/** One entry in the JSON of `npm run audit -- --json FILE`; also what the worker stores. */
export const entryReport = z.object({
  url: z.string(),
  status: z.enum(['measured', 'failed']),
  failure: siteFailure.nullable(),
  /** Medians null and runs empty when Lighthouse did not run. */
  lighthouse: lighthouseSummary,
  /** Speed runs page by page, the home page first; absent in reports made before they were kept. */
  speed: z.array(pageSpeed).optional(),
  signals: z.array(signalResult),
  indicators: z.array(indicatorProposal),
  durationMs: z.number(),
});
export type EntryReport = z.infer<typeof entryReport>;
