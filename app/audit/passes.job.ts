import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

/** Every minute: begins the passes that are due, and closes those that are done. */
export const passClockJob = defineJob({
  name: 'pass-clock',
  payload: z.object({}),
  policy: 'short',
  cron: '* * * * *',
  queue: { retryLimit: 0, expireInSeconds: 60, deleteAfterSeconds: 3600 },
  lanes: () => 1,
  handler: async () => (await import('./pass-clock.server.ts')).tickPasses,
});
