/** The words that marks are given by: the texts of an indicator's levels, and its citizen tasks. Pure; docs/decisions/019. */
import { appliesTo, tasksFor } from './applies.ts';
import type { Indicator, JudgedIndicator, LocalizedText, RubricDocument } from './rubric.schema.ts';

// A translation changes nothing of what was scored by.
const inIndonesian = (texts: readonly LocalizedText[]) => JSON.stringify(texts.map(({ id }) => id));

function sameLevels(a: JudgedIndicator, b: JudgedIndicator): boolean {
  const levels = [...new Set([...Object.keys(a.levels), ...Object.keys(b.levels)])];
  return levels.every((level) => a.levels[level]?.id === b.levels[level]?.id);
}

/** Whether a judge of a site of this category is given the same tasks, one by one. */
export function sameTasks(a: JudgedIndicator, b: JudgedIndicator, category: string): boolean {
  return inIndonesian(tasksFor(a, category)) === inIndonesian(tasksFor(b, category));
}

/** Whether a mark means the same under both; without a category, at any site. */
export function sameWords(a: JudgedIndicator, b: JudgedIndicator, category?: string): boolean {
  const named = ['*', ...Object.keys(a.tasks ?? {}), ...Object.keys(b.tasks ?? {})];
  const categories = category === undefined ? named : [category];
  return sameLevels(a, b) && categories.every((each) => sameTasks(a, b, each));
}

export function indicatorOf(rubric: RubricDocument, id: string): Indicator | null {
  return rubric.criteria.flatMap(({ indicators }) => indicators).find((each) => each.id === id) ?? null;
}

/** Judged indicators of both rubrics whose words differ for sites of this category. */
export function rephrasedFor(before: RubricDocument, after: RubricDocument, category: string): JudgedIndicator[] {
  return after.criteria
    .flatMap(({ indicators }) => indicators)
    .flatMap((each) => {
      if (each.source !== 'judge' || !appliesTo(each, category)) return [];
      const old = indicatorOf(before, each.id);
      return old?.source === 'judge' && !sameWords(old, each, category) ? [each] : [];
    });
}
