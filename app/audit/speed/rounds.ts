/** Speed rounds of one audit: which pages, how often, and when the runs agree. */
import { type AuditProgress, progressAt } from '../progress.ts';
import type { AuditRequest } from '../request.ts';
import type { LighthouseRun, Visit } from '../visit.ts';
import { MAX_RUNS, MIN_RUNS, settle } from './settle.ts';
import type { FormFactor, SpeedOutcome, SpeedPool, SpeedTask, StoredReport } from './speed.ts';

/** One run, waiting for its turn to load not counted. */
export const SPEED_DEADLINE_MS = 90_000;

export interface NumberedReport extends StoredReport {
  /** 0-based, among the audit's runs. */
  run: number;
}

export interface SpeedMeasured {
  /** Mobile runs, round after round. */
  runs: LighthouseRun[];
  reports: NumberedReport[];
  /** Versions of what measured; empty when nothing did. */
  versions: Record<string, string>;
}

/** The home page and as many inner pages that opened as asked for, in the order visited. */
export function speedPages({ pages, failure }: Visit, count: number): string[] {
  if (failure !== null) return [];
  const opened = pages.filter((page) => page.failure === null).map(({ finalUrl }) => finalUrl);
  return [...new Set(opened)].slice(0, count);
}

/** Whether the visit found the certificate bad, noted it, and went on past it. */
export function goesPastCertificate({ tls }: Visit): boolean {
  return tls?.reachable === true && !tls.valid;
}

/** The task of one run. The categories that do not change between runs are measured in the first one only. */
export function speedTask(
  request: Pick<AuditRequest, 'allowPrivate' | 'trustedSpki'>,
  visit: Visit,
  url: string,
  { first, formFactor = 'mobile' }: { first: boolean; formFactor?: FormFactor },
): SpeedTask {
  return {
    url,
    formFactor,
    categories: first ? 'all' : 'performance',
    allowPrivate: request.allowPrivate,
    trustedSpki: request.trustedSpki,
    ignoreCertificates: goesPastCertificate(visit),
    deadlineMs: SPEED_DEADLINE_MS,
  };
}

/**
 * Whether a page needs another run: exactly as many as asked below three, else until the runs settle, at most MAX_RUNS.
 * A page none of whose first three runs gave a score gives none in nine either.
 * @param runs mobile runs of one page so far
 * @param asked runs asked for
 */
export function wantsMore(runs: readonly LighthouseRun[], asked: number): boolean {
  if (runs.length < asked) return runs.length < MIN_RUNS || runs.some(({ error }) => error === null);
  if (asked < MIN_RUNS || runs.length >= MAX_RUNS) return false;
  const { valid, enough } = settle(runs);
  return valid > 0 && !enough;
}

/**
 * Runs Lighthouse on the pages of a visited site, a round at a time, until every page has settled. Rounds of several
 * sites that share a pool interleave: each waits for its own before it asks for the next.
 * @throws the reason of `signal` when aborted
 */
export async function measureSpeed(
  pool: SpeedPool,
  request: Pick<AuditRequest, 'runs' | 'lighthousePages' | 'allowPrivate' | 'trustedSpki'>,
  visit: Visit,
  options: { signal?: AbortSignal | undefined; onProgress?: ((progress: AuditProgress) => unknown) | undefined },
): Promise<SpeedMeasured> {
  const { signal, onProgress } = options;
  const byPage = new Map(speedPages(visit, request.lighthousePages ?? 1).map((url) => [url, [] as LighthouseRun[]]));
  const outcomes: SpeedOutcome[] = [];
  const pending = () => [...byPage].filter(([, runs]) => wantsMore(runs, request.runs));
  const one = async (url: string, runs: LighthouseRun[]) => {
    const task = speedTask(request, visit, url, { first: !runs.some(({ scores }) => scores.accessibility !== null) });
    const outcome = await pool.run(task, signal);
    outcomes.push(outcome);
    runs.push(outcome.run);
    onProgress?.(progressAt('lighthouse', outcomes.length, Math.max(outcomes.length + 1, request.runs * byPage.size)));
  };
  if (request.runs > 0 && byPage.size > 0) onProgress?.(progressAt('lighthouse', 0, request.runs * byPage.size));
  for (let due = request.runs > 0 ? pending() : []; due.length > 0; due = pending()) {
    await Promise.all(due.map(([url, runs]) => one(url, runs)));
  }
  return {
    runs: outcomes.map(({ run }) => run),
    reports: outcomes.flatMap(({ report }, run) => (report ? [{ ...report, run }] : [])),
    versions: outcomes.find(({ versions }) => Object.keys(versions).length > 0)?.versions ?? {},
  };
}
