import { and, eq, inArray } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db } from '#db/client.server.ts';
import { artifacts, assignments, audits, entries } from '#db/schema.ts';

const shown = ['image/png', 'image/jpeg', 'image/webp'];

/**
 * A screenshot, when the viewer may see it: organizer, chief judge, a judge of that contest, the webmaster of that
 * agency. What an ordinary visit saw accuses: it is for organizer and chief judge alone. Null otherwise, and for
 * everything an audit stores that is no picture.
 */
export async function pictureFor(viewer: Viewer, artifactId: string): Promise<{ mime: string; data: Buffer } | null> {
  const [row] = await db()
    .select({ artifact: artifacts, entry: entries })
    .from(artifacts)
    .innerJoin(audits, eq(audits.id, artifacts.auditId))
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .where(
      and(eq(artifacts.id, artifactId), inArray(artifacts.kind, ['phone', 'desktop', 'screen', 'ordinary', 'face'])),
    );
  if (!row || !shown.includes(row.artifact.mime)) return null;
  const isFace = row.artifact.kind === 'ordinary' || row.artifact.kind === 'face';
  if (isFace && !['organizer', 'chiefJudge'].includes(viewer.role)) return null;
  if (!(await maySee(viewer, row.entry))) return null;
  const { mime, data } = row.artifact;
  return { mime, data };
}

async function maySee(viewer: Viewer, entry: typeof entries.$inferSelect): Promise<boolean> {
  switch (viewer.role) {
    case 'organizer':
    case 'chiefJudge':
      return true;
    case 'webmaster':
      return viewer.agencyIds.includes(entry.agencyId);
    case 'judge': {
      const rows = await db()
        .select({ id: assignments.id })
        .from(assignments)
        .where(and(eq(assignments.contestId, entry.contestId), eq(assignments.judgeId, viewer.userId)))
        .limit(1);
      return rows.length > 0;
    }
  }
}
