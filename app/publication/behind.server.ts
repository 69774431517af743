import { and, asc, eq, isNull } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { assignments, entries, marks, proposals, recusals, rulings, sheets, signals, user } from '#db/schema.ts';
import { paths } from '../paths.ts';
import { cropsBehind } from '../rubric/crops.server.ts';
import { withCrops } from '../rubric/evidence-crops.ts';

/**
 * What stands behind an entry's total: submitted sheets with every mark, its note and reason, the proposals of the audit
 * that counts with their signals and evidence, and rulings. Drafts are not read. It names judges: for organizer and
 * chief judge only.
 */
export async function behindEntry(entryId: string, tx: Querier = db()) {
  const [entry] = await tx.select({ auditId: entries.currentAuditId }).from(entries).where(eq(entries.id, entryId));
  const auditId = entry?.auditId ?? null;
  const submitted = await tx
    .select({
      sheetId: sheets.id,
      judgeId: sheets.judgeId,
      judge: user.name,
      note: sheets.note,
      submittedAt: sheets.submittedAt,
    })
    .from(sheets)
    .innerJoin(assignments, and(eq(assignments.entryId, sheets.entryId), eq(assignments.judgeId, sheets.judgeId)))
    .innerJoin(user, eq(user.id, sheets.judgeId))
    .leftJoin(recusals, and(eq(recusals.entryId, sheets.entryId), eq(recusals.judgeId, sheets.judgeId)))
    .where(and(eq(sheets.entryId, entryId), eq(sheets.state, 'submitted'), isNull(recusals.id)))
    .orderBy(asc(user.name), asc(sheets.judgeId));
  const given = await tx
    .select({
      sheetId: marks.sheetId,
      indicator: marks.indicator,
      level: marks.level,
      points: marks.points,
      notApplicable: marks.notApplicable,
      reason: marks.reason,
      note: marks.note,
    })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(eq(sheets.entryId, entryId), eq(sheets.state, 'submitted')));
  const rulingRows = await tx
    .select({ indicator: rulings.indicator, kind: rulings.kind, points: rulings.points, reason: rulings.reason })
    .from(rulings)
    .where(eq(rulings.entryId, entryId));
  const seen = auditId ? await tx.select().from(signals).where(eq(signals.auditId, auditId)) : [];
  const crops = auditId ? ((await cropsBehind(tx, [auditId])).get(auditId) ?? []) : [];
  return {
    auditId,
    sheets: submitted,
    marks: given,
    proposals: auditId ? await tx.select().from(proposals).where(eq(proposals.auditId, auditId)) : [],
    // Whoever comes here may see what accuses too.
    signals: withCrops(seen, crops, { accusing: true, srcOf: paths.picture }),
    rulings: rulingRows,
  };
}
export type Behind = Awaited<ReturnType<typeof behindEntry>>;
