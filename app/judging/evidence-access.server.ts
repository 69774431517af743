import { and, eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db } from '#db/client.server.ts';
import { assignments, recusals } from '#db/schema.ts';

/**
 * Who may read the evidence behind an entry's proposals: organizer, chief judge, the judges assigned to it who have not
 * stepped back, and the webmaster of its agency.
 */
export async function mayReadEvidence(viewer: Viewer, entry: { id: string; agencyId: string }): Promise<boolean> {
  switch (viewer.role) {
    case 'organizer':
    case 'chiefJudge':
      return true;
    case 'webmaster':
      return viewer.agencyIds.includes(entry.agencyId);
    case 'judge': {
      const { userId } = viewer;
      const [assigned] = await db()
        .select({ id: assignments.id, recusal: recusals.id })
        .from(assignments)
        .leftJoin(recusals, and(eq(recusals.entryId, assignments.entryId), eq(recusals.judgeId, userId)))
        .where(and(eq(assignments.entryId, entry.id), eq(assignments.judgeId, userId)));
      return assigned !== undefined && assigned.recusal === null;
    }
  }
}
