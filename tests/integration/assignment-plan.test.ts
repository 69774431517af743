import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { movePhaseNow } from '#app/contest/phases.server.ts';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { assignEveryone, judgeDesk } from '#app/judging/assignments.server.ts';
import { departJudge, undoDeparture } from '#app/judging/departures.server.ts';
import { sheetEdit } from '#app/judging/edit.schema.ts';
import { noMark } from '#app/judging/mark.ts';
import type { PlanSettings } from '#app/judging/plan.schema.ts';
import { applyPlan, planBoard } from '#app/judging/plan.server.ts';
import { decideRecusal, declareRecusal } from '#app/judging/recusals.server.ts';
import { rule } from '#app/judging/rulings.server.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { saveEdits } from '#app/judging/sheets.server.ts';
import { reopenSheet, submitSheet } from '#app/judging/submit.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { activity, assignments, contests, departures, marks, recusals, sheets } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let organizer: Viewer;
let judges: Viewer[];
let contestId: string;
let entryIds: string[];

async function viewer(role: Role): Promise<Viewer> {
  const { id, name } = await makeUser(role);
  return { userId: id, name, role, agencyIds: [] };
}

beforeAll(async () => {
  database = await testDatabase();
  organizer = await viewer('organizer');
  judges = [await viewer('chiefJudge')];
  for (let i = 0; i < 6; i += 1) judges.push(await viewer('judge'));
}, 60_000);
afterAll(() => database.drop());
beforeEach(async () => {
  contestId = (await makeSmallContest()).id;
  entryIds = [];
  for (let i = 0; i < 20; i += 1) {
    const entry = await makeEntry(contestId, { category: i < 12 ? 'Dinas' : 'Badan' });
    await makeAudit(entry, 80);
    entryIds.push(entry.id);
  }
});

const three: PlanSettings = { judgesPerEntry: 3, categories: {} };
const reason = 'Sakit dan dirawat sampai akhir bulan.';

async function apply(settings = three) {
  const board = await planBoard(contestId, settings);
  return applyPlan(organizer, contestId, settings, board?.preview.fingerprint ?? '');
}
const seats = () => database.db.select().from(assignments).where(eq(assignments.contestId, contestId));
const seatsOf = async (judge: Viewer) => (await seats()).filter((row) => row.judgeId === judge.userId);
const countOf = async (judge: Viewer) => (await seatsOf(judge)).length;

const tap = (entryId: string, indicator: string, baseRevision = 0) =>
  sheetEdit.parse({ clientId: randomUUID(), entryId, indicator, baseRevision, to: { ...noMark, level: 4 } });
/** Gives K1, and K2 with the submission. */
async function score(judge: Viewer, entryId: string, whole = true) {
  const answers = await saveEdits(judge, whole ? [tap(entryId, 'K1'), tap(entryId, 'K2')] : [tap(entryId, 'K1')]);
  expect(answers.map((each) => each.state)).toEqual(whole ? ['applied', 'applied'] : ['applied']);
  if (whole) expect(await submitSheet(judge, entryId)).toEqual({ done: true });
}
const allMarks = () =>
  database.db
    .select({ id: marks.id, points: marks.points, judgeId: sheets.judgeId, entryId: sheets.entryId })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(eq(sheets.contestId, contestId));
const moveOn = () =>
  movePhaseNow({ contestId, from: 'penilaian', to: 'pleno', reason: null, userId: organizer.userId }, rubricGate);

function only<T>(list: readonly T[], at = 0): T {
  const found = list[at];
  if (found === undefined) throw new Error(`nothing at ${at}`);
  return found;
}

