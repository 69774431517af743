import { luckOf } from './plan-luck.ts';

/** How far the sheet of an assignment is; a draft exists from its first mark on. */
export type SheetProgress = 'none' | 'draft' | 'submitted';

export interface PlanJudge {
  id: string;
  /** No longer judges in this contest: only what was submitted counts. */
  departed: boolean;
}
export interface PlanEntry {
  id: string;
  category: string;
}
export interface Pair {
  entryId: string;
  judgeId: string;
}

/** What a plan starts from. The order of none of the lists matters. */
export interface PlanState {
  /** The contest's id: equal states of different contests get different plans. */
  seed: string;
  judges: readonly PlanJudge[];
  /** Entries with a site. */
  entries: readonly PlanEntry[];
  /** Declared and confirmed ones alike. */
  recusals: readonly Pair[];
  assignments: readonly (Pair & { sheet: SheetProgress })[];
}

export interface PlanWish {
  /** Null: everyone scores all. */
  judgesPerEntry: number | null;
  /** Categories by judge id; who is not in it scores all of them. */
  categories: Readonly<Record<string, readonly string[]>>;
}

export interface JudgeNode {
  id: string;
  departed: boolean;
  /** Sheets that stay with this judge. */
  kept: number;
  /** Entries given besides them. */
  seats: Set<EntryNode>;
}

export interface EntryNode {
  id: string;
  category: string;
  /** Judges whose sheet stays. */
  kept: Set<JudgeNode>;
  /** Further judges who may take it, in an order drawn for this entry: a fixed one, so that each has other neighbours. */
  may: JudgeNode[];
  /** How many of them it needs. */
  need: number;
  /** Those of them who have it now, not begun. */
  was: Set<JudgeNode>;
  /** Those of them whom the plan gives it to. */
  seats: Set<JudgeNode>;
}

/** Judges and entries with what may and what must be. Plans fill `seats`. */
export interface Board {
  judges: JudgeNode[];
  entries: EntryNode[];
}

export const pairKey = ({ entryId, judgeId }: Pair) => `${entryId} ${judgeId}`;

/** What becomes of a present assignment: keep and leave stay, drop ends; open may be moved. */
type Fate = 'keep' | 'leave' | 'drop' | 'open';

/**
 * Sorts the present assignments: a begun or submitted sheet is kept with its judge; of a departed judge only a
 * submitted one is, the rest ends; one recused from, or begun on what is no longer listed, is left as it is and counts
 * nowhere.
 */
export function fatesOf(state: PlanState): Map<string, Fate> {
  const judges = new Map(state.judges.map((judge) => [judge.id, judge]));
  const listed = new Set(state.entries.map((entry) => entry.id));
  const recused = new Set(state.recusals.map(pairKey));
  const fateOf = (row: PlanState['assignments'][number]): Fate => {
    const judge = judges.get(row.judgeId);
    if (judge?.departed && row.sheet !== 'submitted') return 'drop';
    if (recused.has(pairKey(row))) return 'leave';
    if (!judge || !listed.has(row.entryId)) return row.sheet === 'none' ? 'drop' : 'leave';
    return row.sheet === 'none' ? 'open' : 'keep';
  };
  return new Map(state.assignments.map((row) => [pairKey(row), fateOf(row)]));
}

/** Lays out who must and who may score what. Judges and entries stand in an order drawn from the seed. */
export function layBoard(state: PlanState, wish: PlanWish): Board {
  const drawn = <T extends { id: string }>(rows: readonly T[], forWhat = '') =>
    rows
      .map((row) => ({ row, luck: luckOf(state.seed, forWhat, row.id) }))
      .sort((a, b) => a.luck - b.luck || (a.row.id < b.row.id ? -1 : 1))
      .map(({ row }) => row);
  const judges = drawn(state.judges).map(({ id, departed }): JudgeNode => {
    return { id, departed, kept: 0, seats: new Set() };
  });
  const fates = fatesOf(state);
  const recused = new Set(state.recusals.map(pairKey));
  const entries = drawn(state.entries).map(({ id, category }): EntryNode => {
    const fate = (judge: JudgeNode) => fates.get(pairKey({ entryId: id, judgeId: judge.id }));
    const kept = new Set(judges.filter((judge) => fate(judge) === 'keep'));
    for (const judge of kept) judge.kept += 1;
    const able = judges.filter((judge) => {
      if (judge.departed || kept.has(judge) || recused.has(pairKey({ entryId: id, judgeId: judge.id }))) return false;
      return wish.categories[judge.id]?.includes(category) ?? true;
    });
    const may = drawn(able, id);
    const { judgesPerEntry } = wish;
    return {
      id,
      category,
      kept,
      may,
      need: judgesPerEntry === null ? may.length : Math.max(0, judgesPerEntry - kept.size),
      was: new Set(may.filter((judge) => fate(judge) === 'open')),
      seats: new Set(),
    };
  });
  return { judges, entries };
}

/** Entries that a judge scores under the plan so far. */
export const loadOf = (judge: JudgeNode) => judge.kept + judge.seats.size;

export function seat(entry: EntryNode, judge: JudgeNode): void {
  entry.seats.add(judge);
  judge.seats.add(entry);
}

export function unseat(entry: EntryNode, judge: JudgeNode): void {
  entry.seats.delete(judge);
  judge.seats.delete(entry);
}

/** Makes `seatsOf(entry)` the plan of every entry. */
export function reseat(board: Board, seatsOf: (entry: EntryNode) => ReadonlySet<JudgeNode>): void {
  for (const entry of board.entries) {
    const wanted = new Set(seatsOf(entry));
    for (const judge of [...entry.seats]) if (!wanted.has(judge)) unseat(entry, judge);
    for (const judge of wanted) seat(entry, judge);
  }
}
