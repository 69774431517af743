import { z } from 'zod';
import { standing } from './dataset.schema.ts';

/** Unrounded points; round for display only, by `dataset.method.decimals`. */
export const resultEntry = z.object({
  id: z.string(),
  category: z.string(),
  standing,
  /** Place among all ranked entries; null when incomplete, without a site or outside the ranking. */
  rank: z.number().int().nullable(),
  /** Place within the category. */
  categoryRank: z.number().int().nullable(),
  /** The official aggregate; null while anything is open. */
  total: z.number().nullable(),
  /** Mean of the judges' totals, whatever the official aggregate is. */
  rawMean: z.number().nullable(),
  byCriterion: z.record(z.string(), z.number().nullable()),
  /** Ids that share `rank`, and `categoryRank`. */
  tiedWith: z.array(z.string()),
  categoryTiedWith: z.array(z.string()),
  complete: z.boolean(),
  /** Official (Indonesian) name of the band. */
  band: z.string().nullable(),
  /** Open marks; judge null: no judge is there to give it. Empty for an entry without a site. */
  missing: z.array(z.object({ judge: z.string().nullable(), indicator: z.string() })),
});
export type ResultEntry = z.infer<typeof resultEntry>;

export const results = z.object({
  entries: z.array(resultEntry),
  warnings: z.array(z.string()),
  inputHash: z.string(),
  methodVersion: z.string(),
});
export type Results = z.infer<typeof results>;
