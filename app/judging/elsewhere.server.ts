import { and, asc, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db } from '#db/client.server.ts';
import { assignments, entries, marks, recusals, sheets } from '#db/schema.ts';
import type { Elsewhere } from './mark.ts';

/**
 * What the viewer gave for the same indicator at the other sites of the contest, those of the same category first. Their
 * own marks alone: nobody can ask for another judge's. Null when the viewer is not assigned to the entry.
 */
export async function marksElsewhere(viewer: Viewer, entryId: string, indicator: string): Promise<Elsewhere[] | null> {
  const [here] = await db()
    .select({ contestId: entries.contestId, category: entries.category })
    .from(assignments)
    .innerJoin(entries, eq(entries.id, assignments.entryId))
    .where(and(eq(assignments.entryId, entryId), eq(assignments.judgeId, viewer.userId)));
  if (!here) return null;
  const rows = await db()
    .select({
      entryId: entries.id,
      name: entries.name,
      category: entries.category,
      level: marks.level,
      notApplicable: marks.notApplicable,
      note: marks.note,
    })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .innerJoin(entries, eq(entries.id, sheets.entryId))
    .leftJoin(recusals, and(eq(recusals.entryId, entries.id), eq(recusals.judgeId, viewer.userId)))
    .where(
      and(
        eq(sheets.judgeId, viewer.userId),
        eq(sheets.contestId, here.contestId),
        ne(sheets.entryId, entryId),
        eq(marks.indicator, indicator),
        isNull(recusals.id),
        or(eq(marks.notApplicable, true), isNotNull(marks.level)),
      ),
    )
    .orderBy(asc(entries.name));
  const near = (row: { category: string }) => (row.category === here.category ? 0 : 1);
  return rows.toSorted((a, b) => near(a) - near(b));
}
