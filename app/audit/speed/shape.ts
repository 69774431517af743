/**
 * A shaped access link: fixed delay, fixed rate, shared by all connections. Behind it the order in which resources
 * arrive is the page's own and no longer a race between a fast disk and a busy processor.
 */

/** What a page is loaded through. */
export interface LinkShape {
  /** Delay there and back, ms; half of it each way. Opening a connection costs one more. */
  rttMs: number;
  /** Towards the browser, kilobits a second (1000 bits). */
  downKbps: number;
  /** From the browser, kilobits a second. */
  upKbps: number;
}

export interface Clock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls once after the delay; the result cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** What comes out at the far end of a flow. */
export interface Outlet {
  write(bytes: Uint8Array): void;
  /** No more bytes will come. */
  end(): void;
}

/** One connection's bytes in one direction. */
export interface Flow {
  push(bytes: Uint8Array): void;
  /** Ends the outlet after everything pushed before has come out. */
  end(): void;
  /** Forgets what is still inside; the outlet hears nothing more. */
  drop(): void;
  /** Bytes pushed that have not come out yet. */
  inside(): number;
}

/** One direction of the link. */
export interface Lane {
  open(outlet: Outlet): Flow;
  /** Drops every flow and stops the clock. */
  close(): void;
}

/** Bytes a flow may send before the next has its turn: about three packets. */
const QUANTUM = 4096;

const systemClock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    // Whole milliseconds upwards: setTimeout cuts the fraction off and would wake for nothing.
    const timer = setTimeout(run, Math.ceil(delayMs));
    return () => clearTimeout(timer);
  },
};

interface Waiting {
  outlet: Outlet;
  pieces: Uint8Array[];
  inside: number;
  ending: boolean;
  dropped: boolean;
}

interface Underway {
  at: number;
  from: Waiting;
  /** null: the end. */
  bytes: Uint8Array | null;
}

/**
 * A lane of `kbps` kilobits a second on which every byte takes `delayMs` more. Flows with bytes waiting take turns
 * of at most QUANTUM bytes (round robin), so that a large image does not hold up a style sheet. Times
 * are reckoned from the ideal departure and not from when a late timer fired: a busy processor costs no bandwidth.
 */
export function createLane(kbps: number, delayMs: number, clock: Clock = systemClock): Lane {
  const turns: Waiting[] = [];
  const underway: Underway[] = [];
  let freeAt = 0;
  let cancel: (() => void) | null = null;
  let wakeAt = Number.POSITIVE_INFINITY;

  const schedule = () => {
    const send = turns.length > 0 ? freeAt : Number.POSITIVE_INFINITY;
    const next = Math.min(send, underway[0]?.at ?? Number.POSITIVE_INFINITY);
    if (next === wakeAt) return;
    cancel?.();
    wakeAt = next;
    cancel = next === Number.POSITIVE_INFINITY ? null : clock.after(Math.max(0, next - clock.now()), work);
  };

  const sendOne = (flow: Waiting) => {
    const [piece] = flow.pieces;
    if (piece) {
      const bytes = piece.subarray(0, QUANTUM);
      if (bytes.length < piece.length) flow.pieces[0] = piece.subarray(bytes.length);
      else flow.pieces.shift();
      freeAt += (bytes.length * 8) / kbps;
      underway.push({ at: freeAt + delayMs, from: flow, bytes });
    }
    if (flow.pieces.length > 0) turns.push(flow);
    else if (flow.ending) underway.push({ at: freeAt + delayMs, from: flow, bytes: null });
  };

  const work = () => {
    cancel = null;
    wakeAt = Number.POSITIVE_INFINITY;
    const now = clock.now();
    while (freeAt <= now) {
      const flow = turns.shift();
      if (!flow) break;
      sendOne(flow);
    }
    for (let first = underway[0]; first && first.at <= now; first = underway[0]) {
      underway.shift();
      arrive(first);
    }
    schedule();
  };

  return {
    open(outlet) {
      const flow: Waiting = { outlet, pieces: [], inside: 0, ending: false, dropped: false };
      const queue = () => {
        if (turns.includes(flow)) return;
        if (turns.length === 0) freeAt = Math.max(freeAt, clock.now());
        turns.push(flow);
        schedule();
      };
      return {
        push(bytes) {
          if (flow.dropped || flow.ending || bytes.length === 0) return;
          flow.pieces.push(bytes);
          flow.inside += bytes.length;
          queue();
        },
        end() {
          if (flow.dropped || flow.ending) return;
          flow.ending = true;
          queue();
        },
        drop() {
          flow.dropped = true;
          flow.pieces = [];
          flow.inside = 0;
          const place = turns.indexOf(flow);
          if (place !== -1) turns.splice(place, 1);
          schedule();
        },
        inside: () => flow.inside,
      };
    },
    close() {
      cancel?.();
      cancel = null;
      turns.length = 0;
      underway.length = 0;
    },
  };
}

function arrive({ from, bytes }: Underway): void {
  if (from.dropped) return;
  if (bytes === null) {
    from.outlet.end();
    return;
  }
  from.inside -= bytes.length;
  from.outlet.write(bytes);
}

/** Both directions of a link, and the delay of opening a connection over it. */
export interface Link {
  down: Lane;
  up: Lane;
  /** Resolves after one round trip. */
  roundTrip(): Promise<void>;
  close(): void;
}

/** One link, to be shared by all connections of a browser. @throws RangeError on a shape that carries nothing */
export function createLink(shape: LinkShape, clock: Clock = systemClock): Link {
  if (!(shape.rttMs >= 0 && shape.downKbps > 0 && shape.upKbps > 0)) throw new RangeError('a link without a rate');
  const down = createLane(shape.downKbps, shape.rttMs / 2, clock);
  const up = createLane(shape.upKbps, shape.rttMs / 2, clock);
  return {
    down,
    up,
    roundTrip: () => new Promise((resolve) => clock.after(shape.rttMs, resolve)),
    close() {
      down.close();
      up.close();
    },
  };
}
