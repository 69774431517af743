import { z } from 'zod';
import { standing } from './dataset.schema.ts';

const rankSpan = z.tuple([z.number().int(), z.number().int()]).nullish();

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
  /** Total at the average judge: judges' severity taken off. Null when judges can't be compared; absent in old results. */
  adjusted: z.number().nullable().optional(),
  byCriterion: z.record(z.string(), z.number().nullable()),
  /** Bounds that hold 90 % of the draws: of the total, of the place, of the place in the category. */
  interval: z.tuple([z.number(), z.number()]).nullish(),
  rankInterval: rankSpan,
  categoryRankInterval: rankSpan,
  /** Ids that share `rank`, and `categoryRank`. */
  tiedWith: z.array(z.string()),
  categoryTiedWith: z.array(z.string()),
  /** Statistical ties: neighbours whose order is the other way in more than 20 % of the draws. They inform. */
  nearTies: z.array(z.string()).optional(),
  categoryNearTies: z.array(z.string()).optional(),
  complete: z.boolean(),
  /** Official (Indonesian) name of the band. */
  band: z.string().nullable(),
  /** Open marks; judge null: no judge is there to give it. Empty for an entry without a site. */
  missing: z.array(z.object({ judge: z.string().nullable(), indicator: z.string() })),
});
export type ResultEntry = z.infer<typeof resultEntry>;

const resultJudge = z.object({
  id: z.string(),
  /** Points above (+) or below (-) the average judge; null when judges can't be compared. */
  effect: z.number().nullable(),
  /** Sheets whose judged part is complete. */
  sheets: z.number().int(),
  /** With the mean of the other judges of the same entries. */
  correlation: z.number().nullable(),
  /** Sheets far from what entry and judge foretell: points, and standard deviations. */
  outliers: z.array(z.object({ entry: z.string(), residual: z.number(), z: z.number() })),
});

const figure = z.number().nullable();
/** Agreement of the judges on what they score themselves. */
const reliability = z.object({
  krippendorffAlpha: z.object({ nominal: figure, ordinal: figure, interval: figure, ratio: figure }),
  /** Only where every judge has judged every entry. */
  icc: z.record(z.enum(['1,1', '1,k', '2,1', '2,k', '3,1', '3,k']), z.number()).nullable(),
  kendallW: z.object({ w: z.number(), wUncorrected: z.number(), chi2: z.number(), p: z.number() }).nullable(),
});
export type Reliability = z.infer<typeof reliability>;

/** Judges, reliability and graph are absent in results of older methods. */
export const results = z.object({
  entries: z.array(resultEntry),
  judges: z.array(resultJudge).optional(),
  reliability: reliability.optional(),
  /** Linked groups of judges and entries. */
  graph: z.object({ components: z.number().int() }).optional(),
  warnings: z.array(z.string()),
  inputHash: z.string(),
  methodVersion: z.string(),
});
export type Results = z.infer<typeof results>;
