import { and, desc, eq, isNull } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { rubricVersions } from '#db/schema.ts';
import type { RubricGate } from '../contest/phases.server.ts';
import { defaultRubric } from './default.ts';
import { hashOf } from './hash.ts';
import { type RubricDocument, rubricDocument } from './rubric.schema.ts';

export type RubricVersion = Omit<typeof rubricVersions.$inferSelect, 'document'> & { document: RubricDocument };

/** SHA-256 (hex) over the document's RFC 8785 form. */
export function rubricHash(document: RubricDocument): string {
  return hashOf(document);
}

/** One rubric version, its document validated. @throws when there is none or its document is not a rubric. */
export async function rubricVersion(tx: Querier, rubricVersionId: string): Promise<RubricVersion> {
  const [row] = await tx.select().from(rubricVersions).where(eq(rubricVersions.id, rubricVersionId));
  if (!row) throw new Error(`no rubric version ${rubricVersionId}`);
  return { ...row, document: rubricDocument.parse(row.document) };
}

/** Documents of frozen versions, which nothing changes any more: every save of every tablet asks for one. */
const frozen = new Map<string, RubricDocument>();

/** A frozen version's document when this process has read it before; not to be changed. Asks nobody. */
export const knownRubric = (rubricVersionId: string): RubricDocument | null => frozen.get(rubricVersionId) ?? null;

/** The validated document of a rubric version; not to be changed. @throws as rubricVersion. */
export async function rubricOf(tx: Querier, rubricVersionId: string): Promise<RubricDocument> {
  const known = frozen.get(rubricVersionId);
  if (known) return known;
  const { document, frozenAt } = await rubricVersion(tx, rubricVersionId);
  if (frozenAt) frozen.set(rubricVersionId, document);
  return document;
}

/** Whether the version's document is a rubric and still has the hash it was stored under. */
export async function rubricIsSound(tx: Querier, rubricVersionId: string): Promise<boolean> {
  const [row] = await tx.select().from(rubricVersions).where(eq(rubricVersions.id, rubricVersionId));
  const parsed = rubricDocument.safeParse(row?.document);
  return parsed.success && rubricHash(parsed.data) === row?.hash;
}

/** Id of the newest rubric version; the default rubric becomes version 1 when there is none yet. */
export async function standardRubric(tx: Querier): Promise<string> {
  const newest = () =>
    tx.select({ id: rubricVersions.id }).from(rubricVersions).orderBy(desc(rubricVersions.createdAt)).limit(1);
  const [existing] = await newest();
  if (existing) return existing.id;
  const document = defaultRubric();
  await tx
    .insert(rubricVersions)
    .values({ name: 'Rubrik baku', version: 1, document, hash: rubricHash(document) })
    .onConflictDoNothing();
  const [made] = await newest();
  if (!made) throw new Error('default rubric not written');
  return made.id;
}

/** Freezes a version when judging opens under it; the first time stays. */
export async function freezeRubric(tx: Querier, rubricVersionId: string): Promise<void> {
  await tx
    .update(rubricVersions)
    .set({ frozenAt: new Date() })
    .where(and(eq(rubricVersions.id, rubricVersionId), isNull(rubricVersions.frozenAt)));
}

/** What movePhase() and gatherFacts() of the contest module ask of the rubric. */
export const rubricGate: RubricGate = { isSound: rubricIsSound, freeze: freezeRubric };

/** The version a screen shows: the one named, else the newest (made from the default rubric when there is none). */
export async function shownRubric(rubricVersionId: string | null): Promise<RubricVersion> {
  return rubricVersion(db(), rubricVersionId ?? (await standardRubric(db())));
}
