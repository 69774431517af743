/** Ties that the criteria leave, and what the plenary decided on them. Pure. */
import type { TieRule } from '#app/scoring/rank.ts';
import type { Dataset, DatasetInput } from './dataset.schema.ts';
import { HONOURED_PLACES } from './honour.ts';
import { byText } from './points-of.ts';
import type { ResultEntry } from './results.schema.ts';

/** How a dataset tells equal totals apart. */
export function tieRuleOf({ method, tieDecisions = [] }: Pick<Dataset, 'method' | 'tieDecisions'>): TieRule {
  const orders = tieDecisions.filter(({ outcome }) => outcome === 'order').map(({ entries }) => entries);
  return { tieBreak: method.tieBreak, orders };
}

/** Whoever stands in an order that the plenary set. */
export function orderedIds(decisions: DatasetInput['tieDecisions']): Set<string> {
  return new Set((decisions ?? []).flatMap(({ outcome, entries }) => (outcome === 'order' ? entries : [])));
}

export interface Tie {
  /** Null: in the ranking of all. */
  category: string | null;
  place: number;
  /** Ids, in order. */
  entries: string[];
  /** The place is honoured: nothing is finalised before the plenary has spoken. */
  honoured: boolean;
  /** The plenary has said that they keep the place together. */
  shared: boolean;
}

type Tied = Pick<ResultEntry, 'id' | 'category' | 'rank' | 'categoryRank' | 'tiedWith' | 'categoryTiedWith'>;

/**
 * Places that several entries share, best first, those of the ranking of all before those of the categories. A tie of the
 * whole ranking between entries of one category is named once, as that of all.
 * @param places so many places of each category are honoured
 */
export function tiesOf(
  entries: readonly Tied[],
  decisions: DatasetInput['tieDecisions'],
  places = HONOURED_PLACES,
): Tie[] {
  const ties = new Map<string, Tie>();
  const isShared = (ids: readonly string[]) =>
    (decisions ?? []).some((each) => each.outcome === 'shared' && ids.every((id) => each.entries.includes(id)));
  const add = (category: string | null, place: number, ids: string[], honoured: boolean) => {
    const group = ids.toSorted(byText);
    const key = group.join('\n');
    const known = ties.get(key);
    if (known) known.honoured ||= honoured;
    else ties.set(key, { category, place, entries: group, honoured, shared: isShared(group) });
  };
  const placed = entries.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || byText(a.id, b.id));
  for (const { id, rank, tiedWith } of placed)
    if (rank !== null && tiedWith.length > 0) add(null, rank, [id, ...tiedWith], rank === 1);
  for (const { id, category, categoryRank, categoryTiedWith } of placed)
    if (categoryRank !== null && categoryTiedWith.length > 0)
      add(category, categoryRank, [id, ...categoryTiedWith], categoryRank <= places);
  return [...ties.values()];
}

/** Ties for an honoured place on which the plenary has not spoken. */
export const openTies = (ties: readonly Tie[]): Tie[] => ties.filter(({ honoured, shared }) => honoured && !shared);

/**
 * Whether an order of tied entries goes against their places in a category, where a criterion may separate what is equal
 * in the ranking of all. It would put one entry above another on one page and below it on the next.
 */
export function contradictsCategory(order: readonly string[], entries: readonly Tied[]): boolean {
  const rows = order.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  return rows.some((above, at) =>
    rows
      .slice(at + 1)
      .some((below) => below.category === above.category && (below.categoryRank ?? 0) < (above.categoryRank ?? 0)),
  );
}
