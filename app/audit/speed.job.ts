import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

/**
 * One slice of speed turns between two runs of the control page. It names no turn: it takes what is next when it begins.
 * One at a time is kept waiting (policy `short`); whoever leaves turns behind sends another.
 */
export const speedJob = defineJob({
  name: 'speed',
  payload: z.object({}),
  policy: 'short',
  queue: { retryLimit: 5, retryDelay: 2, expireInSeconds: 900, deleteAfterSeconds: 3600 },
  lanes: () => 1,
  handler: async () => (await import('./slice.server.ts')).performSlice,
});
