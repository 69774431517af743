/** Lets a bounded number through at the same time, in the order they came. */
export interface Turnstile {
  /**
   * Resolves with the way out once there is room; calling it twice counts once.
   * @throws the signal's reason when given up while waiting
   */
  enter(signal: AbortSignal): Promise<() => void>;
}

interface Door extends Turnstile {
  waiting(): number;
  inside(): number;
  /** Lets in whoever is first as long as there is room. */
  open(): void;
}

/** @param changed called whenever somebody has come, left or given up */
function door(hasRoom: () => boolean, changed: () => void): Door {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return {
    waiting: () => waiting.length,
    inside: () => inside,
    open() {
      while (waiting.length > 0 && hasRoom()) {
        inside += 1;
        waiting.shift()?.();
      }
    },
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const givenUp = () => {
          waiting.splice(waiting.indexOf(admitted), 1);
          reject(signal.reason);
          changed();
        };
        const admitted = () => {
          signal.removeEventListener('abort', givenUp);
          let left = false;
          resolve(() => {
            if (left) return;
            left = true;
            inside -= 1;
            changed();
          });
        };
        signal.addEventListener('abort', givenUp, { once: true });
        waiting.push(admitted);
        changed();
      }),
  };
}

/** @param places how many may be inside, at least 1 */
export function turnstile(places: number): Turnstile {
  const only: Door = door(
    () => only.inside() < places,
    () => only.open(),
  );
  return only;
}

/**
 * Two kinds of work that never go on at the same time: loading, at most `loads` at once, and reckoning, any number at
 * once. Who wants to load goes before those who want to reckon, so that reckoning is done together.
 */
export function alternation(loads: number): { load: Turnstile; reckon: Turnstile } {
  const changed = () => {
    load.open();
    reckon.open();
  };
  const load: Door = door(() => reckon.inside() === 0 && load.inside() < loads, changed);
  const reckon: Door = door(() => load.inside() === 0 && load.waiting() === 0, changed);
  return { load, reckon };
}
