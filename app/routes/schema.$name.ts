import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/identity/session.server.ts';
import { datasetJsonSchema } from '#app/publication/json-schema.ts';

/** The open format, described for machines: the same for everybody, always. */
export function loader({ params }: LoaderFunctionArgs) {
  if (params.name !== 'opd-contest-1.json') throw notFound();
  return new Response(`${JSON.stringify(datasetJsonSchema(), null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/schema+json; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
      'Access-Control-Allow-Origin': '*',
    },
  });
}
