/**
 * Judges saving marks at once: the built application on a database of its own, real HTTP, one connection a judge as a
 * tablet has. Every edit is looked for in the database afterwards.
 */
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/client.server.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';
import { startApplication } from '../application.ts';
import { columns } from '../columns.ts';
import { audit, type Verdict } from './marks-audit.ts';
import { JudgeAtWork } from './marks-judge.ts';
import { BENCH_SECRET, prepareJudging, signInAll, type Table } from './marks-stage.ts';
import { percentile } from './percentile.ts';
import { watchTree } from './process-tree.ts';

export const MARKS_BENCH_HELP =
  'bench marks [--judges N] [--seconds N] [--every SECONDS] [--warm SECONDS] [--resend SHARE] [--profile FOLDER]';

const BAR_MS = 150;

/** Processor seconds of one process, its threads included. */
function cpuOf(pid: number): number {
  const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

interface Given {
  judges: number;
  seconds: number;
  every: number;
  warm: number;
  resend: number;
  profile: string | undefined;
}

/** @throws Error on a figure that is none */
function read(args: string[]): Given {
  const { values } = parseArgs({
    args,
    options: {
      judges: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '60' },
      every: { type: 'string', default: '2' },
      warm: { type: 'string', default: '5' },
      resend: { type: 'string', default: '0.02' },
      profile: { type: 'string' },
    },
  });
  const number = (name: 'judges' | 'seconds' | 'every' | 'warm' | 'resend', least: number) => {
    const value = Number(values[name]);
    if (!(value >= least)) throw new Error(`--${name} ${values[name]}: a number from ${least} on`);
    return value;
  };
  return {
    judges: Math.floor(number('judges', 1)),
    seconds: number('seconds', 1),
    every: number('every', 0.05),
    warm: number('warm', 0),
    resend: number('resend', 0),
    profile: values.profile,
  };
}

/** Runs the judges; latencies (ms) are those of the counted seconds, edits all there were. */
async function work(url: string, table: Table, given: Given, onCounting: () => void) {
  const judges = table.judges.map(
    (seat, n) => new JudgeAtWork(url, seat, table, { seed: n + 1, resend: given.resend }),
  );
  const began = performance.now();
  const countFrom = began + given.warm * 1000;
  const until = countFrom + given.seconds * 1000;
  const all = judges.map((judge, n) =>
    judge.run({ first: began + (n / judges.length) * given.every * 1000, every: given.every * 1000, countFrom, until }),
  );
  await sleep(given.warm * 1000);
  onCounting();
  await Promise.all(all);
  return judges;
}

/** @returns exit code: 1 when an edit was lost or counted twice, else 0; the time is for people to compare */
export async function benchMarks(args: string[]): Promise<number> {
  const given = read(args);
  const folder = await throwawayFolder('lomba-bench-');
  let table: Table | undefined;
  const env: Record<string, string> = { AUTH_SECRET: BENCH_SECRET, PUBLIC_URL: '', AUDIT_PROBES: '0' };
  if (given.profile) env.NODE_OPTIONS = `--cpu-prof --cpu-prof-dir=${given.profile}`;
  const application = await startApplication({
    dataDir: folder,
    port: 0,
    workers: 0,
    env,
    prepare: async () => {
      table = await prepareJudging(given.judges);
    },
  });
  try {
    if (!table) throw new Error('nothing prepared');
    const database = openDatabase(application.databaseUrl, { max: 2 });
    await signInAll(database, application.url, table);
    const postmaster = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    const web = application.web.pid ?? 0;
    const tree = watchTree(postmaster);
    const use = () => ({ web: cpuOf(web), database: tree.now().cpuSeconds, own: process.cpuUsage() });
    let before = use();
    const judges = await work(application.url, table, given, () => {
      before = use();
    });
    const after = use();
    tree.stop();
    const verdict = await audit(database, judges);
    await database.$client.end();
    const own = (after.own.user + after.own.system - before.own.user - before.own.system) / 1e6;
    print(given, judges, verdict, {
      web: after.web - before.web,
      database: after.database - before.database,
      own,
    });
    return verdict.lost + verdict.doubled + verdict.wrong > 0 ? 1 : 0;
  } finally {
    await application.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Cpu {
  web: number;
  database: number;
  own: number;
}

function print(given: Given, judges: readonly JudgeAtWork[], verdict: Verdict, cpu: Cpu): void {
  const times = judges.flatMap((judge) => judge.latencies).sort((a, b) => a - b);
  const ms = (share: number) => percentile(times, share).toFixed(1);
  const perMark = (seconds: number) => ((seconds * 1000) / Math.max(1, times.length)).toFixed(2);
  const p99 = percentile(times, 0.99);
  const load = loadavg()[0]?.toFixed(1);
  const rows = [
    ['judges', String(judges.length), `a mark every ${given.every} s for ${given.seconds} s`],
    ['marks saved', String(times.length), `${(times.length / given.seconds).toFixed(1)} a second`],
    [
      'sent again',
      String(judges.reduce((sum, judge) => sum + judge.resent, 0)),
      'answer thrown away, same edit once more',
    ],
    ['failed tries', String(judges.reduce((sum, judge) => sum + judge.failures, 0)), 'tried again as a tablet does'],
    ['lost', String(verdict.lost), 'answered, and not in the database'],
    ['doubled', String(verdict.doubled), 'in the database more than once'],
    ['wrong', String(verdict.wrong), 'marks that are not what the judge gave last'],
    ['p50 ms', ms(0.5), ''],
    ['p95 ms', ms(0.95), ''],
    ['p99 ms', ms(0.99), `bar ${BAR_MS} ms: ${p99 < BAR_MS ? 'held' : 'missed'}`],
    ['slowest ms', ms(1), ''],
    ['CPU ms a mark, web', perMark(cpu.web), `${((100 * cpu.web) / given.seconds).toFixed(0)} % of one core`],
    [
      'CPU ms a mark, database',
      perMark(cpu.database),
      `${((100 * cpu.database) / given.seconds).toFixed(0)} % of one core`,
    ],
    ['CPU ms a mark, this load', perMark(cpu.own), `${availableParallelism()} cores, load average ${load}`],
  ];
  process.stdout.write(`${columns(rows, [1]).join('\n')}\n`);
}
