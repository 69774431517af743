import type { LoaderFunctionArgs } from '@remix-run/node';
import { paths } from '#app/paths.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';

/**
 * What machines may read: the public pages, and where they are listed. `/opd` is not among the closed: whoever is not signed
 * in gets a redirect to `/masuk` there and nothing else, and a webmaster who measures the own report finds it closed otherwise.
 */
export function loader({ request }: LoaderFunctionArgs) {
  const closed = ['/panitia', '/juri', '/peringkat', '/putusan', '/akun', '/masuk', '/daftar', '/undangan', '/kartu'];
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), ''];
  return new Response(`${lines.join('\n')}\nSitemap: ${publicOrigin(request)}${paths.siteMap()}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
