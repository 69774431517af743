import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

const payload = z.object({ letterId: z.uuid() });
export type LetterJobData = z.infer<typeof payload>;

/** Sends one letter. Tried again while it is certain that nobody has it. */
export const letterJob = defineJob({
  name: 'letter',
  payload,
  queue: { retryLimit: 5, retryDelay: 60, retryBackoff: true, expireInSeconds: 120, deleteAfterSeconds: 7 * 24 * 3600 },
  lanes: () => 1,
  handler: async () => (await import('./letters.server.ts')).sendLetter,
});
