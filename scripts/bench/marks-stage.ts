/** A contest in the middle of judging with as many judges as wanted, each signed in: written straight to the database. */
import { randomUUID } from 'node:crypto';
import { createContest } from '#app/contest/contests.server.ts';
import { auth, startAuth } from '#app/identity/auth.server.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { freezeRubric, standardRubric } from '#app/rubric/rubric.server.ts';
import { type Database, db, setDatabase } from '#db/client.server.ts';
import { agencies, assignments, audits, contests, entries, proposals, user } from '#db/schema.ts';

export const BENCH_SECRET = 'bench-bench-bench-bench-bench-bench';
const ENTRIES = 12;

export interface Seat {
  judgeId: string;
  cookie: string;
}
export interface Table {
  judges: Seat[];
  entryIds: string[];
  /** Indicators that judges give a level. */
  indicators: string[];
}

/** Twelve audited entries, everybody judges all. */
export async function prepareJudging(count: number): Promise<Table> {
  const indicators = defaultRubric().criteria.flatMap((criterion) => criterion.indicators);
  return await db().transaction(async (tx) => {
    const rubricVersionId = await standardRubric(tx);
    const contest = await createContest(tx, {
      year: 2099,
      name: 'Bench',
      portalDomain: 'bench.localhost',
      hasObjection: false,
      auditRuns: 3,
      rubricVersionId,
    });
    const contestId = contest.id;
    const made = Array.from({ length: ENTRIES }, (_, n) => ({
      id: randomUUID(),
      code: `opd-${n}`,
      name: `Dinas ${n}`,
    }));
    await tx.insert(agencies).values(made.map((each) => ({ ...each, category: 'Dinas' })));
    const url = 'https://bench.localhost/';
    await tx
      .insert(entries)
      .values(made.map(({ id, name }) => ({ id, contestId, agencyId: id, name, category: 'Dinas', url })));
    for (const { id: entryId } of made) {
      const [audit] = await tx
        .insert(audits)
        .values({ contestId, entryId, rubricVersionId, state: 'done', outcome: 'measured', runs: 3, url })
        .returning();
      if (!audit) throw new Error('audit not written');
      const measured = indicators.filter((indicator) => indicator.source !== 'judge');
      await tx.insert(proposals).values(
        measured.map(({ id }) => ({
          auditId: audit.id,
          indicator: id,
          outcome: 'measured' as const,
          points: 70,
          because: [],
        })),
      );
    }
    const judges = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), name: `Juri ${n + 1}` }));
    await tx
      .insert(user)
      .values(judges.map(({ id, name }) => ({ id, name, role: 'judge' as const, email: `${id}@juri.invalid` })));
    for (const { id: judgeId } of judges)
      await tx.insert(assignments).values(made.map(({ id: entryId }) => ({ contestId, entryId, judgeId })));
    await freezeRubric(tx, rubricVersionId);
    await tx.update(contests).set({ phase: 'penilaian', aggregate: 'mean' });
    return {
      judges: judges.map(({ id }) => ({ judgeId: id, cookie: '' })),
      entryIds: made.map(({ id }) => id),
      indicators: indicators.filter((indicator) => indicator.source === 'judge').map(({ id }) => id),
    };
  });
}

/** Opens a session for every judge, as a card would. */
export async function signInAll(database: Database, baseUrl: string, table: Table): Promise<void> {
  setDatabase(database);
  startAuth({ secret: BENCH_SECRET, baseUrl, secureCookies: false });
  for (const seat of table.judges) {
    const { headers } = await auth().api.openSession({
      body: { userId: seat.judgeId },
      headers: new Headers(),
      returnHeaders: true,
    });
    seat.cookie = headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  }
}
