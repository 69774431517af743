/** Which places are honoured, and who is barred from an honour. Pure; docs/decisions/006. */
import { z } from 'zod';
import type { ResultEntry } from './results.schema.ts';

/** The first places of each category stand on its podium; the first of all is champion. */
export const HONOURED_PLACES = 3;

/**
 * undecided: a finding is confirmed and the plenary has not spoken. lifted: it said that the honour stands. barred: the
 * entry keeps its points and its rank, and nobody else moves up, but it holds no honour; `reason` is public.
 */
export interface Honour {
  standing: 'undecided' | 'lifted' | 'barred';
  reason: string | null;
}

/** As written into a dataset's entry: only while it keeps an honour back. */
export const heldBack = z.object({ standing: z.enum(['undecided', 'barred']), reason: z.string().nullable() });
export type HeldBack = z.infer<typeof heldBack>;

/** Whether the entry stands at a place that is honoured: the first of all, or one of the first of its category. */
export function standsAtHonour(
  { rank, categoryRank }: Pick<ResultEntry, 'rank' | 'categoryRank'>,
  places = HONOURED_PLACES,
): boolean {
  return rank === 1 || (categoryRank !== null && categoryRank <= places);
}