test('three judges an entry, one steps back, one departs in the middle of judging: no mark is lost and all is tallied', async () => {
  expect(await apply()).toEqual({ done: true, added: 60, removed: 0 });
  const loads = await Promise.all(judges.map(countOf));
  expect(Math.max(...loads) - Math.min(...loads)).toBe(1);

  const [stepping, leaving] = [only(judges, 1), only(judges, 2)];
  const conflict = only(await seatsOf(stepping)).entryId;
  expect(await declareRecusal(stepping, conflict, 'Adik saya bekerja di sana.')).toEqual({ done: true });
  const [recusal] = await database.db.select().from(recusals).where(eq(recusals.entryId, conflict));
  expect(await decideRecusal(organizer, recusal?.id ?? '', 'confirm')).toEqual({ done: true });
  // One more for the entry; evening out may move others that nobody has begun.
  const stepped = await apply();
  expect(stepped.done && stepped.added - stepped.removed).toBe(1);

  // The leaving judge has submitted two, begun one, not opened the others; everybody else has submitted one.
  const own = (await seatsOf(leaving)).map((row) => row.entryId);
  for (const entryId of own.slice(0, 2)) await score(leaving, entryId);
  const draft = only(own, 2);
  await score(leaving, draft, false);
  for (const judge of judges.filter((each) => each !== leaving)) {
    const first = (await seatsOf(judge)).find((row) => row.entryId !== conflict);
    if (first) await score(judge, first.entryId);
  }
  const given = await allMarks();
  expect(given).toHaveLength(2 * 2 + 1 + 6 * 2);

  expect(await departJudge(organizer, contestId, leaving.userId, 'sakit')).toEqual({
    done: false,
    why: 'reasonMissing',
  });
  expect(await departJudge(organizer, contestId, leaving.userId, reason)).toEqual({ done: true });
  // The tablet is told, and nothing is written.
  expect((await saveEdits(leaving, [tap(draft, 'K2')]))[0]).toMatchObject({ state: 'refused', refusal: 'departed' });
  expect(await openSheet(leaving, draft)).toBeNull();
  expect((await openSheet(leaving, only(own)))?.closed).toBe('departed');
  expect((await moveOn()).moved).toBe(false);

  const before = await seats();
  const renewed = await apply();
  expect(renewed.done && renewed.added - renewed.removed).toBe(own.length - 2);
  expect(await allMarks()).toEqual(given);
  // Nobody lost a sheet that was begun.
  const after = new Set((await seats()).map((row) => `${row.judgeId} ${row.entryId}`));
  for (const { judgeId, entryId } of given) {
    const stays = after.has(`${judgeId} ${entryId}`);
    expect(stays, `${judgeId} ${entryId}`).toBe(judgeId !== leaving.userId || entryId !== draft);
  }
  expect((await seats()).length).toBe(before.length + own.length - 2);
  expect((await planBoard(contestId))?.preview.outcome).toMatchObject({ add: [], remove: [] });

  for (const judge of judges.filter((each) => each !== leaving)) {
    const done = new Set(given.filter((row) => row.judgeId === judge.userId).map((row) => row.entryId));
    for (const { entryId } of await seatsOf(judge)) {
      if (!done.has(entryId) && !(judge === stepping && entryId === conflict)) await score(judge, entryId);
    }
  }
  const tally = await tallyContest(contestId);
  // All gave the same: nothing but the tie is open.
  expect(new Set(tally.entries.flatMap((entry) => entry.open.map(({ kind }) => kind)))).toEqual(
    new Set(['tieWaiting']),
  );
  expect(tally.entries.every((entry) => entry.complete)).toBe(true);
  // Each entry by three: the departed judge's two submitted sheets among them, the draft not.
  const scorers = Map.groupBy(tally.dataset.assignments ?? [], (row) => row.entry);
  expect([...scorers.values()].map((rows) => rows.length)).toEqual(Array(20).fill(3));
  expect(tally.dataset.marks).toHaveLength(20 * 3 * 2);
  expect(await moveOn()).toMatchObject({ moved: true });
}, 120_000);

describe('the plan that is applied', () => {
  test('is the one that was looked at: a sheet begun meanwhile, or another plan, is refused', async () => {
    await apply();
    const limits = { judgesPerEntry: 2, categories: {} };
    const seen = (await planBoard(contestId, limits))?.preview;
    const dropped = seen?.outcome.ok ? seen.outcome.remove[0] : undefined;
    const judge = judges.find((each) => each.userId === dropped?.judgeId);
    if (!judge || !dropped) throw new Error('nothing to take away');
    await score(judge, dropped.entryId, false);
    const before = await seats();
    expect(await applyPlan(organizer, contestId, limits, seen?.fingerprint ?? '')).toEqual({
      done: false,
      why: 'changed',
    });
    expect(await seats()).toEqual(before);
    expect(await apply(limits)).toMatchObject({ done: true });
    expect((await seatsOf(judge)).map((row) => row.entryId)).toContain(dropped.entryId);
  });

  test('is kept with the contest; a new entry or judge makes it incomplete', async () => {
    await apply();
    expect((await planBoard(contestId))?.settings).toEqual(three);
    await makeEntry(contestId);
    const outcome = (await planBoard(contestId))?.preview.outcome;
    expect(outcome?.ok && outcome.add).toHaveLength(3);
    // The button for everyone does not undo it.
    expect(await assignEveryone(organizer, contestId)).toBe(0);
    expect(await seats()).toHaveLength(60);
  });

  test.each(['pleno', 'sanggah', 'penetapan', 'terbit'] as const)('stands still in %s', async (phase) => {
    await apply();
    const before = await seats();
    await database.db.update(contests).set({ phase }).where(eq(contests.id, contestId));
    const judge = only(judges);
    expect(await apply({ judgesPerEntry: 2, categories: {} })).toEqual({ done: false, why: 'phase' });
    expect(await departJudge(organizer, contestId, judge.userId, reason)).toEqual({ done: false, why: 'phase' });
    expect(await seats()).toEqual(before);
  });

  test('of two organizers who press at once one applies', async () => {
    const board = await planBoard(contestId, three);
    const seen = board?.preview.fingerprint ?? '';
    const outcomes = await Promise.all([1, 2].map(() => applyPlan(organizer, contestId, three, seen)));
    expect(outcomes.filter((each) => each.done)).toHaveLength(1);
    expect(await seats()).toHaveLength(60);
    const logged = await database.db
      .select()
      .from(activity)
      .where(and(eq(activity.contestId, contestId), eq(activity.action, 'assignment.plan')));
    expect(logged).toHaveLength(1);
  });
});

