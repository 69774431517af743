import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

const EVERY_MS = 10_000;

/**
 * Loads the page's data anew every ten seconds while it is looked at and `live`. A tally over unchanged data is not
 * computed again (compute-aside.server.ts), so waiting costs next to nothing.
 */
export function useLive(live: boolean): void {
  const { revalidate, state } = useRevalidator();
  const idle = useRef(true);
  idle.current = state === 'idle';
  useEffect(() => {
    if (!live) return;
    const clock = setInterval(() => {
      if (document.visibilityState === 'visible' && idle.current) revalidate();
    }, EVERY_MS);
    return () => clearInterval(clock);
  }, [live, revalidate]);
}
