import { z } from 'zod';
import { defineJob } from '../queue.server.ts';

const payload = z.object({
  snapshotId: z.uuid(),
  /** Where the public reaches the application: certificates print it. */
  origin: z.url(),
});
export type DocumentsJobData = z.infer<typeof payload>;

/** Prints every document of a frozen result that was ordered and is not printed yet. */
export const documentsJob = defineJob({
  name: 'documents',
  payload,
  policy: 'short',
  queue: { retryLimit: 3, retryDelay: 5, expireInSeconds: 900, deleteAfterSeconds: 24 * 3600 },
  lanes: () => 1,
  handler: async () => (await import('./print-documents.server.ts')).printDocuments,
});
