/** When each phase is to open by itself. Pure. */
import { type Phase, phaseOrder } from './phases.ts';

/** Phases that may open by the clock. The release has a moment of its own, set after finalising. */
export const plannable = ['audit', 'penilaian', 'pleno', 'sanggah', 'penetapan'] as const;
export type Plannable = (typeof plannable)[number];

/** Phases of this contest that are still to come and may open by the clock, in order. */
export function stillToPlan({ phase, hasObjection }: { phase: Phase; hasObjection: boolean }): Plannable[] {
  return plannable.filter(
    (each) => phaseOrder.indexOf(each) > phaseOrder.indexOf(phase) && (each !== 'sanggah' || hasObjection),
  );
}

export type PlanFault = 'notADate' | 'past' | 'order';
/** A phase and what was typed: a moment, nothing, or no date at all. */
export interface TypedPlan {
  phase: Plannable;
  at: Date | null | 'notADate';
  /** The moment that stands now: one that has passed may stay. */
  before: Date | null;
}

/** What is wrong with a schedule, by phase; empty when it may be saved. A phase never opens before the one before it. */
export function faultsOf(plans: readonly TypedPlan[], now: Date): Partial<Record<Plannable, PlanFault>> {
  const faults: Partial<Record<Plannable, PlanFault>> = {};
  let latest = Number.NEGATIVE_INFINITY;
  for (const { phase, at, before } of plans) {
    if (at === 'notADate') faults[phase] = 'notADate';
    else if (at) {
      if (at.getTime() <= now.getTime() && at.getTime() !== before?.getTime()) faults[phase] = 'past';
      else if (at.getTime() <= latest) faults[phase] = 'order';
      latest = Math.max(latest, at.getTime());
    }
  }
  return faults;
}
