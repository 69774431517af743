/** What a new version of released results changed, read from both frozen documents and computed from nothing else. Pure. */
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { awardsOf, type HonouredPlaces } from './documents/awards.ts';
import { type PublicEntry, type PublicView, publicView } from './public-view.ts';

/** Before and after; null: it had, or has, none. */
export interface Pair<T> {
  before: T | null;
  after: T | null;
}

export interface EntryChange {
  id: string;
  /** As the newer version has it, of a removed entry as the older had it. */
  name: string;
  category: string;
  /** added, removed: it stands in one version only. */
  kind: 'changed' | 'added' | 'removed';
  total: Pair<number>;
  /** Place among all, and in the category. */
  rank: Pair<number>;
  categoryRank: Pair<number>;
  /** Its category, where that is another now. */
  moved: Pair<string> | null;
  /** Terbaik I, and the like. */
  award: Pair<string>;
  /** Criteria whose points are others now. */
  criteria: { name: LocalizedText; points: Pair<number> }[];
}

export interface Difference {
  /** In the order of the newer version's categories and places; removed ones last. */
  entries: EntryChange[];
  /** Criteria whose weight is another now, were added or taken out. */
  weights: { name: LocalizedText; weight: Pair<number> }[];
  /** Versions of the method, where they are not the same. */
  method: Pair<string> | null;
}

/** Sums in another order differ by less. */
const SAME = 1e-9;

const isSame = (a: number | null, b: number | null) =>
  a === null || b === null ? a === b : Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a));

/** What of a pair is not the same. */
const pairOf = <T>(before: T | null | undefined, after: T | null | undefined): Pair<T> => ({
  before: before ?? null,
  after: after ?? null,
});

interface Side {
  view: PublicView;
  entries: Map<string, PublicEntry>;
  awards: Map<string, string>;
}

function sideOf(document: unknown, places: HonouredPlaces): Side {
  const view = publicView(document);
  return {
    view,
    entries: new Map(view.categories.flatMap(({ entries }) => entries.map((entry) => [entry.id, entry]))),
    awards: new Map(awardsOf(view, places).map(({ entry, title }) => [entry.id, title])),
  };
}

function changeOf(id: string, before: Side, after: Side): EntryChange | null {
  const one = before.entries.get(id);
  const other = after.entries.get(id);
  const shown = other ?? one;
  if (!shown) return null;
  const award = pairOf(before.awards.get(id), after.awards.get(id));
  const criteria = [...after.view.criteria, ...before.view.criteria]
    .filter((each, at, all) => all.findIndex((row) => row.id === each.id) === at)
    .map((each) => ({ name: each.name, points: pairOf(one?.byCriterion[each.id], other?.byCriterion[each.id]) }))
    .filter(({ points }) => !isSame(points.before, points.after));
  const moved = one && other && one.category !== other.category ? pairOf(one.category, other.category) : null;
  const isChanged =
    !one ||
    !other ||
    !isSame(one.total, other.total) ||
    one.rank !== other.rank ||
    one.categoryRank !== other.categoryRank ||
    one.standing !== other.standing ||
    award.before !== award.after ||
    moved !== null ||
    criteria.length > 0;
  if (!isChanged) return null;
  return {
    id,
    name: shown.name,
    category: shown.category,
    kind: one && other ? 'changed' : other ? 'added' : 'removed',
    total: pairOf(one?.total, other?.total),
    rank: pairOf(one?.rank, other?.rank),
    categoryRank: pairOf(one?.categoryRank, other?.categoryRank),
    moved,
    award,
    // Of one that stands in one version only its total says enough.
    criteria: one && other ? criteria : [],
  };
}

/**
 * Entries whose points, places, category or honours are others in `after`; weights and method where they are.
 * @param places that are honoured, for the titles
 * @throws DatasetFault when a document is no dataset with results
 */
export function differenceOf(before: unknown, after: unknown, places: HonouredPlaces): Difference {
  const older = sideOf(before, places);
  const newer = sideOf(after, places);
  const ids = [...newer.entries.keys(), ...[...older.entries.keys()].filter((id) => !newer.entries.has(id))];
  const weightOf = (side: Side, id: string) => side.view.criteria.find((each) => each.id === id)?.weight;
  const criteria = [
    ...newer.view.criteria,
    ...older.view.criteria.filter(({ id }) => newer.view.criteria.every((each) => each.id !== id)),
  ];
  const method = pairOf(older.view.methodVersion, newer.view.methodVersion);
  return {
    entries: ids.flatMap((id) => changeOf(id, older, newer) ?? []),
    weights: criteria
      .map(({ id, name }) => ({ name, weight: pairOf(weightOf(older, id), weightOf(newer, id)) }))
      .filter(({ weight }) => !isSame(weight.before, weight.after)),
    method: method.before === method.after ? null : method,
  };
}
