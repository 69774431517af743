/** The form of a tally in which it is frozen and published. */
import { computeAside } from './compute-aside.server.ts';
import type { DatasetInput } from './dataset.schema.ts';
import { inputHash } from './hash.ts';
import { publishable } from './publishable.ts';
import type { Results } from './results.schema.ts';

interface Tallied {
  dataset: DatasetInput;
  results: Results;
}

/** Hash of what would be frozen now: another than the tally's own where judges' codes become seats. */
export function publishedHash({ dataset, results }: Tallied): string {
  const published = publishable(dataset);
  return published === dataset ? results.inputHash : inputHash(published);
}

/** Same places and totals, so that what is frozen is what the organizer looked at. */
const standing = ({ entries }: Results) =>
  entries.map(({ id, rank, categoryRank, total, band }) => [id, rank, categoryRank, band, total?.toFixed(6)].join(' '));

/**
 * Dataset and results as they are frozen. Of seats that stand for another judge on each site there is nothing to say about
 * judges and their agreement: those figures are left out.
 * @throws Error when the published form would not give the same places: nothing may be frozen then
 */
export async function publishedForm(tallied: Tallied): Promise<Tallied> {
  const dataset = publishable(tallied.dataset);
  if (dataset === tallied.dataset) return { dataset, results: tallied.results };
  const { judges: _, reliability: __, ...results } = await computeAside(dataset);
  if (standing(results).join('\n') !== standing(tallied.results).join('\n'))
    throw new Error('the published form of the dataset gives other places');
  return { dataset, results };
}
