/** Throughput, processor time and repeatability of the speed pool beside Lighthouse started anew for each run. */
import { readdirSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { findChrome } from '#app/audit/chrome.ts';
import { hostPort } from '#app/audit/egress.ts';
import { runControl } from '#app/audit/speed/control.ts';
import { defaultSpeedLanes } from '#app/audit/speed/lanes.ts';
import { startSpeedPool } from '#app/audit/speed/pool.ts';
import type { SpeedPool } from '#app/audit/speed/speed.ts';
import { startRegency } from '#tests/fixtures/regency.ts';
import { columns } from '../columns.ts';
import { lhciCollect, type PageScores, plainLighthouse } from './baseline.ts';
import { type TreeWatch, watchTree } from './process-tree.ts';
import { serveFolder } from './static-site.ts';

export const AUDIT_BENCH_HELP =
  'bench audit [--runs N] [--lanes N] [--loads N] [--lhci COMMAND] [--sites DIR]… [--memory RUNS] [URL…]';

const DEFAULT_PAGES = 6;

interface Ground {
  urls: string[];
  allowPrivate: string[];
  trustedSpki: string[];
  stop(): Promise<void>;
}

interface Figures {
  seconds: number;
  cpuSeconds: number;
  pages: PageScores[];
}

/** The pages named, or those of the regency that the tests use. */
async function prepare(urls: readonly string[], folders: readonly string[]): Promise<Ground> {
  if (urls.length + folders.length === 0) {
    const { entries, allowPrivate, authority, stop } = await startRegency();
    const pages = entries.slice(0, DEFAULT_PAGES).map(({ url }) => url);
    return { urls: pages, allowPrivate, trustedSpki: [authority.spkiSha256Base64], stop };
  }
  const served = await Promise.all(folders.map(serveFolder));
  const all = [...urls.map((url) => new URL(url).href), ...served.map(({ url }) => url)];
  return {
    urls: all,
    allowPrivate: all.map((url) => hostPort(new URL(url))),
    trustedSpki: [],
    async stop() {
      for (const { server } of served) server.close().closeAllConnections();
    },
  };
}

async function pooled(pool: SpeedPool, urls: readonly string[], runs: number, ground: Ground): Promise<PageScores[]> {
  const { allowPrivate, trustedSpki } = ground;
  const rounds = Array.from({ length: runs }, (_, round) =>
    urls.map(async (url) => {
      const categories = round === 0 ? 'all' : 'performance';
      const same = { formFactor: 'mobile', onlyNamed: true, ignoreCertificates: false, deadlineMs: 90_000 } as const;
      const { run } = await pool.run({ url, categories, allowPrivate, trustedSpki, ...same });
      return run.scores.performance === null ? null : run.scores.performance * 100;
    }),
  );
  const scores = await Promise.all(rounds.map((round) => Promise.all(round)));
  return urls.map((url, at) => ({ url, scores: scores.map((round) => round[at] ?? null) }));
}

/** A warm pool is the point: every lane has measured our control page once, as before each slice of a contest's runs. */
async function warmUp(pool: SpeedPool, lanes: number): Promise<void> {
  const began = performance.now();
  const runs = await Promise.all(Array.from({ length: lanes }, () => runControl(pool)));
  const errors = runs.flatMap(({ error }) => error ?? []);
  const took = ((performance.now() - began) / 1000).toFixed(1);
  const failed = errors.length > 0 ? ` (${errors.join(', ')})` : '';
  process.stdout.write(`warm-up, not counted: ${lanes} lanes in ${took} s${failed}\n`);
}

async function timed(watch: TreeWatch, total: Figures, work: () => Promise<PageScores[]>): Promise<void> {
  const cpu = watch.now().cpuSeconds;
  const began = performance.now();
  total.pages.push(...(await work()));
  total.seconds += (performance.now() - began) / 1000;
  total.cpuSeconds += watch.now().cpuSeconds - cpu;
}

function spreadOf({ scores }: PageScores): number {
  const given = scores.filter((score) => score !== null);
  return given.length < 2 ? 0 : Math.max(...given) - Math.min(...given);
}

function rowOf(name: string, { seconds, cpuSeconds, pages }: Figures): string[] {
  const runs = pages.reduce((sum, { scores }) => sum + scores.length, 0);
  const spreads = pages.map(spreadOf);
  const mean = spreads.reduce((sum, spread) => sum + spread, 0) / spreads.length;
  const figures = [(runs / seconds) * 60, seconds / runs, cpuSeconds / runs, mean, Math.max(...spreads)];
  return [name, String(runs), ...figures.map((figure) => figure.toFixed(2))];
}

function printComparison(names: [string, string], own: Figures, other: Figures): void {
  const head = ['', 'runs', 'runs/min', 's/run', 'CPU s/run', 'mean spread', 'worst spread'];
  const table = columns([head, rowOf(names[0], own), rowOf(names[1], other)], [1, 2, 3, 4, 5, 6]);
  const cells = ({ scores }: PageScores) => scores.map((score) => score?.toFixed(0) ?? '–').join(' ');
  const pages = own.pages.map((page, at) => {
    const beside = other.pages[at];
    return [page.url, cells(page), beside ? cells(beside) : ''];
  });
  const perRun = ({ seconds, pages: of }: Figures) => seconds / of.reduce((sum, { scores }) => sum + scores.length, 0);
  process.stdout.write(`${columns([['', ...names], ...pages], []).join('\n')}\n\n${table.join('\n')}\n`);
  process.stdout.write(`ratio of throughput: ${(perRun(other) / perRun(own)).toFixed(2)}\n`);
}

async function benchMemory(pool: SpeedPool, watch: TreeWatch, ground: Ground, runs: number): Promise<void> {
  for (let done = 0; done < runs; done += ground.urls.length) {
    await pooled(pool, ground.urls, 1, ground);
    const { residentMb, processes } = watch.now();
    process.stdout.write(`${done + ground.urls.length} runs: ${residentMb} MB resident, ${processes} processes\n`);
  }
  await pool.close();
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(`lomba-audit-${process.pid}-`));
  process.stdout.write(`left at the end: ${watch.now().processes} processes, ${folders.length} profile folders\n`);
}

