import { z } from 'zod';

const reason = z.string().max(2000).default('');

/** What the chief judge may do on /putusan. */
export const rulingActs = z.discriminatedUnion('intent', [
  z.object({
    /** decide: what is ticked; decideAll: everything the form listed. */
    intent: z.enum(['decide', 'decideAll']),
    entryId: z.uuid(),
    indicators: z.array(z.string()),
    listed: z.array(z.string()),
    kind: z.enum(['points', 'notApplicable']),
    /** Decimal comma or point. */
    points: z.string().default(''),
    reason,
  }),
  z.object({ intent: z.literal('stands'), entryId: z.uuid(), listed: z.array(z.string()).length(1), reason }),
  z.object({ intent: z.literal('withdraw'), rulingId: z.uuid() }),
]);

/** What the organizer may do on /panitia/penilaian. */
export const monitorActs = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('assign') }),
  z.object({ intent: z.literal('reopen'), sheetId: z.uuid(), reason }),
  z.object({
    intent: z.literal('claim'),
    entryId: z.uuid(),
    indicator: z.string(),
    kind: z.enum(['notApplicable', 'applicable']),
    reason,
  }),
  z.object({ intent: z.literal('recusal'), recusalId: z.uuid(), decision: z.enum(['confirm', 'decline']), reason }),
]);

/** Points as typed: 72,5 or 72.5; null for anything else. */
export function typedPoints(text: string): number | null {
  return /^\d{1,3}([.,]\d{1,4})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null;
}
