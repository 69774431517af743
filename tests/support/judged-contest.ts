import { eq } from 'drizzle-orm';
import { appliesTo } from '#app/rubric/applies.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { seededRandom } from '#app/scoring/random.ts';
import { db } from '#db/client.server.ts';
import * as schema from '#db/schema.ts';
import { makeContest, makeEntry, makeUser } from './seed.ts';

const NAMES = [
  'Dinas Komunikasi dan Informatika',
  'Dinas Kesehatan',
  'Dinas Pendidikan dan Kebudayaan',
  'Dinas Kependudukan dan Pencatatan Sipil',
  'Dinas Perhubungan',
  'Badan Perencanaan Pembangunan Daerah',
  'Badan Pendapatan Daerah',
  'Kecamatan Girimulyo',
  'Kecamatan Sumberagung',
  'Kecamatan Wonorejo',
];

/** A contest under the standard rubric with ten sites, or those named, audited and scored by a chief judge and four judges, all of it submitted. */
export async function makeJudgedContest(
  values: Parameters<typeof makeContest>[0] = {},
  names: readonly string[] = NAMES,
) {
  const random = seededRandom(11);
  const contest = await makeContest({ phase: 'penilaian', aggregate: 'mean', ...values });
  const organizer = await makeUser('organizer', { name: 'Panitia Lomba' });
  const chiefJudge = await makeUser('chiefJudge', { name: 'Sri Wahyuni' });
  const judges = [chiefJudge];
  for (const name of ['Bambang Sutrisno', 'Citra Lestari', 'Dedi Kurniawan', 'Endang Purwanti'])
    judges.push(await makeUser('judge', { name }));
  const indicators = defaultRubric().criteria.flatMap((criterion) => criterion.indicators);
  const contestId = contest.id;
  const entryIds: string[] = [];
  for (const [at, name] of names.entries()) {
    const category = name.split(' ')[0] ?? '';
    const quality = 78 - (40 * at) / names.length;
    const entry = await makeEntry(contestId, { name, category });
    entryIds.push(entry.id);
    const [audit] = await db()
      .insert(schema.audits)
      .values({
        contestId,
        entryId: entry.id,
        rubricVersionId: contest.rubricVersionId,
        state: 'done',
        outcome: 'measured',
        runs: 3,
        url: entry.url ?? '',
      })
      .returning();
    const auditId = audit?.id ?? '';
    await db().update(schema.entries).set({ currentAuditId: auditId }).where(eq(schema.entries.id, entry.id));
    const proposed = indicators.filter((each) => each.source === 'proposed' && appliesTo(each, category));
    await db()
      .insert(schema.proposals)
      .values(
        proposed.map(({ id }) => ({
          auditId,
          indicator: id,
          outcome: 'measured' as const,
          points: Math.min(100, Math.max(0, quality + 12 * random.normal())),
          because: [
            {
              signal: 'lighthouse-performance',
              outcome: 'measured',
              value: 0.62,
              unit: 'score',
              weight: 1,
              curve: [
                [0, 0],
                [1, 100],
              ],
              points: 62,
            },
          ],
        })),
      );
    await db()
      .insert(schema.signals)
      .values({
        auditId,
        signal: 'lighthouse-performance',
        outcome: 'measured',
        value: 0.62,
        unit: 'score',
        evidence: [{ text: 'Kinerja 62 dari 100 pada tiga putaran', url: entry.url ?? '' }],
      });
    for (const [j, judge] of judges.entries()) {
      await db().insert(schema.assignments).values({ contestId, entryId: entry.id, judgeId: judge.id });
      const [sheet] = await db()
        .insert(schema.sheets)
        .values({ contestId, entryId: entry.id, judgeId: judge.id, state: 'submitted', revision: 1, note: null })
        .returning();
      const sheetId = sheet?.id ?? '';
      const give = (indicator: string, points: number, reason: string | null) => ({
        sheetId,
        indicator,
        points,
        level: points / 20,
        reason,
        note: reason || at % 3 > 0 ? null : 'Berita dan dokumen terbaru mudah ditemukan dari beranda.',
        revision: 1,
      });
      const step = (points: number) => Math.min(100, Math.max(20, Math.round(points / 10) * 10));
      const own = indicators.filter((each) => each.source === 'judge' && appliesTo(each, category));
      await db()
        .insert(schema.marks)
        .values(own.map(({ id }) => give(id, step(quality + 4 * (j - 2) + 14 * random.normal()), null)));
      const [first] = proposed;
      if (first && j === 3 && at < 5)
        await db()
          .insert(schema.marks)
          .values(give(first.id, step(quality + 20), 'Situs pulih sehari sesudah pemeriksaan.'));
    }
  }
  return { contest, organizer, chiefJudge, judges, entryIds };
}
