import { and, eq, isNull } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db } from '#db/client.server.ts';
import { entries, objectionLooks, objectionPictures, objections, recusals } from '#db/schema.ts';

/** A picture as the worker drew it, for the panel, the webmasters of its agency and the judges asked about it; else null. */
export async function objectionPicture(viewer: Viewer, pictureId: string): Promise<Buffer | null> {
  const [row] = await db()
    .select({
      data: objectionPictures.data,
      agencyId: entries.agencyId,
      entryId: entries.id,
      objectionId: objections.id,
    })
    .from(objectionPictures)
    .innerJoin(objections, eq(objections.id, objectionPictures.objectionId))
    .innerJoin(entries, eq(entries.id, objections.entryId))
    .where(and(eq(objectionPictures.id, pictureId), eq(objectionPictures.state, 'drawn')));
  const isPanel = viewer.role === 'organizer' || viewer.role === 'chiefJudge';
  const isOwn = viewer.role === 'webmaster' && row !== undefined && viewer.agencyIds.includes(row.agencyId);
  const isAsked = viewer.role === 'judge' && row !== undefined && (await wasAsked(row, viewer.userId));
  return isPanel || isOwn || isAsked ? (row?.data ?? null) : null;
}

/** Asked to look again, and has not stepped back from the entry since. */
async function wasAsked({ objectionId, entryId }: { objectionId: string; entryId: string }, judgeId: string) {
  const [asked] = await db()
    .select({ id: objectionLooks.id })
    .from(objectionLooks)
    .leftJoin(recusals, and(eq(recusals.entryId, entryId), eq(recusals.judgeId, judgeId)))
    .where(and(eq(objectionLooks.objectionId, objectionId), eq(objectionLooks.judgeId, judgeId), isNull(recusals.id)));
  return asked !== undefined;
}
