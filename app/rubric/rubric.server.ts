import { and, eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { rubricVersions } from '#db/schema.ts';
import { defaultRubric } from './default.ts';
import { hashOf } from './hash.ts';
import { type RubricDocument, rubricDocument } from './rubric.schema.ts';

const defaultName = 'bawaan';

/**
 * The rubric of a version, validated.
 * @throws Error when there is no such version, ZodError when what is stored is no rubric.
 */
export async function rubricOf(tx: Querier, rubricVersionId: string): Promise<RubricDocument> {
  const [row] = await tx
    .select({ document: rubricVersions.document })
    .from(rubricVersions)
    .where(eq(rubricVersions.id, rubricVersionId));
  if (!row) throw new Error(`no rubric version ${rubricVersionId}`);
  return rubricDocument.parse(row.document);
}

/** Id of the default rubric's version row, inserted when it is not there yet. Two callers at once get the same row. */
export async function ensureDefaultRubric(tx: Querier): Promise<string> {
  const document = defaultRubric();
  const { version } = document;
  await tx
    .insert(rubricVersions)
    .values({ name: defaultName, version, document, hash: hashOf(document) })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ id: rubricVersions.id })
    .from(rubricVersions)
    .where(and(eq(rubricVersions.name, defaultName), eq(rubricVersions.version, version)));
  if (!row) throw new Error('default rubric was not stored');
  return row.id;
}
