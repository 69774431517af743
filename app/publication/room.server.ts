/** The door of the leaderboard room. */
import { redirect } from '@remix-run/node';
import { and, count, eq, isNull, ne, or } from 'drizzle-orm';
import { type Contest, currentContest } from '#app/contest/contests.server.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { db, type Querier } from '#db/client.server.ts';
import { assignments, recusals, sheets } from '#db/schema.ts';
import { type Tally, tallyContest } from './tally.server.ts';

/**
 * Sheets that a person still owes as a judge. One whose recusal is not confirmed yet is owed: else declaring it, looking
 * at the totals and taking it back would be a way in.
 */
export async function openSheetsOf(contestId: string, judgeId: string, tx: Querier = db()): Promise<number> {
  const [row] = await tx
    .select({ open: count() })
    .from(assignments)
    .leftJoin(sheets, and(eq(sheets.entryId, assignments.entryId), eq(sheets.judgeId, assignments.judgeId)))
    .leftJoin(recusals, and(eq(recusals.entryId, assignments.entryId), eq(recusals.judgeId, assignments.judgeId)))
    .where(
      and(
        eq(assignments.contestId, contestId),
        eq(assignments.judgeId, judgeId),
        isNull(recusals.confirmedAt),
        or(isNull(sheets.state), ne(sheets.state, 'submitted')),
      ),
    );
  return row?.open ?? 0;
}

export interface Room {
  viewer: Viewer;
  contest: Contest | null;
  /** Own sheets that a chief judge has not submitted: until then totals stay closed to them. */
  ownOpen: number;
}

/** Organizer or chief judge, else 404. A chief judge judges too: no total before they have made up their own mind. */
export async function enterRoom(request: Request): Promise<Room> {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const contest = await currentContest();
  const ownOpen = contest && viewer.role === 'chiefJudge' ? await openSheetsOf(contest.id, viewer.userId) : 0;
  return { viewer, contest, ownOpen };
}

/** The tally for a screen behind the leaderboard; to the leaderboard, which says why, when it is not open. */
export async function tallyInRoom(request: Request): Promise<{ viewer: Viewer; tally: Tally }> {
  const { viewer, contest, ownOpen } = await enterRoom(request);
  if (!contest || ownOpen > 0) throw redirect(paths.leaderboard());
  return { viewer, tally: await tallyContest(contest.id) };
}
