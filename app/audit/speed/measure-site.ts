/** Speed rounds of one site in one go: for the command line and tests. A contest's rounds go through its queue. */
import { type AuditProgress, progressAt } from '../progress.ts';
import type { AuditRequest } from '../request.ts';
import { nextRuns, type PageRuns } from '../rounds.ts';
import type { LighthouseRun, Visit } from '../visit.ts';
import { MAX_RUNS, MIN_RUNS } from './settle.ts';
import type { SpeedOutcome, SpeedPool, SpeedTask, StoredReport } from './speed.ts';

/** One run, waiting for its turn to load not counted. */
export const SPEED_DEADLINE_MS = 90_000;

export interface NumberedReport extends StoredReport {
  /** 0-based, among the audit's runs. */
  run: number;
}

export interface SpeedMeasured {
  /** Round after round, the desktop run among them. */
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

/** The task of one run of a visited site. */
export function speedTask(
  { allowPrivate, trustedSpki }: Pick<AuditRequest, 'allowPrivate' | 'trustedSpki'>,
  visit: Visit,
  run: Pick<SpeedTask, 'url' | 'formFactor' | 'categories'>,
): SpeedTask {
  const ignoreCertificates = goesPastCertificate(visit);
  return { ...run, allowPrivate, trustedSpki, ignoreCertificates, deadlineMs: SPEED_DEADLINE_MS };
}

export interface MeasureOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: AuditProgress) => unknown) | undefined;
  /** Waited for before each round, from 1: sites that share a pool take their rounds together. */
  beforeRound?: ((round: number) => Promise<unknown>) | undefined;
}

/**
 * Runs Lighthouse on the pages of a visited site, a round at a time, until every page has settled; under three runs
 * asked for, exactly as many. The home page is run once on a desktop beside.
 * @throws the reason of `signal` when aborted
 */
export async function measureSite(
  pool: SpeedPool,
  request: Pick<AuditRequest, 'runs' | 'lighthousePages' | 'allowPrivate' | 'trustedSpki'>,
  visit: Visit,
  { signal, onProgress, beforeRound }: MeasureOptions,
): Promise<SpeedMeasured> {
  const urls = request.runs > 0 ? speedPages(visit, request.lighthousePages ?? 1) : [];
  const pages = urls.map(() => ({ mobile: [] as LighthouseRun[], desktop: [] as LighthouseRun[] }) satisfies PageRuns);
  const limits = { asked: request.runs, most: request.runs < MIN_RUNS ? request.runs : MAX_RUNS };
  const outcomes: SpeedOutcome[] = [];
  let done = 0;
  let planned = request.runs * urls.length + 1;
  let round = 1;
  for (let due = nextRuns(pages, limits); due.length > 0; due = nextRuns(pages, limits)) {
    await beforeRound?.(round++);
    planned = Math.max(planned, done + due.length);
    onProgress?.(progressAt('lighthouse', done, planned));
    const each = due.map(async ({ page, formFactor, categories }) => {
      const outcome = await pool.run(
        speedTask(request, visit, { url: urls[page] ?? '', formFactor, categories }),
        signal,
      );
      pages[page]?.[formFactor].push(outcome.run);
      done += 1;
      if (done < planned) onProgress?.(progressAt('lighthouse', done, planned));
      return outcome;
    });
    outcomes.push(...(await Promise.all(each)));
  }
  return {
    runs: outcomes.map(({ run }) => run),
    reports: outcomes.flatMap(({ report }, run) => (report ? [{ ...report, run }] : [])),
    versions: outcomes.find(({ versions }) => Object.keys(versions).length > 0)?.versions ?? {},
  };
}
