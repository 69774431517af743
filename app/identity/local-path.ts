/** The value when it is a path of this site, else `/`. Keeps redirects from leading elsewhere (`//host`, `/\host`). */
export function localPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : '/';
}
