import { db } from '#db/client.server.ts';
import { listen } from '#db/notify.server.ts';
import { type Contest, currentContest } from '../contest/contests.server.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { auditBoard, boardRowOf } from './board.server.ts';
import { auditDesk } from './desk.server.ts';

const BEAT_MS = 20_000;
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
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let over = false;
      const write = (text: string) => {
        if (!over) controller.enqueue(encoder.encode(text));
      };
      const send = (event: string, value: unknown) => write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
      const close = () => {
        if (over) return;
        end();
        controller.close();
      };
      // One after another, so that an older row never overtakes a newer one.
      let queue = Promise.resolve();
      const then = (work: () => Promise<void>) => {
        queue = queue
          .then(() => (over ? undefined : work()))
          .catch((error: unknown) => {
            if (!over) console.error('audit stream:', error);
            close();
          });
      };
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
      const beat = setInterval(() => {
        then(async () => {
          if (await options.mayStay()) write(': beat\n\n');
          else close();
        });
      }, options.beatMs ?? BEAT_MS);
      end = () => {
        over = true;
        clearInterval(beat);
        clearTimeout(desk);
        unlisten();
        options.signal.removeEventListener('abort', close);
      };
      options.signal.addEventListener('abort', close);
      if (options.signal.aborted) return close();
      write('retry: 3000\n\n');
    },
    cancel() {
      end();
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressing proxy would hold the events back.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
