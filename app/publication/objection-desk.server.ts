/** Objections before the panel: the list, and the answer. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { lockPlace } from '#app/audit/lock-place.server.ts';
import { answersAreOpen } from '#app/contest/phases.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { hasReason } from '#app/judging/mark.ts';
import type { Indicator, LocalizedText } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, audits, entries, objectionLooks, objections, recusals, user } from '#db/schema.ts';
import { type PictureShown, picturesOf } from './objections.server.ts';

/** recused: a chief judge who stepped back from this very entry. answered: somebody was faster. */
export type AnswerRefusal = 'gone' | 'notYours' | 'recused' | 'phase' | 'answered' | 'reasonMissing';
export type AnswerOutcome = { done: true } | { done: false; why: AnswerRefusal };

export interface DeskObjection {
  id: string;
  entry: string;
  indicator: string;
  name: LocalizedText;
  source: Indicator['source'];
  text: string;
  state: (typeof objections.$inferSelect)['state'];
  filedAt: string;
  pictures: PictureShown[];
  answer: string | null;
  answeredAt: string | null;
  answeredBy: string | null;
  way: (typeof objections.$inferSelect)['way'];
  rulingPoints: number | null;
  /** reaudit: the audit and whether it is done. */
  audit: { id: string; done: boolean; progress: number } | null;
  /** rejudge: judges asked, and of them those who have answered. Nobody's name, and no level. */
  looks: { asked: number; answered: number } | null;
  settled: string | null;
  settledAt: string | null;
  settledBy: string | null;
  effect: (typeof objections.$inferSelect)['effect'];
}

/** All objections of a contest, oldest first. Who filed is the agency: no person is named. */
export async function objectionDesk(
  contest: { id: string; rubricVersionId: string },
  tx: Querier = db(),
): Promise<DeskObjection[]> {
  const settler = alias(user, 'settler');
  const rows = await tx
    .select({ objection: objections, entry: entries.name, by: user.name, settledBy: settler.name, audit: audits })
    .from(objections)
    .innerJoin(entries, eq(entries.id, objections.entryId))
    .leftJoin(user, eq(user.id, objections.answeredBy))
    .leftJoin(settler, eq(settler.id, objections.settledBy))
    .leftJoin(audits, eq(audits.id, objections.auditId))
    .where(eq(objections.contestId, contest.id))
    .orderBy(asc(objections.filedAt));
  const ids = rows.map(({ objection }) => objection.id);
  const pictures = await picturesOf(tx, ids);
  const asked = await tx
    .select({ objectionId: objectionLooks.objectionId, state: objectionLooks.state })
    .from(objectionLooks)
    .where(inArray(objectionLooks.objectionId, ids));
  const looks = Map.groupBy(asked, ({ objectionId }) => objectionId);
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const indicators = new Map(rubric.criteria.flatMap((each) => each.indicators).map((each) => [each.id, each]));
  return rows.map(({ objection, entry, by, settledBy, audit }): DeskObjection => {
    const { id, indicator, text, state, answer, way, rulingPoints, effect } = objection;
    const own = looks.get(id);
    return {
      ...{ id, entry, indicator, text, state, answer, way, rulingPoints, effect, settledBy },
      name: indicators.get(indicator)?.name ?? { id: indicator },
      source: indicators.get(indicator)?.source ?? 'judge',
      filedAt: objection.filedAt.toISOString(),
      pictures: pictures.get(id) ?? [],
      answeredAt: objection.answeredAt?.toISOString() ?? null,
      answeredBy: by,
      audit: audit && { id: audit.id, done: audit.state === 'done', progress: audit.progress },
      looks: own ? { asked: own.length, answered: own.filter((each) => each.state !== 'open').length } : null,
      settled: objection.settledReason,
      settledAt: objection.settledAt?.toISOString() ?? null,
    };
  });
}

/**
 * The objection under the locks of its contest and entry, when this viewer may act on it now; else why not. The locks are
 * taken in everybody's order, contest before entry before objection.
 */
export async function lockObjection(tx: Querier, viewer: Viewer, objectionId: string) {
  const no = (why: AnswerRefusal) => ({ ok: false as const, why });
  if (viewer.role !== 'organizer' && viewer.role !== 'chiefJudge') return no('notYours');
  const own = eq(objections.id, objectionId);
  const [pointer] = await tx.select({ entryId: objections.entryId }).from(objections).where(own);
  const place = pointer ? await lockPlace(tx, pointer.entryId) : null;
  const [objection] = await tx.select().from(objections).where(own).for('update');
  if (!place || !objection) return no('gone');
  const [recused] = await tx
    .select({ id: recusals.id })
    .from(recusals)
    .where(and(eq(recusals.entryId, place.entry.id), eq(recusals.judgeId, viewer.userId)));
  if (recused) return no('recused');
  if (!answersAreOpen(place.contest.phase)) return no('phase');
  return { ok: true as const, ...place, objection };
}

/** Rejects an objection; the reason is for the webmaster. */
export function rejectObjection(viewer: Viewer, objectionId: string, said: string): Promise<AnswerOutcome> {
  return db().transaction(async (tx): Promise<AnswerOutcome> => {
    const held = await lockObjection(tx, viewer, objectionId);
    if (!held.ok) return { done: false, why: held.why };
    if (held.objection.state !== 'open') return { done: false, why: 'answered' };
    if (!hasReason({ reason: said })) return { done: false, why: 'reasonMissing' };
    const answer = said.trim();
    await tx
      .update(objections)
      .set({ state: 'rejected', answer, answeredBy: viewer.userId, answeredAt: new Date() })
      .where(eq(objections.id, objectionId));
    await tx.insert(activity).values({
      contestId: held.contest.id,
      userId: viewer.userId,
      action: 'objection.reject',
      subject: held.entry.id,
      detail: { objectionId, indicator: held.objection.indicator, reason: answer },
    });
    return { done: true };
  });
}
