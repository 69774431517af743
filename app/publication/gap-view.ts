/** Why one entry stands above another, indicator by indicator, as its screen and its print show it. */
import { type Locale, localized } from '#app/i18n/text.ts';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import { type Gap, gapBetween, type IndicatorPart, type TotalParts } from '#app/scoring/parts.ts';
import type { DatasetInput } from './dataset.schema.ts';

/** What was measured, and what the judges gave, under their codes: this page is shown to agencies. */
export interface Given {
  measured: number | null;
  marks: { judge: string; points: number }[];
}

export interface GapRow {
  id: string;
  name: string;
  a: IndicatorPart & Given;
  b: IndicatorPart & Given;
  difference: number;
}

export interface GapView extends Pick<Gap, 'severity' | 'remainder' | 'gap'> {
  criteria: { id: string; name: string; difference: number; rows: GapRow[] }[];
  /** Largest difference either way, for the bars. */
  widest: number;
}

/** `a` and `b` are ids of the dataset, each with the parts of its total. */
export function gapView(
  rubric: RubricDocument,
  dataset: Pick<DatasetInput, 'marks' | 'measured'>,
  a: { id: string; parts: TotalParts },
  b: { id: string; parts: TotalParts },
  locale: Locale,
): GapView {
  const { indicators, ...sums } = gapBetween(a.parts, b.parts);
  const rowOf = new Map(indicators.map((row) => [row.indicator, row]));
  const given = (entry: string, indicator: string): Given => ({
    measured: dataset.measured.find((each) => each.entry === entry && each.indicator === indicator)?.points ?? null,
    marks: dataset.marks
      .filter((each) => each.entry === entry && each.indicator === indicator)
      .map(({ judge, points }) => ({ judge, points })),
  });
  const criteria = rubric.criteria.map((criterion) => {
    const rows = criterion.indicators.flatMap(({ id, name }): GapRow[] => {
      const row = rowOf.get(id);
      if (!row) return [];
      return [
        {
          id,
          name: localized(name, locale),
          a: { ...row.a, ...given(a.id, id) },
          b: { ...row.b, ...given(b.id, id) },
          difference: row.difference,
        },
      ];
    });
    const difference = rows.reduce((sum, row) => sum + row.difference, 0);
    return { id: criterion.id, name: localized(criterion.name, locale), difference, rows };
  });
  return { ...sums, criteria, widest: Math.max(0, ...indicators.map((row) => Math.abs(row.difference))) };
}
