/** Which places of a category are honoured, and how they are called. Pure. */
import type { PublicEntry, PublicView } from '../public-view.ts';
import { roman } from './words.ts';

/** Places of a category that the organizer honours. */
export interface HonouredPlaces {
  /** Terbaik I, II, … */
  best: number;
  /** Harapan I, II, …, behind them. */
  hopeful: number;
}

export interface Award {
  /** Terbaik I */
  title: string;
  category: string;
  /** Place in the category. */
  place: number;
  entry: PublicEntry;
  /** More than one entry holds the place. */
  shared: boolean;
}

/** Title of a place, null when it is not honoured. */
export function titleOf(place: number, { best, hopeful }: HonouredPlaces): string | null {
  if (place >= 1 && place <= best) return `Terbaik ${roman(place)}`;
  if (place > best && place <= best + hopeful) return `Harapan ${roman(place - best)}`;
  return null;
}

/**
 * Awards by category, best first. Down to a place only while somebody stands behind it: never more holders than ranked
 * entries minus one, shared places included, so that nobody is honoured for being there. An entry that is barred from honours, or on which the plenary has not decided, holds none, and nobody moves up.
 */
export function awardsOf(view: Pick<PublicView, 'categories'>, places: HonouredPlaces): Award[] {
  return view.categories.flatMap(({ name, entries }) => {
    const ranked = entries.filter((entry) => entry.categoryRank !== null);
    return ranked.flatMap((entry): Award[] => {
      const place = entry.categoryRank ?? 0;
      const holders = ranked.filter((each) => (each.categoryRank ?? 0) <= place).length;
      const title = holders <= ranked.length - 1 ? titleOf(place, places) : null;
      if (!title || entry.heldBack !== null) return [];
      return [{ title, category: name, place, entry, shared: entry.categoryTiedWith.length > 0 }];
    });
  });
}
