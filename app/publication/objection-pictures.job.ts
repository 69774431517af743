import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

const payload = z.object({ objectionId: z.uuid() });
export type ObjectionPicturesData = z.infer<typeof payload>;

/** Draws the pictures of an objection anew. Nobody sees one before. */
export const objectionPicturesJob = defineJob({
  name: 'objection-pictures',
  payload,
  queue: { retryLimit: 5, retryDelay: 30, expireInSeconds: 300, deleteAfterSeconds: 24 * 3600 },
  lanes: () => 1,
  handler: async () => (await import('./draw-objection-pictures.server.ts')).drawObjectionPictures,
});
