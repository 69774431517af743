import { appliesTo, tasksFor } from '../rubric/applies.ts';
import { levelsOf, pointsOfLevel } from '../rubric/levels.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import { hasReason, type MarkEdit, noMark, type Ruling, SHEET_NOTE } from './mark.ts';

/** Why the server did not take an edit. Each has a sentence `refused.<code>` in i18n/judging.ts. */
export const refusals = [
  'notAssigned',
  'recused',
  'departed',
  'phase',
  'submitted',
  'unknownIndicator',
  'levelOffScale',
  'contradiction',
  'reasonMissing',
  'tasksMismatch',
  'notAcceptable',
  'ruled',
  'claimRefused',
  'clientIdReused',
  'malformed',
] as const;
export type Refusal = (typeof refusals)[number];

export type Assessment = { ok: true; edit: MarkEdit; points: number | null } | { ok: false; refusal: Refusal };

const refuse = (refusal: Refusal): Assessment => ({ ok: false, refusal });
const trimmed = (text: string | null) => text?.trim() || null;

/**
 * Whether an edit may become the mark of `indicatorId` on a sheet of this category, and its points (0-100, from the
 * level under the rubric; null without a level). Texts come back trimmed; of the sheet's note nothing but the note.
 */
export function assessEdit(
  rubric: RubricDocument,
  category: string,
  ruling: Ruling | null,
  indicatorId: string,
  to: MarkEdit,
): Assessment {
  const edit = { ...to, reason: trimmed(to.reason), note: trimmed(to.note) };
  if (indicatorId === SHEET_NOTE) return { ok: true, edit: { ...noMark, note: edit.note }, points: null };
  const indicator = rubric.criteria
    .flatMap((criterion) => criterion.indicators)
    .find((each) => each.id === indicatorId);
  if (!indicator || !appliesTo(indicator, category)) return refuse('unknownIndicator');
  if (ruling && ruling.kind !== 'applicable') return refuse('ruled');
  if (to.level !== null && !levelsOf(rubric.scale).includes(to.level)) return refuse('levelOffScale');
  if (to.level !== null && to.notApplicable) return refuse('contradiction');
  if (to.notApplicable && ruling?.kind === 'applicable') return refuse('claimRefused');
  const accepts = (to.accepted ?? null) !== null;
  if (accepts && (indicator.source !== 'proposed' || to.level !== null || to.notApplicable))
    return refuse('notAcceptable');
  const isOverride = indicator.source === 'proposed' && to.level !== null;
  if ((to.notApplicable || isOverride) && !hasReason(to)) return refuse('reasonMissing');
  const tasks = indicator.source === 'judge' ? tasksFor(indicator, category).length : 0;
  if (to.tasks !== null && to.tasks.length !== tasks) return refuse('tasksMismatch');
  return { ok: true, edit, points: to.level === null ? null : pointsOfLevel(rubric.scale, to.level) };
}
