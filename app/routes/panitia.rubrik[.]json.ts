import type { LoaderFunctionArgs } from '@remix-run/node';
import { currentContest } from '#app/contest/contests.server.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { draftOf } from '#app/rubric/drafts.server.ts';
import { shownRubric } from '#app/rubric/rubric.server.ts';

/** The rubric in force as a file, or with `?draf` the draft: for keeping, for another regency, for the years to come. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const contest = await currentContest();
  const asked = new URL(request.url).searchParams.has('draf');
  const draft = asked && contest ? await draftOf(contest.id) : null;
  if (asked && !draft) throw notFound();
  const { document, version } = draft
    ? { document: draft.document, version: 'draf' }
    : await shownRubric(contest?.rubricVersionId ?? null);
  return new Response(`${JSON.stringify(document, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="rubrik-${version}.json"`,
      'Cache-Control': 'no-store',
    },
  });
}
