/**
 * Where practice lives: a contest of its own that stands behind the real one (`practice_of`), with one entry. Whatever
 * counts, lists, plans or publishes goes by a contest's id, so practice is in none of it without being told.
 */
import { eq } from 'drizzle-orm';
import { criteriaFor } from '#app/rubric/applies.ts';
import type { JudgedIndicator, RubricDocument } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import type { Querier } from '#db/client.server.ts';
import { contests, entries, practiceLevels } from '#db/schema.ts';

export interface PracticePlace {
  contest: typeof contests.$inferSelect;
  entry: typeof entries.$inferSelect;
  rubric: RubricDocument;
  /** What judges score on it: the indicators judged in its category. Nothing was measured. */
  indicators: JudgedIndicator[];
  /** The panel's levels with their reasons, by indicator; while the panel writes, either may still be missing. */
  panel: Map<string, { level: number | null; reason: string }>;
  /** draft: the panel still writes. open: judges score. closed: judging has ended. */
  state: 'draft' | 'open' | 'closed';
}

/** The practice of a contest; null while there is none. */
export async function practicePlace(tx: Querier, contestId: string): Promise<PracticePlace | null> {
  const [row] = await tx
    .select({ contest: contests, entry: entries })
    .from(contests)
    .innerJoin(entries, eq(entries.contestId, contests.id))
    .where(eq(contests.practiceOf, contestId));
  if (!row) return null;
  const { contest, entry } = row;
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const written = await tx.select().from(practiceLevels).where(eq(practiceLevels.entryId, entry.id));
  const indicators = criteriaFor(rubric, entry.category)
    .flatMap((criterion) => criterion.indicators)
    .filter((each) => each.source === 'judge');
  return {
    contest,
    entry,
    rubric,
    indicators,
    panel: new Map(written.map(({ indicator, level, reason }) => [indicator, { level, reason }])),
    state: contest.phase === 'persiapan' ? 'draft' : contest.phase === 'penilaian' ? 'open' : 'closed',
  };
}
