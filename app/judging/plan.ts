import { type Balance, balanceOf, squaresOf } from './plan-balance.ts';
import type { PlanState, PlanWish } from './plan-board.ts';
import { type Board, fatesOf, type JudgeNode, layBoard, loadOf, type Pair, pairKey, reseat } from './plan-board.ts';
import { fillSeats } from './plan-fill.ts';
import { evenOut, groupsAtBest, groupsOf, isLinked, linkAnyhow, linkEvenly } from './plan-links.ts';

export type { Pair, PlanState, PlanWish } from './plan-board.ts';

export interface JudgeLoad {
  judgeId: string;
  /** Entries under the plan, those kept included. */
  load: number;
  /** Of them begun or submitted. */
  kept: number;
  added: number;
  removed: number;
  byCategory: Record<string, number>;
}

export interface Plan {
  ok: true;
  add: Pair[];
  /** Not begun, or of a judge who departed. */
  remove: Pair[];
  /** Judges who may be given entries, by id. */
  loads: JudgeLoad[];
  balance: Balance;
  /** Entries that more judges have begun than were asked for: all of them stay. */
  overfull: string[];
}

/** What would make a refused plan possible; each was tried. */
export type Mend = { kind: 'judges'; judgesPerEntry: number } | { kind: 'everyone' } | { kind: 'categories' };

/**
 * noJudge, noEntry: nothing to plan. tooFewJudges: entries with the judges that are there for them, fewer than asked
 * for. notLinked: groups of judges who would share no entry, so that their severity could not be compared.
 */
export type PlanRefusal =
  | { ok: false; why: 'noJudge' | 'noEntry' }
  | { ok: false; why: 'tooFewJudges'; entries: { entryId: string; judges: number }[] }
  | { ok: false; why: 'notLinked'; groups: string[][]; mends: Mend[] };

/**
 * Who scores what. Pure and without chance: the same state and wish give the same plan, in whatever order they are
 * listed, and planning again after it was applied changes nothing.
 *
 * Always: no recused pair, no category that a judge was not given, every begun or submitted sheet stays (of a departed
 * judge the submitted ones), exactly `judgesPerEntry` judges an entry unless more have begun it, all judges linked
 * through entries they share; else a refusal.
 *
 * Balance: the most even plan there is (see fillSeats). Without categories, recusals and kept sheets no two loads
 * differ by more than one; with them, `balance` says what kept them apart. A judge never has two entries more
 * than another who may take over one of them that is not begun. The one exception: where no plan as even as that links all
 * judges, balance gives way, as little as single moves allow.
 *
 * Change: of the most even plans the one that moves the fewest assignments; a link that must be made costs up to two
 * moves more.
 */
export function planAssignments(state: PlanState, wish: PlanWish): Plan | PlanRefusal {
  const outcome = draftPlan(state, wish);
  if (outcome.ok || outcome.why !== 'notLinked') return outcome;
  return { ...outcome, mends: mendsOf(state, wish) };
}

function draftPlan(state: PlanState, wish: PlanWish): Plan | PlanRefusal {
  if (state.entries.length === 0) return { ok: false, why: 'noEntry' };
  if (state.judges.every((judge) => judge.departed)) return { ok: false, why: 'noJudge' };
  const board = layBoard(state, wish);
  const least = Math.max(1, wish.judgesPerEntry ?? 1);
  const short = board.entries
    .map(({ id, kept, may }) => ({ entryId: id, judges: kept.size + may.length }))
    .filter(({ judges }) => judges < least)
    .sort((a, b) => (a.entryId < b.entryId ? -1 : 1));
  if (short.length > 0) return { ok: false, why: 'tooFewJudges', entries: short };
  if (groupsAtBest(board).length > 1) return notLinked(groupsAtBest(board));
  fillSeats(board);
  const evenest = squaresOf(board);
  if (!isLinked(board) && (tooFewLinks(board) || !settle(board, state.seed))) return notLinked(groupsOf(board));
  return planOf(state, wish, board, squaresOf(board) > evenest);
}

/** Each entry with n judges links n - 1 of them to the first: fewer than all judges but one cannot link all. */
function tooFewLinks({ judges, entries }: Board): boolean {
  const busy = judges.filter((judge) => judge.kept > 0).length;
  const open = new Set(entries.filter((entry) => entry.need > 0).flatMap((entry) => entry.may));
  const waiting = [...open].filter((judge) => judge.kept === 0).length;
  const seats = entries.reduce((sum, entry) => sum + entry.need, 0);
  const links = entries.reduce((sum, { kept, need }) => sum + Math.max(0, kept.size + need - 1), 0);
  return links < busy + Math.min(waiting, seats) - 1;
}

