import { z } from 'zod';
import type { Role } from '#app/identity/roles.ts';
import type { Indicator } from '#app/rubric/rubric.schema.ts';

const ways = ['reaudit', 'rejudge', 'ruling'] as const;
export type Way = (typeof ways)[number];

/** Ways that fit: what is measured is measured again or ruled on by the chief judge, what is judged is judged again. */
export function waysFor(source: Indicator['source'], role: Role): Way[] {
  if (source === 'judge') return ['rejudge'];
  return role === 'chiefJudge' ? ['reaudit', 'ruling'] : ['reaudit'];
}

const reason = z.string().max(2000).default('');

/** The panel's answer to an objection. */
export const answerAct = z.object({
  intent: z.enum(['tolak', 'terima']),
  objectionId: z.uuid(),
  reason,
  way: z.enum(ways).optional(),
  /** Of a ruling, as typed. */
  points: z.string().max(20).default(''),
});

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What becomes of an accepted one. `before` and `after`: hashes of the tallies that the preview showed. */
export const settleAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('terapkan'), before: hash, after: hash, reason }),
  z.object({ intent: z.literal('batalkan'), reason }),
  z.object({ intent: z.literal('tutup'), reason }),
]);