/** @returns exit code: 0 measured, 2 wrong arguments */
export async function benchAudit(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '3' },
      lanes: { type: 'string', default: String(defaultSpeedLanes(availableParallelism())) },
      loads: { type: 'string' },
      lhci: { type: 'string' },
      sites: { type: 'string', multiple: true, default: [] },
      memory: { type: 'string' },
    },
  });
  const chromePath = findChrome();
  const [runs, lanes, memory] = [Number(values.runs), Number(values.lanes), Number(values.memory ?? 0)];
  if (!chromePath || ![runs, lanes].every((count) => Number.isInteger(count) && count > 0) || Number.isNaN(memory)) {
    process.stderr.write(`${chromePath ? AUDIT_BENCH_HELP : 'Chrome tidak ditemukan.'}\n`);
    return 2;
  }
  const ground = await prepare(positionals, values.sites);
  const pool = startSpeedPool({ chromePath, lanes, ...(values.loads ? { loads: Number(values.loads) } : {}) });
  const watch = watchTree();
  try {
    if (memory > 0) {
      await benchMemory(pool, watch, ground, memory);
      return 0;
    }
    const own: Figures = { seconds: 0, cpuSeconds: 0, pages: [] };
    const other: Figures = { seconds: 0, cpuSeconds: 0, pages: [] };
    const surroundings = { chromePath, trustedSpki: ground.trustedSpki };
    const { lhci } = values;
    const beside = (urls: string[]) => () =>
      lhci ? lhciCollect(lhci, urls, runs, surroundings) : plainLighthouse(urls, runs, surroundings);
    await warmUp(pool, lanes);
    // The pool in the middle of the other's pages: a machine that changes its pace changes it for both.
    const half = Math.ceil(ground.urls.length / 2);
    await timed(watch, other, beside(ground.urls.slice(0, half)));
    await timed(watch, own, () => pooled(pool, ground.urls, runs, ground));
    await timed(watch, other, beside(ground.urls.slice(half)));
    printComparison([`pool, ${lanes} lanes`, lhci ? 'lhci collect' : 'lighthouse anew'], own, other);
    return 0;
  } finally {
    watch.stop();
    await pool.close();
    await ground.stop();
  }
}
