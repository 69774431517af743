/** The description of the API (OpenAPI 3.1), generated from the schemas it answers by. */
import { z } from 'zod';
import { contestList, contestSummary, datasetFile, entryList, problem, resultList } from './api.schema.ts';

const schemas = { ContestList: contestList, Contest: contestSummary, EntryList: entryList, ResultList: resultList };

const jsonOf = (schema: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};
const answers = (name: string, description: string, hidden: boolean) => ({
  '200': {
    description,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  },
  '401': { $ref: '#/components/responses/Unauthorized' },
  ...(hidden ? { '404': { $ref: '#/components/responses/NotFound' } } : {}),
  '429': { $ref: '#/components/responses/TooManyRequests' },
});
const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

interface Path {
  path: string;
  operationId: string;
  summary: string;
  schema: string;
  /** Takes `version`. */
  versioned?: boolean;
}

const paths: Path[] = [
  {
    path: '/contests',
    operationId: 'listContests',
    summary: 'Contests, newest first. Without a token only those whose results are released.',
    schema: 'ContestList',
  },
  {
    path: '/contests/{year}',
    operationId: 'getContest',
    summary: 'One contest. Without a token 404 until its results are released.',
    schema: 'Contest',
  },
  {
    path: '/contests/{year}/entries',
    operationId: 'listEntries',
    summary: 'Entries of a contest: of the released results, or with a token of the contest as it stands.',
    schema: 'EntryList',
  },
  {
    path: '/contests/{year}/results',
    operationId: 'getResults',
    summary: 'Totals and ranks: the released ones; with a token, of the newest contest also those of this moment.',
    schema: 'ResultList',
    versioned: true,
  },
  {
    path: '/contests/{year}/dataset',
    operationId: 'getDataset',
    summary: 'Everything the results are computed from (opd-contest/1), judges as codes.',
    schema: 'Dataset',
    versioned: true,
  },
];

/** @param origin where this very application answers */
export function openApiDocument(origin: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lomba website OPD',
      version: '1.0.0',
      description:
        'Read-only. Without a token only released results are visible; a token sees what its organizer sees. ' +
        'At most 600 requests in 15 minutes for one token or, without one, one address.',
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{}, { token: [] }],
    paths: Object.fromEntries(
      paths.map(({ path, operationId, summary, schema, versioned = false }) => {
        const byYear = path.includes('{year}');
        const parameters = [
          ...(byYear ? [{ $ref: '#/components/parameters/Year' }] : []),
          ...(versioned ? [{ $ref: '#/components/parameters/Version' }] : []),
        ];
        return [path, { get: { operationId, summary, parameters, responses: answers(schema, summary, byYear) } }];
      }),
    ),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      parameters: {
        Year: {
          name: 'year',
          in: 'path',
          required: true,
          schema: { type: 'integer', minimum: 1000, maximum: 9999 },
        },
        Version: {
          name: 'version',
          in: 'query',
          required: false,
          description: 'A released version; without it the one in force.',
          schema: { type: 'integer', minimum: 1, maximum: 9999 },
        },
      },
      responses: {
        Unauthorized: problemAnswer('The token is unknown or revoked.'),
        NotFound: problemAnswer('No such contest, or nothing of it is visible.'),
        TooManyRequests: problemAnswer('Too many requests; `Retry-After` says when to come back.'),
      },
      schemas: {
        ...Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, jsonOf(schema)])),
        Dataset: jsonOf(datasetFile, 'input'),
        Problem: jsonOf(problem),
      },
    },
  };
}
