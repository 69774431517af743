import { z } from 'zod';
import { localizedText } from '#app/rubric/rubric.schema.ts';
import { aggregates } from '#app/scoring/method.ts';

/*
 * Objects whose optional keys change a result are strict: a misspelt `notApplicable` must not pass unnoticed.
 * The others may carry more (names, notes); the hash covers it, since it is taken over the document as it came.
 */
const id = z.string().min(1);
const name = z.string().optional();
const weight = z.number().nonnegative();

export const datasetFormat = 'opd-contest/1';

/** ranked; outside: scored and shown, takes no place; noSite: "belum ada situs", listed only. */
export const standing = z.enum(['ranked', 'outside', 'noSite']);

/** One contest as anyone may recompute it. Points are numbers on the scale, unrounded. */
export const dataset = z.strictObject({
  format: z.literal(datasetFormat),
  contest: z.looseObject({ id, name }),
  scale: z.strictObject({ min: z.number(), max: z.number() }),
  method: z.strictObject({
    /** Other aggregates are refused rather than computed as something else. */
    aggregate: z.enum(aggregates),
    /** What becomes of an entry with open marks: no total, or one from its complete sheets, with a warning. */
    incomplete: z.enum(['unranked', 'ranked']).default('unranked'),
    /** Criterion ids, the first breaks a tie first. */
    tieBreak: z.array(id),
    /** Digits after the point, for display only. */
    decimals: z.number().int().min(0).max(6).default(2),
    /** Of intervals; absent: 2,000 draws. */
    bootstrap: z
      .strictObject({ draws: z.number().int().nonnegative().max(100_000), seed: z.number().int() })
      .optional(),
  }),
  /** Absent: those of the default rubric, on a scale that ends at 100. */
  bands: z.array(z.strictObject({ from: z.number(), name: localizedText })).optional(),
  criteria: z
    .array(
      z.looseObject({
        id,
        weight,
        name,
        indicators: z.array(z.looseObject({ id, weight, name })).min(1),
      }),
    )
    .min(1),
  entries: z.array(z.looseObject({ id, category: z.string(), name, standing: standing.default('ranked') })),
  judges: z.array(z.looseObject({ id, name })),
  /** Absent: every judge-entry pair that has a mark is one. */
  assignments: z.array(z.looseObject({ entry: id, judge: id })).optional(),
  /** A judge's points; on a measured indicator, that judge's change of the proposal. */
  marks: z.array(z.looseObject({ entry: id, judge: id, indicator: id, points: z.number() })),
  /** Points that all judges share; `sd`: their standard deviation from one measurement to the next, points. */
  measured: z.array(
    z.looseObject({ entry: id, indicator: id, points: z.number(), sd: z.number().nonnegative().optional() }),
  ),
  notApplicable: z.array(z.looseObject({ entry: id, indicator: id })).optional(),
  decisions: z.array(z.unknown()).optional(),
  /**
   * What the plenary decided on entries that the tie-breaks leave equal. order: `entries`, best first. shared: they keep
   * the place together. An entry stands in one decision at most.
   */
  tieDecisions: z
    .array(
      z.strictObject({
        entries: z.array(id).min(2),
        outcome: z.enum(['order', 'shared']),
        reason: z.string().optional(),
      }),
    )
    .optional(),
  /** Of results that replace released ones; absent in the first. The hash covers it. */
  version: z
    .strictObject({
      number: z.number().int().min(2),
      supersedes: z.strictObject({ number: z.number().int().positive(), hash: z.string() }),
      reason: z.string(),
    })
    .optional(),
  results: z.unknown().optional(),
  hash: z.string().optional(),
});
export type Dataset = z.infer<typeof dataset>;
/** Which released results a dataset replaces, and why. */
export type DatasetVersion = NonNullable<Dataset['version']>;
/** As written in a file: keys with a default may be absent. */
export type DatasetInput = z.input<typeof dataset>;
