/** How much of a what-if a page may compute while somebody waits for it. */
import { variantsOf } from '#app/scoring/robust.ts';
import type { DatasetInput } from './dataset.schema.ts';

/**
 * Marks that one what-if may look at: sheets x indicators x tallies. About a microsecond each on a small server, so ten
 * seconds; a contest of 70 entries by 7 judges needs a quarter of a million.
 */
export const LARGEST_WHAT_IF = 10_000_000;

/** all: places and robust shares. places: the shares would take too long. none: the places too. */
export type Reach = 'all' | 'places' | 'none';

/**
 * What of a what-if stays within `LARGEST_WHAT_IF`. A category makes it smaller: entries outside it are looked at only
 * where judges' severity is compared on all sheets.
 */
export function reachOf(
  { criteria, entries, judges, assignments = [], method }: DatasetInput,
  category: string | null,
  largest = LARGEST_WHAT_IF,
): Reach {
  const indicators = criteria.reduce((sum, criterion) => sum + criterion.indicators.length, 0);
  const own = new Set(entries.flatMap((entry) => ((category ?? entry.category) === entry.category ? [entry.id] : [])));
  const all = assignments.length * indicators;
  const near = assignments.filter(({ entry }) => own.has(entry)).length * indicators;
  const isAdjusted = method.aggregate === 'severity-adjusted';
  const variants = variantsOf({ criteria, judges: judges.map(({ id }) => id) }, method);
  const places = (isAdjusted ? all : near) + near;
  const robust = isAdjusted ? (variants.length + 1) * all : variants.length * near + all;
  if (places > largest) return 'none';
  return places + robust > largest ? 'places' : 'all';
}
