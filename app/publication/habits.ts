import { type JudgeHabits, judgeHabits } from '#app/scoring/judge-habits.ts';
import { judgedPart, scoreTable } from '#app/scoring/score-table.ts';
import { pointsOf } from './points-of.ts';
import { readDataset } from './read.ts';

/**
 * How each judge of a dataset uses the scale and treats proposals, by id.
 * @throws DatasetFault when the document is not a sound dataset
 */
export function habitsOf(document: unknown): (JudgeHabits & { id: string })[] {
  const points = pointsOf(readDataset(document));
  const table = scoreTable(points);
  const habits = judgeHabits(table, judgedPart(points.criteria, table));
  return points.judges.flatMap((id, j) => {
    const own = habits[j];
    return own ? [{ id, ...own }] : [];
  });
}
