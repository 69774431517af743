import { type MouseEvent, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

const keyOf = (entryId: string) => `lomba-tempat:${entryId}`;

/** The step that holds what a hash leads to, by the `data-place` around it. */
function placeOf(hash: string): string | null {
  const id = decodeURIComponent(hash.slice(1));
  return (id && document.getElementById(id)?.closest<HTMLElement>('[data-place]')?.dataset.place) || null;
}

/**
 * Which step of the sheet is shown, one at a time. It begins where `first` says, or where this browser left the sheet, or
 * where the address leads. Links with a hash move it; so does going back.
 */
export function usePlace(entryId: string, places: readonly string[], first: string) {
  const [place, setPlace] = useState(first);
  const known = places.join(' ');
  useEffect(() => {
    const follow = () => {
      const led = placeOf(location.hash);
      if (led) setPlace(led);
      return led;
    };
    const kept = localStorage.getItem(keyOf(entryId));
    const led = follow();
    if (led) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    else if (kept && known.split(' ').includes(kept)) setPlace(kept);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [entryId, known]);
  return {
    place,
    /**
     * On the element around all links. The step is drawn first, then the browser goes to the hash: by us, since drawing it
     * gives the very link that was pressed another address (the next step after the next).
     */
    onClick(event: MouseEvent): void {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const { hash } = link;
      const led = placeOf(hash);
      if (!led) return;
      event.preventDefault();
      if (led !== place) flushSync(() => setPlace(led));
      // The same hash again is no navigation.
      if (location.hash === hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
      else location.hash = hash;
      try {
        localStorage.setItem(keyOf(entryId), led);
      } catch {
        // No room: the sheet begins at its first step next time.
      }
    },
  };
}
