/** Drift by judge comes from submitted sheets alone, and only from where the judge's word decides. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { driftTable } from '#app/judging/drift.server.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeRuling, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('submitted corrections are measured against the proposal that counts', async () => {
  const contest = await makeSmallContest();
  const [mild, plain, chief] = [await makeUser('judge'), await makeUser('judge'), await makeUser('chiefJudge')];
  const given = { K1: 60, K2: 60 };
  const first = await makeEntry(contest.id);
  await makeAudit(first, 50);
  await makeSheet(first, mild, { ...given, O1: 80 });
  await makeSheet(first, plain, given);
  const second = await makeEntry(contest.id);
  await makeAudit(second, 70);
  await makeSheet(second, mild, { ...given, O1: 60 });
  await makeSheet(second, plain, { ...given, O1: 20 }, 'draft');
  const ruled = await makeEntry(contest.id);
  await makeAudit(ruled, 'unmeasured');
  await makeSheet(ruled, mild, { ...given, O1: 100 });
  await makeRuling(ruled, 'O1', 'points', chief, 30);
  const { judges } = await driftTable(contest.id);
  const drift = { offered: 2, changed: 2, signed: 10, absolute: 20 };
  expect(judges.find((each) => each.judgeId === mild.id)).toEqual({
    judgeId: mild.id,
    name: mild.name,
    ...drift,
    indicators: [{ indicator: 'O1', ...drift }],
  });
  // The draft is nobody's business.
  expect(judges.find((each) => each.judgeId === plain.id)).toMatchObject({ offered: 1, changed: 0, signed: null });
});
