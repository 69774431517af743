import type { PlanSettings } from './plan.schema.ts';
import { MOST_JUDGES } from './plan.schema.ts';

/** The plan's form as typed, so that nothing is lost when it is refused. */
export interface PlanTyped {
  mode: 'semua' | 'sebagian';
  count: string;
  /** Ticked categories by judge. */
  categories: Record<string, string[]>;
}

/** Name of a judge's category boxes. */
export const categoryField = (judgeId: string) => `kategori-${judgeId}`;

export function typedOf(settings: PlanSettings): PlanTyped {
  const { judgesPerEntry, categories } = settings;
  return {
    mode: judgesPerEntry === null ? 'semua' : 'sebagian',
    count: judgesPerEntry === null ? '' : String(judgesPerEntry),
    categories,
  };
}

/**
 * Reads the form. A judge with no box ticked, or all of them, scores every category, those to come included. Null
 * settings: the number of judges is no whole number from 1 to MOST_JUDGES.
 */
export function readPlanForm(
  form: FormData,
  judgeIds: readonly string[],
  categories: readonly string[],
): { typed: PlanTyped; settings: PlanSettings | null } {
  const ticked = judgeIds.map((id) => {
    const values = new Set(form.getAll(categoryField(id)));
    return [id, categories.filter((category) => values.has(category))] as const;
  });
  const limits = Object.fromEntries(
    ticked.filter(([, some]) => some.length > 0 && some.length < categories.length).map(([id, some]) => [id, some]),
  );
  const count = String(form.get('banyak') ?? '').trim();
  const mode = form.get('cara') === 'sebagian' ? 'sebagian' : 'semua';
  const typed = { mode, count, categories: Object.fromEntries(ticked.filter(([, some]) => some.length > 0)) } as const;
  if (mode === 'semua') return { typed, settings: { judgesPerEntry: null, categories: limits } };
  const number = /^\d{1,2}$/.test(count) ? Number(count) : 0;
  const fits = number >= 1 && number <= MOST_JUDGES;
  return { typed, settings: fits ? { judgesPerEntry: number, categories: limits } : null };
}
