import { z } from 'zod';
import { env } from '../env.server.ts';
import { defineJob } from '../queue.server.ts';

const payload = z.object({ auditId: z.uuid() });
export type AuditJobData = z.infer<typeof payload>;

/** An audit whose job was given up after its last retry: pg-boss puts its payload here, and it gets a result all the same. */
export const lostAuditJob = defineJob({
  name: 'audit-lost',
  payload,
  queue: { retryLimit: 20, retryDelay: 30, deleteAfterSeconds: 7 * 24 * 3600 },
  lanes: () => 1,
  handler: async () => (await import('./perform.server.ts')).closeLostAudit,
});

/** Of a webmaster's own check: lower than every audit of a contest. */
const OWN_CHECK_PRIORITY = -10;
/** Of anybody's check: lower still. */
export const PUBLIC_CHECK_PRIORITY = -20;

/** By whose audit it is. */
export const priorityOf = (origin: 'contest' | 'own' | 'public' | 'objection'): number =>
  ({ contest: 0, objection: 0, own: OWN_CHECK_PRIORITY, public: PUBLIC_CHECK_PRIORITY })[origin];

/** One audit of one entry. A dead worker's audit is taken up by another; a site's failure is no failure of the job. */
export const auditJob = defineJob({
  name: 'audit',
  payload,
  queue: {
    retryLimit: 5,
    retryDelay: 5,
    expireInSeconds: 900,
    deleteAfterSeconds: 7 * 24 * 3600,
    deadLetter: lostAuditJob.name,
  },
  lanes: () => env().AUDIT_LANES,
  handler: async () => (await import('./perform.server.ts')).performAudit,
});
