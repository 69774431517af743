import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

/** Every quarter of an hour: a light probe of every home page, while the audit phase of a contest is open. */
export const availabilityJob = defineJob({
  name: 'availability',
  payload: z.object({}),
  policy: 'short',
  cron: '*/15 * * * *',
  // A quarter that nobody took is missed by everybody alike: nothing is made up for later.
  queue: { retryLimit: 2, retryDelay: 20, expireInSeconds: 720, deleteAfterSeconds: 3600 },
  lanes: () => 1,
  handler: async () => (await import('./availability.server.ts')).takeProbes,
});
