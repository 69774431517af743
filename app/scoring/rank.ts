import { TOLERANCE } from './tolerance.ts';

export interface Rankable {
  id: string;
  /** Unrounded; null is not ranked. */
  total: number | null;
  byCriterion: Record<string, number | null>;
}

export interface Placing {
  /** 1 is best; null when the total is. Tied entries share the best place, the next one is skipped: 1, 2, 2, 4. */
  rank: number | null;
  /** Others that share the place, in order of id. */
  tiedWith: string[];
}

/** How equal totals are told apart. */
export interface TieRule {
  /** Criterion ids, the first separates first. */
  tieBreak: readonly string[];
  /** Orders that the plenary decided, best first; an entry stands in one of them at most. */
  orders?: readonly (readonly string[])[];
}

/**
 * Places by total, highest first. Equal totals are told apart by the criteria of `tieBreak`, one after the other,
 * on unrounded values, then by an order that holds all that are still equal; what is equal after it shares the place. A
 * criterion that does not apply to one of the tied entries cannot separate them and is passed over.
 * Values within the tolerance of their neighbour are equal: chains, not pairs, so the order of input never matters.
 */
export function rankEntries(entries: readonly Rankable[], { tieBreak, orders = [] }: TieRule): Map<string, Placing> {
  const placings = new Map<string, Placing>();
  const scored = entries.filter((entry) => entry.total !== null);
  for (const entry of entries) if (entry.total === null) placings.set(entry.id, { rank: null, tiedWith: [] });

  let rank = 1;
  for (const sameTotal of groups(scored, (entry) => entry.total ?? 0)) {
    for (const tied of separate(sameTotal, tieBreak).flatMap((equal) => decided(equal, orders))) {
      const ids = tied.map((entry) => entry.id).sort();
      for (const id of ids) placings.set(id, { rank, tiedWith: ids.filter((other) => other !== id) });
      rank += tied.length;
    }
  }
  return placings;
}

function separate(tied: Rankable[], tieBreak: readonly string[]): Rankable[][] {
  const [criterion, ...rest] = tieBreak;
  if (criterion === undefined || tied.length < 2) return [tied];
  if (tied.some((entry) => entry.byCriterion[criterion] == null)) return separate(tied, rest);
  return groups(tied, (entry) => entry.byCriterion[criterion] ?? 0).flatMap((group) => separate(group, rest));
}

/** An order that lacks one of the tied says nothing of that one's place, so it says nothing. */
function decided(tied: Rankable[], orders: readonly (readonly string[])[]): Rankable[][] {
  if (tied.length < 2) return [tied];
  const order = orders.find((ids) => tied.every(({ id }) => ids.includes(id)));
  if (!order) return [tied];
  return [...tied].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)).map((entry) => [entry]);
}

/** Splits into runs of equal values, highest first. */
function groups(entries: readonly Rankable[], keyOf: (entry: Rankable) => number): Rankable[][] {
  const sorted = [...entries].sort((a, b) => keyOf(b) - keyOf(a));
  const runs: Rankable[][] = [];
  let last = Number.NaN;
  for (const entry of sorted) {
    const value = keyOf(entry);
    const run = runs.at(-1);
    if (run && last - value <= TOLERANCE) run.push(entry);
    else runs.push([entry]);
    last = value;
  }
  return runs;
}
