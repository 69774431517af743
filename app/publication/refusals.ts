import type { PublicationKey } from '#app/i18n/publication.ts';
import type { FinaliseRefusal } from './finalise.server.ts';
import type { ReleaseRefusal } from './release.server.ts';
import type { ScheduleRefusal } from './schedule.server.ts';

/** The sentence for each reason that finalising or releasing is refused for. */
export const refusalKeys: Record<FinaliseRefusal | ReleaseRefusal | ScheduleRefusal, PublicationKey> = {
  phase: 'refusedPhase',
  open: 'refusedOpen',
  changed: 'refusedChanged',
  unchanged: 'refusedUnchanged',
  released: 'refusedReleased',
  notFinalised: 'refusedNotFinalised',
  stale: 'refusedStale',
  tooLate: 'refusedTooLate',
  past: 'refusedPast',
  noSchedule: 'refusedNoSchedule',
};
