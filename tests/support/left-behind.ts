import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ground {
  folder: string;
  /** Command lines of living processes that were started with this folder for temporary files. */
  processes(): string[];
  /** Names left in the folder. */
  files(): string[];
  /** Gives the earlier folder for temporary files back. */
  leave(): void;
}

/** A folder of this test's own for temporary files, so that what is left behind shows. */
export function ownGround(): Ground {
  const before = process.env.TMPDIR;
  // Short: Chrome's socket goes below it.
  const folder = mkdtempSync(join(tmpdir(), 'lt-'));
  process.env.TMPDIR = folder;
  return {
    folder,
    processes: () => processesOf(folder),
    files: () => readdirSync(folder),
    leave() {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Processes whose command line, or on Linux also environment, carries `mark`; this process left out. */
export function processesOf(mark: string): string[] {
  if (!existsSync('/proc/self/environ')) {
    return execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 10_000_000 })
      .split('\n')
      .filter((line) => line.includes(mark));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const of = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
        const args = of('cmdline');
        // A dead process that nobody has asked about yet has neither.
        return args !== '' && (args.includes(mark) || of('environ').includes(mark)) ? [`${pid} ${args.trim()}`] : [];
      } catch {
        return [];
      }
    });
}

/** Process ids of renderers among the processes that carry `mark`. */
export const renderersOf = (mark: string): number[] =>
  processesOf(mark)
    .filter((line) => line.includes('--type=renderer'))
    .map((line) => Number(line.split(' ')[0]));

/** Process ids of Chrome itself, its helpers left out, among the processes that carry `mark`. */
export const browsersOf = (mark: string): number[] =>
  processesOf(mark)
    .filter((line) => line.includes('--remote-debugging-pipe') && !line.includes('--type='))
    .map((line) => Number(line.split(' ')[0]));

/** Kills at once. One that ended by itself since it was listed is as dead as was wanted. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
