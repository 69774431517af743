/** Pages that are answered with 200 and only say that there is nothing. Pure. */

import { textBlocks } from '../checks/reading/text-blocks.ts';
import { parseMarkup } from '../markup.ts';

/** As a share of the words that either of two pages has. */
const ALIKE = 0.9;

/**
 * A test for pages of a site that answers an address of our making with 200: it is one when it says so in words and
 * is all but the same page. Null when the site has no such page, or shows the same empty frame for everything (its
 * scripts fill it), so that nothing can be told.
 * @param probe body of the answer to the address of our making
 * @param home body of the home page
 * @param words what such a page says, in lower case
 */
export function softNotFound(
  probe: string | null,
  home: string | null,
  words: readonly string[],
): ((html: string) => boolean) | null {
  if (!probe) return null;
  const says = (text: string) => words.some((word) => text.includes(word));
  const missing = textOf(probe);
  if (!says(missing) || (home !== null && alike(missing, textOf(home)))) return null;
  return (html) => {
    const text = textOf(html);
    return says(text) && alike(text, missing);
  };
}

function textOf(html: string): string {
  return textBlocks(parseMarkup(html))
    .filter(({ where }) => where !== 'meta')
    .map(({ text }) => text)
    .join(' ')
    .toLowerCase()
    .replace(/\s+/g, ' ');
}

function alike(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => new Set(text.match(/\p{L}{2,}/gu)));
  if (!left || !right) return false;
  const both = [...left].filter((word) => right.has(word)).length;
  return both >= ALIKE * new Set([...left, ...right]).size;
}
