import type { LoaderFunctionArgs } from '@remix-run/node';
import { openApiDocument } from '#app/publication/api/openapi.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';

/** The description of the API: the same for everybody, always. */
export function loader({ request }: LoaderFunctionArgs) {
  return Response.json(openApiDocument(publicOrigin(request)), {
    headers: { 'Cache-Control': 'public, max-age=3600', 'Access-Control-Allow-Origin': '*' },
  });
}
