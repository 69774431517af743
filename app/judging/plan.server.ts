import { createHash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import type { Viewer } from '#app/identity/roles.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, assignments, contests } from '#db/schema.ts';
import { isDefault, type PlanSettings, settingsOf } from './plan.schema.ts';
import { type Pair, type Plan, type PlanRefusal, planAssignments } from './plan.ts';
import { type LoadedState, loadPlanState, type PlanPerson } from './plan-state.server.ts';

type Contest = typeof contests.$inferSelect;

/** Whether who scores what may still change: while sheets can still be filled. */
export const planIsOpen = (phase: Contest['phase']) => ['persiapan', 'audit', 'penilaian'].includes(phase);

/** A plan as a screen shows it, before it is applied. */
export interface PlanPreview {
  settings: PlanSettings;
  outcome: Plan | PlanRefusal;
  /** Of the settings and what they change: applying asks for the one that was seen. */
  fingerprint: string;
  /** In the entries' order; only those that change. */
  changes: { entryId: string; added: string[]; removed: string[] }[];
}

export interface PlanBoard {
  open: boolean;
  /** As the contest keeps them. */
  settings: PlanSettings;
  people: PlanPerson[];
  entries: { id: string; name: string; category: string }[];
  /** Of the entries, and those that a judge was given although no entry has them any more. */
  categories: string[];
  preview: PlanPreview;
}

const byId = (a: string, b: string) => (a < b ? -1 : 1);

function fingerprintOf(settings: PlanSettings, add: readonly Pair[], remove: readonly Pair[]): string {
  const limits = Object.entries(settings.categories)
    .map(([id, some]) => [id, some.toSorted(byId)] as const)
    .sort(([a], [b]) => byId(a, b));
  return createHash('sha256')
    .update(JSON.stringify([settings.judgesPerEntry, limits, add, remove]))
    .digest('hex');
}

function previewOf(loaded: LoadedState, settings: PlanSettings): PlanPreview {
  const outcome = planAssignments(loaded.state, settings);
  const { add, remove } = outcome.ok ? outcome : { add: [], remove: [] };
  const judgesOf = (pairs: readonly Pair[], entryId: string) =>
    pairs.filter((pair) => pair.entryId === entryId).map((pair) => pair.judgeId);
  return {
    settings,
    outcome,
    fingerprint: fingerprintOf(settings, add, remove),
    changes: loaded.entries
      .map(({ id }) => ({ entryId: id, added: judgesOf(add, id), removed: judgesOf(remove, id) }))
      .filter(({ added, removed }) => added.length + removed.length > 0),
  };
}

/**
 * The plan of a contest as it would be applied now, under `settings` or those the contest keeps. Changes nothing.
 * Null when there is no such contest.
 */
export function planBoard(contestId: string, settings?: PlanSettings): Promise<PlanBoard | null> {
  return db().transaction(
    async (tx) => {
      const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId));
      if (!contest) return null;
      const loaded = await loadPlanState(tx, contestId);
      const kept = settingsOf(contest.assignmentPlan);
      const given = Object.values((settings ?? kept).categories).flat();
      const categories = [...new Set([...loaded.entries.map((entry) => entry.category), ...given])];
      return {
        open: planIsOpen(contest.phase),
        settings: kept,
        people: loaded.people,
        entries: loaded.entries,
        categories: categories.sort((a, b) => a.localeCompare(b, 'id')),
        preview: previewOf(loaded, settings ?? kept),
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

export interface PlanStanding {
  /** Assignments that the contest's own plan would still change; 0 when none may change any more. */
  changes: number;
  /** It can no longer be made as it was asked for. */
  refused: boolean;
  /** The plan that holds before anybody plans. */
  isDefault: boolean;
}

/** Whether a contest's assignments are those of its plan. Null when there is no such contest. */
export async function planStanding(contestId: string): Promise<PlanStanding | null> {
  const board = await planBoard(contestId);
  if (!board) return null;
  const { outcome } = board.preview;
  const changes = board.open && outcome.ok ? outcome.add.length + outcome.remove.length : 0;
  return { changes, refused: board.open && !outcome.ok, isDefault: isDefault(board.settings) };
}

/** changed: the state is no longer the one whose plan was seen. refused: the plan can't be made. */
export type Applying =
  | { done: true; added: number; removed: number }
  | { done: false; why: 'gone' | 'phase' | 'changed' | 'refused' };

/**
 * Keeps the settings with the contest and makes its assignments those of the plan, in one transaction under the
 * contest's row lock (tablets wait). `seen` is the fingerprint of the preview the organizer looked at.
 */
export function applyPlan(
  organizer: Viewer,
  contestId: string,
  settings: PlanSettings,
  seen: string,
): Promise<Applying> {
  return db().transaction(async (tx): Promise<Applying> => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('update');
    if (!contest) return { done: false, why: 'gone' };
    if (!planIsOpen(contest.phase)) return { done: false, why: 'phase' };
    const loaded = await loadPlanState(tx, contestId);
    const { outcome, fingerprint } = previewOf(loaded, settings);
    if (!outcome.ok) return { done: false, why: 'refused' };
    if (fingerprint !== seen) return { done: false, why: 'changed' };
    const { add, remove } = outcome;
    await writePairs(tx, contestId, add, removedIds(loaded, remove));
    await tx.update(contests).set({ assignmentPlan: settings }).where(eq(contests.id, contestId));
    await tx.insert(activity).values({
      contestId,
      userId: organizer.userId,
      action: 'assignment.plan',
      subject: String(settings.judgesPerEntry ?? 'all'),
      detail: { settings, added: add, removed: remove },
    });
    return { done: true, added: add.length, removed: remove.length };
  });
}

const removedIds = ({ rowIds }: LoadedState, remove: readonly Pair[]) =>
  remove.flatMap(({ entryId, judgeId }) => rowIds.get(`${entryId} ${judgeId}`) ?? []);

async function writePairs(tx: Querier, contestId: string, add: readonly Pair[], removeIds: string[]): Promise<void> {
  if (removeIds.length > 0) await tx.delete(assignments).where(inArray(assignments.id, removeIds));
  if (add.length === 0) return;
  await tx.insert(assignments).values(add.map(({ entryId, judgeId }) => ({ contestId, entryId, judgeId })));
}