describe('a judge who departed', () => {
  test('comes back with every assignment and draft, and others keep what they have begun', async () => {
    await apply();
    const judge = only(judges, 3);
    const own = (await seatsOf(judge)).map((row) => row.entryId).sort();
    const draft = only(own);
    await score(judge, draft, false);
    const orderBefore = await judgeDesk(contestId, only(judges, 4).userId);
    await departJudge(organizer, contestId, judge.userId, reason);
    expect(await countOf(judge)).toBe(0);
    expect(await judgeDesk(contestId, only(judges, 4).userId)).toEqual(orderBefore);
    await apply();
    expect(await undoDeparture(organizer, contestId, judge.userId)).toEqual({ done: true });
    expect((await seatsOf(judge)).map((row) => row.entryId).sort()).toEqual(own);
    expect((await openSheet(judge, draft))?.marks.K1?.edit.level).toBe(4);
    expect((await saveEdits(judge, [tap(draft, 'K2')]))[0]?.state).toBe('applied');
    expect(await undoDeparture(organizer, contestId, judge.userId)).toEqual({ done: false, why: 'staying' });
    expect(await apply()).toMatchObject({ done: true });
    expect(await seats()).toHaveLength(60);
  });

  test('gets no submitted sheet back; one that a refused claim opens no longer counts nor holds anything up', async () => {
    await apply();
    const judge = only(judges, 3);
    const entryId = only(await seatsOf(judge)).entryId;
    const claim = { ...noMark, notApplicable: true, reason: 'Tidak ada layanan di situs ini.' };
    await saveEdits(judge, [{ ...tap(entryId, 'K1'), to: claim }, tap(entryId, 'K2')]);
    expect(await submitSheet(judge, entryId)).toEqual({ done: true });
    await departJudge(organizer, contestId, judge.userId, reason);
    const [sheet] = await database.db
      .select()
      .from(sheets)
      .where(and(eq(sheets.judgeId, judge.userId), eq(sheets.entryId, entryId)));
    expect(await reopenSheet(organizer, sheet?.id ?? '', 'Ada nilai yang tertukar.')).toEqual({
      done: false,
      why: 'departed',
    });
    const refusal = { kind: 'applicable' as const, points: null, reason: 'Layanan itu ada di halaman muka.' };
    expect(await rule(organizer, { entryId, indicators: ['K1'], ...refusal })).toEqual({ done: true });
    expect(await countOf(judge)).toBe(0);
    const open = (await tallyContest(contestId)).entries.flatMap((entry) => entry.open);
    expect(open.filter((item) => 'judgeId' in item && item.judgeId === judge.userId)).toEqual([]);
    const [departure] = await database.db.select().from(departures).where(eq(departures.contestId, contestId));
    expect(departure?.endedEntryIds).toContain(entryId);
  });

  test('a departure racing taps: what was answered as saved is there, nothing is saved after', async () => {
    await apply();
    const judge = only(judges, 5);
    const entryId = only(await seatsOf(judge)).entryId;
    const taps = ['K1', 'K2'].map((indicator) => saveEdits(judge, [tap(entryId, indicator)]));
    const [answers] = await Promise.all([Promise.all(taps), departJudge(organizer, contestId, judge.userId, reason)]);
    const saved = answers.flat().filter((each) => each.state === 'applied');
    expect((await allMarks()).length).toBe(saved.length);
    expect(answers.flat().filter((each) => each.state === 'refused' && each.refusal !== 'departed')).toEqual([]);
  });
});
