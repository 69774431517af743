/** Whether what measured the entries of one ranking was the same. Pure. */
import type { Named } from './phases.ts';

/** Stamps of an audit that move results when they differ; `subject` (what was audited) is none of them. */
export const measuringStamps = ['lighthouse', 'chrome', 'config', 'node', 'rubric', 'signalRules', 'words'] as const;

type Stamps = Readonly<Record<string, string>>;

/** Measuring stamps that both have and that differ. A site that was down was never loaded: it lacks some. */
export function differingStamps(one: Stamps, other: Stamps): string[] {
  return measuringStamps.filter((key) => {
    const [a, b] = [one[key], other[key]];
    return a !== undefined && b !== undefined && a !== b;
  });
}

interface Stamped extends Named {
  stamps: Stamps | null;
}

export interface Apart extends Named {
  /** Each stamp with its own value and that of most entries. */
  differs: { stamp: string; own: string; most: string }[];
}

/** Value of a stamp that most entries have; of as many, the one that sorts last (the newer version). */
function commonest(entries: readonly Stamped[], key: string): string | undefined {
  const counts = new Map<string, number>();
  for (const { stamps } of entries) {
    const value = stamps?.[key];
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const order = new Intl.Collator('en', { numeric: true });
  return [...counts].sort(([a, m], [b, n]) => n - m || order.compare(b, a))[0]?.[0];
}

/** Entries whose results were measured with something else than those of most entries. */
export function entriesApart(entries: readonly Stamped[]): Apart[] {
  const most = new Map(measuringStamps.map((key) => [key, commonest(entries, key)]));
  return entries.flatMap(({ id, name, stamps }) => {
    const differs = measuringStamps.flatMap((stamp) => {
      const own = stamps?.[stamp];
      const usual = most.get(stamp);
      return own !== undefined && usual !== undefined && own !== usual ? [{ stamp, own, most: usual }] : [];
    });
    return differs.length > 0 ? [{ id, name, differs }] : [];
  });
}

/** What differs, without words: `chrome 140 ≠ 141`, its own first. */
export function apartText({ differs }: Apart): string {
  return differs.map(({ stamp, own, most }) => `${stamp} ${own} ≠ ${most}`).join(', ');
}

/** `Dinas X (chrome 140 ≠ 141)`. */
export function namedApart(apart: Apart): Named {
  return { id: apart.id, name: `${apart.name} (${apartText(apart)})` };
}
