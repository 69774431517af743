/** What the plenary looks at: candidates of one list, and the ties that are undecided. Pure. */
import type { Board, BoardRow } from './leaderboard.ts';
import type { Tie } from './ties.ts';

export interface Candidate extends BoardRow {
  /** Place in the list that is looked at. */
  place: number;
  tiedNames: string[];
  nearNames: string[];
  /** Ids of the dataset: this one, and whoever stands before it. */
  id: string;
  above: { id: string; name: string } | null;
}

/**
 * Candidates for the honours of a category (null: of all), best first: the honoured places and the first without one, for
 * whom the reason matters most.
 */
export function candidatesOf(board: Board, ids: ReadonlyMap<string, string>, category: string | null, places: number) {
  const placeOf = (row: BoardRow) => (category === null ? row.rank : row.categoryRank);
  const listed = board.rows
    .filter((row) => (category ?? row.category) === row.category)
    .flatMap((row) => {
      const place = placeOf(row);
      return place === null ? [] : [{ row, place }];
    })
    .sort((a, b) => a.place - b.place);
  return listed
    .filter(({ place }) => place <= places + 1)
    .map(({ row, place }, at): Candidate => {
      const before = listed[at - 1]?.row;
      return {
        ...row,
        place,
        id: ids.get(row.entryId) ?? '',
        tiedNames: category === null ? row.sharedWith : row.sharedInCategory,
        nearNames: (category === null ? row.certainty?.nearTies : row.certainty?.categoryNearTies) ?? [],
        above: before ? { id: ids.get(before.entryId) ?? '', name: before.name } : null,
      };
    });
}

export interface ShownTie extends Tie {
  members: { id: string; name: string; category: string }[];
}

/** Ties without a decision, with the names of those in them; a category's screen shows its own and those of all. */
export function waitingTies(ties: readonly Tie[], rows: readonly { id: string; name: string; category: string }[]) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ties
    .filter(({ shared }) => !shared)
    .map((tie): ShownTie => ({ ...tie, members: tie.entries.flatMap((id) => byId.get(id) ?? []) }));
}
