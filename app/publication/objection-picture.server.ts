import { and, eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db } from '#db/client.server.ts';
import { entries, objectionPictures, objections } from '#db/schema.ts';

/** A picture as the worker drew it, for the panel and the webmasters of its agency; null for everybody else. */
export async function objectionPicture(viewer: Viewer, pictureId: string): Promise<Buffer | null> {
  const [row] = await db()
    .select({ data: objectionPictures.data, agencyId: entries.agencyId })
    .from(objectionPictures)
    .innerJoin(objections, eq(objections.id, objectionPictures.objectionId))
    .innerJoin(entries, eq(entries.id, objections.entryId))
    .where(and(eq(objectionPictures.id, pictureId), eq(objectionPictures.state, 'drawn')));
  const isPanel = viewer.role === 'organizer' || viewer.role === 'chiefJudge';
  const isOwn = viewer.role === 'webmaster' && row !== undefined && viewer.agencyIds.includes(row.agencyId);
  return isPanel || isOwn ? (row?.data ?? null) : null;
}
