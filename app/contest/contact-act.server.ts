/** What every act on the register has in common: how it may be refused, and how it is written down. */
import type { Querier } from '#db/client.server.ts';
import { activity } from '#db/schema.ts';
import type { ContactProblem } from './contact-value.ts';
import { currentContest } from './contests.server.ts';

export type RegisterRefusal =
  | ContactProblem
  | 'no-agency'
  | 'no-proposal'
  | 'unchanged'
  | 'judging-open'
  | 'not-answered'
  | 'reason-missing'
  | 'moment'
  | 'before-sent'
  | 'answered-already';
export type RegisterOutcome = RegisterRefusal | null;

/** Who acts. */
export interface Person {
  userId: string;
}

/** Writes an act down that was done, in its transaction. */
export async function done(
  tx: Querier,
  { userId, action, agencyId, detail }: Person & { action: string; agencyId: string; detail: Record<string, unknown> },
): Promise<null> {
  const contest = await currentContest(tx);
  await tx.insert(activity).values({ contestId: contest?.id ?? null, userId, action, subject: agencyId, detail });
  return null;
}
