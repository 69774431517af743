/** Lets a bounded number through at the same time, in the order they came. */
export interface Turnstile {
  /**
   * Resolves with the way out once there is room; calling it twice counts once.
   * @throws the signal's reason when given up while waiting
   */
  enter(signal: AbortSignal): Promise<() => void>;
}

/** @param places how many may be inside, at least 1 */
export function turnstile(places: number): Turnstile {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const next = () => {
    if (inside >= places) return;
    const first = waiting.shift();
    if (!first) return;
    inside += 1;
    first();
  };
  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const givenUp = () => {
          waiting.splice(waiting.indexOf(admitted), 1);
          reject(signal.reason);
        };
        const admitted = () => {
          signal.removeEventListener('abort', givenUp);
          let left = false;
          resolve(() => {
            if (left) return;
            left = true;
            inside -= 1;
            next();
          });
        };
        signal.addEventListener('abort', givenUp, { once: true });
        waiting.push(admitted);
        next();
      }),
  };
}
