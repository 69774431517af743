/** Server-sent events: the core that every stream of the application shares. */
import type { LoaderFunctionArgs } from '@remix-run/node';

const BEAT_MS = 20_000;

export interface EventStream {
  /** Writes one event; nothing once the stream is over. */
  send: (event: string, value: unknown) => void;
  /** Runs `work` after all work asked for before, so that an older state never overtakes a newer one. An error ends the stream. */
  then: (work: () => Promise<void>) => void;
  /** Whether the viewer may still look; when not, the stream says `end` and ends. */
  stillMay: () => Promise<boolean>;
}

interface StreamOptions {
  /** Aborted when the connection is gone: `closedSignal`. */
  signal: AbortSignal;
  /** Asked at every beat, and by `stillMay`. */
  mayStay: () => Promise<boolean>;
  beatMs?: number | undefined;
  /** Named in the log when work fails. */
  name: string;
}

/** Aborted when the connection is gone. Express hands it over beside the request, whose own signal gets lost on the way. */
export function closedSignal({ context, request }: Pick<LoaderFunctionArgs, 'context' | 'request'>): AbortSignal {
  return context.closed instanceof AbortSignal ? context.closed : request.signal;
}

/**
 * A response of server-sent events. `begin` starts what feeds it and returns the function that stops that. A `beat` is
 * sent at intervals, so that a page can tell a quiet stream from a dead one. Ends on `signal`, when the reader goes
 * away, on an error, or when `mayStay` says no; the last is told by an `end` before it, for the page to ask anew what it
 * may show.
 */
export function eventStream(
  { signal, mayStay, beatMs = BEAT_MS, name }: StreamOptions,
  begin: (stream: EventStream) => () => void,
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
      let queue = Promise.resolve();
      const then = (work: () => Promise<void>) => {
        queue = queue
          .then(() => (over ? undefined : work()))
          .catch((error: unknown) => {
            if (!over) console.error(`${name} stream:`, error);
            close();
          });
      };
      const stillMay = async () => {
        const may = await mayStay();
        if (!may) {
          send('end', null);
          close();
        }
        return may;
      };
      let stop = () => {};
      const beat = setInterval(() => {
        then(async () => {
          if (await stillMay()) send('beat', null);
        });
      }, beatMs);
      end = () => {
        over = true;
        clearInterval(beat);
        stop();
        signal.removeEventListener('abort', close);
      };
      signal.addEventListener('abort', close);
      if (signal.aborted) return close();
      write('retry: 3000\n\n');
      stop = begin({ send, then, stillMay });
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
