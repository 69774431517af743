export interface Weighted {
  weight: number;
}

/**
 * Mean of the parts that have a value, by weight: sum(w x) / sum(w). Parts without a value (null) take no weight,
 * so theirs goes to the others in proportion. Null when nothing with a weight above zero is left.
 */
export function weightedMean<P extends Weighted>(
  parts: readonly P[],
  pointsOf: (part: P) => number | null,
): number | null {
  let sum = 0;
  let weights = 0;
  for (const part of parts) {
    const value = pointsOf(part);
    if (value === null) continue;
    sum += part.weight * value;
    weights += part.weight;
  }
  return weights > 0 ? sum / weights : null;
}
