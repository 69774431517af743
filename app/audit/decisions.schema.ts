import { z } from 'zod';

/** A form of the findings screen. `seen`: the newest decision it showed, empty for none. */
export const decisionAct = z.object({
  entryId: z.uuid(),
  auditId: z.uuid(),
  signal: z.string().min(1).max(100),
  verdict: z.enum(['confirmed', 'dismissed', 'honour-lifted', 'honour-barred']),
  seen: z.union([z.uuid(), z.literal('')]),
  reason: z.string().max(2000).default(''),
});
export type DecisionAct = z.infer<typeof decisionAct>;
