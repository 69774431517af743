/** The organizer's side of the second looks: who was asked, what came of it, and the gap that decides. */
import { and, asc, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Viewer } from '#app/identity/roles.ts';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { activity, contests, entries, secondLooks, user } from '#db/schema.ts';
import { typedGap } from './disparity.ts';
import { planIsOpen } from './plan.server.ts';

export interface AskedLook {
  id: string;
  entryId: string;
  entry: string;
  judge: string;
  other: string;
  criterion: LocalizedText;
  /** Points between the two when they were asked, and the gap it was held against. */
  difference: number;
  gap: number;
  state: 'open' | 'kept' | 'changed';
  askedAt: string;
  answeredAt: string | null;
}

export interface LookList {
  gap: number;
  /** Whether the gap may still be set, and asks still be answered. */
  open: boolean;
  asked: AskedLook[];
}

/** Every ask of a contest, open ones first. Null when there is no such contest. */
export async function lookList(contestId: string): Promise<LookList | null> {
  const [contest] = await db().select().from(contests).where(eq(contests.id, contestId));
  if (!contest) return null;
  const rubric = await rubricOf(db(), contest.rubricVersionId);
  const nameOf = new Map(rubric.criteria.map(({ id, name }) => [id, name]));
  const judge = alias(user, 'judge');
  const other = alias(user, 'other');
  const rows = await db()
    .select({ look: secondLooks, entry: entries.name, judge: judge.name, other: other.name })
    .from(secondLooks)
    .innerJoin(entries, eq(entries.id, secondLooks.entryId))
    .innerJoin(judge, eq(judge.id, secondLooks.judgeId))
    .innerJoin(other, eq(other.id, secondLooks.otherId))
    .where(eq(secondLooks.contestId, contestId))
    .orderBy(desc(eq(secondLooks.state, 'open')), asc(entries.name), asc(secondLooks.criterion), asc(judge.name));
  return {
    gap: contest.disparityGap,
    open: planIsOpen(contest.phase),
    asked: rows.map(({ look, ...names }) => ({
      ...names,
      id: look.id,
      entryId: look.entryId,
      criterion: nameOf.get(look.criterion) ?? { id: look.criterion },
      difference: look.difference,
      gap: look.gap,
      state: look.state,
      askedAt: look.askedAt.toISOString(),
      answeredAt: look.answeredAt?.toISOString() ?? null,
    })),
  };
}

export type SettingGap = { done: true } | { done: false; why: 'gone' | 'phase' | 'gapOffScale' };

/**
 * Sets the gap (as typed, points 1-100) that sheets submitted from now on are held against; who was asked already stays
 * asked. Possible until judging has ended; the log keeps each.
 */
export function setGap(organizer: Viewer, contestId: string, typed: string): Promise<SettingGap> {
  return db().transaction(async (tx): Promise<SettingGap> => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest) return { done: false, why: 'gone' };
    if (!planIsOpen(contest.phase)) return { done: false, why: 'phase' };
    const gap = typedGap(typed);
    if (gap === null) return { done: false, why: 'gapOffScale' };
    await tx
      .update(contests)
      .set({ disparityGap: gap })
      .where(and(eq(contests.id, contestId)));
    await tx.insert(activity).values({
      contestId,
      userId: organizer.userId,
      action: 'disparity.gap',
      detail: { before: contest.disparityGap, after: gap },
    });
    return { done: true };
  });
}
