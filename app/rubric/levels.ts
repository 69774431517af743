import type { RubricDocument } from './rubric.schema.ts';

type Scale = RubricDocument['scale'];

/** Levels a judge may tap, lowest first: 1, 1.5, 2 … with half steps, else 1, 2, 3 … */
export function levelsOf(scale: Scale): number[] {
  const step = scale.halfSteps ? 0.5 : 1;
  const count = Math.round((scale.levels - 1) / step) + 1;
  return Array.from({ length: count }, (_, i) => 1 + i * step);
}

/**
 * Points of a level. A half step lies midway between its neighbours (3.5 -> 70 on the default scale).
 * @throws RangeError when the scale has no such level.
 */
export function pointsOfLevel(scale: Scale, level: number): number {
  if (!levelsOf(scale).includes(level)) throw new RangeError(`no level ${level} on a scale of ${scale.levels}`);
  const below = scale.points[Math.floor(level) - 1];
  const above = scale.points[Math.ceil(level) - 1];
  if (below === undefined || above === undefined) throw new RangeError(`scale gives no points for level ${level}`);
  return (below + above) / 2;
}

/** Level whose points these are, null when the points lie between levels (a correction of a proposal may). */
export function levelOfPoints(scale: Scale, points: number): number | null {
  return levelsOf(scale).find((level) => pointsOfLevel(scale, level) === points) ?? null;
}
