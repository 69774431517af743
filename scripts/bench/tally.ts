/** Time and memory of the tally by the size of the contest, each in a process of its own. */
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '#app/scoring/random.ts';
import { columns } from '../columns.ts';

export const TALLY_BENCH_HELP = 'bench tally';

interface Size {
  entries: number;
  judges: number;
  draws: number;
  aggregate: 'mean' | 'severity-adjusted';
}

const CRITERIA = 4;
const INDICATORS = 6;
const SIZES: Size[] = [
  { entries: 70, judges: 7, draws: 2_000, aggregate: 'mean' },
  { entries: 70, judges: 7, draws: 2_000, aggregate: 'severity-adjusted' },
  { entries: 2_700, judges: 5, draws: 200, aggregate: 'severity-adjusted' },
  { entries: 27_000, judges: 5, draws: 200, aggregate: 'severity-adjusted' },
];

/** Writes a contest in which everyone judges all, row by row: it may be larger than a string can be. */
async function writeContest(file: string, { entries, judges, draws, aggregate }: Size): Promise<void> {
  const random = seededRandom(7);
  const criteria = Array.from({ length: CRITERIA }, (_, c) => ({
    id: `K${c + 1}`,
    weight: 25,
    indicators: Array.from({ length: INDICATORS }, (__, i) => ({ id: `K${c + 1}.${i + 1}`, weight: 1 + (i % 3) })),
  }));
  const method = { aggregate, tieBreak: ['K1'], decimals: 2, bootstrap: { draws, seed: 1 } };
  const head = {
    format: 'opd-contest/1',
    contest: { id: 'bench', name: 'Bench' },
    scale: { min: 0, max: 100 },
    method,
    criteria,
    entries: Array.from({ length: entries }, (_, e) => ({ id: `e${e}`, category: `C${e % 5}` })),
    judges: Array.from({ length: judges }, (_, j) => ({ id: `J${j + 1}` })),
    measured: [],
  };
  const handle = await open(file, 'w');
  await handle.write(`${JSON.stringify(head).slice(0, -1)},"marks":[`);
  for (let e = 0; e < entries; e++) {
    const quality = 40 + 40 * random.uniform();
    const rows: string[] = [];
    for (let j = 0; j < judges; j++)
      for (const { indicators } of criteria)
        for (const { id } of indicators) {
          const points = Math.min(100, Math.max(0, Math.round((quality + 3 * j + 12 * random.normal()) / 5) * 5));
          rows.push(`{"entry":"e${e}","judge":"J${j + 1}","indicator":"${id}","points":${points}}`);
        }
    await handle.write(`${e > 0 ? ',' : ''}${rows.join(',')}`);
  }
  await handle.write(']}');
  await handle.close();
}

interface Cost {
  seconds: number;
  megabytes: number;
}

/** Reading the file is not in the seconds, but in the memory. */
const CHILD = `
import { readFileSync } from 'node:fs';
import { computeResults } from '#app/publication/compute.ts';
const document = JSON.parse(readFileSync(process.argv[1], 'utf8'));
const began = performance.now();
const { entries } = computeResults(document);
const seconds = (performance.now() - began) / 1000;
if (entries[0]?.rank !== 1) throw new Error('no result');
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
`;

function measure(file: string): Promise<Cost> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--input-type=module-typescript', '-e', CHILD, file], (error, out) => {
      if (error) reject(error);
      else resolve(JSON.parse(out) as Cost);
    });
  });
}

/** @returns exit code: always 0; the figures are for people to compare with the bar */
export async function benchTally(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'lomba-bench-'));
  try {
    const rows: string[][] = [];
    const costs: Cost[] = [];
    for (const size of SIZES) {
      const file = join(folder, 'contest.json');
      await writeContest(file, size);
      const cost = await measure(file);
      costs.push(cost);
      const { entries, judges, draws, aggregate } = size;
      const figures = [entries, judges, CRITERIA * INDICATORS, draws].map(String);
      rows.push([...figures, aggregate, cost.seconds.toFixed(2), cost.megabytes.toFixed(0)]);
    }
    const head = ['entries', 'judges', 'indicators', 'draws', 'method', 'seconds', 'MB'];
    process.stdout.write(`${columns([head, ...rows], [0, 1, 2, 3, 5, 6]).join('\n')}\n`);
    const [small, large] = costs.slice(-2);
    const growth = Math.log10((large?.seconds ?? 0) / (small?.seconds ?? 1));
    process.stdout.write(`time grows as n^${growth.toFixed(2)} from 2,700 to 27,000 entries\n`);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
