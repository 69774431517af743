/**
 * The value when it is a path of this site, else `/`. Keeps redirects from leading elsewhere: `//host`, `/\host`, and
 * `/<tab>/host`, which browsers read as `//host`.
 */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(value, here)) return '/';
  const url = new URL(value, here);
  // A dot segment can leave two slashes in front: `/.//host`.
  if (url.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
