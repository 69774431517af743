/** Child processes that lead a group of their own, Chrome included, and the profile folders that go with them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';

const PROFILE_PREFIX = 'lomba-audit-';

/**
 * Starts a script with this Node as the leader of a new process group; speaks over IPC, standard error is piped.
 * @param flags Node's own
 */
export function startGroup(script: string, flags: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [...flags, script], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    // Names of many hosts are looked up at once, each on one of libuv's threads: of its four, a slow one holds up all.
    env: { UV_THREADPOOL_SIZE: '16', ...process.env },
  });
}

/** Kills the child and everything it started; resolves when the child is gone. */
export async function endGroup(child: ChildProcess): Promise<void> {
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

/**
 * In a child: when its parent is gone, the whole group and the profile folder go too.
 * @param lastProfile ends Chrome at once, and tells the folder that Chrome then writes to no more
 */
export function endWithParent(lastProfile: () => string | null): void {
  process.on('disconnect', () => {
    const folder = lastProfile();
    if (folder !== null) removeProfile(folder);
    if (process.platform === 'win32') process.exit(1);
    process.kill(-process.pid, 'SIGKILL');
  });
}

/** An empty folder for one Chrome, named after this process so that the next one can sweep what a kill left. */
export function makeProfile(): string {
  sweepProfiles();
  return mkdtempSync(join(tmpdir(), `${PROFILE_PREFIX}${process.pid}-`));
}

/**
 * Chrome's helpers may write for a moment after their death: tries for half a second, and once more later. Never
 * throws: a folder that stays is swept by the next process.
 */
export function removeProfile(folder: string): void {
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    remove();
  } catch {
    setTimeout(() => {
      try {
        remove();
      } catch {
        // Left for the sweep.
      }
    }, 3_000);
  }
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
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another process sweeps it too, or it is somebody else's.
    }
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

/** The threads of this process; one stands for all where the system does not tell them apart. */
export function ownThreads(): number[] {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0];
}

/**
 * Makes threads of this process, and what they start from now on, give way to others. Linux keeps a priority for each
 * thread, and V8's helpers run before any script does.
 * @param nice 1 to 19, higher gives way more
 */
export function giveWay(nice: number, threads: readonly number[] = ownThreads()): void {
  for (const thread of threads) {
    try {
      setPriority(thread, nice);
    } catch {
      // The thread has ended meanwhile, or the system forbids it: slower for others, not wrong.
    }
  }
}
