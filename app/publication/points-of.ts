import type { PointsOf } from '#app/scoring/score-table.ts';
import type { Dataset } from './dataset.schema.ts';

/** A dataset as scoring takes it. In order of id: the order of a file must not matter, not even to the draws. */
export function pointsOf(data: Dataset): PointsOf {
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort(byText);
  return {
    criteria: data.criteria,
    entries: ids(data.entries),
    judges: ids(data.judges),
    assignments: data.assignments ?? pairsOf(data.marks),
    marks: data.marks,
    measured: data.measured,
    notApplicable: data.notApplicable ?? [],
  };
}

function pairsOf(marks: Dataset['marks']): { entry: string; judge: string }[] {
  const known = new Map<string, Set<string>>();
  const pairs: { entry: string; judge: string }[] = [];
  for (const { entry, judge } of marks) {
    const judges = known.get(entry) ?? new Set();
    if (judges.has(judge)) continue;
    known.set(entry, judges.add(judge));
    pairs.push({ entry, judge });
  }
  return pairs;
}

/** By code unit, never by locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
