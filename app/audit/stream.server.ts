import { db } from '#db/client.server.ts';
import { listen } from '#db/notify.server.ts';
import { type Contest, currentContest } from '../contest/contests.server.ts';
import { eventStream } from '../event-stream.server.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { auditBoard, boardRowOf } from './board.server.ts';
import { auditDesk } from './desk.server.ts';

/** Passes and queue follow the rows at a distance: an audit tells of each of its stages. */
const DESK_MS = 1500;

/** Payload of AUDIT_CHANNEL, or null for `"resync"` (listening has begun, or begun again: anything may have been missed). */
function auditOf(payload: string): { contestId: string; auditId: string } | null {
  const value: unknown = JSON.parse(payload);
  if (typeof value !== 'object' || value === null) return null;
  const { contestId, auditId } = value as Record<string, unknown>;
  return typeof contestId === 'string' && typeof auditId === 'string' ? { contestId, auditId } : null;
}

/**
 * Server-sent events of a contest's audits: `state` (every row) first and after a lost connection, then `row` for each
 * change; `desk` (passes and queue) with either, at most once in DESK_MS. Ends on the request's abort, when the reader goes away, or when `mayStay` says no (asked at every beat).
 */
export function auditStream(
  contest: Contest,
  options: { signal: AbortSignal; mayStay: () => Promise<boolean>; beatMs?: number },
): Response {
  return eventStream({ ...options, name: 'audit' }, ({ send, then }) => {
    const everything = async () => {
      const now = (await currentContest(db())) ?? contest;
      send('state', await auditBoard(now.id === contest.id ? now : contest));
      send('desk', await auditDesk(contest.id));
    };
    let desk: NodeJS.Timeout | undefined;
    const deskSoon = () => {
      desk ??= setTimeout(() => {
        desk = undefined;
        then(async () => send('desk', await auditDesk(contest.id)));
      }, DESK_MS);
    };
    const unlisten = listen(AUDIT_CHANNEL, (payload) => {
      const audit = auditOf(payload);
      if (!audit) then(everything);
      else if (audit.contestId === contest.id) {
        then(async () => {
          const row = await boardRowOf(contest, audit.auditId);
          if (row) send('row', row);
        });
        deskSoon();
      }
    });
    return () => {
      clearTimeout(desk);
      unlisten();
    };
  });
}
