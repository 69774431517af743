import { useState } from 'react';

/** Where nothing is painted (a hidden tab) the task is not to wait for it. */
const AT_MOST_MS = 100;

/** Runs `task` once what was just changed is on the screen. Tasks run in the order they were given in. */
export function afterPaint(task: () => void): void {
  let due: ReturnType<typeof setTimeout> | null = setTimeout(run, AT_MOST_MS);
  function run() {
    if (due === null) return;
    clearTimeout(due);
    due = null;
    task();
  }
  // The second frame begins when the first is painted.
  requestAnimationFrame(() => requestAnimationFrame(run));
}

/**
 * The value that a control shows, and what sets it: a choice is shown at once by the control alone, before the sheet
 * around it is drawn anew. From the next painting on the sheet's own value stands, whatever became of the choice.
 */
export function useShownFirst<T>(value: T): [T, (next: T) => void] {
  const [own, setOwn] = useState<{ next: T } | null>(null);
  const choose = (next: T) => {
    setOwn({ next });
    afterPaint(() => setOwn(null));
  };
  return [own ? own.next : value, choose];
}
