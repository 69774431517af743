import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

/** Every minute: opens the phases whose moment has come. It stands here since a move asks the rubric. */
export const phaseClockJob = defineJob({
  name: 'phase-clock',
  payload: z.object({}),
  policy: 'short',
  cron: '* * * * *',
  queue: { retryLimit: 0, expireInSeconds: 60, deleteAfterSeconds: 3600 },
  lanes: () => 1,
  handler: async () => {
    const [{ tickPhases }, { rubricGate }] = await Promise.all([
      import('../contest/phase-clock.server.ts'),
      import('./rubric.server.ts'),
    ]);
    return () => tickPhases(rubricGate);
  },
});
