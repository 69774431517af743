import type { LoaderFunctionArgs } from '@remix-run/node';
import { wordsOf } from '#app/audit/words.server.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';

/** The contest's words as a file, for keeping and for another regency. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const contest = await currentContest();
  if (!contest) throw notFound();
  return new Response(`${JSON.stringify(wordsOf(contest).document, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="kata-${contest.year}.json"`,
      'Cache-Control': 'no-store',
    },
  });
}
