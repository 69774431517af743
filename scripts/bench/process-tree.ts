/** What a process and all its descendants use, read from /proc (Linux only), sampled so that short-lived ones count. */
import { readdirSync, readFileSync } from 'node:fs';

export interface TreeUse {
  /** Processor time of all processes seen so far, the dead included, seconds. */
  cpuSeconds: number;
  /** Resident memory of the living now, shared pages counted for each, MB. */
  residentMb: number;
  /** Processes living now, the root not counted. */
  processes: number;
}

export interface TreeWatch {
  now(): TreeUse;
  stop(): void;
}

const TICKS_A_SECOND = 100;
const PAGES_A_MB = 256;
const SAMPLE_MS = 200;

interface Row {
  parent: number;
  ticks: number;
  pages: number;
  /** Start time: tells a process from a later one with the same number. */
  started: string;
}

/** Watches the descendants of a process, itself left out, until stopped. */
export function watchTree(root = process.pid): TreeWatch {
  const ticks = new Map<string, number>();
  let living: Row[] = [];
  const sample = () => {
    living = descendants(root, readProcesses());
    for (const row of living) ticks.set(row.started, row.ticks);
  };
  sample();
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    now() {
      sample();
      const total = [...ticks.values()].reduce((sum, each) => sum + each, 0);
      const pages = living.reduce((sum, row) => sum + row.pages, 0);
      return {
        cpuSeconds: total / TICKS_A_SECOND,
        residentMb: Math.round(pages / PAGES_A_MB),
        processes: living.length,
      };
    },
    stop: () => clearInterval(timer),
  };
}

function readProcesses(): Map<number, Row> {
  const rows = new Map<number, Row>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      // proc(5): fields after the command in brackets, which may hold spaces; field 3 is at 0.
      const fields = (readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
      rows.set(Number(name), {
        parent: Number(fields[1]),
        ticks: Number(fields[11]) + Number(fields[12]),
        pages: Number(fields[21]),
        started: `${name}@${fields[19]}`,
      });
    } catch {
      // Ended while we looked.
    }
  }
  return rows;
}

function descendants(root: number, rows: ReadonlyMap<number, Row>): Row[] {
  const below = new Set([root]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const [pid, { parent }] of rows) if (below.has(parent)) below.add(pid);
  }
  below.delete(root);
  return [...below].flatMap((pid) => rows.get(pid) ?? []);
}
