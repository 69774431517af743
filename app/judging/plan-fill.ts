import { type Board, type EntryNode, type JudgeNode, loadOf, reseat, seat, unseat } from './plan-board.ts';

/**
 * Gives every entry the judges it needs: with the least sum of squared loads; among those plans with the most of today's
 * assignments kept. Both stand in one number, the first worth more than all that can be won by the second; between
 * equals the order of `may` decides.
 *
 * Entry by entry and seat by seat the cheapest chain of exchanges is taken (successive shortest paths of minimum-cost
 * flow; Ahuja, Magnanti, Orlin: Network Flows, 1993, 9.7; loads are convex costs, 14.4). Least squares of such loads
 * are also the least maximum and the greatest minimum (Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite
 * graphs, J. Algorithms 59, 2006): where one judge has two entries more than another, no chain of exchanges of what has
 * not begun would bring them closer.
 *
 * Every entry's `may` must have at least `need` judges.
 */
export function fillSeats(board: Board): void {
  reseat(board, () => new Set());
  const seats = board.entries.reduce((sum, entry) => sum + entry.need, 0);
  // A chain may pass through every seat, so that much keeping can be won or lost by one unit of load.
  const loading = 2 * seats + 1;
  for (const entry of board.entries) {
    if (entry.need === entry.may.length) for (const judge of entry.may) seat(entry, judge);
  }
  for (const entry of board.entries) {
    while (entry.seats.size < entry.need) seatOne(entry, loading);
  }
}

const price = (entry: EntryNode, judge: JudgeNode) => (entry.was.has(judge) ? -1 : 0);

interface Way {
  cost: number;
  /** The judge who gives `entry` away to the one this way leads to; null where it is the new seat itself. */
  from: JudgeNode | null;
  entry: EntryNode;
}

/** Seats one more judge on `start`, by the cheapest chain: who takes it, who takes one of theirs in turn, and so on. */
function seatOne(start: EntryNode, loading: number): void {
  const ways = new Map<JudgeNode, Way>();
  const queue: JudgeNode[] = [];
  const queued = new Set<JudgeNode>();
  const offer = (judge: JudgeNode, way: Way) => {
    if (way.cost >= (ways.get(judge)?.cost ?? Number.POSITIVE_INFINITY)) return;
    ways.set(judge, way);
    if (queued.has(judge)) return;
    queued.add(judge);
    queue.push(judge);
  };
  const offered = new Map<EntryNode, number>();
  const offerAll = (entry: EntryNode, cost: number, from: JudgeNode | null) => {
    // Whoever gives it away, those who may take it over are the same.
    if (cost >= (offered.get(entry) ?? Number.POSITIVE_INFINITY)) return;
    offered.set(entry, cost);
    for (const judge of entry.may)
      if (!entry.seats.has(judge)) offer(judge, { cost: cost + price(entry, judge), from, entry });
  };
  offerAll(start, 0, null);
  for (let judge = queue.shift(); judge; judge = queue.shift()) {
    queued.delete(judge);
    const { cost } = ways.get(judge) ?? { cost: 0 };
    for (const entry of judge.seats) {
      // All who may have it do: nobody is left to take it over.
      if (entry.seats.size < entry.may.length) offerAll(entry, cost - price(entry, judge), judge);
    }
  }
  const total = (judge: JudgeNode, way: Way) => way.cost + loading * (2 * loadOf(judge) + 1);
  let best: JudgeNode | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [judge, way] of ways) {
    const cost = total(judge, way);
    if (cost < least) [best, least] = [judge, cost];
  }
  if (!best) throw new Error(`fewer judges than seats on entry ${start.id}`);
  for (let judge: JudgeNode | null = best; judge; ) {
    const way = ways.get(judge);
    if (!way) return;
    if (way.from) unseat(way.entry, way.from);
    seat(way.entry, judge);
    judge = way.from;
  }
}
