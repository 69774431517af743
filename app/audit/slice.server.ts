import type { JobContext } from '../queue.server.ts';

export async function performSlice(_: object, { signal }: JobContext): Promise<void> {
  signal.throwIfAborted();
}
