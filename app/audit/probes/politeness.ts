/**
 * How an audit behaves towards the servers it visits: at most two things in flight to one IP address at the same time,
 * one thing being a plain request or a page opened in the browser. (A page is one visitor: its browser opens as many
 * connections as any visitor's does, since holding them back would break pages that need more.) A server that answers
 * 429 or 503 is left alone for as long as it asks, within bounds.
 */

export interface Politeness {
  /**
   * Runs `work` as soon as fewer than two others run at `address` and the server does not ask for a pause. Its turn ends
   * with it, or when it calls `leave`, since it asks nothing more of the server.
   */
  turn<T>(address: string, work: (leave: () => void) => Promise<T>): Promise<T>;
  /**
   * Notes a 429 or 503. True when it is worth asking again: the next `turn` waits as long as the server asked.
   * False once it asks for more patience than a visit has; a server that said 429 is then `tired`.
   * @param retryAfter the header as sent
   */
  backOff(address: string, status: number, retryAfter: string | undefined): boolean;
  /** The server asked to be left alone for the rest of this visit. */
  isTired(address: string): boolean;
}

interface Lane {
  busy: number;
  waiting: (() => void)[];
  notBefore: number;
  spentMs: number;
  tired: boolean;
}

const AT_ONCE = 2;
const DEFAULT_WAIT_MS = 1_500;
const LONGEST_WAIT_MS = 10_000;
const PATIENCE_MS = 20_000;

/** How long a server asks to wait, ms: seconds or an HTTP date (RFC 9110 10.2.3); null when it does not say. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined || header.trim() === '') return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Politeness of one visit. */
export function createPoliteness(): Politeness {
  const lanes = new Map<string, Lane>();
  const laneOf = (address: string) => {
    const lane = lanes.get(address) ?? { busy: 0, waiting: [], notBefore: 0, spentMs: 0, tired: false };
    lanes.set(address, lane);
    return lane;
  };
  return {
    async turn(address, work) {
      const lane = laneOf(address);
      // Whoever ends hands the place on, so `busy` stays as it is.
      if (lane.busy >= AT_ONCE) await new Promise<void>((resolve) => lane.waiting.push(resolve));
      else lane.busy += 1;
      let left = false;
      const leave = () => {
        if (left) return;
        left = true;
        const next = lane.waiting.shift();
        if (next) next();
        else lane.busy -= 1;
      };
      try {
        for (let wait = lane.notBefore - Date.now(); wait > 0; wait = lane.notBefore - Date.now()) {
          await new Promise((resolve) => setTimeout(resolve, wait));
        }
        return await work(leave);
      } finally {
        leave();
      }
    },
    backOff(address, status, retryAfter) {
      const lane = laneOf(address);
      const now = Date.now();
      const asked = retryAfterMs(retryAfter, now);
      const wait = Math.max(asked ?? DEFAULT_WAIT_MS, 250);
      if (lane.tired || wait > LONGEST_WAIT_MS || lane.spentMs + wait > PATIENCE_MS) {
        // A 503 without a word on when to come back is one page's trouble, not the server's.
        if (status === 429 || asked !== null) lane.tired = true;
        return false;
      }
      // Several answers of the same moment ask for one and the same pause.
      const until = Math.max(lane.notBefore, now + wait);
      lane.spentMs += Math.max(0, until - Math.max(lane.notBefore, now));
      lane.notBefore = until;
      return true;
    },
    isTired: (address) => lanes.get(address)?.tired === true,
  };
}

/** What a visit says of a server that asked not to be asked again. */
export const LEFT_ALONE = 'server minta tidak ditanya lagi';
