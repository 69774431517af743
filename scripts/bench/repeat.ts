/** `npm run -s bench -- repeat [--lanes N] [--pages N] [--allow-private] URL…`: the whole pass twice, and how far apart. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { EntryReport } from '#app/audit/audit.schema.ts';
import { findChrome } from '#app/audit/chrome.ts';
import { hostPort } from '#app/audit/egress.ts';
import { type AuditRequest, DEFAULT_DEADLINE_MS, finishAudit, runVisit, type VisitResult } from '#app/audit/run.ts';
import { defaultSpeedLanes } from '#app/audit/speed/lanes.ts';
import { startSpeedPool } from '#app/audit/speed/pool.ts';
import { MIN_RUNS, settle } from '#app/audit/speed/settle.ts';
import type { LighthouseRun } from '#app/audit/visit.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { columns } from '../columns.ts';
import { startRounds } from '../rounds.ts';
import { compare, type Repeated, type SitePass } from './compare.ts';

export const REPEAT_HELP = 'bench repeat [--lanes N] [--pages N] [--allow-private] URL…';

const HEAD = ['', 'O1', 'O1', '±', 'oper.', 'oper.', '±', 'runs', 'verdicts', 'Lighthouse'];
/** Visits at the same time; they never run while speed is measured. */
const VISITS = 2;

/** Measures all addresses twice and prints the comparison. @returns exit code: 0 within the limits, 1 beyond */
export async function repeat(args: string[]): Promise<number> {
  const { values, positionals: urls } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      lanes: { type: 'string', default: String(defaultSpeedLanes(availableParallelism())) },
      pages: { type: 'string', default: '1' },
      'allow-private': { type: 'boolean', default: false },
    },
  });
  if (urls.length === 0) {
    console.error(REPEAT_HELP);
    return 2;
  }
  const chromePath = await findChrome();
  if (!chromePath) throw new Error('Chrome tidak ditemukan.');
  const requests = urls.map((url) => aRequest(url, chromePath, Number(values.pages), values['allow-private']));
  const passes = [await onePass(requests, Number(values.lanes)), await onePass(requests, Number(values.lanes))];
  const outcome = compare(passes[0] ?? [], passes[1] ?? []);
  console.log(tableOf(outcome));
  return outcome.within ? 0 : 1;
}

function aRequest(url: string, chromePath: string, lighthousePages: number, isPrivate: boolean): AuditRequest {
  return {
    url,
    entryName: null,
    category: null,
    portalDomain: new URL(url).hostname,
    runs: MIN_RUNS,
    lighthousePages,
    allowPrivate: isPrivate ? [hostPort(new URL(url))] : [],
    register: [],
    availability: null,
    chromePath,
    extraCa: [],
    trustedSpki: [],
    deadlineMs: DEFAULT_DEADLINE_MS,
    rubric: defaultRubric(),
  };
}

/** Visits first, then the speed runs of all sites together, so that rounds interleave as they do in a contest. */
async function onePass(requests: readonly AuditRequest[], lanes: number): Promise<SitePass[]> {
  const visited: VisitResult[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index];
      if (request) visited[index] = await runVisit(request);
    }
  };
  await Promise.all(Array.from({ length: VISITS }, lane));
  return speedPass(requests, visited, lanes);
}

/** The second half of a pass: speed runs of visited sites, and what they come to. */
export async function speedPass(
  requests: readonly AuditRequest[],
  visited: readonly VisitResult[],
  lanes: number,
): Promise<SitePass[]> {
  const pool = startSpeedPool({ chromePath: requests[0]?.chromePath ?? '', lanes });
  const rounds = startRounds(requests.length);
  try {
    return await Promise.all(
      requests.map(async (request, index) => {
        const seen = visited[index];
        if (!seen) throw new Error(`${request.url} was not visited`);
        try {
          const { report, visit } = await finishAudit(request, seen, pool, { beforeRound: rounds.reach });
          return sitePass(report, visit.lighthouse);
        } finally {
          rounds.leave();
        }
      }),
    );
  } finally {
    await pool.close();
  }
}

function sitePass(report: EntryReport, lighthouse: readonly LighthouseRun[]): SitePass {
  const home = lighthouse.filter((run) => run.url === lighthouse[0]?.url);
  const plain = home.flatMap(({ formFactor, scores }) =>
    formFactor === 'desktop' || scores.performance === null ? [] : [Math.round(scores.performance * 100)],
  );
  const { valid, verdict, score } = settle(home);
  return {
    url: report.url,
    points: Object.fromEntries(report.indicators.map(({ id, points }) => [id, points])),
    settled: score === null ? null : score * 100,
    runs: valid,
    verdict,
    plain,
  };
}

function tableOf({ sites, speedMoved, operabilityMoved, order, within }: Repeated): string {
  const of = (value: number | null) => (value === null ? '-' : value.toFixed(1));
  const rows = sites.map((site) => [
    site.url,
    ...site.speed.map(of),
    of(site.speedMoved),
    ...site.operability.map(of),
    of(site.operabilityMoved),
    site.runs.join('+'),
    site.verdicts.map((verdict) => verdict ?? '-').join('/'),
    site.plain.map((scores) => scores.join(' ')).join(' | '),
  ]);
  return [
    ...columns([HEAD, ...rows], [1, 2, 3, 4, 5, 6]),
    `O1 moved by at most ${of(speedMoved)} (limit 3), operability by at most ${of(operabilityMoved)} (limit 2).`,
    `Order by operability: Kendall tau ${order.tau?.toFixed(3) ?? '-'} over ${order.pairs} pairs (limit 0.95).`,
    within ? 'Within the limits.' : 'BEYOND the limits.',
  ].join('\n');
}
