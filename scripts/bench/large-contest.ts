/** A contest as large as a regency's, scored in full, for benches. */
import { randomBytes, randomUUID } from 'node:crypto';
import { auth } from '#app/identity/auth.server.ts';
import { appliesTo } from '#app/rubric/applies.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { standardRubric } from '#app/rubric/rubric.server.ts';
import { seededRandom } from '#app/scoring/random.ts';
import { db } from '#db/client.server.ts';
import * as schema from '#db/schema.ts';

export interface LargeContest {
  organizer: { email: string; password: string };
  /** One submitted sheet's mark, to be changed between tallies. */
  markId: string;
}

/** Everyone of `judges` scores all of `entries` under the standard rubric; measured indicators have proposals. */
export async function makeLargeContest(entries: number, judges: number): Promise<LargeContest> {
  const random = seededRandom(7);
  const rubricVersionId = await standardRubric(db());
  const [contest] = await db()
    .insert(schema.contests)
    .values({ year: 2026, name: 'Bench', portalDomain: 'bench.localhost', phase: 'penilaian', rubricVersionId })
    .returning();
  const contestId = contest?.id ?? '';
  const people = await db()
    .insert(schema.user)
    .values([
      { name: 'Panitia', email: 'panitia@bench.invalid', role: 'organizer' as const },
      ...Array.from({ length: judges }, (_, j) => ({
        name: `Juri ${j + 1}`,
        email: `juri-${j}@bench.invalid`,
        role: 'judge' as const,
      })),
    ])
    .returning();
  const [organizer, ...bench] = people;
  const password = randomBytes(16).toString('hex');
  const context = await auth().$context;
  await db()
    .insert(schema.account)
    .values({
      userId: organizer?.id ?? '',
      accountId: organizer?.id ?? '',
      providerId: 'credential',
      password: await context.password.hash(password),
    });
  const category = 'Dinas';
  const indicators = defaultRubric().criteria.flatMap((each) => each.indicators.filter((i) => appliesTo(i, category)));
  let markId = '';
  for (let e = 0; e < entries; e++) {
    const quality = 40 + 40 * random.uniform();
    const step = () => Math.min(100, Math.max(20, Math.round((quality + 12 * random.normal()) / 10) * 10));
    const name = `Dinas ${e}`;
    const [agency] = await db()
      .insert(schema.agencies)
      .values({ code: `d-${e}`, name, category })
      .returning();
    const entryId = randomUUID();
    const auditId = randomUUID();
    const url = `https://d-${e}.bench.localhost/`;
    await db()
      .insert(schema.entries)
      .values({ id: entryId, contestId, agencyId: agency?.id ?? '', name, category, url, currentAuditId: auditId });
    await db()
      .insert(schema.audits)
      .values({ id: auditId, contestId, entryId, rubricVersionId, state: 'done', outcome: 'measured', runs: 3, url });
    await db()
      .insert(schema.proposals)
      .values(
        indicators
          .filter((each) => each.source === 'proposed')
          .map(({ id }) => ({ auditId, indicator: id, outcome: 'measured' as const, points: step(), because: [] })),
      );
    await db()
      .insert(schema.assignments)
      .values(bench.map(({ id }) => ({ contestId, entryId, judgeId: id })));
    const sheets = bench.map(({ id }) => ({ id: randomUUID(), contestId, entryId, judgeId: id }));
    await db()
      .insert(schema.sheets)
      .values(sheets.map((sheet) => ({ ...sheet, state: 'submitted' as const, revision: 1 })));
    const given = sheets.flatMap((sheet) =>
      indicators
        .filter((each) => each.source === 'judge')
        .map(({ id }) => {
          const points = step();
          return { id: randomUUID(), sheetId: sheet.id, indicator: id, points, level: points / 20, revision: 1 };
        }),
    );
    await db().insert(schema.marks).values(given);
    markId = given[0]?.id ?? markId;
  }
  return { organizer: { email: organizer?.email ?? '', password }, markId };
}
