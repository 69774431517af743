import { eq } from 'drizzle-orm';
import { carryAudits } from '#app/audit/rubric-change.server.ts';
import { signalIds } from '#app/audit/signals.ts';
import { draftOf, enforceDraft, startDraft } from '#app/rubric/drafts.server.ts';
import type { JudgedIndicator, RubricDocument } from '#app/rubric/rubric.schema.ts';
import { rubricVersion } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { contests } from '#db/schema.ts';

export type Change = (rubric: RubricDocument, judged: (id: string) => JudgedIndicator) => void;

/** Puts a changed rubric in force as the organizer does; the outcome. */
export async function enforceChange(contestId: string, organizerId: string, reason: string, change: Change) {
  const [contest] = await db().select().from(contests).where(eq(contests.id, contestId));
  if (!contest) throw new Error('no contest');
  const { document } = await rubricVersion(db(), contest.rubricVersionId);
  const changed = structuredClone(document);
  change(changed, (id) => {
    const found = changed.criteria.flatMap(({ indicators }) => indicators).find((each) => each.id === id);
    if (found?.source !== 'judge') throw new Error(id);
    return found;
  });
  await startDraft(contestId, changed, organizerId);
  const { revision } = (await draftOf(contestId)) ?? { revision: 0 };
  const request = { revision, reason, userId: organizerId, knownSignals: signalIds, seen: true };
  return enforceDraft(contestId, request, carryAudits);
}
