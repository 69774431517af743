import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

/** Every minute: writes down the releases whose set moment has come. They are public without it. */
export const releaseClockJob = defineJob({
  name: 'release-clock',
  payload: z.object({}),
  policy: 'short',
  cron: '* * * * *',
  queue: { retryLimit: 0, expireInSeconds: 60, deleteAfterSeconds: 3600 },
  lanes: () => 1,
  handler: async () => (await import('./schedule.server.ts')).settleReleases,
});
