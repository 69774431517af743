/** How far judges go from what the audits propose. Pure. */

/** One correction that counts: points of the judge's level, and of the proposal it replaces, both 0-100. */
export interface Correction {
  judgeId: string;
  indicator: string;
  given: number;
  proposed: number;
}

/** Proposals a judge had before them on submitted sheets, of one indicator. */
export interface Offered {
  judgeId: string;
  indicator: string;
  count: number;
}

export interface Drift {
  /** Proposals seen on submitted sheets, and how many of them were changed. */
  offered: number;
  changed: number;
  /** Mean of given minus proposed over the changed ones, points; null when none was. Above 0: milder than the audit. */
  signed: number | null;
  /** Mean of the differences whatever their direction, points; null when none was changed. */
  absolute: number | null;
}

export interface JudgeDrift extends Drift {
  judgeId: string;
  /** Only indicators the judge changed, in the rubric's order. */
  indicators: (Drift & { indicator: string })[];
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function driftOf(corrections: readonly Correction[], offered: readonly Offered[]): Drift {
  const differences = corrections.map(({ given, proposed }) => given - proposed);
  return {
    offered: offered.reduce((sum, { count }) => sum + count, 0),
    changed: differences.length,
    signed: mean(differences),
    absolute: mean(differences.map(Math.abs)),
  };
}

/** Drift of every judge who was offered a proposal, over all indicators and for each changed one. */
export function driftByJudge(
  corrections: readonly Correction[],
  offered: readonly Offered[],
  order: readonly string[],
): JudgeDrift[] {
  const judges = [...new Set(offered.map(({ judgeId }) => judgeId))];
  return judges.map((judgeId) => {
    const own = corrections.filter((each) => each.judgeId === judgeId);
    const seen = offered.filter((each) => each.judgeId === judgeId);
    const changed = order.filter((id) => own.some(({ indicator }) => indicator === id));
    const of =
      (id: string) =>
      <T extends { indicator: string }>(rows: readonly T[]) =>
        rows.filter(({ indicator }) => indicator === id);
    return {
      judgeId,
      ...driftOf(own, seen),
      indicators: changed.map((indicator) => {
        const only = of(indicator);
        return { indicator, ...driftOf(only(own), only(seen)) };
      }),
    };
  });
}
