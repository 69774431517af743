import { partsOfTotal, type TotalParts } from '#app/scoring/parts.ts';
import { tally } from '#app/scoring/tally.ts';
import { pointsOf } from './points-of.ts';
import { readDataset } from './read.ts';

/**
 * What the totals of these entries (ids of the dataset) are made of; null for one without a total or unknown.
 * @throws DatasetFault when the document is not a sound dataset
 */
export function totalParts(document: unknown, ids: readonly string[]): (TotalParts | null)[] {
  const data = readDataset(document);
  const points = pointsOf(data);
  const tallied = tally(points, data.method);
  return ids.map((id) => {
    const e = points.entries.indexOf(id);
    return e < 0 ? null : partsOfTotal(tallied, data.method, e);
  });
}
