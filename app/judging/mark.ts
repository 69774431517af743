/** What a judge gives for one indicator, and the small rules both tablet and server go by. No Zod here: the tablet loads it. */

export type TaskResult = 'done' | 'failed' | null;

/**
 * The sheet's note as a whole: a mark of this name, a note and nothing else. It goes the way of every mark, and no rubric
 * can have an indicator of this name, so no total ever sees it.
 */
export const SHEET_NOTE = '@lembar';

/** One edit, whole: what the mark is to be. The same shape as MarkEdit in the database. */
export interface MarkEdit {
  level: number | null;
  notApplicable: boolean;
  reason: string | null;
  note: string | null;
  tasks: TaskResult[] | null;
  /** On a proposed indicator: the proposed points (0-100) the judge saw and accepts. Says so and counts for nothing. */
  accepted?: number | null | undefined;
}

/** A mark as the server holds it; revision 0 = none yet. */
export interface MarkState {
  revision: number;
  edit: MarkEdit;
  /** When it was saved, by the server's clock. */
  at?: string;
}

/** A decision binding for all judges. */
export interface Ruling {
  kind: 'points' | 'notApplicable' | 'applicable';
  points: number | null;
  reason: string;
}

/** The judge's own mark for the same indicator at another site. */
export interface Elsewhere {
  entryId: string;
  name: string;
  category: string;
  level: number | null;
  notApplicable: boolean;
  note: string | null;
}

/** Least characters of a reason, spaces at the ends not counted. */
export const REASON_MIN = 10;

export const noMark: MarkEdit = { level: null, notApplicable: false, reason: null, note: null, tasks: null };

export function hasReason(edit: Pick<MarkEdit, 'reason'>): boolean {
  return (edit.reason ?? '').trim().length >= REASON_MIN;
}

/** Whether two edits set the same, key by key (a stored one comes back with its keys in another order). */
export function sameEdit(a: MarkEdit, b: MarkEdit): boolean {
  return (
    a.level === b.level &&
    a.notApplicable === b.notApplicable &&
    a.reason === b.reason &&
    a.note === b.note &&
    JSON.stringify(a.tasks) === JSON.stringify(b.tasks) &&
    (a.accepted ?? null) === (b.accepted ?? null)
  );
}

/** Whether the indicator needs nothing more of this judge. A claim the organizer refused needs a level again. */
export function isAnswered(edit: MarkEdit, ruling: Ruling | null): boolean {
  if (ruling?.kind === 'points' || ruling?.kind === 'notApplicable') return true;
  return edit.level !== null || (edit.notApplicable && ruling?.kind !== 'applicable');
}

/**
 * Level that the citizen tasks suggest, null until each has a result: none done is 1, all done the highest,
 * between them by the share done (one of three 2, two of three 3). The judge's tap decides.
 */
export function suggestedLevel(tasks: readonly TaskResult[], levels: number): number | null {
  if (tasks.length === 0 || tasks.some((task) => task === null)) return null;
  const done = tasks.filter((task) => task === 'done').length;
  if (done === tasks.length) return levels;
  return 1 + Math.round((done / tasks.length) * (levels - 2));
}
