interface Sited {
  category: string;
  name: string;
}

function rotate<T>(items: readonly T[], share: number): T[] {
  const at = Math.floor(share * items.length) % Math.max(1, items.length);
  return [...items.slice(at), ...items.slice(0, at)];
}

/** Golden ratio: successive judges start far apart, and a judge who joins later moves nobody. */
const STEP = 0.618_033_988_749_895;

/**
 * Order in which the judge number `seat` (0, 1, …) is shown the sites: category by category, so that alike is compared
 * with alike, but categories and the sites in each begin elsewhere for every judge: no site is last for all.
 */
export function orderFor<T extends Sited>(sites: readonly T[], seat: number): { category: string; sites: T[] }[] {
  const share = (seat * STEP) % 1;
  const byName = sites.toSorted((a, b) => a.name.localeCompare(b.name, 'id'));
  const categories = [...new Set(sites.map((site) => site.category))].sort((a, b) => a.localeCompare(b, 'id'));
  return rotate(categories, share).map((category) => ({
    category,
    sites: rotate(
      byName.filter((site) => site.category === category),
      share,
    ),
  }));
}
