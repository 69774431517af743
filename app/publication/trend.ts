/** How agencies did over the years, from frozen results alone. Pure. */
import { readDataset } from './read.ts';
import { results } from './results.schema.ts';

export interface FrozenYear {
  year: number;
  /** Dataset with results in it. */
  document: unknown;
  /** Which rubric it was scored by: totals of two rubrics are not the same measure. */
  rubricVersionId: string;
}

export interface TrendPoint {
  year: number;
  total: number | null;
  categoryRank: number | null;
}

export interface TrendRow {
  code: string;
  /** As it was called in the newest year it took part. */
  name: string;
  category: string;
  /** One for each year, oldest first; null: no entry that year. */
  points: (TrendPoint | null)[];
  /** Newest total less the one before; null unless both are there and were scored by the same rubric. */
  change: number | null;
}

export interface Trend {
  /** Oldest first; `sameRubric`: scored by the rubric of the year before it in this list. */
  years: { year: number; sameRubric: boolean }[];
  rows: TrendRow[];
}

/** @param frozen released results, in any order, at most one for each year */
export function trendOf(frozen: readonly FrozenYear[]): Trend {
  const ordered = [...frozen].sort((a, b) => a.year - b.year);
  const years = ordered.map(({ year, rubricVersionId }, i) => ({
    year,
    sameRubric: i > 0 && ordered[i - 1]?.rubricVersionId === rubricVersionId,
  }));
  const rows = new Map<string, TrendRow>();
  ordered.forEach(({ year, document }, at) => {
    const data = readDataset(document);
    const named = new Map(data.entries.map((entry) => [entry.id, entry]));
    for (const { id, total, categoryRank, category } of results.parse(data.results).entries) {
      const row = rows.get(id) ?? { code: id, name: id, category, points: ordered.map(() => null), change: null };
      row.name = named.get(id)?.name ?? id;
      row.category = category;
      row.points[at] = { year, total, categoryRank };
      rows.set(id, row);
    }
  });
  const compared = years.at(-1)?.sameRubric ?? false;
  for (const row of rows.values()) {
    const [before, now] = row.points.slice(-2);
    if (compared && years.length > 1 && before?.total != null && now?.total != null)
      row.change = now.total - before.total;
  }
  const byName = (a: TrendRow, b: TrendRow) =>
    a.category.localeCompare(b.category, 'id') || a.name.localeCompare(b.name, 'id');
  return { years, rows: [...rows.values()].sort(byName) };
}
