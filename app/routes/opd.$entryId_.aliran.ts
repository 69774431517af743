import type { LoaderFunctionArgs } from '@remix-run/node';
import { ownCheckStream } from '#app/audit/own-check-stream.server.ts';
import { ownAudit, requireOwnEntry } from '#app/audit/own-entry.server.ts';
import { closedSignal } from '#app/event-stream.server.ts';
import { getViewer } from '#app/identity/session.server.ts';

/** Server-sent events: how far the newest check of the own site has come. */
export async function loader(args: LoaderFunctionArgs) {
  const { request } = args;
  const { entry } = await requireOwnEntry(args, { hidden: true });
  const mayStay = async () => {
    const now = await getViewer(request);
    return now?.role === 'webmaster' && (await ownAudit(entry.entryId, now.agencyIds)) !== undefined;
  };
  return ownCheckStream(entry.entryId, { signal: closedSignal(args), mayStay });
}
