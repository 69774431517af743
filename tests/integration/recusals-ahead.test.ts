/** Conflicts declared before judging: nobody is seated against them, and only judge and organizer learn of them. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { gatherFacts } from '#app/contest/phases.server.ts';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { departJudge } from '#app/judging/departures.server.ts';
import { judgingMonitor } from '#app/judging/monitor.server.ts';
import { applyPlan, planBoard } from '#app/judging/plan.server.ts';
import { decideRecusal } from '#app/judging/recusals.server.ts';
import { conflictList, declareAhead } from '#app/judging/recusals-ahead.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { assignments, contests } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let judge: Viewer;
let other: Viewer;
let organizer: Viewer;
let contest: Awaited<ReturnType<typeof makeContest>>;
let own: string;
let free: string;
const reason = 'Saya pegawai di dinas ini.';

async function viewer(role: Role): Promise<Viewer> {
  const { id, name } = await makeUser(role);
  return { userId: id, name, role, agencyIds: [] };
}
const seatsOf = async (judgeId: string) =>
  (
    await database.db
      .select({ entryId: assignments.entryId })
      .from(assignments)
      .where(and(eq(assignments.contestId, contest.id), eq(assignments.judgeId, judgeId)))
  ).map((row) => row.entryId);

beforeAll(async () => {
  database = await testDatabase();
  [judge, other, organizer] = [await viewer('judge'), await viewer('judge'), await viewer('organizer')];
});
afterAll(() => database.drop());
beforeEach(async () => {
  contest = await makeContest({ phase: 'audit' });
  own = (await makeEntry(contest.id)).id;
  free = (await makeEntry(contest.id)).id;
});

test('who declared is never seated there; the organizer is reminded and does not have to wait', async () => {
  expect(await declareAhead(judge, contest.id, [own], reason)).toEqual({ done: true, declared: 1 });
  expect(await declareAhead(judge, contest.id, [own], reason)).toEqual({ done: true, declared: 0 });
  await assignAll(database.db, contest.id);
  expect(await seatsOf(judge.userId)).toEqual([free]);
  expect((await seatsOf(other.userId)).toSorted()).toEqual([own, free].toSorted());
  const facts = await gatherFacts(contest, rubricGate);
  expect(facts.recusals).toEqual([]);
  expect(facts.recusalsAhead).toMatchObject([{ id: own }]);
  expect((await judgingMonitor(contest.id)).recusals).toMatchObject([{ judge: judge.name, reason, seated: false }]);
});

test('a plan with two judges each fills the place with another', async () => {
  const third = await viewer('judge');
  await declareAhead(judge, contest.id, [own], reason);
  const settings = { judgesPerEntry: 2, categories: {} };
  const board = await planBoard(contest.id, settings);
  expect(await applyPlan(organizer, contest.id, settings, board?.preview.fingerprint ?? '')).toMatchObject({
    done: true,
  });
  const seated = await database.db.select().from(assignments).where(eq(assignments.entryId, own));
  expect(seated.map((row) => row.judgeId).toSorted()).toEqual([other.userId, third.userId].toSorted());
  await departJudge(organizer, contest.id, third.userId, 'Hanya untuk uji ini saja.');
});

test('sent back with words, the judge reads them, has the seat, and may declare again', async () => {
  await declareAhead(judge, contest.id, [own], reason);
  await assignAll(database.db, contest.id);
  const [waiting] = (await judgingMonitor(contest.id)).recusals;
  expect(await decideRecusal(organizer, waiting?.id ?? '', 'decline', 'Itu dinas lain, periksa lagi.')).toEqual({
    done: true,
  });
  expect(await seatsOf(judge.userId)).toContain(own);
  const siteOf = async (who: Viewer) =>
    (await conflictList(who, contest.id)).sites.find((site) => site.entryId === own);
  expect(await siteOf(judge)).toMatchObject({ declared: null, answer: { words: 'Itu dinas lain, periksa lagi.' } });
  expect(await siteOf(other)).toMatchObject({ declared: null, answer: null });
  expect(await declareAhead(judge, contest.id, [own], reason)).toEqual({ done: true, declared: 1 });
  expect(await siteOf(judge)).toMatchObject({ declared: { reason, confirmed: false }, answer: null });
  expect((await gatherFacts(contest, rubricGate)).recusals).toMatchObject([{ id: own }]);
});

test('refused: nothing ticked, no reason, another contest’s site, judging closed, a departed judge', async () => {
  const stranger = await makeEntry((await makeContest({ phase: 'audit' })).id);
  expect(await declareAhead(judge, contest.id, [], reason)).toMatchObject({ why: 'nothingChosen' });
  expect(await declareAhead(judge, contest.id, [own], 'ya')).toMatchObject({ why: 'reasonMissing' });
  expect(await declareAhead(judge, contest.id, [own, stranger.id], reason)).toMatchObject({ why: 'gone' });
  await departJudge(organizer, contest.id, other.userId, 'Berhalangan tetap, surat 12.');
  expect(await declareAhead(other, contest.id, [own], reason)).toMatchObject({ why: 'departed' });
  await database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contest.id));
  expect(await declareAhead(judge, contest.id, [own], reason)).toMatchObject({ why: 'phase' });
  expect((await conflictList(judge, contest.id)).sites.map((site) => site.declared)).toEqual([null, null]);
});

test('an open declaration of a judge who then departs is nobody’s to decide any more', async () => {
  await declareAhead(other, contest.id, [free], reason);
  await departJudge(organizer, contest.id, other.userId, 'Berhalangan tetap, surat 12.');
  expect((await judgingMonitor(contest.id)).recusals).toEqual([]);
  expect((await gatherFacts(contest, rubricGate)).recusalsAhead).toEqual([]);
});
