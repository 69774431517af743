import { and, desc, eq, isNull } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { activity, contests, entries } from '#db/schema.ts';

export type Contest = typeof contests.$inferSelect;

export interface ContestSettings {
  year: number;
  name: string;
  /** Registered domain of the regency's portal, e.g. karanganyarkab.go.id. */
  portalDomain: string;
  hasObjection: boolean;
  /** Lighthouse runs of one audit. */
  auditRuns: number;
}

/** The contest of the latest year, or null before the first one is made. */
export async function currentContest(tx: Querier = db()): Promise<Contest | null> {
  const [contest] = await tx
    .select()
    .from(contests)
    .where(isNull(contests.practiceOf))
    .orderBy(desc(contests.year))
    .limit(1);
  return contest ?? null;
}

export async function contestOfYear(tx: Querier, year: number): Promise<Contest | null> {
  const [contest] = await tx
    .select()
    .from(contests)
    .where(and(eq(contests.year, year), isNull(contests.practiceOf)));
  return contest ?? null;
}

/**
 * Makes the contest of a year, in phase persiapan, under a rubric version (`standardRubric(tx)` gives its id).
 * @throws when the year already has a contest (unique constraint).
 */
export async function createContest(
  tx: Querier,
  settings: ContestSettings & { rubricVersionId: string; userId?: string | null },
): Promise<Contest> {
  const { userId, ...values } = settings;
  const [contest] = await tx.insert(contests).values(values).returning();
  if (!contest) throw new Error('contest not written');
  await tx.insert(activity).values({
    contestId: contest.id,
    userId: userId ?? null,
    action: 'contest.create',
    subject: String(contest.year),
  });
  return contest;
}

/** Settings that may change in a phase: all of them before the audit, the name always until release. */
export function changeable(phase: Contest['phase']): { all: boolean; name: boolean } {
  return { all: phase === 'persiapan', name: phase !== 'terbit' };
}

/** Writes changed settings under a lock; what the phase no longer lets change is left as it was. Null: no such contest, or another has that year. */
export function updateContest(contestId: string, settings: ContestSettings, userId: string): Promise<Contest | null> {
  return db().transaction((tx) => updateWithin(tx, contestId, settings, userId));
}

async function updateWithin(
  tx: Querier,
  contestId: string,
  settings: ContestSettings,
  userId: string,
): Promise<Contest | null> {
  const [before] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
  if (!before) return null;
  const may = changeable(before.phase);
  if (!may.name) return before;
  const other = await contestOfYear(tx, settings.year);
  if (may.all && other && other.id !== contestId) return null;
  const values = may.all ? settings : { name: settings.name };
  // Audits look for the portal's links: those of another portal say nothing about this contest's entries.
  if (may.all && settings.portalDomain !== before.portalDomain)
    await tx
      .update(entries)
      .set({ currentAuditId: null, frozenAt: null, newerAuditId: null })
      .where(eq(entries.contestId, contestId));
  const [after] = await tx.update(contests).set(values).where(eq(contests.id, contestId)).returning();
  await tx.insert(activity).values({
    contestId,
    userId,
    action: 'contest.update',
    subject: String(before.year),
    detail: { values },
  });
  return after ?? null;
}
