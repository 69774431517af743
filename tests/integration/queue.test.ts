import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestAudit } from '#app/audit/audits.server.ts';
import { db } from '#db/client.server.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry } from '#tests/support/seed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const waiting = async () => {
  const rows = await db().execute(sql`SELECT data->>'auditId' AS audit FROM pgboss.job WHERE name = 'audit'`);
  return rows.map((row) => row.audit);
};

test('a rolled back request leaves neither audit nor job', async () => {
  const contest = await makeContest({ phase: 'audit' });
  const entry = await makeEntry(contest.id);
  await expect(
    db().transaction(async (tx) => {
      await requestAudit(tx, entry.id, null);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await waiting()).toEqual([]);
  expect(await db().execute(sql`SELECT 1 FROM audits`)).toHaveLength(0);
});

test('two requests at the same time put one audit in the queue', async () => {
  const contest = await makeContest({ phase: 'audit' });
  const entry = await makeEntry(contest.id);
  const request = () => db().transaction((tx) => requestAudit(tx, entry.id, null));
  const both = await Promise.all([request(), request()]);
  const begun = both.filter((each) => each.auditId);
  expect(begun).toHaveLength(1);
  expect(both.map((each) => each.refused).filter(Boolean)).toEqual(['already-running']);
  expect(await waiting()).toEqual([begun[0]?.auditId]);
});

test('no audit begins for an entry without a site, nor once judging has opened', async () => {
  const contest = await makeContest({ phase: 'audit' });
  const siteless = await makeEntry(contest.id, { url: null });
  expect((await db().transaction((tx) => requestAudit(tx, siteless.id, null))).refused).toBe('no-site');
  const judging = await makeContest({ phase: 'penilaian' });
  const entry = await makeEntry(judging.id);
  expect((await db().transaction((tx) => requestAudit(tx, entry.id, null))).refused).toBe('judging-open');
});
