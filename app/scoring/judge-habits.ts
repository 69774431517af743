/** How each judge uses the scale, and what they do with proposals. */
import type { JudgedPart, ScoreTable } from './score-table.ts';

export interface JudgeHabits {
  /** Standard deviation of the judged part over the judge's sheets, points; null under two sheets. */
  spread: number | null;
  /** Measured points that a sheet of theirs started from, and how many of them they changed. */
  proposals: number;
  overrides: number;
  /** Mean of mark minus measurement over the changed ones, points: above zero is generous; null without any. */
  drift: number | null;
}

/** Habits of every judge, in their order. A mark equal to what was measured is no override. */
export function judgeHabits(table: ScoreTable, judged: JudgedPart): JudgeHabits[] {
  const { judges, judgeOf, entryOf, indicators, points, common, applies } = table;
  const I = indicators.length;
  const habits = Array.from({ length: judges }, () => ({ values: [] as number[], proposals: 0, overrides: 0, sum: 0 }));
  for (let s = 0; s < judgeOf.length; s++) {
    const own = habits[judgeOf[s] ?? 0];
    if (!own) continue;
    const value = judged.values[s] ?? Number.NaN;
    if (!Number.isNaN(value)) own.values.push(value);
    const e = entryOf[s] ?? 0;
    for (let i = 0; i < I; i++) {
      const measured = common[e * I + i] ?? Number.NaN;
      if (!applies[e * I + i] || Number.isNaN(measured)) continue;
      own.proposals += 1;
      const difference = (points[s * I + i] ?? measured) - measured;
      if (difference === 0) continue;
      own.overrides += 1;
      own.sum += difference;
    }
  }
  return habits.map(({ values, proposals, overrides, sum }) => ({
    spread: deviation(values),
    proposals,
    overrides,
    drift: overrides > 0 ? sum / overrides : null,
  }));
}

function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
