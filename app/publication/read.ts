import { z } from 'zod';
import { type Dataset, dataset } from './dataset.schema.ts';
import { DatasetFault, refuseFaults } from './faults.ts';

const indonesian = z.locales.id().localeError;

/**
 * Reads a document as a dataset.
 * @throws DatasetFault naming the path of the first fault.
 */
export function readDataset(document: unknown): Dataset {
  const parsed = dataset.safeParse(document, { error: indonesian });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).map((step) => (typeof step === 'number' ? step : String(step)));
    // Zod puts an unknown key under its parent's path.
    if (issue?.code === 'unrecognized_keys') path.push(...issue.keys.slice(0, 1));
    throw new DatasetFault(path, issue?.message ?? 'tidak sah');
  }
  refuseFaults(parsed.data);
  return parsed.data;
}
