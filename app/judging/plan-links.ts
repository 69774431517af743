import { type Board, type EntryNode, type JudgeNode, loadOf, seat, unseat } from './plan-board.ts';
import { luckOf } from './plan-luck.ts';

type Seated = (entry: EntryNode) => Iterable<JudgeNode>;
const planned: Seated = (entry) => [...entry.kept, ...entry.seats];

/** The group of every judge and entry, named by one judge of it. */
function rootsOf(board: Board, seated: Seated): (judge: JudgeNode) => JudgeNode {
  const parents = new Map<JudgeNode, JudgeNode>();
  const rootOf = (judge: JudgeNode): JudgeNode => {
    let at = judge;
    for (let up = parents.get(at); up; up = parents.get(at)) at = up;
    if (at !== judge) parents.set(judge, at);
    return at;
  };
  for (const entry of board.entries) {
    let first: JudgeNode | null = null;
    for (const judge of seated(entry)) {
      first ??= judge;
      const [a, b] = [rootOf(first), rootOf(judge)];
      if (a !== b) parents.set(b, a);
    }
  }
  return rootOf;
}

/**
 * Groups of judges who have entries, linked by entries they share; severity can be compared within a group only.
 * One group or none is right.
 */
export function groupsOf(board: Board, seated: Seated = planned): JudgeNode[][] {
  const rootOf = rootsOf(board, seated);
  const busy = new Set(board.entries.flatMap((entry) => [...seated(entry)]));
  return [...Map.groupBy([...busy], rootOf).values()];
}

/** The groups if everybody scored all they may: what no plan can link. */
export const groupsAtBest = (board: Board) => groupsOf(board, (entry) => [...entry.kept, ...entry.may]);

export const isLinked = (board: Board) => groupsOf(board).length <= 1;

/** Judges leave entries and others take them: one entry from one to another, or two judges exchange two entries. */
interface Step {
  moves: { entry: EntryNode; from: JudgeNode; to: JudgeNode }[];
  /** What it adds to the sum of squared loads. */
  load: number;
  /** How many more assignments of today it gives up. */
  change: number;
}

const byCost = (a: Step, b: Step) => a.load - b.load || a.change - b.change;

function take({ moves }: Step): void {
  for (const { entry, from } of moves) unseat(entry, from);
  for (const { entry, to } of moves) seat(entry, to);
}

function takeBack({ moves }: Step): void {
  for (const { entry, to } of moves) unseat(entry, to);
  for (const { entry, from } of moves) seat(entry, from);
}

const changeOf = (entry: EntryNode, from: JudgeNode, to: JudgeNode) =>
  Number(entry.was.has(from)) - Number(entry.was.has(to));

function movesOf(board: Board): Step[] {
  return board.entries.flatMap((entry) => {
    const free = entry.may.filter((judge) => !entry.seats.has(judge));
    return [...entry.seats].flatMap((from) =>
      free.map((to): Step => {
        const load = 2 * (loadOf(to) - loadOf(from)) + 2;
        return { moves: [{ entry, from, to }], load, change: changeOf(entry, from, to) };
      }),
    );
  });
}

/** Exchanges between judges of different groups. They leave every load as it is. */
function exchangesOf(board: Board): Step[] {
  const rootOf = rootsOf(board, planned);
  const held = board.entries.flatMap((entry) => [...entry.seats].map((judge) => ({ entry, judge })));
  const may = new Map(board.entries.map((entry) => [entry, new Set(entry.may)]));
  const takes = (judge: JudgeNode, entry: EntryNode) => may.get(entry)?.has(judge) && !entry.seats.has(judge);
  return held.flatMap((one, i) =>
    held.slice(i + 1).flatMap((two): Step[] => {
      if (rootOf(one.judge) === rootOf(two.judge)) return [];
      if (!takes(two.judge, one.entry) || !takes(one.judge, two.entry)) return [];
      const moves = [
        { entry: one.entry, from: one.judge, to: two.judge },
        { entry: two.entry, from: two.judge, to: one.judge },
      ];
      const change = moves.reduce((sum, { entry, from, to }) => sum + changeOf(entry, from, to), 0);
      return [{ moves, load: 0, change }];
    }),
  );
}

/** Takes the first of the steps after which `holds`; false when there is none. */
function takeFirst(steps: readonly Step[], holds: () => boolean): boolean {
  for (const step of steps) {
    take(step);
    if (holds()) return true;
    takeBack(step);
  }
  return false;
}

/** Steps tried at most for one link; those beyond are dearer ones of a plan that has very many. */
const TRIES = 20_000;

/** Takes the cheapest step found that joins groups. False when there is none. */
function joinGroups(board: Board, affordable: (step: Step) => boolean): boolean {
  const groups = groupsOf(board).length;
  const rootOf = rootsOf(board, planned);
  const abroad = ({ moves: [move] }: Step) => {
    const [first] = move ? planned(move.entry) : [];
    return move !== undefined && first !== undefined && rootOf(first) !== rootOf(move.to);
  };
  const steps = [...movesOf(board).filter(abroad), ...exchangesOf(board)].filter(affordable).sort(byCost);
  return takeFirst(steps.slice(0, TRIES), () => groupsOf(board).length < groups);
}

/** Links the groups one by one with steps that cost no balance. Whether all are linked at the end. */
export function linkEvenly(board: Board): boolean {
  while (!isLinked(board)) if (!joinGroups(board, (step) => step.load <= 0)) return false;
  return true;
}

/** Steps of a walk at most. */
const WALK = 3000;

/**
 * Wanders over plans that are linked no worse, the same way every time, until one is linked better. Needed where a
 * link takes a chain of three or more judges, which single steps do not see.
 */
function wander(board: Board, seed: string): boolean {
  const groups = groupsOf(board).length;
  const pick = <T>(list: readonly T[], ...words: string[]) => list[luckOf(seed, ...words) % Math.max(1, list.length)];
  for (let i = 0; i < WALK; i += 1) {
    const entry = pick(board.entries, 'entry', `${i}`);
    const from = pick([...(entry?.seats ?? [])], 'from', `${i}`);
    const to = pick(entry?.may.filter((judge) => !entry.seats.has(judge)) ?? [], 'to', `${i}`);
    if (!entry || !from || !to) continue;
    const step = { moves: [{ entry, from, to }], load: 0, change: 0 };
    takeFirst([step], () => groupsOf(board).length <= groups);
    if (groupsOf(board).length < groups) return true;
  }
  return false;
}

/** Links the groups whatever it costs in balance, as cheaply as it can. Whether all are linked at the end. */
export function linkAnyhow(board: Board, seed: string): boolean {
  while (!isLinked(board)) if (!joinGroups(board, () => true) && !wander(board, seed)) return false;
  return true;
}

const gains = (step: Step) => step.load < 0 || (step.load === 0 && step.change < 0);

/** Evens the loads out by single moves for as long as one is found that leaves all linked. Whether there was any. */
export function evenOut(board: Board): boolean {
  let any = false;
  while (takeFirst(movesOf(board).filter(gains).sort(byCost), () => isLinked(board))) any = true;
  return any;
}
