import { z } from 'zod';
import { type Dataset, dataset } from './dataset.schema.ts';
import { DatasetFault, refuseFaults } from './faults.ts';

const indonesian = z.locales.id().localeError;

/**
 * Reads a document as a dataset.
 * @throws DatasetFault naming the path of the first fault.
 */
export function readDataset(document: unknown): Dataset {
  const marks = soundMarks(document);
  const parsed = dataset.safeParse(marks ? { ...Object(document), marks: [] } : document, { error: indonesian });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).map((step) => (typeof step === 'number' ? step : String(step)));
    // Zod puts an unknown key under its parent's path.
    if (issue?.code === 'unrecognized_keys') path.push(...issue.keys.slice(0, 1));
    throw new DatasetFault(path, issue?.message ?? 'tidak sah');
  }
  const data = marks ? { ...parsed.data, marks } : parsed.data;
  refuseFaults(data);
  return data;
}

/**
 * The marks of a document when all of them have the shape that the schema asks for, else null: the schema then says what
 * is wrong. A large contest has millions, and the schema would copy each.
 */
function soundMarks(document: unknown): Dataset['marks'] | null {
  if (typeof document !== 'object' || document === null || !('marks' in document)) return null;
  const { marks } = document;
  if (!Array.isArray(marks)) return null;
  const isId = (value: unknown) => typeof value === 'string' && value !== '';
  const sound = marks.every(
    (mark: unknown) =>
      typeof mark === 'object' &&
      mark !== null &&
      !Array.isArray(mark) &&
      'entry' in mark &&
      'judge' in mark &&
      'indicator' in mark &&
      'points' in mark &&
      isId(mark.entry) &&
      isId(mark.judge) &&
      isId(mark.indicator) &&
      Number.isFinite(mark.points),
  );
  return sound ? marks : null;
}
