import { criteriaFor } from '../rubric/applies.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import { isAnswered, type MarkEdit, noMark, type Ruling, SHEET_NOTE } from './mark.ts';

/**
 * conflict: two edits wait for a choice. claimRefused: not applicable was refused, a level is due. mark: nothing given. words: given
 * by words that are others now, and not confirmed.
 */
export interface Missing {
  indicator: string;
  why: 'mark' | 'conflict' | 'claimRefused' | 'words';
}

export interface SheetFacts {
  category: string;
  marks: ReadonlyMap<string, MarkEdit>;
  rulings: ReadonlyMap<string, Ruling>;
  /** Indicators with an open conflict. */
  conflicts: ReadonlySet<string>;
  /** Indicators whose mark is to be confirmed. */
  asked?: ReadonlySet<string>;
}

/** Judged indicators of the category with how far they are; a ruling takes one off the judge's hands. */
export function progressOf(rubric: RubricDocument, facts: SheetFacts): { done: number; total: number } {
  const asked = criteriaFor(rubric, facts.category)
    .flatMap((criterion) => criterion.indicators)
    .filter((indicator) => indicator.source === 'judge');
  const missing = new Set(missingOf(rubric, facts).map((each) => each.indicator));
  return { done: asked.filter((indicator) => !missing.has(indicator.id)).length, total: asked.length };
}

/**
 * What keeps a sheet from being submitted, in the rubric's order. Proposals never do: an unmeasured one waits for the
 * chief judge, not for this judge. An open conflict does, on whichever indicator and on the sheet's note.
 */
export function missingOf(rubric: RubricDocument, facts: SheetFacts): Missing[] {
  const note: Missing[] = facts.conflicts.has(SHEET_NOTE) ? [{ indicator: SHEET_NOTE, why: 'conflict' }] : [];
  const asked = criteriaFor(rubric, facts.category)
    .flatMap((criterion) => criterion.indicators)
    .flatMap(({ id, source }): Missing[] => {
      if (facts.conflicts.has(id)) return [{ indicator: id, why: 'conflict' }];
      const edit = facts.marks.get(id) ?? noMark;
      const ruling = facts.rulings.get(id) ?? null;
      if (edit.notApplicable && ruling?.kind === 'applicable') return [{ indicator: id, why: 'claimRefused' }];
      if (source === 'judge' && !isAnswered(edit, ruling)) return [{ indicator: id, why: 'mark' }];
      if (source === 'judge' && facts.asked?.has(id) && (ruling === null || ruling.kind === 'applicable'))
        return [{ indicator: id, why: 'words' }];
      return [];
    });
  return [...asked, ...note];
}
