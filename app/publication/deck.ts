/** The announcement as a deck: a category at a time, its places one by one, the last of them first. Pure. */
import type { Award } from './documents/awards.ts';

export interface Reveal {
  /** Terbaik I */
  title: string;
  /** More than one where the place is shared. */
  names: string[];
  total: number | null;
}

export interface DeckCategory {
  name: string;
  /** In the order they are revealed: from the lowest place up to the best. */
  reveals: Reveal[];
}

/** One press of a key further: the opening, then each category with 0, 1, … of its places shown, then the end. */
export type Step = { kind: 'opening' } | { kind: 'category'; at: number; shown: number } | { kind: 'end' };

/** Categories that have an award, in the results' order. */
export function deckOf(awards: readonly Award[]): DeckCategory[] {
  const names = [...new Set(awards.map(({ category }) => category))];
  return names.map((name) => {
    const own = awards.filter(({ category }) => category === name);
    const places = [...new Set(own.map(({ place }) => place))].sort((a, b) => b - a);
    return {
      name,
      reveals: places.flatMap((place): Reveal[] => {
        const holders = own.filter((award) => award.place === place);
        const [first] = holders;
        if (!first) return [];
        return [{ title: first.title, names: holders.map(({ entry }) => entry.name), total: first.entry.total }];
      }),
    };
  });
}

export function stepsOf(deck: readonly DeckCategory[]): Step[] {
  return [
    { kind: 'opening' },
    ...deck.flatMap(({ reveals }, at) =>
      Array.from({ length: reveals.length + 1 }, (_, shown): Step => ({ kind: 'category', at, shown })),
    ),
    { kind: 'end' },
  ];
}

export type Act = 'forward' | 'back' | 'first' | 'blank' | 'fullScreen';

/** What a key of a keyboard or a clicker means; null: nothing. */
export function actOf(key: string): Act | null {
  if (['PageDown', 'ArrowRight', 'ArrowDown', ' ', 'Enter'].includes(key)) return 'forward';
  if (['PageUp', 'ArrowLeft', 'ArrowUp', 'Backspace'].includes(key)) return 'back';
  if (key === 'Home') return 'first';
  // Clickers' black screen.
  if (key === '.' || key === 'b' || key === 'B') return 'blank';
  return key === 'f' || key === 'F' || key === 'F5' ? 'fullScreen' : null;
}
