/** What the API answers, version 1. The OpenAPI document is generated from these. */
import { z } from 'zod';
import { phaseOrder } from '#app/contest/phases.ts';
import { dataset } from '../dataset.schema.ts';
import { resultEntry, results } from '../results.schema.ts';

/** released: frozen and public. provisional: as the data stands now, for organizers; a rank may still change. */
const status = z.enum(['released', 'provisional']).meta({
  description: 'released: frozen and public. provisional: as the data stands at this moment; only with a token.',
});

const version = z.number().int().positive();

const publicVersion = z.object({
  version,
  inputHash: z.string(),
  releasedAt: z.iso.datetime(),
  reason: z.string().nullable().meta({ description: 'Why it replaced the one before it; null of the first.' }),
});

export const contestSummary = z.object({
  year: z.number().int(),
  name: z.string(),
  phase: z.enum(phaseOrder),
  releasedAt: z.iso.datetime().nullable(),
  versions: z.array(publicVersion).meta({
    description:
      'Released versions of the results, oldest first: the last one is in force. Ask for one with `version`.',
  }),
  correcting: z
    .object({ since: z.iso.datetime(), reason: z.string() })
    .nullable()
    .meta({ description: 'The released results are being corrected; they stay in force until others are released.' }),
});
export type ContestSummary = z.infer<typeof contestSummary>;

export const contestList = z.object({ contests: z.array(contestSummary) });

export const entryList = z.object({
  year: z.number().int(),
  entries: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      category: z.string(),
      url: z.string().nullable().meta({ description: 'null: no site yet' }),
      outsideRanking: z.boolean(),
    }),
  ),
});

export const resultList = z.object({
  year: z.number().int(),
  status,
  version: version.nullable().meta({ description: 'null: provisional' }),
  supersedes: z
    .object({ version, inputHash: z.string(), reason: z.string() })
    .nullable()
    .meta({ description: 'The released version that this one replaced, and why.' }),
  supersededBy: version.nullable().meta({ description: 'The version in force, where it is another.' }),
  inputHash: z.string().meta({ description: 'SHA-256 of the RFC 8785 form of the dataset; recompute it to verify.' }),
  methodVersion: z.string(),
  entries: z.array(resultEntry.extend({ name: z.string(), url: z.string().nullable() })),
});
export type ResultList = z.infer<typeof resultList>;

/** As written in a file, with the results in it. */
export const datasetFile = dataset.extend({ results: results.optional() });

/** RFC 9457. */
export const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
});
