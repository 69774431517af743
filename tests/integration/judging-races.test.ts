import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { assignAll, assignEveryone } from '#app/judging/assignments.server.ts';
import { resolveConflict } from '#app/judging/conflicts.server.ts';
import { sheetEdit } from '#app/judging/edit.schema.ts';
import { type MarkEdit, noMark } from '#app/judging/mark.ts';
import { rule, withdrawRuling } from '#app/judging/rulings.server.ts';
import { saveEdits } from '#app/judging/sheets.server.ts';
import { submitSheet } from '#app/judging/submit.server.ts';
import { assignments, contests, markEdits, marks, rulings, sheets } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let judge: Viewer;
let chief: Viewer;
let organizer: Viewer;
let contestId: string;
let entryId: string;

async function viewer(role: Role): Promise<Viewer> {
  const { id, name } = await makeUser(role);
  return { userId: id, name, role, agencyIds: [] };
}

beforeAll(async () => {
  database = await testDatabase();
  judge = await viewer('judge');
  chief = await viewer('chiefJudge');
  organizer = await viewer('organizer');
});
afterAll(() => database.drop());
beforeEach(async () => {
  contestId = (await makeSmallContest()).id;
  entryId = (await makeEntry(contestId)).id;
  await assignAll(database.db, contestId, [judge.userId]);
});

const edit = (indicator: string, to: Partial<MarkEdit>, baseRevision = 0) =>
  sheetEdit.parse({ clientId: randomUUID(), entryId, indicator, baseRevision, to: { ...noMark, ...to } });
const sheetRow = async () => (await database.db.select().from(sheets).where(eq(sheets.entryId, entryId)))[0];

describe('one tap sent many times at once', () => {
  test('is one edit with one answer, also when it begins the sheet', async () => {
    const tap = edit('K1', { level: 4 });
    const answers = (await Promise.all(Array.from({ length: 6 }, () => saveEdits(judge, [tap])))).flat();
    expect(answers.map(({ state, revision }) => [state, revision])).toEqual(Array(6).fill(['applied', 1]));
    expect(await database.db.select().from(markEdits).where(eq(markEdits.clientId, tap.clientId))).toHaveLength(1);
  });

  test('taps on different marks that race all count, each with a revision of its own', async () => {
    const levels = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5];
    const taps = levels.map((level) => edit('K1', { level }));
    const answers = (
      await Promise.all([...taps, edit('K2', { level: 5 })].map((tap) => saveEdits(judge, [tap])))
    ).flat();
    const applied = answers.filter((each) => each.state === 'applied');
    expect(applied).toHaveLength(2);
    // The others are kept, none is thrown away.
    expect(answers.filter((each) => each.state === 'conflict')).toHaveLength(levels.length - 1);
    const sheet = await sheetRow();
    expect(sheet?.revision).toBe(2);
    const kept = await database.db
      .select()
      .from(markEdits)
      .where(eq(markEdits.sheetId, sheet?.id ?? ''));
    expect(kept).toHaveLength(9);
  });
});

test('a submission racing taps either waits for them or refuses them: no tap is taken and not counted', async () => {
  await saveEdits(judge, [edit('K1', { level: 3 }), edit('K2', { level: 3 })]);
  const [submitted, [answer]] = await Promise.all([
    submitSheet(judge, entryId),
    saveEdits(judge, [edit('K1', { level: 5 }, 1)]),
  ]);
  expect(submitted).toEqual({ done: true });
  const rows = await database.db
    .select()
    .from(marks)
    .where(eq(marks.sheetId, (await sheetRow())?.id ?? ''));
  const level = rows.find((row) => row.indicator === 'K1')?.level;
  expect([answer?.state, answer?.refusal ?? null, level]).toEqual(
    answer?.state === 'applied' ? ['applied', null, 5] : ['refused', 'submitted', 3],
  );
});

test('two devices that choose at once choose once', async () => {
  await saveEdits(judge, [edit('K1', { level: 3 })]);
  const stale = edit('K1', { level: 2 });
  await saveEdits(judge, [stale]);
  const [kept] = await database.db.select().from(markEdits).where(eq(markEdits.clientId, stale.clientId));
  const choices = await Promise.all(
    (['mine', 'newer', 'mine'] as const).map((choice) => resolveConflict(judge, kept?.id ?? '', choice, 1)),
  );
  expect(choices.filter((choice) => choice.done)).toHaveLength(1);
});

test('a phase step and taps at once: what was answered as saved is there, nothing is saved after', async () => {
  const step = database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contestId));
  const taps = ['K1', 'K2'].map((indicator) => edit(indicator, { level: 4 }));
  const [answers] = await Promise.all([Promise.all(taps.map((tap) => saveEdits(judge, [tap]))), step]);
  const saved = answers.flat().filter((each) => each.state === 'applied');
  const sheet = await sheetRow();
  const rows = sheet ? await database.db.select().from(marks).where(eq(marks.sheetId, sheet.id)) : [];
  expect(rows).toHaveLength(saved.length);
  expect((await saveEdits(judge, [edit('K1', { level: 1 }, 1)]))[0]).toMatchObject({
    state: 'refused',
    refusal: 'phase',
  });
});

describe('assigning everybody', () => {
  test.each(['pleno', 'sanggah', 'penetapan', 'terbit'] as const)(
    'adds no sheet that nobody could fill any more: %s',
    async (phase) => {
      const late = await makeUser('judge');
      await database.db.update(contests).set({ phase }).where(eq(contests.id, contestId));
      expect(await assignEveryone(organizer, contestId)).toBe(0);
      const seats = await database.db.select().from(assignments).where(eq(assignments.judgeId, late.id));
      expect(seats).toEqual([]);
    },
  );
});

describe('rulings on what has changed meanwhile', () => {
  const decide = (by: Viewer, kind: 'points' | 'notApplicable', points: number | null) =>
    rule(by, { entryId, indicators: ['O1'], kind, points, reason: 'Diperiksa dengan tangan.' });
  const rulingRow = async () => (await database.db.select().from(rulings).where(eq(rulings.entryId, entryId)))[0];

  test('a ruling replaced under the hand that withdraws it stays', async () => {
    await decide(chief, 'points', 40);
    const seen = await rulingRow();
    expect(await decide(organizer, 'notApplicable', null)).toEqual({ done: true });
    await withdrawRuling(chief, seen?.id ?? '');
    expect((await rulingRow())?.kind).toBe('notApplicable');
  });
});
