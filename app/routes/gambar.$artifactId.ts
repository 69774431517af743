import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { roles } from '#app/identity/roles.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { pictureFor } from '#app/judging/pictures.server.ts';

/** A screenshot of an audited site, for those who may see it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, roles, { hidden: true });
  const id = z.uuid().safeParse(params.artifactId);
  const picture = id.success ? await pictureFor(viewer, id.data) : null;
  if (!picture) throw notFound();
  return new Response(new Uint8Array(picture.data), {
    headers: {
      'Content-Type': picture.mime,
      'Content-Length': String(picture.data.byteLength),
      // An artifact never changes, but who may see it can: the browser asks nobody else's cache.
      'Cache-Control': 'private, max-age=3600, immutable',
      Vary: 'Cookie',
    },
  });
}
