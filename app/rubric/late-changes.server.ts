import { asc, eq } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { rubricChanges, rubricVersions } from '#db/schema.ts';

/** Versions of a contest's rubric put in force after judging had been open, with the reason; oldest first. */
export function lateChangesOf(contestId: string, tx: Querier = db()): Promise<{ version: number; reason: string }[]> {
  return tx
    .select({ version: rubricVersions.version, reason: rubricChanges.reason })
    .from(rubricChanges)
    .innerJoin(rubricVersions, eq(rubricVersions.id, rubricChanges.toVersionId))
    .where(eq(rubricChanges.contestId, contestId))
    .orderBy(asc(rubricChanges.createdAt));
}
