import type { Criterion, JudgedIndicator, LocalizedText, RubricDocument } from './rubric.schema.ts';

/** Whether an indicator (or one signal of it) is for sites of this category; without `appliesTo` it is for all. */
export function appliesTo(part: { appliesTo?: string[] | undefined }, category: string): boolean {
  return part.appliesTo === undefined || part.appliesTo.includes(category);
}

/** Tasks a judge tries on every site of the category; its own ones, else those under `*`, else none. */
export function tasksFor(indicator: JudgedIndicator, category: string): LocalizedText[] {
  return indicator.tasks?.[category] ?? indicator.tasks?.['*'] ?? [];
}

/** The criteria with only the indicators of this category; a criterion left empty is dropped. */
export function criteriaFor(rubric: RubricDocument, category: string): Criterion[] {
  return rubric.criteria
    .map((criterion) => ({ ...criterion, indicators: criterion.indicators.filter((i) => appliesTo(i, category)) }))
    .filter((criterion) => criterion.indicators.length > 0);
}

/** Ids of the indicators that say something of this very category: who they are for, their signals, their tasks. */
export function indicatorsNaming(rubric: RubricDocument, category: string): string[] {
  const names = (part: { appliesTo?: string[] | undefined }) => part.appliesTo?.includes(category) ?? false;
  return rubric.criteria
    .flatMap((criterion) => criterion.indicators)
    .filter(
      (indicator) =>
        names(indicator) ||
        (indicator.source === 'judge' ? category in (indicator.tasks ?? {}) : indicator.signals.some(names)),
    )
    .map((indicator) => indicator.id);
}
