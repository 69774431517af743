import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { marksElsewhere } from '#app/judging/elsewhere.server.ts';

/** The judge's own marks for one indicator at the other sites. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireRole(request, ['judge', 'chiefJudge']);
  const id = z.uuid().safeParse(params.entryId);
  const indicator = new URL(request.url).searchParams.get('indikator');
  const found = id.success && indicator ? await marksElsewhere(viewer, id.data, indicator) : null;
  if (!found) throw notFound();
  return Response.json({ marks: found }, { headers: { 'Cache-Control': 'no-store' } });
}
