import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/identity/session.server.ts';
import { fileNameOf } from '#app/publication/file-name.ts';
import { releasedAsked } from '#app/publication/released.server.ts';

/** The frozen dataset with its results. 304 only after it is certain that it is released: 404 comes first. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const released = await releasedAsked(request, params.tahun);
  if (!released) throw notFound();
  const { id, dataset } = released.snapshot;
  const etag = `"${id}"`;
  // no-cache: kept, but asked for again each time.
  const headers = { ETag: etag, 'Cache-Control': 'public, no-cache', 'X-Robots-Tag': 'noindex' };
  const known = request.headers.get('If-None-Match')?.split(',') ?? [];
  if (known.some((each) => each.trim().replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers });
  return new Response(`${JSON.stringify(dataset, null, 2)}\n`, {
    headers: {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileNameOf(released)}.json"`,
    },
  });
}