/**
 * Links the filled board. A plan that already stands and that no single step would better stays; a new one is planned
 * again from itself until it does, so that planning after it was applied finds nothing to change.
 */
function settle(board: Board, seed: string): boolean {
  for (;;) {
    if (isLinked(board) || linkEvenly(board)) return true;
    const filled = new Map(board.entries.map((entry) => [entry, new Set(entry.seats)]));
    if (standsAsItIs(board)) return true;
    reseat(board, (entry) => filled.get(entry) ?? new Set());
    if (!linkAnyhow(board, seed)) return false;
    evenOut(board);
    for (const entry of board.entries) entry.was = new Set(entry.seats);
    fillSeats(board);
  }
}

/** Takes up today's assignments if they are a whole plan, linked, and as even as single moves can make it. */
function standsAsItIs(board: Board): boolean {
  if (board.entries.some((entry) => entry.was.size !== entry.need)) return false;
  reseat(board, (entry) => entry.was);
  return isLinked(board) && !evenOut(board);
}

function notLinked(groups: JudgeNode[][]): PlanRefusal {
  const named = groups.map((group) => group.map((judge) => judge.id).sort());
  return { ok: false, why: 'notLinked', groups: named.sort((a, b) => (a.join() < b.join() ? -1 : 1)), mends: [] };
}

/** Counts of judges an entry that are tried beyond the one asked for. */
const FURTHER = 3;

function mendsOf(state: PlanState, wish: PlanWish): Mend[] {
  const helps = (other: Partial<PlanWish>) => draftPlan(state, { ...wish, ...other }).ok;
  const mends: Mend[] = [];
  const { judgesPerEntry: asked } = wish;
  if (asked !== null) {
    const more = Array.from({ length: FURTHER }, (_, i) => asked + 1 + i).find((k) => helps({ judgesPerEntry: k }));
    if (more !== undefined) mends.push({ kind: 'judges', judgesPerEntry: more });
    if (helps({ judgesPerEntry: null })) mends.push({ kind: 'everyone' });
  }
  if (Object.keys(wish.categories).length > 0 && helps({ categories: {} })) mends.push({ kind: 'categories' });
  return mends;
}

function planOf(state: PlanState, wish: PlanWish, board: Board, linksCost: boolean): Plan {
  const fates = fatesOf(state);
  const byKey = (a: Pair, b: Pair) => (pairKey(a) < pairKey(b) ? -1 : 1);
  const planned = board.entries.flatMap((entry) =>
    [...entry.seats].map((judge): Pair => ({ entryId: entry.id, judgeId: judge.id })),
  );
  const wanted = new Set(planned.map(pairKey));
  const ends = (pair: Pair) => {
    const fate = fates.get(pairKey(pair));
    return fate === 'drop' || (fate === 'open' && !wanted.has(pairKey(pair)));
  };
  const add = planned.filter((pair) => !fates.has(pairKey(pair))).sort(byKey);
  const present = new Map(
    state.assignments.map(({ entryId, judgeId }) => [pairKey({ entryId, judgeId }), { entryId, judgeId }]),
  );
  const remove = [...present.values()].filter(ends).sort(byKey);
  const active = board.judges.filter((judge) => !judge.departed);
  const count = (pairs: Pair[], { id }: JudgeNode) => pairs.filter((pair) => pair.judgeId === id).length;
  return {
    ok: true,
    add,
    remove,
    loads: active
      .map((judge): JudgeLoad => {
        const sites = board.entries.filter((entry) => entry.seats.has(judge) || entry.kept.has(judge));
        const byCategory = Object.fromEntries(
          [...Map.groupBy(sites, (entry) => entry.category)].map(([category, rows]) => [category, rows.length]),
        );
        const { id: judgeId, kept } = judge;
        return {
          judgeId,
          load: loadOf(judge),
          kept,
          added: count(add, judge),
          removed: count(remove, judge),
          byCategory,
        };
      })
      .sort((a, b) => (a.judgeId < b.judgeId ? -1 : 1)),
    balance: balanceOf(state, wish, board, linksCost),
    overfull: board.entries
      .filter((entry) => wish.judgesPerEntry !== null && entry.kept.size > wish.judgesPerEntry)
      .map((entry) => entry.id)
      .sort(),
  };
}
