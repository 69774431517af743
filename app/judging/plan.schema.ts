import { z } from 'zod';
import type { PlanWish } from './plan.ts';

export const MOST_JUDGES = 99;

/** The plan's settings as a contest keeps them. */
const planSettings = z.strictObject({
  judgesPerEntry: z.number().int().min(1).max(MOST_JUDGES).nullable(),
  categories: z.record(z.uuid(), z.array(z.string().min(1).max(200)).min(1).max(100)),
});
export type PlanSettings = z.infer<typeof planSettings> & PlanWish;

/** Settings from a contest's row; null there is the default: everyone scores all. */
export function settingsOf(kept: unknown): PlanSettings {
  return kept === null ? { judgesPerEntry: null, categories: {} } : planSettings.parse(kept);
}

/** Whether everybody scores everything, as it is before anybody plans. */
export const isDefault = ({ judgesPerEntry, categories }: PlanSettings) =>
  judgesPerEntry === null && Object.keys(categories).length === 0;

/** What the organizer may do on /panitia/penugasan; the plan's own fields are read by plan-form.ts. */
export const planActs = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('lihat') }),
  z.object({ intent: z.literal('terapkan'), sidik: z.string().max(128) }),
  z.object({ intent: z.literal('berhenti'), juri: z.union([z.uuid(), z.literal('')]), alasan: z.string().max(2000) }),
  z.object({ intent: z.literal('kembali'), juri: z.uuid() }),
]);
