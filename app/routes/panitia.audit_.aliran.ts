import type { LoaderFunctionArgs } from '@remix-run/node';
import { auditStream } from '#app/audit/stream.server.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { closedSignal } from '#app/event-stream.server.ts';
import { getViewer, notFound, requireRole } from '#app/identity/session.server.ts';

/** Server-sent events: the state of every audit, then each change. */
export async function loader(args: LoaderFunctionArgs) {
  const { request } = args;
  await requireRole(request, ['organizer'], { hidden: true });
  const contest = await currentContest();
  if (!contest) throw notFound();
  const mayStay = async () => (await getViewer(request))?.role === 'organizer';
  return auditStream(contest, { signal: closedSignal(args), mayStay });
}
