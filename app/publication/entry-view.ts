/** From an entry's total down to every mark, override, proposal and piece of evidence, as its screen shows it. */
import { type Locale, localized } from '#app/i18n/text.ts';
import type { LocalizedText, RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { TotalParts } from '#app/scoring/parts.ts';
import type { Behind } from './behind.server.ts';

export interface MarkView {
  judge: string;
  points: number | null;
  level: number | null;
  notApplicable: boolean;
  reason: string | null;
  note: string | null;
}

export interface IndicatorView {
  id: string;
  name: string;
  isMeasured: boolean;
  /** Part of the total, 0 to 1, its points and what they bring to the total; null without a total. */
  part: { share: number; points: number | null; contribution: number } | null;
  marks: MarkView[];
  proposal: Pick<Behind['proposals'][number], 'outcome' | 'points'> | null;
  ruling: Behind['rulings'][number] | null;
}

export interface CriterionView {
  id: string;
  name: string;
  weight: number;
  indicators: IndicatorView[];
}

/** `parts` of the entry's total, null without one. */
export function entryView(
  rubric: RubricDocument,
  { sheets, marks, proposals, rulings }: Behind,
  parts: TotalParts | null,
  locale: Locale,
): CriterionView[] {
  const said = (name: LocalizedText) => localized(name, locale);
  return rubric.criteria.map(({ id, name, weight, indicators }) => ({
    id,
    name: said(name),
    weight,
    indicators: indicators.map((indicator): IndicatorView => {
      const proposal = proposals.find((each) => each.indicator === indicator.id);
      const part = parts?.indicators.find((each) => each.indicator === indicator.id);
      return {
        id: indicator.id,
        name: said(indicator.name),
        isMeasured: indicator.source === 'proposed',
        part: part ? { share: part.share, points: part.points, contribution: part.contribution } : null,
        marks: sheets.flatMap(({ sheetId, judge }) => {
          const mark = marks.find((each) => each.sheetId === sheetId && each.indicator === indicator.id);
          if (!mark || (mark.points === null && !mark.notApplicable)) return [];
          const { points, level, notApplicable, reason, note } = mark;
          return [{ judge, points, level, notApplicable, reason, note }];
        }),
        proposal: proposal ? { outcome: proposal.outcome, points: proposal.points } : null,
        ruling: rulings.find((each) => each.indicator === indicator.id) ?? null,
      };
    }),
  }));
}
