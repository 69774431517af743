import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestAudit } from '#app/audit/audits.server.ts';
import { requestPartial } from '#app/audit/partial.server.ts';
import type { Querier } from '#db/client.server.ts';
import { contests, entries } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry } from '#tests/support/seed.ts';
import { until } from '#tests/support/worker.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const waiting = async () => {
  const [row] = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.n ?? 0;
};

const requests: [string, (tx: Querier, entryId: string) => Promise<{ refused: string | null }>][] = [
  ['an audit', (tx, entryId) => requestAudit(tx, entryId, null)],
  ['a part of one', (tx, entryId) => requestPartial(tx, entryId, ['feed'], null)],
];

test.each(requests)('who asks for %s waits for the contest with empty hands', async (_, request) => {
  const contest = await makeContest({ phase: 'audit' });
  const entry = await makeEntry(contest.id);
  let asked: Promise<{ refused: string | null }> | undefined;
  await database.db.transaction(async (step) => {
    await step.select().from(contests).where(eq(contests.id, contest.id)).for('update');
    asked = database.db.transaction((tx) => request(tx, entry.id));
    await until(waiting, (n) => n > 0, 10_000);
    // With the entry in the other's hands this would throw, and without NOWAIT the two would wait for each other.
    await step.select().from(entries).where(eq(entries.id, entry.id)).for('update', { noWait: true });
    await step.update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contest.id));
  });
  expect((await asked)?.refused).toBe('judging-open');
});
