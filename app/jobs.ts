import { auditJob } from './audit/audit.job.ts';
import type { Job } from './queue.server.ts';

/** Every job of the application: the worker runs them, the web process sends them. */
export const jobs = [auditJob] as unknown as Job<never>[];
