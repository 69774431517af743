/** The points of an entry by indicator, as the dataset holds them. */
import type { Dataset } from '../dataset.schema.ts';
import type { IndicatorFact } from './facts.ts';

/** Of one entry: each indicator with the mean of its judges' points, or the measured points where no judge changed them. */
export function indicatorFacts(data: Dataset, entry: string): IndicatorFact[] {
  const without = new Set(
    (data.notApplicable ?? []).filter((row) => row.entry === entry).map(({ indicator }) => indicator),
  );
  const measured = new Map(
    data.measured.filter((row) => row.entry === entry).map(({ indicator, points }) => [indicator, points]),
  );
  const marks = data.marks.filter((mark) => mark.entry === entry);
  const judges = new Set([
    ...(data.assignments ?? []).filter((row) => row.entry === entry).map(({ judge }) => judge),
    ...marks.map(({ judge }) => judge),
  ]);
  // A criterion of which nothing applies leaves its weight to the others.
  const criteriaWeight = data.criteria
    .filter(({ indicators }) => indicators.some(({ id }) => !without.has(id)))
    .reduce((sum, { weight }) => sum + weight, 0);
  return data.criteria.flatMap((criterion) => {
    const applying = criterion.indicators.filter(({ id }) => !without.has(id));
    const weight = applying.reduce((sum, indicator) => sum + indicator.weight, 0);
    return criterion.indicators.map((indicator): IndicatorFact => {
      const applies = !without.has(indicator.id);
      const share = applies && weight > 0 ? (criterion.weight / criteriaWeight) * (indicator.weight / weight) : 0;
      const names = {
        id: indicator.id,
        name: indicator.name ?? indicator.id,
        criterion: criterion.name ?? criterion.id,
      };
      return { ...names, share, points: applies ? pointsOf(indicator.id, marks, measured, judges) : null };
    });
  });
}

function pointsOf(
  indicator: string,
  marks: Dataset['marks'],
  measured: ReadonlyMap<string, number>,
  judges: ReadonlySet<string>,
): number | null {
  const given = marks.filter((mark) => mark.indicator === indicator);
  const proposed = measured.get(indicator);
  // A judge who left a measured indicator alone stands by the measurement.
  const alone = proposed === undefined ? [] : [...judges].filter((id) => !given.some(({ judge }) => judge === id));
  const all = [...given.map(({ points }) => points), ...alone.map(() => proposed ?? 0)];
  if (all.length > 0) return all.reduce((sum, points) => sum + points, 0) / all.length;
  return proposed ?? null;
}
