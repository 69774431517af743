import { useRevalidator } from '@remix-run/react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { paths } from '#app/paths.ts';
import { keepStream } from './keep-stream.ts';

/** How often a page asks whose stream is silent. */
const ASK_MS = 10_000;
/** A stream says something at every beat (10 s); one that is silent for so long is dead, or held back by a proxy. */
const SILENT_MS = 25_000;

/**
 * Loads the data of a screen of the leaderboard room anew when its stream says that something changed, one load at a time;
 * at intervals where the stream is silent. Focus stays where it was, also when its row has moved.
 */
export function useLive(live: boolean): void {
  const { revalidate, state } = useRevalidator();
  const loading = useRef(false);
  loading.current = state !== 'idle';
  const changed = useRef(false);
  useEffect(() => {
    if (state !== 'idle' || !changed.current) return;
    changed.current = false;
    revalidate();
  }, [state, revalidate]);

  useEffect(() => {
    if (!live) return;
    const load = () => {
      if (loading.current) changed.current = true;
      else revalidate();
    };
    let heard = performance.now();
    // Only from an application that answers: a page that loads into a restart would be gone.
    const ask = async () => {
      const answer = await fetch(paths.boardDoor(), { cache: 'no-store' }).catch(() => null);
      if (answer?.status === 204 || answer?.status === 404) load();
    };
    const end = keepStream(paths.boardStream(), (source) => {
      const hear = () => {
        heard = performance.now();
      };
      source.addEventListener('beat', hear);
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return;
        hear();
        ask();
      });
      source.addEventListener('changed', () => {
        hear();
        load();
      });
      // No right to look any more: the page's own door says what there is instead.
      source.addEventListener('end', () => {
        source.close();
        load();
      });
    });
    const clock = setInterval(() => {
      if (document.visibilityState === 'visible' && performance.now() - heard > SILENT_MS) ask();
    }, ASK_MS);
    return () => {
      end();
      clearInterval(clock);
    };
  }, [live, revalidate]);

  // An element that is moved loses the focus. Read while rendering, given back before the next painting.
  const focused = typeof document === 'undefined' ? null : document.activeElement;
  useIsomorphicLayoutEffect(() => {
    if (document.activeElement === document.body && focused instanceof HTMLElement && focused.isConnected)
      focused.focus({ preventScroll: true });
  });
}

/** On a screen that stands before a closed room: loads it anew once the room is open. */
export function useOpening(closed: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!closed) return;
    const clock = setInterval(async () => {
      if (document.visibilityState !== 'visible') return;
      const answer = await fetch(paths.boardDoor(), { cache: 'no-store' }).catch(() => null);
      if (answer?.status === 204) revalidate();
    }, ASK_MS);
    return () => clearInterval(clock);
  }, [closed, revalidate]);
}

/** React warns of useLayoutEffect on the server. */
const useIsomorphicLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;
