/** Starts, watches and ends the process that visits a site. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EntryReport, FailureCode } from './audit.schema.ts';
import type { ChildMessage, ChildTask } from './child.ts';
import { emptyVisit } from './empty-visit.ts';
import type { VisitOutcome } from './engine.ts';
import type { LighthouseReport } from './lighthouse.ts';
import { siteFailure } from './failure.ts';
import type { AuditProgress } from './progress.ts';
import { composeReport } from './report.ts';
import type { AuditRequest } from './request.ts';
import { stamps } from './stamps.ts';
import type { Visit } from './visit.ts';

export type { AuditRequest } from './request.ts';

export const DEFAULT_DEADLINE_MS = 180_000;

export interface AuditResult {
  report: EntryReport;
  /** Everything seen, bodies included. Screenshots are in `visit.screenshots`. */
  visit: Visit;
  /** Address of the home page after redirects, null when none answered. */
  finalUrl: string | null;
  screenshots: Visit['screenshots'];
  lighthouseReports: LighthouseReport[];
  /** What measured it: versions of node, lighthouse, chrome and rubric. */
  stamps: Record<string, string>;
}

export interface RunOptions {
  onProgress?: (progress: AuditProgress) => void | Promise<void>;
  /** Ends the audit at once; the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const PROFILE_PREFIX = 'lomba-audit-';

/**
 * Audits one site in a child process with its own Chrome. After `request.deadlineMs` the whole process group is
 * killed and the result is the failure `deadline`; a child that dies is `our-outage`. Never rejects for what a site
 * does. Whatever happens, process group and profile folder are gone when the promise settles.
 * @throws the reason of `signal` when aborted
 */
export async function runAudit(request: AuditRequest, options: RunOptions = {}): Promise<AuditResult> {
  options.signal?.throwIfAborted();
  sweepProfiles();
  const began = performance.now();
  const profile = mkdtempSync(join(tmpdir(), `${PROFILE_PREFIX}${process.pid}-`));
  const child = spawn(process.execPath, [CHILD], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  try {
    const outcome = await converse(child, { request, profile }, options);
    const report = composeReport(outcome.visit, request.rubric, Math.round(performance.now() - began));
    const { visit, versions } = outcome;
    return {
      report,
      visit,
      finalUrl: visit.finalUrl,
      screenshots: visit.screenshots,
      lighthouseReports: [],
      stamps: { ...stamps(), ...versions, rubric: String(request.rubric.version) },
    };
  } finally {
    await endGroup(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
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

/** Kills the child and everything it started; resolves when the child is gone. */
async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const gone =
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    // Also after the child's own exit: Chrome is in its group and may be left.
    if (process.platform === 'win32') execFileSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody left in the group.
  }
  await gone;
}

let swept = false;

/** Removes profile folders whose process was killed before it could; once per process. */
function sweepProfiles(): void {
  if (swept) return;
  swept = true;
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(PROFILE_PREFIX)
      ? Number(name.slice(PROFILE_PREFIX.length).split('-')[0])
      : Number.NaN;
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
