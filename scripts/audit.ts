/** `npm run -s audit -- [--runs N] [--json FILE] … URL…`: audits sites without a database. */
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { type EntryReport, entryReport, lighthouseCategories } from '#app/audit/audit.schema.ts';
import { findChrome } from '#app/audit/chrome.ts';
import { EgressRefused, hostPort, resolveAllowed } from '#app/audit/egress.ts';
import type { AuditProgress } from '#app/audit/progress.ts';
import { progressBars } from '#app/audit/progress-bar.ts';
import type { AuditRequest } from '#app/audit/request.ts';
import { DEFAULT_DEADLINE_MS, finishAudit, runVisit } from '#app/audit/run.ts';
import { defaultSpeedLanes } from '#app/audit/speed/lanes.ts';
import { startSpeedPool } from '#app/audit/speed/pool.ts';
import { turnstile } from '#app/audit/speed/turnstile.ts';
import { readEnv } from '#app/env.server.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import {
  ArgumentError,
  type AuditArguments,
  type AuditTarget,
  HELP,
  readArguments,
  systemCode,
} from './audit-arguments.ts';
import { columns } from './columns.ts';
import { startRounds } from './rounds.ts';

const VERDICTS = { agree: 'sepakat', vary: 'beragam', disagree: 'berselisih' } as const;

/** Visits at the same time; they give way to the speed runs beside them. */
const CHECK_LANES = 2;

/** Refused addresses, each with the reason; names that do not resolve are left to the audit to classify. */
async function refusals({ targets, allowPrivate }: AuditArguments): Promise<string[]> {
  const reasons = targets.map(async ({ url }) => {
    const at = new URL(url);
    const port = Number(hostPort(at).split(':').at(-1));
    try {
      await resolveAllowed(at.hostname, port, { allowPrivate });
      return [];
    } catch (error) {
      if (!(error instanceof EgressRefused)) return [];
      return [`${url}: alamat ditolak (${error.message}). --allow-private mengizinkan alamat yang disebut.`];
    }
  });
  return (await Promise.all(reasons)).flat();
}

function requestFor(options: AuditArguments, target: AuditTarget, chromePath: string): AuditRequest {
  const contact = options.contact ?? readEnv().AUDIT_CONTACT;
  return {
    url: target.url,
    entryName: target.name,
    category: target.category,
    portalDomain: options.portalDomain,
    runs: options.runs,
    allowPrivate: options.allowPrivate,
    register: [],
    availability: null,
    chromePath,
    extraCa: [],
    trustedSpki: [],
    deadlineMs: DEFAULT_DEADLINE_MS,
    rubric: defaultRubric(),
    ...(contact === null || contact === undefined ? {} : { contact }),
  };
}

/** Visits in check lanes; then speed runs in lanes of their own, round after round over all sites. */
async function auditAll(options: AuditArguments, chromePath: string): Promise<EntryReport[]> {
  const { targets } = options;
  const bars = progressBars(targets.map(({ url }) => new URL(url).host + new URL(url).pathname.replace(/\/$/, '')));
  const stop = new AbortController();
  const interrupted = () => stop.abort(new Error('dihentikan'));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const { signal } = stop;
  const visits = turnstile(CHECK_LANES);
  const rounds = startRounds(targets.length);
  const pool = startSpeedPool({ chromePath, lanes: defaultSpeedLanes(availableParallelism()) });
  const audit = async (target: AuditTarget, index: number): Promise<EntryReport> => {
    const request = requestFor(options, target, chromePath);
    const onProgress = (progress: AuditProgress) => bars.update(index, progress);
    const leave = await visits.enter(signal);
    const seen = await runVisit(request, { onProgress, signal }).finally(leave);
    const { report } = await finishAudit(request, seen, pool, { onProgress, signal, beforeRound: rounds.reach });
    rounds.leave();
    bars.finish(index, report.failure?.message ?? `selesai dalam ${Math.round(report.durationMs / 1000)} s`);
    return report;
  };
  try {
    return await Promise.all(targets.map(audit));
  } finally {
    await pool.close();
    bars.close();
  }
}

/** Sites down, scores and points across; a dash is what is not measured, a dot what does not apply. */
function table(reports: readonly EntryReport[]): string {
  const indicators = reports[0]?.indicators.map(({ id }) => id) ?? [];
  const head = [
    'Situs',
    'Kinerja',
    'Kali',
    'Sebaran',
    'Ulangan',
    'Akses',
    'Praktik',
    'SEO',
    ...indicators,
    'Keterangan',
  ];
  const rows = reports.map((report) => [
    report.url,
    ...speedCells(report),
    ...lighthouseCategories
      .filter((category) => category !== 'performance')
      .map((category) => hundredths(report.lighthouse[category].median)),
    ...report.indicators.map(({ points, outcome }) =>
      points === null ? (outcome === 'notApplicable' ? '·' : '–') : String(Math.round(points)),
    ),
    report.failure?.message ?? '',
  ]);
  const figures = head.slice(1, -1).map((_, at) => at + 1);
  return `${columns([head, ...rows], figures).join('\n')}\n`;
}

/** Home page: settled score, runs, points between them, and whether they agree. */
function speedCells({ speed }: EntryReport): string[] {
  const home = speed?.[0];
  if (!home) return ['–', '–', '–', '–'];
  const spread = home.spread === null ? '–' : String(Math.round(home.spread));
  return [hundredths(home.score), String(home.runs.length), spread, home.verdict ? VERDICTS[home.verdict] : '–'];
}

function hundredths(score: number | null): string {
  return score === null ? '–' : String(Math.round(score * 100));
}

/** Found out before the audits, not after an hour of them. A file that stands there is left as it is. */
function assertWritable(path: string): void {
  const stood = existsSync(path);
  try {
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new ArgumentError([`--json ${path}: berkas tidak dapat ditulis (${systemCode(error)}).`]);
  }
  if (!stood) rmSync(path);
}

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (options.json) assertWritable(options.json);
  const refused = await refusals(options);
  if (refused.length > 0) throw new ArgumentError(refused);
  for (const { name, line } of options.withoutSite)
    process.stderr.write(`Baris ${line}, ${name}: belum ada situs, dilewati\n`);
  const chromePath = findChrome();
  if (!chromePath) throw new ArgumentError(['Chrome tidak ditemukan. Jalankan npm run setup atau isi CHROME_PATH.']);
  const reports = await auditAll(options, chromePath);
  const document = z.object({ entries: z.array(entryReport) }).parse({ entries: reports });
  if (options.json) writeFileSync(options.json, `${JSON.stringify(document, null, 2)}\n`);
  process.stdout.write(table(reports));
  const led = reports.filter(({ failure }) => failure?.code === 'refused-address');
  for (const { url, failure } of led) process.stderr.write(`${url}: ${failure?.message}\n`);
  return led.length > 0 ? 2 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof ArgumentError) for (const reason of error.reasons) process.stderr.write(`${reason}\n`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ArgumentError ? 2 : 1;
}
