import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { ownCheckStream } from '#app/audit/own-check-stream.server.ts';
import { ownAudit } from '#app/audit/report-view.server.ts';
import { closedSignal } from '#app/event-stream.server.ts';
import { getViewer, notFound, requireRole } from '#app/identity/session.server.ts';

/** Server-sent events: how far the newest check of the own site has come. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params } = args;
  const viewer = await requireRole(request, ['webmaster'], { hidden: true });
  const id = z.uuid().safeParse(params.entryId);
  const entry = id.success ? await ownAudit(id.data, viewer.agencyIds) : undefined;
  if (!entry) throw notFound();
  const mayStay = async () => {
    const now = await getViewer(request);
    return now?.role === 'webmaster' && (await ownAudit(entry.entryId, now.agencyIds)) !== undefined;
  };
  return ownCheckStream(entry.entryId, { signal: closedSignal(args), mayStay });
}
