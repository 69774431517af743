import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { rulingBoard } from '#app/judging/ruling-board.server.ts';
import { rule, withdrawRuling } from '#app/judging/rulings.server.ts';
import { audits, entries, proposals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let chief: Viewer;
beforeAll(async () => {
  database = await testDatabase();
  chief = await viewer('chiefJudge');
});
afterAll(() => database.drop());

async function viewer(role: Role): Promise<Viewer> {
  const { id, name } = await makeUser(role);
  return { userId: id, name, role, agencyIds: [] };
}

/** A contest with one entry: O1 unmeasured. */
async function scene() {
  const contest = await makeContest({ phase: 'penilaian' });
  const entry = await makeEntry(contest.id);
  const { rubricVersionId } = contest;
  const [audit] = await database.db
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId: entry.id,
      rubricVersionId,
      runs: 1,
      url: 'https://x.test/',
      state: 'done',
    })
    .returning();
  const auditId = audit?.id ?? '';
  await database.db.update(entries).set({ currentAuditId: auditId }).where(eq(entries.id, entry.id));
  await database.db.insert(proposals).values({ auditId, indicator: 'O1', outcome: 'unmeasured', because: [] });
  const board = () => rulingBoard(contest.id, rubricVersionId);
  return { entryId: entry.id, board };
}
const reason = 'Dilihat bersama di ruang juri.';

test('a ruling withdrawn leaves the indicator open again', async () => {
  const { entryId, board } = await scene();
  expect(await rule(chief, { entryId, indicators: ['O1'], kind: 'points', points: 0, reason })).toEqual({ done: true });
  const { waiting, made } = await board();
  expect(waiting).toEqual([]);
  expect(made).toMatchObject([{ indicator: 'O1', kind: 'points', points: 0, by: chief.name }]);
  await withdrawRuling(chief, made[0]?.id ?? '');
  expect((await board()).waiting[0]?.unmeasured).toMatchObject([{ indicator: 'O1' }]);
});

test('only the chief judge gives points, in range, with a reason, on measured indicators', async () => {
  const { entryId, board } = await scene();
  const request = { entryId, indicators: ['O1'], kind: 'points', points: 70, reason } as const;
  expect(await rule(await viewer('judge'), request)).toMatchObject({ why: 'notYours' });
  expect(await rule(await viewer('organizer'), request)).toMatchObject({ why: 'notYours' });
  expect(await rule(chief, { ...request, points: 101 })).toMatchObject({ why: 'pointsOffScale' });
  expect(await rule(chief, { ...request, reason: 'ya' })).toMatchObject({ why: 'reasonMissing' });
  expect(await rule(chief, { ...request, indicators: [] })).toMatchObject({ why: 'nothingChosen' });
  expect(await rule(chief, { ...request, indicators: ['D1'] })).toMatchObject({ why: 'gone' });
  expect((await board()).waiting[0]?.unmeasured).toHaveLength(1);
  expect(await rule(chief, request)).toEqual({ done: true });
  expect((await board()).waiting).toEqual([]);
});
