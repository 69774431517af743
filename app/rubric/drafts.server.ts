/** The draft of a contest's rubric, and how it is put in force. */
import { desc, eq, max } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { activity, contests, marks, rubricChanges, rubricDrafts, rubricVersions, sheets } from '#db/schema.ts';
import { type RubricChange, rubricChange } from './change.ts';
import { defaultRubric } from './default.ts';
import { type RubricDoor, rubricDoor } from './door.server.ts';
import { type RubricDocument, rubricDocument } from './rubric.schema.ts';
import { rubricHash, rubricVersion } from './rubric.server.ts';
import { type RubricFault, rubricFaults } from './rubric-faults.ts';

type Contest = typeof contests.$inferSelect;

export interface Draft {
  document: RubricDocument;
  baseVersionId: string;
  revision: number;
  updatedAt: Date;
}

/** The contest's draft, or null. @throws when what is stored is no rubric */
export async function draftOf(contestId: string, tx: Querier = db()): Promise<Draft | null> {
  const [row] = await tx.select().from(rubricDrafts).where(eq(rubricDrafts.contestId, contestId));
  return row ? { ...row, document: rubricDocument.parse(row.document) } : null;
}

/** Every version there is, newest first, with the years of the contests under it. */
export async function listVersions(tx: Querier = db()) {
  const rows = await tx
    .select({
      id: rubricVersions.id,
      name: rubricVersions.name,
      version: rubricVersions.version,
      reason: rubricVersions.reason,
      createdAt: rubricVersions.createdAt,
      frozenAt: rubricVersions.frozenAt,
    })
    .from(rubricVersions)
    .orderBy(desc(rubricVersions.createdAt));
  const used = await tx
    .select({ versionId: contests.rubricVersionId, year: contests.year, practiceOf: contests.practiceOf })
    .from(contests);
  return rows.map((row) => ({
    ...row,
    years: used.filter((each) => each.versionId === row.id && each.practiceOf === null).map(({ year }) => year),
  }));
}

/** frozen: judging is over, or results were decided on. stale: somebody saved meanwhile. gone: there is no draft. */
export type DraftRefusal = 'noContest' | 'frozen' | 'stale' | 'gone';
export type DraftOutcome = { done: true } | { done: false; why: DraftRefusal };
const no = (why: DraftRefusal): { done: false; why: DraftRefusal } => ({ done: false, why });

/** Runs `work` under the contest's lock, which a phase step and every save take too, while its rubric may change. */
function whileOpen<T>(
  contestId: string,
  work: (tx: Querier, contest: Contest, door: RubricDoor) => Promise<T>,
): Promise<T | { done: false; why: DraftRefusal }> {
  return db().transaction(async (tx) => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest) return no('noContest');
    const door = await rubricDoor(contest, tx);
    if (door === 'closed') return no('frozen');
    return work(tx, contest, door);
  });
}

/** Begins a draft, over one that may be there: from a version, from the built-in rubric (`baku`), or from a document. */
export function startDraft(contestId: string, from: string | RubricDocument, userId: string): Promise<DraftOutcome> {
  return whileOpen(contestId, async (tx, contest) => {
    const document =
      typeof from !== 'string' ? from : from === 'baku' ? defaultRubric() : (await rubricVersion(tx, from)).document;
    const values = { document, baseVersionId: contest.rubricVersionId, updatedBy: userId, updatedAt: new Date() };
    const before = await draftOf(contestId, tx);
    await tx
      .insert(rubricDrafts)
      .values({ contestId, ...values })
      .onConflictDoUpdate({
        target: rubricDrafts.contestId,
        set: { ...values, revision: (before?.revision ?? 0) + 1 },
      });
    return { done: true };
  });
}

/** Saves the draft when it still is the one that was on the screen. */
export function saveDraft(
  contestId: string,
  document: RubricDocument,
  seenRevision: number,
  userId: string,
): Promise<DraftOutcome> {
  return whileOpen(contestId, async (tx) => {
    const before = await draftOf(contestId, tx);
    if (!before) return no('gone');
    if (before.revision !== seenRevision) return no('stale');
    await tx
      .update(rubricDrafts)
      .set({ document, revision: before.revision + 1, updatedBy: userId, updatedAt: new Date() })
      .where(eq(rubricDrafts.contestId, contestId));
    return { done: true };
  });
}

export async function dropDraft(contestId: string): Promise<void> {
  await db().delete(rubricDrafts).where(eq(rubricDrafts.contestId, contestId));
}

