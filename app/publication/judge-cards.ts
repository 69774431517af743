/** What the figures of judges say, for people who know no statistics. */
import type { JudgeHabits } from '#app/scoring/judge-habits.ts';
import type { Results } from './results.schema.ts';

type Judge = NonNullable<Results['judges']>[number];

/** In one word, for a sentence of each. */
export type Severity = 'unknown' | 'average' | 'strict' | 'lenient';
export type Agreement = 'unknown' | 'strong' | 'fair' | 'weak';

export interface JudgeCardView extends JudgeHabits {
  code: string;
  name: string;
  sheets: number;
  /** Points above or below the average judge. */
  effect: number | null;
  severity: Severity;
  correlation: number | null;
  alike: Agreement;
  /** Sheets far from what entry and judge foretell, with the entry behind each. */
  outliers: { entryId: string; name: string; residual: number }[];
}

/** An effect smaller than this reads as none, points. */
const NONE = 1;

/** Judges in order of their names, with names for codes and entries for ids of the dataset. */
export function judgeCards(
  judges: readonly Judge[],
  habits: readonly (JudgeHabits & { id: string })[],
  nameOf: ReadonlyMap<string, string>,
  entryOf: ReadonlyMap<string, { entryId: string; name: string }>,
): JudgeCardView[] {
  const cards = judges.map(({ id, effect, sheets, correlation, outliers }): JudgeCardView => {
    const own = habits.find((each) => each.id === id);
    return {
      code: id,
      name: nameOf.get(id) ?? id,
      sheets,
      effect,
      severity: severityOf(effect),
      correlation,
      alike: correlation === null ? 'unknown' : correlation >= 0.8 ? 'strong' : correlation >= 0.5 ? 'fair' : 'weak',
      spread: own?.spread ?? null,
      proposals: own?.proposals ?? 0,
      overrides: own?.overrides ?? 0,
      drift: own?.drift ?? null,
      outliers: outliers.flatMap(({ entry, residual }) => {
        const found = entryOf.get(entry);
        return found ? [{ ...found, residual }] : [];
      }),
    };
  });
  return cards.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function severityOf(effect: number | null): Severity {
  if (effect === null) return 'unknown';
  if (Math.abs(effect) < NONE) return 'average';
  return effect < 0 ? 'strict' : 'lenient';
}

/**
 * What alpha (interval) allows: from 0.800 on conclusions, from 0.667 on tentative ones (Krippendorff 2004, "Content
 * Analysis", ch. 11.4).
 */
export function agreementOf(alpha: number | null): Agreement {
  if (alpha === null) return 'unknown';
  return alpha >= 0.8 ? 'strong' : alpha >= 0.667 ? 'fair' : 'weak';
}
