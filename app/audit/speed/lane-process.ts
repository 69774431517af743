/** The parent's side of one lane: its process, its profile folder, one run at a time. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endGroup, makeProfile, removeProfile, startGroup } from '../process-group.ts';
import type { FromLane, ToLane } from './lane.ts';
import type { SpeedOutcome, SpeedTask } from './speed.ts';
import type { Turnstile } from './turnstile.ts';

/** What the lanes of a pool share. */
export interface Gates {
  /** At most so many prepare, or are ready and wait to load. */
  prepare: Turnstile;
  load: Turnstile;
  /** While nothing loads. */
  reckon: Turnstile;
}

export interface Lane {
  pid: number | undefined;
  /** Keys its Chrome trusts beside the system's roots: they are fixed when it starts. */
  trusts: string;
  /** Runs taken so far. */
  runs: number;
  /**
   * One run. `clean`: the lane is fit for another.
   * @throws Error with a short code when the run outlives its deadline or the lane dies; the signal's reason when aborted
   */
  run(task: SpeedTask, gates: Gates, signal: AbortSignal): Promise<{ outcome: SpeedOutcome; clean: boolean }>;
  /** Kills its processes and removes its folder. */
  end(): Promise<void>;
}

/** MB for what is young: a recording of a load is large and short-lived, and collecting it took a tenth of the time. */
const ROOM_FOR_RECORDINGS = ['--max-semi-space-size=64'];
const SCRIPT = fileURLToPath(new URL('./lane.ts', import.meta.url));
const START_MS = 30_000;
/** A page that has not come to rest by then keeps the others waiting no longer: Lighthouse waits 30 s to record. */
const LOAD_MS = 20_000;
const PAGE_BYTES = 4096;

export function startLane({ chromePath, trustedSpki }: { chromePath: string; trustedSpki: string[] }): Lane {
  const profile = makeProfile();
  const child = startGroup(SCRIPT, ROOM_FOR_RECORDINGS);
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk}`.slice(-4000);
  });
  const died = new Promise<never>((_, reject) => {
    const dead = () => reject(new Error(['LANE_DIED', ...(/^\w*Error.*$/m.exec(complaint) ?? [])].join(' ')));
    // After 'exit' its last words may still be on their way; 'close' comes when they have arrived.
    child.once('close', dead);
    child.once('error', dead);
  });
  died.catch(() => {});
  const send = (message: ToLane) => {
    if (child.connected) child.send(message, () => {});
  };
  send({ type: 'start', chromePath, profile, trustedSpki });
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message: FromLane) => {
      if (message.type === 'ready') resolve();
    });
  });
  let ended: Promise<void> | null = null;

  const lane: Lane = {
    pid: child.pid,
    trusts: trustedSpki.join(','),
    runs: 0,
    async run(task, gates, signal) {
      lane.runs += 1;
      await within(START_MS, 'LANE_NOT_STARTED', signal, (over) => Promise.race([ready, died, over]));
      const leave = { prepare: () => {}, load: () => {}, reckon: () => {} };
      let patience: NodeJS.Timeout | undefined;
      const over = new AbortController();
      const waiting = AbortSignal.any([signal, over.signal]);
      try {
        return await within(task.deadlineMs, 'DEADLINE', signal, (overtime, clock) => {
          const told = new Promise<{ outcome: SpeedOutcome; clean: boolean }>((resolve, reject) => {
            const listen = (message: FromLane) => {
              if (message.type === 'waiting') {
                const { to } = message;
                clock.pause();
                gates[to].enter(waiting).then((out) => {
                  if (waiting.aborted) return out();
                  leave[to] = out;
                  if (to === 'load') {
                    leave.prepare();
                    patience = setTimeout(out, LOAD_MS);
                  }
                  clock.resume();
                  send({ type: 'go' });
                }, reject);
              } else if (message.type === 'loaded') leave.load();
              else if (message.type === 'outcome') {
                child.off('message', listen);
                resolve(message);
              }
            };
            child.on('message', listen);
            send({ type: 'run', task });
          });
          return Promise.race([told, died, overtime]);
        });
      } finally {
        over.abort(new Error('the run is over'));
        clearTimeout(patience);
        leave.prepare();
        leave.load();
        leave.reckon();
      }
    },
    end() {
      ended ??= endGroup(child).then(() => removeProfile(profile));
      return ended;
    },
  };
  return lane;
}

interface Clock {
  pause(): void;
  resume(): void;
}

/** Waits for the work, no longer than `ms` of unpaused time and only while the signal is quiet. */
async function within<T>(
  ms: number,
  code: string,
  signal: AbortSignal,
  work: (over: Promise<never>, clock: Clock) => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let left = ms;
  let since = 0;
  let overtime = (_reason: unknown) => {};
  const over = new Promise<never>((_, reject) => {
    overtime = reject;
  });
  over.catch(() => {});
  const clock = {
    pause() {
      clearTimeout(timer);
      left -= performance.now() - since;
    },
    resume() {
      since = performance.now();
      timer = setTimeout(() => overtime(new Error(code)), left);
    },
  };
  const aborted = () => overtime(signal.reason);
  if (signal.aborted) aborted();
  signal.addEventListener('abort', aborted, { once: true });
  clock.resume();
  try {
    return await work(over, clock);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', aborted);
  }
}

/** Resident memory of all processes in the lane's group, bytes; 0 where the system does not tell. */
export function memoryOf({ pid }: Lane): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  let pages = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // After the command in brackets, which may hold spaces: state, parent, group.
      const group = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[2];
      if (Number(group) === pid) pages += Number(readFileSync(`/proc/${name}/statm`, 'utf8').split(' ')[1]);
    } catch {
      // Ended while we looked.
    }
  }
  return pages * PAGE_BYTES;
}
