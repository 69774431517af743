/** A refused stream (the browser gives up on any answer but 200) is asked for again after so long. */
const AGAIN_MS = 10_000;

/**
 * Keeps server-sent events coming while the page is looked at. `attach` gets every source that is opened, before its first event.
 * A hidden page holds none: browsers allow six connections to a host, and six tabs would use them up; nor does one
 * in the back/forward cache. Returns the function that ends it.
 */
export function keepStream(url: string, attach: (source: EventSource) => void): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    if (document.visibilityState !== 'visible') return;
    const opened = new EventSource(url);
    source = opened;
    opened.addEventListener('error', () => {
      if (source !== opened || opened.readyState !== EventSource.CLOSED) return;
      clearTimeout(again);
      again = setTimeout(open, AGAIN_MS);
    });
    attach(opened);
  };
  const look = () => (document.visibilityState === 'visible' ? open() : close());
  const comeBack = (event: PageTransitionEvent) => {
    if (event.persisted) open();
  };
  open();
  document.addEventListener('visibilitychange', look);
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', comeBack);
  return () => {
    close();
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('pagehide', close);
    window.removeEventListener('pageshow', comeBack);
  };
}
