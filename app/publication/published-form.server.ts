/** The form of a tally in which it is frozen and published. */
import { computeAside } from './compute-aside.server.ts';
import { type DatasetInput, type DatasetVersion, dataset as datasetShape } from './dataset.schema.ts';
import { inputHash } from './hash.ts';
import { publishable } from './publishable.ts';
import type { Results } from './results.schema.ts';

interface Tallied {
  dataset: DatasetInput;
  results: Results;
}

/** What a frozen document says of the results it replaces; null of the first ones. */
export function versionIn(document: unknown): DatasetVersion | null {
  return datasetShape.shape.version.safeParse(Object(document).version).data ?? null;
}

/** The dataset as it is published: the very same where nothing is to be hidden and nothing replaced. */
function formOf(dataset: DatasetInput, version: DatasetVersion | null): DatasetInput {
  const published = publishable(dataset);
  return version ? { ...published, version } : published;
}

/** Hash of what would be frozen now: another than the tally's own where judges' codes become seats, or as a new version. */
export function publishedHash({ dataset, results }: Tallied, version: DatasetVersion | null): string {
  const published = formOf(dataset, version);
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
 * Dataset and results as they are frozen, `version` in them when they replace released ones. Of seats that stand for
 * another judge on each site there is nothing to say about judges and their agreement: those figures are left out.
 * @throws Error when the published form would not give the same places: nothing may be frozen then
 */
export async function publishedForm(tallied: Tallied, version: DatasetVersion | null): Promise<Tallied> {
  const dataset = formOf(tallied.dataset, version);
  if (dataset === tallied.dataset) return { dataset, results: tallied.results };
  const { judges, reliability, ...results } = await computeAside(dataset);
  if (!standTheSame(results, tallied.results)) throw new Error('the published form of the dataset gives other places');
  const isSeated = publishable(tallied.dataset) !== tallied.dataset;
  return { dataset, results: isSeated ? results : { ...results, judges, reliability } };
}
