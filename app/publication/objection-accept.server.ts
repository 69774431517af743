/** Accepting an objection: the indicator is measured or judged again, or ruled on. Nothing counts yet. */
import { eq } from 'drizzle-orm';
import { type ReauditRefusal, requestReaudit } from '#app/audit/reaudit.server.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { hasReason } from '#app/judging/mark.ts';
import { askJudges } from '#app/judging/objection-looks.server.ts';
import { appliesTo } from '#app/rubric/applies.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { activity, objections, rulings } from '#db/schema.ts';
import { type AnswerRefusal, lockObjection } from './objection-desk.server.ts';
import { type Way, waysFor } from './objections.schema.ts';

/**
 * way: not a way to settle such an indicator, or not this role's. ruled: a ruling binds all judges, so that neither audit nor
 * judges could change anything. nobody: no judge has a level to look at again. points: a ruling without points from 0 to 100.
 */
export type AcceptRefusal = AnswerRefusal | ReauditRefusal | 'way' | 'ruled' | 'nobody' | 'points';
export type AcceptOutcome = { done: true } | { done: false; why: AcceptRefusal };

export interface Acceptance {
  objectionId: string;
  way: Way | undefined;
  /** ruling: 0-100. */
  points: number | null;
  /** For the webmaster. */
  reason: string;
}

/** Accepts an objection and sets going what settles it. */
export function acceptObjection(
  viewer: Viewer,
  { objectionId, way, points, reason }: Acceptance,
): Promise<AcceptOutcome> {
  const no = (why: AcceptRefusal): AcceptOutcome => ({ done: false, why });
  return db().transaction(async (tx): Promise<AcceptOutcome> => {
    const held = await lockObjection(tx, viewer, objectionId);
    if (!held.ok) return no(held.why);
    const { contest, entry, objection } = held;
    if (objection.state !== 'open') return no('answered');
    if (!hasReason({ reason })) return no('reasonMissing');
    const rubric = await rubricOf(tx, contest.rubricVersionId);
    const indicator = rubric.criteria.flatMap((each) => each.indicators).find(({ id }) => id === objection.indicator);
    if (!indicator || !appliesTo(indicator, entry.category)) return no('gone');
    if (!way || !waysFor(indicator.source, viewer.role).includes(way)) return no('way');
    const made = await tx.select().from(rulings).where(eq(rulings.entryId, entry.id));
    const binds = made.some((row) => row.indicator === indicator.id && row.kind !== 'applicable');
    if (way !== 'ruling' && binds) return no('ruled');
    if (way === 'ruling' && (points === null || !(points >= 0 && points <= 100))) return no('points');
    let auditId: string | null = null;
    if (way === 'reaudit' && indicator.source === 'proposed') {
      const asked = await requestReaudit(tx, { contest, entry }, indicator, viewer.userId);
      if ('refused' in asked) return no(asked.refused);
      auditId = asked.auditId;
    }
    const target = { id: objectionId, entryId: entry.id, indicator: indicator.id };
    if (way === 'rejudge' && (await askJudges(tx, target)) === 0) return no('nobody');
    const answer = reason.trim();
    const rulingPoints = way === 'ruling' ? points : null;
    await tx
      .update(objections)
      .set({ state: 'accepted', way, auditId, rulingPoints, answer, answeredBy: viewer.userId, answeredAt: new Date() })
      .where(eq(objections.id, objectionId));
    await tx.insert(activity).values({
      contestId: contest.id,
      userId: viewer.userId,
      action: 'objection.accept',
      subject: entry.id,
      detail: { objectionId, indicator: indicator.id, way, points: rulingPoints, auditId, reason: answer },
    });
    return { done: true };
  });
}
