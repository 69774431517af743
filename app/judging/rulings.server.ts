import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { appliesTo } from '#app/rubric/applies.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, contests, entries, marks, rulings, sheets } from '#db/schema.ts';
import { endReturnedSheet } from './departures.server.ts';
import { hasReason } from './mark.ts';
import { answerByRuling, reopenReports } from './reports.server.ts';

export type RulingRefusal = 'gone' | 'phase' | 'reasonMissing' | 'pointsOffScale' | 'nothingChosen' | 'notYours';
export type RulingOutcome = { done: true } | { done: false; why: RulingRefusal };

export interface RulingRequest {
  entryId: string;
  indicators: readonly string[];
  kind: 'points' | 'notApplicable' | 'applicable';
  /** 0-100 with kind points, else null. */
  points: number | null;
  reason: string;
}

const no = (why: RulingRefusal): RulingOutcome => ({ done: false, why });

function mayRule({ role }: Viewer, kind: RulingRequest['kind']): boolean {
  if (role === 'chiefJudge') return kind !== 'applicable';
  return role === 'organizer' && kind !== 'points';
}

/** Locks the contest of an entry against a phase step, and tells whether rulings are open: from audit until release. */
async function lockPlace(tx: Querier, entryId: string) {
  const [place] = await tx
    .select({ contest: contests, entry: entries })
    .from(entries)
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(eq(entries.id, entryId))
    .for('share', { of: contests });
  return place ? { ...place, open: !['persiapan', 'terbit'].includes(place.contest.phase) } : null;
}

/**
 * A decision binding for all judges, on one or more indicators of an entry at once. points is the chief judge's,
 * applicable the organizer's, notApplicable either's. A later ruling on the same indicator replaces the earlier; the
 * activity log keeps both. Refusing a claim gives the claimants' submitted sheets back to them; any other ruling answers the
 * reports that the measurement is wrong.
 */
export function rule(viewer: Viewer, request: RulingRequest): Promise<RulingOutcome> {
  const { entryId, indicators, kind } = request;
  return db().transaction(async (tx): Promise<RulingOutcome> => {
    if (!mayRule(viewer, kind)) return no('notYours');
    const place = await lockPlace(tx, entryId);
    if (!place) return no('gone');
    if (!place.open) return no('phase');
    const rubric = await rubricOf(tx, place.contest.rubricVersionId);
    // What judges score is theirs: the chief judge decides on measurements only.
    const known = rubric.criteria
      .flatMap((criterion) => criterion.indicators)
      .filter((each) => appliesTo(each, place.entry.category))
      .filter((each) => each.source === 'proposed' || viewer.role === 'organizer')
      .map((each) => each.id);
    if (indicators.length === 0) return no('nothingChosen');
    if (!indicators.every((id) => known.includes(id))) return no('gone');
    if (!hasReason(request)) return no('reasonMissing');
    const points = kind === 'points' ? request.points : null;
    if (kind === 'points' && (points === null || !(points >= 0 && points <= 100))) return no('pointsOffScale');
    const reason = request.reason.trim();
    for (const indicator of indicators)
      await writeRuling(tx, viewer, { contestId: place.contest.id, entryId, indicator, kind, points, reason });
    return { done: true };
  });
}

interface RulingRow {
  contestId: string;
  entryId: string;
  indicator: string;
  kind: RulingRequest['kind'];
  points: number | null;
  reason: string;
}

/** Writes one ruling and its log in the caller's transaction; who may, and whether it fits, the caller has checked. */
export async function writeRuling(tx: Querier, viewer: Viewer, row: RulingRow): Promise<void> {
  const { contestId, entryId, indicator, kind, points, reason } = row;
  // An id of its own also when it replaces one: who withdraws the earlier must not hit this.
  const values = { id: randomUUID(), kind, points, reason, decidedBy: viewer.userId, createdAt: new Date() };
  const [before] = await tx
    .select()
    .from(rulings)
    .where(and(eq(rulings.entryId, entryId), eq(rulings.indicator, indicator)))
    .for('update');
  await tx
    .insert(rulings)
    .values({ contestId, entryId, indicator, ...values })
    .onConflictDoUpdate({ target: [rulings.entryId, rulings.indicator], set: values });
  await tx.insert(activity).values({
    contestId,
    userId: viewer.userId,
    action: 'ruling.make',
    subject: entryId,
    detail: {
      indicator,
      kind,
      points,
      reason,
      before: before ? { kind: before.kind, points: before.points, reason: before.reason } : null,
    },
  });
  // That it applies after all says nothing about how it was measured.
  if (kind !== 'applicable') await answerByRuling(tx, viewer, entryId, indicator);
  if (kind === 'applicable') await returnClaimants(tx, viewer, contestId, entryId, indicator, reason);
}

/** A submitted sheet whose claim was refused lacks a level: it goes back to draft, and the log says so. */
async function returnClaimants(
  tx: Querier,
  viewer: Viewer,
  contestId: string,
  entryId: string,
  indicator: string,
  reason: string,
): Promise<void> {
  const claimants = await tx
    .select({ id: sheets.id, judgeId: sheets.judgeId })
    .from(sheets)
    .innerJoin(marks, and(eq(marks.sheetId, sheets.id), eq(marks.indicator, indicator), eq(marks.notApplicable, true)))
    .where(and(eq(sheets.entryId, entryId), eq(sheets.state, 'submitted')))
    .for('update', { of: sheets });
  for (const { id, judgeId } of claimants) {
    await tx.update(sheets).set({ state: 'draft', submittedAt: null, updatedAt: new Date() }).where(eq(sheets.id, id));
    await tx.insert(activity).values({
      contestId,
      userId: viewer.userId,
      action: 'sheet.reopen',
      subject: id,
      detail: { entryId, judgeId, indicator, reason },
    });
    await endReturnedSheet(tx, contestId, judgeId);
  }
}

/** Takes a ruling back; what it decided is open again, the reports it answered too. Only the office that makes rulings of its kind may. */
export function withdrawRuling(viewer: Viewer, rulingId: string): Promise<RulingOutcome> {
  return db().transaction(async (tx): Promise<RulingOutcome> => {
    const [pointer] = await tx.select({ entryId: rulings.entryId }).from(rulings).where(eq(rulings.id, rulingId));
    const place = pointer ? await lockPlace(tx, pointer.entryId) : null;
    const [row] = await tx.select().from(rulings).where(eq(rulings.id, rulingId)).for('update');
    if (!row || !place) return no('gone');
    if (!place.open) return no('phase');
    if (!mayRule(viewer, row.kind)) return no('notYours');
    await tx.delete(rulings).where(eq(rulings.id, rulingId));
    if (row.kind !== 'applicable') await reopenReports(tx, row.entryId, row.indicator);
    await tx.insert(activity).values({
      contestId: row.contestId,
      userId: viewer.userId,
      action: 'ruling.withdraw',
      subject: row.entryId,
      detail: { indicator: row.indicator, kind: row.kind, points: row.points, reason: row.reason },
    });
    return { done: true };
  });
}
