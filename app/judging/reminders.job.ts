import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

/** Every quarter of an hour: writes the reminders that are due. */
export const remindersJob = defineJob({
  name: 'reminders',
  payload: z.object({}),
  policy: 'short',
  cron: '*/15 * * * *',
  queue: { retryLimit: 0, expireInSeconds: 300, deleteAfterSeconds: 3600 },
  lanes: () => 1,
  handler: async () => {
    const { writeReminders } = await import('./reminders.server.ts');
    return () => writeReminders();
  },
});
