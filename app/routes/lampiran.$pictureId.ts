import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { objectionPicture } from '#app/publication/objection-picture.server.ts';

/** A picture of an objection, drawn anew, for those who may see it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge', 'judge', 'webmaster'], { hidden: true });
  const id = z.uuid().safeParse(params.pictureId);
  const picture = id.success ? await objectionPicture(viewer, id.data) : null;
  if (!picture) throw notFound();
  return new Response(new Uint8Array(picture), {
    headers: {
      'Content-Type': 'image/jpeg',
      'Content-Length': String(picture.byteLength),
      'Content-Disposition': 'inline; filename="lampiran.jpg"',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}
