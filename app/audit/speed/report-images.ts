/** Pictures taken out of a Lighthouse result and put back: they are most of its weight, and nobody scores them. Pure. */

type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

/** Name of a picture (its JSON pointer, RFC 6901, in the result) -> data URI. */
export type ReportImages = Record<string, string>;

/**
 * A copy of a result with every picture (a string that is an image's data URI) replaced by an empty string.
 * @returns the copy, and the pictures by where they stood
 */
export function takeImages<T>(report: T): { report: T; images: ReportImages } {
  const images: ReportImages = {};
  const walk = (value: Json, at: string): Json => {
    if (typeof value === 'string') {
      if (!value.startsWith('data:image/')) return value;
      images[at] = value;
      return '';
    }
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${at}/${index}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, `${at}/${escapeKey(key)}`)]));
  };
  return { report: walk(report as Json, '') as T, images };
}

/** The result as it was before `takeImages`. Pictures whose place is not there are left out. */
export function putImages<T>(report: T, images: ReportImages): T {
  const walk = (value: Json, at: string): Json => {
    if (value === '' && Object.hasOwn(images, at)) return images[at];
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${at}/${index}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, `${at}/${escapeKey(key)}`)]));
  };
  return walk(report as Json, '') as T;
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
