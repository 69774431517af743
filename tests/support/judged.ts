import { and, eq } from 'drizzle-orm';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import { db } from '#db/client.server.ts';
import * as schema from '#db/schema.ts';
import { makeContest, makeEntry, makeRubric } from './seed.ts';

type Entry = typeof schema.entries.$inferSelect;
type Outcome = 'measured' | 'failed' | 'notApplicable' | 'unmeasured';

const levels = Object.fromEntries(['1', '2', '3', '4', '5'].map((level) => [level, { id: `Tingkat ${level}` }]));
const judged = (id: string) => ({ id, weight: 1, name: { id }, description: { id }, source: 'judge' as const, levels });
const proposed = (id: string) => ({
  zeroWhen: ['injected-spam'],
  id,
  weight: 1,
  name: { id },
  description: { id },
  source: 'proposed' as const,
  signals: [
    {
      signal: 'lighthouse-performance',
      weight: 1,
      curve: [[0, 0] as const, [1, 100] as const].map(([x, y]) => [x, y] as [number, number]),
    },
  ],
});

/** Two criteria, small enough to compute by hand: konten 60 (K1, K2 judged), operabilitas 40 (O1 measured). */
export const smallRubric: RubricDocument = {
  version: 1,
  scale: { levels: 5, points: [20, 40, 60, 80, 100], halfSteps: true },
  bands: [
    { from: 80, name: { id: 'Baik', en: 'Good' } },
    { from: 0, name: { id: 'Cukup', en: 'Fair' } },
  ],
  tieBreak: ['konten', 'operabilitas'],
  criteria: [
    { id: 'konten', weight: 60, name: { id: 'Konten', en: 'Content' }, indicators: [judged('K1'), judged('K2')] },
    { id: 'operabilitas', weight: 40, name: { id: 'Operabilitas', en: 'Operability' }, indicators: [proposed('O1')] },
  ],
};

/** A contest under the small rubric. */
export async function makeSmallContest(values: Parameters<typeof makeContest>[0] = {}) {
  const { id } = await makeRubric({ document: smallRubric, frozenAt: new Date() });
  return makeContest({ phase: 'penilaian', rubricVersionId: id, ...values });
}

/** A finished audit that counts for the entry, with O1's outcome: points, or why there are none. */
export async function makeAudit(
  entry: Entry,
  o1: number | 'unmeasured' | 'notApplicable',
  values: Partial<typeof schema.audits.$inferInsert> = {},
) {
  const [contest] = await db().select().from(schema.contests).where(eq(schema.contests.id, entry.contestId));
  const [audit] = await db()
    .insert(schema.audits)
    .values({
      contestId: entry.contestId,
      entryId: entry.id,
      rubricVersionId: contest?.rubricVersionId ?? '',
      state: 'done',
      outcome: 'measured',
      runs: 1,
      url: entry.url ?? '',
      ...values,
    })
    .returning();
  const auditId = audit?.id ?? '';
  const outcome: Outcome = typeof o1 === 'number' ? 'measured' : o1;
  const points = typeof o1 === 'number' ? o1 : null;
  await db().insert(schema.proposals).values({ auditId, indicator: 'O1', outcome, points, because: [] });
  await db().update(schema.entries).set({ currentAuditId: auditId }).where(eq(schema.entries.id, entry.id));
  return auditId;
}

/** Assigns the judge and writes a sheet; a mark is points, or `na` for "Tidak berlaku". */
export async function makeSheet(
  entry: Entry,
  judge: { id: string },
  marks: Record<string, number | 'na'>,
  state: 'draft' | 'submitted' = 'submitted',
) {
  const { contestId, id: entryId } = entry;
  await db().insert(schema.assignments).values({ contestId, entryId, judgeId: judge.id }).onConflictDoNothing();
  const [sheet] = await db()
    .insert(schema.sheets)
    .values({ contestId, entryId, judgeId: judge.id, state, revision: 1 })
    .returning();
  const sheetId = sheet?.id ?? '';
  for (const [indicator, given] of Object.entries(marks)) {
    const points = given === 'na' ? null : given;
    await db()
      .insert(schema.marks)
      .values({ sheetId, indicator, points, level: points && points / 20, notApplicable: given === 'na', revision: 1 });
  }
  return sheetId;
}

/** Sets one mark of a sheet, as a judge who changes it. */
export async function changeMark(sheetId: string, indicator: string, points: number) {
  await db()
    .update(schema.marks)
    .set({ points, level: points / 20 })
    .where(and(eq(schema.marks.sheetId, sheetId), eq(schema.marks.indicator, indicator)));
}

export async function makeRuling(
  entry: Entry,
  indicator: string,
  kind: 'points' | 'notApplicable' | 'applicable',
  by: { id: string },
  points: number | null = null,
) {
  await db().insert(schema.rulings).values({
    contestId: entry.contestId,
    entryId: entry.id,
    indicator,
    kind,
    points,
    reason: 'uji',
    decidedBy: by.id,
  });
}

/** One entry, audited and scored by both judges: complete. */
export async function makeCompleteEntry(
  contestId: string,
  judges: { id: string }[],
  points: { k1: number; k2: number; o1: number },
  values: Parameters<typeof makeEntry>[1] = {},
) {
  const entry = await makeEntry(contestId, values);
  await makeAudit(entry, points.o1);
  for (const judge of judges) await makeSheet(entry, judge, { K1: points.k1, K2: points.k2 });
  return entry;
}
