import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { documentFor } from '#app/publication/documents.server.ts';

/** A printed document, for those who may have it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'webmaster'], { hidden: true });
  const id = z.uuid().safeParse(params.documentId);
  const document = id.success ? await documentFor(viewer, id.data) : null;
  if (!document) throw notFound();
  return new Response(new Uint8Array(document.data), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(document.data.byteLength),
      'Content-Disposition': `inline; filename="${document.name.replace(/[^\w.-]/g, '_')}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
