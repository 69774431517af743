import type { LoaderFunctionArgs } from '@remix-run/node';
import { closedSignal } from '#app/event-stream.server.ts';
import { roomStream } from '#app/publication/room.server.ts';

/** Server-sent events: when the leaderboard has to be loaded anew. */
export const loader = (args: LoaderFunctionArgs) => roomStream(args.request, closedSignal(args));
