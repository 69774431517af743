/** The objection window: when it is open, and what may be filed. Pure. */
import type { Phase } from '#app/contest/phases.ts';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';

/** Whether there is anything to look at for a webmaster: the window, and afterwards what was filed in it. */
export const windowIsKnown = ({ phase, hasObjection }: { phase: Phase; hasObjection: boolean }): boolean =>
  phase === 'sanggah' || (hasObjection && (phase === 'penetapan' || phase === 'terbit'));

export const OBJECTION = {
  /** Characters of the text, spaces at the ends not counted. */
  shortest: 20,
  longest: 2000,
  pictures: 3,
  /** Bytes of one picture as it comes. */
  pictureBytes: 6 * 1024 * 1024,
  /** Objections of an entry, ever. */
  ofEntry: 20,
  /** Tries of one person in a quarter of an hour. */
  tries: 20,
  /** Bytes of a whole form: more is not read at all. */
  formBytes: 32 * 1024 * 1024,
} as const;

/** What a text lacks, or null. */
export function textFault(text: string): 'textMissing' | 'textShort' | 'textLong' | null {
  const { length } = text.trim();
  if (length === 0) return 'textMissing';
  if (length < OBJECTION.shortest) return 'textShort';
  return length > OBJECTION.longest ? 'textLong' : null;
}

/**
 * The levels of the rubric's scale that points lie between: one where they hit a level or lie beyond an end, else two,
 * the lower first.
 */
export function levelsAround({ points: ofLevel }: RubricDocument['scale'], points: number): number[] {
  const below = ofLevel.findLastIndex((each) => each <= points + 1e-9);
  const above = ofLevel.findIndex((each) => each >= points - 1e-9);
  if (below < 0) return [1];
  if (above < 0) return [ofLevel.length];
  return below === above ? [below + 1] : [below + 1, above + 1];
}
