import { z } from 'zod';
import { dataset } from './dataset.schema.ts';
import { results } from './results.schema.ts';

/** JSON Schema (2020-12) of a dataset as written in a file, with the results in it; generated from what reads it. */
export function datasetJsonSchema(): object {
  return z.toJSONSchema(dataset.extend({ results: results.optional() }), { io: 'input', target: 'draft-2020-12' });
}
