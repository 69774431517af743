import { useEffect, useRef, useState } from 'react';
import { paths } from '#app/paths.ts';

const EVERY_MS = 60_000;
/** A tap is unsent for a moment only: what has changed is said once it has lasted. */
const SETTLE_MS = 4000;
const GIVE_UP_MS = 10_000;

/**
 * Tells the organizers that this device is there and how many edits wait on it: every minute, when the number has
 * changed, and when the page comes back to the front (null: the page does not know yet). True once the server says that the session is over.
 */
export function useHeartbeat(judge: string, unsent: number | null): boolean {
  const [over, setOver] = useState(false);
  const now = useRef(unsent);
  const said = useRef<number | null>(null);
  now.current = unsent;

  const beat = useRef(async () => {
    const telling = now.current;
    try {
      const { status } = await fetch(paths.heartbeat(), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ judge, unsent: telling }),
        signal: AbortSignal.timeout(GIVE_UP_MS),
      });
      if (status === 204) said.current = telling;
      if (status === 204 || status === 401) setOver(status === 401);
    } catch {
      // No network: the next beat tries again.
    }
  });

  useEffect(() => {
    const wake = () => document.visibilityState === 'visible' && void beat.current();
    wake();
    const timer = setInterval(() => void beat.current(), EVERY_MS);
    document.addEventListener('visibilitychange', wake);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, []);

  useEffect(() => {
    if (unsent === said.current) return;
    const timer = setTimeout(() => void beat.current(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [unsent]);

  return over;
}
