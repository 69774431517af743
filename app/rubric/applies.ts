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
