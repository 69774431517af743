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

/** Sums in another order differ by less. */
const SAME = 1e-9;

/** Same places and totals, so that what is frozen is what the organizer looked at. */
function standTheSame(one: Pick<Results, 'entries'>, other: Pick<Results, 'entries'>): boolean {
  const places = ({ entries }: Pick<Results, 'entries'>) =>
    entries.map(({ id, rank, categoryRank, band, total }) => [id, rank, categoryRank, band, total === null].join(' '));
  const totals = new Map(other.entries.map(({ id, total }) => [id, total ?? 0]));
  return (
    places(one).join('\n') === places(other).join('\n') &&
    one.entries.every(({ id, total }) => Math.abs((total ?? 0) - (totals.get(id) ?? 0)) <= SAME)
  );
}

/**
 * Dataset and results as they are frozen. Of seats that stand for another judge on each site there is nothing to say about
 * judges and their agreement: those figures are left out.
 * @throws Error when the published form would not give the same places: nothing may be frozen then
 */
export async function publishedForm(tallied: Tallied): Promise<Tallied> {
  const dataset = publishable(tallied.dataset);
  if (dataset === tallied.dataset) return { dataset, results: tallied.results };
  const { judges: _, reliability: __, ...results } = await computeAside(dataset);
  if (!standTheSame(results, tallied.results)) throw new Error('the published form of the dataset gives other places');
  return { dataset, results };
}
