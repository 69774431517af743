import { createHash } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { EMBED_STYLE, embeddedTable } from '#app/publication/feeds.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { publicView } from '#app/publication/public-view.ts';
import { releasedOf } from '#app/publication/released.server.ts';
import { yearOf } from '#app/publication/year.ts';

const styleHash = createHash('sha256').update(EMBED_STYLE).digest('base64');

/** The table of a released year for frames on other sites: the one page of ours that may stand in a frame. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const year = yearOf(params.tahun);
  const released = year === null ? null : await releasedOf(year);
  const view = released && publicView(released.snapshot.dataset);
  const category = new URL(request.url).searchParams.get('kategori');
  if (!released || !view || (category !== null && !view.categories.some(({ name }) => name === category)))
    throw notFound();
  const page = embeddedTable(view, {
    year: released.year,
    category,
    origin: publicOrigin(request),
    scorecard: (id) => paths.scorecard(released.year, id),
    results: paths.resultsOf(released.year),
  });
  return new Response(page, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors *`,
      // Empty: the server takes it away.
      'X-Frame-Options': '',
      'Cross-Origin-Opener-Policy': 'unsafe-none',
      'Cache-Control': 'public, no-cache',
      ETag: `"${released.snapshot.id}"`,
    },
  });
}
