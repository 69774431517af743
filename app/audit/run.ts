/** A whole audit: the visit in a process of its own, then speed runs until they agree. */
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EntryReport, FailureCode } from './audit.schema.ts';
import type { ChildMessage, ChildTask } from './child.ts';
import { emptyVisit } from './empty-visit.ts';
import type { VisitOutcome } from './engine.ts';
import { siteFailure } from './failure.ts';
import { endGroup, makeProfile, removeProfile, startGroup } from './process-group.ts';
import { type AuditProgress, progressAt } from './progress.ts';
import { composeReport } from './report.ts';
import type { AuditRequest } from './request.ts';
import { type MeasureOptions, measureSite, type NumberedReport } from './speed/measure-site.ts';
import { startSpeedPool } from './speed/pool.ts';
import type { SpeedPool } from './speed/speed.ts';
import { stamps } from './stamps.ts';
import type { Visit } from './visit.ts';

export type { AuditRequest } from './request.ts';

export const DEFAULT_DEADLINE_MS = 180_000;

export interface VisitResult {
  /** Everything seen but the speed runs. Screenshots are in `visit.screenshots`. */
  visit: Visit;
  /** Address of the home page after redirects, null when none answered. */
  finalUrl: string | null;
  screenshots: Visit['screenshots'];
  /** What measured it: versions of node, lighthouse, chrome and rubric. */
  stamps: Record<string, string>;
  durationMs: number;
}

export interface AuditResult extends Omit<VisitResult, 'durationMs'> {
  report: EntryReport;
  /** Of the runs in `visit.lighthouse` that gave one, by their place there. */
  lighthouseReports: NumberedReport[];
}

export interface RunOptions {
  onProgress?: (progress: AuditProgress) => void | Promise<void>;
  /** Ends the audit at once; the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/**
 * Audits one site: visit, speed runs until they agree, report. `request.deadlineMs` bounds the visit; every speed run
 * has a deadline of its own. Never rejects for what a site does. Whatever happens, no process and no profile folder of
 * the visit is left when the promise settles; the same goes for the pool's unless one was passed in.
 * @param options.pool lanes shared with other audits; absent: one lane of its own
 * @throws the reason of `signal` when aborted
 */
export async function runAudit(
  request: AuditRequest,
  options: RunOptions & { pool?: SpeedPool } = {},
): Promise<AuditResult> {
  const visited = await runVisit(request, options);
  const pool = options.pool ?? startSpeedPool({ chromePath: request.chromePath, lanes: 1 });
  try {
    return await finishAudit(request, visited, pool, options);
  } finally {
    if (!options.pool) await pool.close();
  }
}

/**
 * The second half of an audit: speed runs of a visited site, and the report.
 * @throws the reason of `signal` when aborted
 */
export async function finishAudit(
  request: AuditRequest,
  { durationMs, visit, stamps: visited, ...seen }: VisitResult,
  pool: SpeedPool,
  options: MeasureOptions = {},
): Promise<AuditResult> {
  const began = performance.now();
  const { runs, reports, versions } = await measureSite(pool, request, visit, options);
  visit.lighthouse = runs;
  options.onProgress?.(progressAt('done'));
  const report = composeReport(visit, request.rubric, Math.round(durationMs + performance.now() - began));
  return { ...seen, visit, report, lighthouseReports: reports, stamps: { ...visited, ...versions } };
}

/**
 * Visits one site in a child process with its own Chrome, both at the lowest priority: checks never bend a speed run.
 * After `request.deadlineMs` the whole process group is killed and the result is the failure `deadline`; a child that
 * dies is `our-outage`. Never rejects for what a site does. Whatever happens, process group and profile folder are gone
 * when the promise settles.
 * @throws the reason of `signal` when aborted
 */
export async function runVisit(request: AuditRequest, options: RunOptions = {}): Promise<VisitResult> {
  options.signal?.throwIfAborted();
  const began = performance.now();
  const profile = makeProfile();
  const child = startGroup(CHILD);
  try {
    const { visit, versions } = await converse(child, { request, profile }, options);
    return {
      visit,
      finalUrl: visit.finalUrl,
      screenshots: visit.screenshots,
      stamps: { ...stamps(request), ...versions, rubric: String(request.rubric.version) },
      durationMs: Math.round(performance.now() - began),
    };
  } finally {
    await endGroup(child);
    removeProfile(profile);
  }
}

function converse(child: ChildProcess, task: ChildTask, { onProgress, signal }: RunOptions): Promise<VisitOutcome> {
  return new Promise((resolve, reject) => {
    const failed = (code: FailureCode, detail?: string) => {
      const visit = { ...emptyVisit(task.request, new Date()), failure: siteFailure(code, detail) };
      finish(() => resolve({ visit, versions: {} }));
    };
    const timer = setTimeout(() => failed('deadline'), task.request.deadlineMs);
    const aborted = () => finish(() => reject(signal?.reason));
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      settle();
    };
    signal?.addEventListener('abort', aborted);
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = `${complaint}${chunk}`.slice(-4000);
    });
    child.on('message', (message: ChildMessage) => {
      if (message.type === 'ready') child.send(task);
      else if (message.type === 'progress') onProgress?.(message.progress);
      else finish(() => resolve(message.outcome));
    });
    child.on('error', (error) => failed('our-outage', error.message));
    child.on('exit', (code, killer) => {
      const reason = /^\w*Error.*$/m.exec(complaint)?.[0] ?? `proses pemeriksa berhenti: ${killer ?? code}`;
      failed('our-outage', reason.slice(0, 200));
    });
  });
}
