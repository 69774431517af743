import type { LoaderFunctionArgs } from '@remix-run/node';
import { paths } from '#app/paths.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';

/** What machines may read: the public pages, and where they are listed. */
export function loader({ request }: LoaderFunctionArgs) {
  const closed = [
    '/panitia',
    '/juri',
    '/opd',
    '/peringkat',
    '/putusan',
    '/akun',
    '/masuk',
    '/daftar',
    '/undangan',
    '/kartu',
  ];
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), ''];
  return new Response(`${lines.join('\n')}\nSitemap: ${publicOrigin(request)}${paths.siteMap()}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
