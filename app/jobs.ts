import { auditJob, lostAuditJob } from './audit/audit.job.ts';
import { availabilityJob } from './audit/availability.job.ts';
import { passClockJob } from './audit/passes.job.ts';
import { siteWatchJob } from './audit/site-watch.job.ts';
import { speedJob } from './audit/speed.job.ts';
import { letterJob } from './identity/letter.job.ts';
import { remindersJob } from './judging/reminders.job.ts';
import { documentsJob } from './publication/documents.job.ts';
import { objectionPicturesJob } from './publication/objection-pictures.job.ts';
import { releaseClockJob } from './publication/release-clock.job.ts';
import { shareImagesJob } from './publication/share-images.job.ts';
import type { Job } from './queue.server.ts';
import { phaseClockJob } from './rubric/phase-clock.job.ts';

/** Every job of the application: the worker runs them, the web process sends them. A dead letter queue comes before its own. */
export const jobs = [
  lostAuditJob,
  auditJob,
  speedJob,
  passClockJob,
  availabilityJob,
  siteWatchJob,
  documentsJob,
  releaseClockJob,
  letterJob,
  remindersJob,
  phaseClockJob,
  shareImagesJob,
  objectionPicturesJob,
] as unknown as Job<never>[];
