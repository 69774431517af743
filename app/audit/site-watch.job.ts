import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

/** Every quarter of an hour, when its probes are in: tells webmasters by mail what broke on their site, and when it is well. */
export const siteWatchJob = defineJob({
  name: 'site-watch',
  payload: z.object({}),
  policy: 'short',
  cron: '8-59/15 * * * *',
  queue: { retryLimit: 0, expireInSeconds: 600, deleteAfterSeconds: 3600 },
  lanes: () => 1,
  handler: async () => (await import('./site-watch.server.ts')).watchSitesNow,
});
