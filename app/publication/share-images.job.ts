import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

const payload = z.object({ snapshotId: z.uuid() });
export type ShareImagesData = z.infer<typeof payload>;

/** Draws the pictures for sharing of a frozen result's pages. Nobody sees them before the release. */
export const shareImagesJob = defineJob({
  name: 'share-images',
  payload,
  policy: 'short',
  queue: { retryLimit: 3, retryDelay: 30, expireInSeconds: 600, deleteAfterSeconds: 24 * 3600 },
  lanes: () => 1,
  handler: async () => (await import('./draw-share-images.server.ts')).drawShareImages,
});
