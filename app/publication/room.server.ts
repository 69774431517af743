/** The door of the leaderboard room. */
import { redirect } from '@remix-run/node';
import { and, count, eq, exists, isNull, ne, or } from 'drizzle-orm';
import { type Contest, currentContest } from '#app/contest/contests.server.ts';
import { eventStream } from '#app/event-stream.server.ts';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { getViewer, notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { db, type Querier } from '#db/client.server.ts';
import { listen } from '#db/notify.server.ts';
import { assignments, recusals, rubricLooks, rulings, sheets } from '#db/schema.ts';
import { type Tally, tallyContest } from './tally.server.ts';

const MAY_ENTER: readonly Role[] = ['organizer', 'chiefJudge'];
/** Triggers tell it (migration tally_told). */
const TALLY_CHANNEL = 'tally';
const ROOM_BEAT_MS = 10_000;
const TOGETHER_MS = 1_000;

/**
 * Sheets that a person still owes as a judge, also those with a mark to confirm or to give since the rubric changed. One whose recusal is not confirmed yet is owed: else declaring it, looking
 * at the totals and taking it back would be a way in.
 */
export async function openSheetsOf(contestId: string, judgeId: string, tx: Querier = db()): Promise<number> {
  // What is asked of a submitted sheet is to be made up one's own mind about, too; a ruling takes it off one's hands.
  const askedOf = tx
    .select({ id: rubricLooks.id })
    .from(rubricLooks)
    .leftJoin(rulings, and(eq(rulings.entryId, rubricLooks.entryId), eq(rulings.indicator, rubricLooks.indicator)))
    .where(
      and(
        eq(rubricLooks.sheetId, sheets.id),
        eq(rubricLooks.state, 'open'),
        or(isNull(rulings.id), eq(rulings.kind, 'applicable')),
      ),
    );
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
        or(isNull(sheets.state), ne(sheets.state, 'submitted'), exists(askedOf)),
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

/** What the room is to somebody who may enter. A chief judge judges too: no total before they have made up their own mind. */
async function lookIn(viewer: Viewer): Promise<Room> {
  const contest = await currentContest();
  const ownOpen = contest && viewer.role === 'chiefJudge' ? await openSheetsOf(contest.id, viewer.userId) : 0;
  return { viewer, contest, ownOpen };
}

/** @throws 404 for everybody but organizers and the chief judge */
export async function enterRoom(request: Request): Promise<Room> {
  return lookIn(await requireRole(request, MAY_ENTER, { hidden: true }));
}

/**
 * Server-sent events of the room: `changed` whenever something a tally depends on has changed, and at first; nothing of it
 * is told, the page loads anew through its own door. Whoever may not look gets a 404, and the stream ends as soon as
 * they no longer may. Asked with `?sekali`, an empty answer says that they may.
 */
export async function roomStream(request: Request, signal: AbortSignal): Promise<Response> {
  const mayStay = async () => {
    const viewer = await getViewer(request);
    if (!viewer || !MAY_ENTER.includes(viewer.role)) return false;
    const { contest, ownOpen } = await lookIn(viewer);
    return contest !== null && ownOpen === 0;
  };
  if (!(await mayStay())) throw notFound();
  if (new URL(request.url).searchParams.has('sekali')) return new Response(null, { status: 204 });
  return eventStream({ signal, mayStay, beatMs: ROOM_BEAT_MS, name: 'room' }, (stream) => {
    let soon: NodeJS.Timeout | undefined;
    // A room of judges submits at once: told together, a moment after the first.
    const unlisten = listen(TALLY_CHANNEL, () => {
      soon ??= setTimeout(() => {
        soon = undefined;
        stream.then(async () => {
          if (await stream.stillMay()) stream.send('changed', null);
        });
      }, TOGETHER_MS);
    });
    return () => {
      clearTimeout(soon);
      unlisten();
    };
  });
}

/** The tally for a screen behind the leaderboard; to the leaderboard, which says why, when it is not open. */
export async function tallyInRoom(request: Request): Promise<{ viewer: Viewer; tally: Tally }> {
  const { viewer, contest, ownOpen } = await enterRoom(request);
  if (!contest || ownOpen > 0) throw redirect(paths.leaderboard());
  return { viewer, tally: await tallyContest(contest.id) };
}
