import type { Location } from '@remix-run/react';

let jumps = 0;

/**
 * Under which name the router keeps how far a page was scrolled. A plain link to a place on the same page makes an entry
 * the router gave no key: it calls all of them `default`, and would bring the page back to where the last of them was
 * left, over the browser's own jump. A name never used before leaves the jump as it is.
 */
export function scrollKey({ key, hash }: Location): string {
  if (key !== 'default' || hash === '') return key;
  jumps += 1;
  return `${key}${hash}${jumps}`;
}
