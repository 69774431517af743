import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { appliesTo } from '#app/rubric/applies.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, contests, entries, measurementReports, user } from '#db/schema.ts';
import type { Refusal } from './assess.ts';
import { judgeMayWrite, lockDesk, rulingsOf } from './gate.server.ts';
import { hasReason } from './mark.ts';

export type Reporting = { done: true } | { done: false; why: Refusal };

const isOpen = isNull(measurementReports.resolution);
const about = (entryId: string, indicator: string) =>
  and(eq(measurementReports.entryId, entryId), eq(measurementReports.indicator, indicator));

/**
 * The judge says that the measurement behind a proposal is wrong. The mark stays as it is: the chief judge answers, for all
 * judges. Open as long as judging is, on a submitted sheet too. Said again before the answer, the new words stand.
 */
export function reportMeasurement(
  viewer: Viewer,
  entryId: string,
  indicator: string,
  text: string,
): Promise<Reporting> {
  return db().transaction(async (tx): Promise<Reporting> => {
    const desk = await lockDesk(tx, viewer.userId, entryId);
    const closed = judgeMayWrite(desk);
    if (!desk || (closed && closed !== 'submitted')) return { done: false, why: closed ?? 'notAssigned' };
    const rubric = await rubricOf(tx, desk.contest.rubricVersionId);
    const found = rubric.criteria.flatMap((each) => each.indicators).find((each) => each.id === indicator);
    if (found?.source !== 'proposed' || !appliesTo(found, desk.entry.category))
      return { done: false, why: 'unknownIndicator' };
    if ((await rulingsOf(tx, entryId)).has(indicator)) return { done: false, why: 'ruled' };
    if (!hasReason({ reason: text })) return { done: false, why: 'reasonMissing' };
    const values = { contestId: desk.contest.id, entryId, indicator, judgeId: viewer.userId, text: text.trim() };
    await tx
      .insert(measurementReports)
      .values(values)
      .onConflictDoUpdate({
        target: [measurementReports.entryId, measurementReports.indicator, measurementReports.judgeId],
        targetWhere: isOpen,
        set: { text: values.text, createdAt: new Date() },
      });
    return { done: true };
  });
}

export interface OwnReport {
  text: string;
  at: string;
  /** `stands`: the chief judge found the measurement right, for the reason in `answer`. null: no answer yet. */
  resolution: 'ruled' | 'stands' | null;
  answer: string | null;
}

/** The judge's newest report on each indicator of an entry; nobody else's. */
export async function ownReports(tx: Querier, entryId: string, judgeId: string): Promise<Record<string, OwnReport>> {
  const rows = await tx
    .select()
    .from(measurementReports)
    .where(and(eq(measurementReports.entryId, entryId), eq(measurementReports.judgeId, judgeId)))
    .orderBy(asc(measurementReports.createdAt));
  return Object.fromEntries(
    rows.map(({ indicator, text, createdAt, resolution, answer }) => [
      indicator,
      { text, at: createdAt.toISOString(), resolution, answer },
    ]),
  );
}

export interface OpenReport {
  entryId: string;
  indicator: string;
  judge: string;
  text: string;
}

/** Reports of a contest that await the chief judge, oldest first. */
export function openReports(tx: Querier, contestId: string): Promise<OpenReport[]> {
  const { entryId, indicator, text } = measurementReports;
  return tx
    .select({ entryId, indicator, judge: user.name, text })
    .from(measurementReports)
    .innerJoin(user, eq(user.id, measurementReports.judgeId))
    .where(and(eq(measurementReports.contestId, contestId), isOpen))
    .orderBy(asc(measurementReports.createdAt));
}

/** A ruling answers every open report on its indicator. The caller holds the contest's lock. */
export async function answerByRuling(tx: Querier, viewer: Viewer, entryId: string, indicator: string): Promise<void> {
  await tx
    .update(measurementReports)
    .set({ resolution: 'ruled', resolvedBy: viewer.userId, resolvedAt: new Date() })
    .where(and(about(entryId, indicator), isOpen));
}

/**
 * A ruling was taken back: what it had answered is open again. Of a judge who reported anew meanwhile the newer words are
 * there already.
 */
export async function reopenReports(tx: Querier, entryId: string, indicator: string): Promise<void> {
  const rows = await tx
    .select()
    .from(measurementReports)
    .where(and(about(entryId, indicator), eq(measurementReports.resolution, 'ruled')))
    .orderBy(asc(measurementReports.createdAt));
  const newest = new Map(rows.map((row) => [row.judgeId, row.id]));
  for (const id of newest.values())
    await tx
      .update(measurementReports)
      .set({ resolution: null, resolvedBy: null, resolvedAt: null })
      .where(eq(measurementReports.id, id));
}

export type Standing = { done: true } | { done: false; why: 'gone' | 'phase' | 'reasonMissing' | 'notYours' };

/** The chief judge finds the measurement right: every open report on it is answered with the reason, which judges read. */
export function letMeasurementStand(
  viewer: Viewer,
  entryId: string,
  indicator: string,
  reason: string,
): Promise<Standing> {
  return db().transaction(async (tx): Promise<Standing> => {
    if (viewer.role !== 'chiefJudge') return { done: false, why: 'notYours' };
    const [place] = await tx
      .select({ contest: contests })
      .from(entries)
      .innerJoin(contests, eq(contests.id, entries.contestId))
      .where(eq(entries.id, entryId))
      .for('share', { of: contests });
    if (!place) return { done: false, why: 'gone' };
    if (['persiapan', 'terbit'].includes(place.contest.phase)) return { done: false, why: 'phase' };
    if (!hasReason({ reason })) return { done: false, why: 'reasonMissing' };
    const answer = reason.trim();
    const closed = await tx
      .update(measurementReports)
      .set({ resolution: 'stands', answer, resolvedBy: viewer.userId, resolvedAt: new Date() })
      .where(and(about(entryId, indicator), isOpen))
      .returning({ id: measurementReports.id });
    if (closed.length === 0) return { done: false, why: 'gone' };
    await tx.insert(activity).values({
      contestId: place.contest.id,
      userId: viewer.userId,
      action: 'measurement.stands',
      subject: entryId,
      detail: { indicator, reason: answer },
    });
    return { done: true };
  });
}