export type ForceOutcome =
  | { done: true; version: number }
  | { done: false; why: DraftRefusal | 'reason' | 'same' }
  /** Judging has been open: a reason that judges and the public can understand, and a look at the sheets it touches. */
  | { done: false; why: 'reasonShort' | 'unseen' }
  | { done: false; why: 'barred'; barred: RubricChange['barred'] }
  | { done: false; why: 'faults'; faults: RubricFault[] };

/** What a change made after judging had been open is recorded with. */
export interface LateChange {
  fromVersionId: string;
  change: RubricChange;
  reason: string;
  version: number;
  userId: string;
}

/** Moves what audits proposed under the old version to the new one; the audit module does it. `late`: null before judging. */
export type CarryAudits = (tx: Querier, contest: Contest, late: LateChange | null) => Promise<void>;

/** Least characters of a reason given after judging has been open. */
const LATE_REASON_MIN = 10;

/**
 * Codes of indicators that sheets of the contest have marks for, or that its rubric has or had since judging opened: a new
 * indicator has none of them.
 */
export async function codesUsed(
  contest: Pick<Contest, 'id' | 'rubricVersionId'>,
  tx: Querier = db(),
): Promise<Set<string>> {
  const marked = await tx
    .selectDistinct({ id: marks.indicator })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(eq(sheets.contestId, contest.id));
  const earlier = await tx
    .select({ versionId: rubricChanges.fromVersionId })
    .from(rubricChanges)
    .where(eq(rubricChanges.contestId, contest.id));
  const used = new Set(marked.map(({ id }) => id));
  for (const { versionId } of [...earlier, { versionId: contest.rubricVersionId }])
    for (const { indicators } of (await rubricVersion(tx, versionId)).document.criteria)
      for (const { id } of indicators) used.add(id);
  return used;
}

/**
 * Puts the draft in force as a new version, with its reason: the contest is under it from now on, and the draft is gone.
 * Versions are numbered through all rubrics, so that the number on an audit names one of them. Once judging has been open
 * it must leave given marks their meaning (`rubricChange`), and `seen` says that the touched sheets were looked at.
 */
export function enforceDraft(
  contestId: string,
  request: { revision: number; reason: string; userId: string; knownSignals: readonly string[]; seen?: boolean },
  carry: CarryAudits,
): Promise<ForceOutcome> {
  return whileOpen<ForceOutcome>(contestId, async (tx, contest, door) => {
    const reason = request.reason.trim();
    const draft = await draftOf(contestId, tx);
    if (!draft) return no('gone');
    if (draft.revision !== request.revision) return no('stale');
    if (reason === '' || reason.length > 1000) return { done: false, why: 'reason' };
    const faults = rubricFaults(draft.document, request.knownSignals);
    if (faults.length > 0) return { done: false, why: 'faults', faults };
    const current = await rubricVersion(tx, contest.rubricVersionId);
    const numbered = { ...draft.document, version: current.document.version };
    if (rubricHash(numbered) === rubricHash(current.document)) return { done: false, why: 'same' };
    const change = rubricChange(current.document, draft.document);
    if (door === 'judging') {
      const used = await codesUsed(contest, tx);
      for (const id of change.added) if (used.has(id)) change.barred.push({ id, why: 'idUsed' });
      if (change.barred.length > 0) return { done: false, why: 'barred', barred: change.barred };
      if (reason.length < LATE_REASON_MIN) return { done: false, why: 'reasonShort' };
      if (!request.seen) return { done: false, why: 'unseen' };
    }
    const [newest] = await tx.select({ version: max(rubricVersions.version) }).from(rubricVersions);
    const version = (newest?.version ?? 0) + 1;
    const document = { ...draft.document, version };
    const [made] = await tx
      .insert(rubricVersions)
      .values({
        ...{ name: current.name, version, document, hash: rubricHash(document), reason },
        // Judges are at it: nothing edits it any more, and every save may keep it in memory.
        frozenAt: door === 'judging' ? new Date() : null,
      })
      .returning({ id: rubricVersions.id });
    if (!made) throw new Error('rubric version not written');
    const [moved] = await tx
      .update(contests)
      .set({ rubricVersionId: made.id })
      .where(eq(contests.id, contestId))
      .returning();
    if (!moved) throw new Error('contest not moved');
    const { userId } = request;
    await carry(tx, moved, door === 'judging' ? { fromVersionId: current.id, change, reason, version, userId } : null);
    await tx.delete(rubricDrafts).where(eq(rubricDrafts.contestId, contestId));
    const detail = { from: current.version, to: version, reason, afterOpening: door === 'judging' };
    await tx
      .insert(activity)
      .values({ contestId, userId: request.userId, action: 'rubric.enforce', subject: String(version), detail });
    return { done: true, version };
  });
}
