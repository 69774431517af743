/** How others' levels spread, told so that nobody can be picked out. Pure. */

/** Fewer others than this are not told of: two of three could read the third's level off. */
export const LEAST_OTHERS = 2;

export interface Spread {
  /** Rising levels that somebody gave, and how many did. */
  levels: { level: number; count: number }[];
  /** Everybody who gave a level. */
  total: number;
}

/** Levels counted; null when fewer than LEAST_OTHERS gave one. */
export function spreadOf(levels: readonly number[]): Spread | null {
  if (levels.length < LEAST_OTHERS) return null;
  const counts = new Map<number, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  return {
    levels: [...counts].sort(([a], [b]) => a - b).map(([level, count]) => ({ level, count })),
    total: levels.length,
  };
}
