/** Practice: the panel's levels stay hidden until the own sheet is in, and none of it counts anywhere. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contestOfYear, currentContest } from '#app/contest/contests.server.ts';
import { listEntries } from '#app/contest/entries.server.ts';
import { contestFigures, gatherFacts, movePhase } from '#app/contest/phases.server.ts';
import type { Phase } from '#app/contest/phases.ts';
import { listAgencies } from '#app/identity/people.server.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { assignAll, judgeDesk } from '#app/judging/assignments.server.ts';
import { departJudge } from '#app/judging/departures.server.ts';
import { sheetEdit } from '#app/judging/edit.schema.ts';
import { noMark } from '#app/judging/mark.ts';
import { judgingMonitor } from '#app/judging/monitor.server.ts';
import { planBoard } from '#app/judging/plan.server.ts';
import { deskPractice, practiceResult } from '#app/judging/practice.server.ts';
import {
  openPractice,
  panelBoard,
  savePanel,
  savePracticeSite,
  withdrawPractice,
} from '#app/judging/practice-panel.server.ts';
import { declareRecusal } from '#app/judging/recusals.server.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { saveEdits } from '#app/judging/sheets.server.ts';
import { submitSheet } from '#app/judging/submit.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { assignments, contests, entries, secondLooks } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makePerson, type TestPerson } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

const site = { name: 'Situs Latihan Rahasia', category: 'Dinas', url: 'https://latihan.example.go.id/' };
const panel = new Map([
  ['K1', { level: 2.5, reason: 'Alasan panel untuk K1.' }],
  ['K2', { level: 4, reason: 'Alasan panel untuk K2.' }],
]);

let database: TestDatabase;
let organizer: TestPerson;
let chief: TestPerson;
let judge: TestPerson;
let others: TestPerson[];
let contestId: string;
let year = 2060;

const practiceEntry = async () => {
  const [row] = await database.db
    .select({ id: entries.id })
    .from(entries)
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(eq(contests.practiceOf, contestId));
  return row?.id ?? '';
};
async function open() {
  await savePracticeSite(organizer, contestId, site);
  await savePanel(chief, contestId, panel);
  expect(await openPractice(organizer, contestId)).toEqual({ done: true });
}
async function practise(who: Viewer, k1: number, k2: number, submit = true) {
  const entryId = await practiceEntry();
  const edits = [
    ['K1', k1],
    ['K2', k2],
  ].map(([indicator, level]) =>
    sheetEdit.parse({ clientId: randomUUID(), entryId, indicator, baseRevision: 0, to: { ...noMark, level } }),
  );
  const answers = await saveEdits(who, edits);
  return submit ? submitSheet(who, entryId) : answers;
}

beforeAll(async () => {
  database = await testDatabase();
  organizer = await makePerson('organizer');
  chief = await makePerson('chiefJudge');
  judge = await makePerson('judge');
  others = [await makePerson('judge'), await makePerson('judge')];
});
afterAll(() => database.drop());
beforeEach(async () => {
  year += 1;
  contestId = (await makeSmallContest({ year, phase: 'audit' })).id;
});

test('opens only when the panel has written a level and a reason for each indicator, and then stands', async () => {
  expect(await openPractice(organizer, contestId)).toEqual({ done: false, why: 'gone' });
  await savePracticeSite(organizer, contestId, site);
  const half = new Map([['K1', { level: null, reason: 'Alasan tanpa tingkat.' }]]);
  expect(await savePanel(chief, contestId, half)).toEqual({ done: true });
  expect(await openPractice(organizer, contestId)).toEqual({ done: false, why: 'incomplete', missing: ['K1', 'K2'] });
  // Nothing typed is lost.
  expect((await panelBoard(contestId))?.place.panel).toEqual({ K1: { level: null, reason: 'Alasan tanpa tingkat.' } });
  expect(await savePanel(chief, contestId, new Map([['K1', { level: 7, reason: '' }]]))).toMatchObject({
    why: 'levelOffScale',
  });
  expect(await deskPractice(judge, contestId)).toBeNull();
  await open();
  expect(await savePanel(chief, contestId, panel)).toEqual({ done: false, why: 'notDraft' });
  expect(await savePracticeSite(chief, contestId, site)).toEqual({ done: false, why: 'notDraft' });
  expect(await withdrawPractice(organizer, contestId)).toEqual({ done: true });
  await open();
  await practise(judge, 3, 3, false);
  expect(await withdrawPractice(organizer, contestId)).toEqual({ done: false, why: 'begun' });
});

test('before judging opens every judge is seated on it; panel and others show only after the own sheet', async () => {
  await open();
  const [first, second] = others as [TestPerson, TestPerson];
  await practise(first, 2, 5);
  await practise(second, 3, 5);
  const entryId = await practiceEntry();
  const hidden = ['Alasan panel untuk K1', 'Alasan panel untuk K2', first.name, first.userId, second.userId];
  for (const address of ['/juri', `/juri/lembar/${entryId}`, '/juri/latihan'])
    for (const page of [address, `${address}.data`]) {
      const said = await (await visit(judge, page)).text();
      for (const secret of hidden) expect(said, `${page}: ${secret}`).not.toContain(secret);
    }
  expect(await (await visit(judge, '/juri')).text()).toContain(site.name);
  expect(await practiceResult(judge, contestId)).toBeNull();
  expect(await practise(judge, 3, 3.5)).toEqual({ done: true });
  const result = await practiceResult(judge, contestId);
  expect(result?.rows).toMatchObject([
    {
      indicator: 'K1',
      own: 3,
      panel: { level: 2.5, reason: 'Alasan panel untuk K1.' },
      others: {
        levels: [
          { level: 2, count: 1 },
          { level: 3, count: 1 },
        ],
      },
    },
    { indicator: 'K2', own: 3.5, panel: { level: 4 }, others: { levels: [{ level: 5, count: 2 }], total: 2 } },
  ]);
  const page = await (await visit(judge, '/juri/latihan')).text();
  expect(page).toContain('Alasan panel untuk K1.');
  for (const other of [first, second]) {
    expect(page).not.toContain(other.name);
    expect(page).not.toContain(other.userId);
  }
  // A submitted practice sheet leads to the comparison.
  expect((await visit(judge, `/juri/lembar/${entryId}`)).headers.get('location')).toBe('/juri/latihan');
});

test('one other alone stays unknown', async () => {
  await open();
  await practise(others[0] as TestPerson, 1, 1);
  await practise(judge, 3, 3);
  expect((await practiceResult(judge, contestId))?.rows.map((row) => row.others)).toEqual([null, null]);
});

test('counts nowhere: not in lists, figures, plans, monitor, gates, tally, dataset or on public pages', async () => {
  const entry = await makeCompleteEntry(contestId, [judge, ...others], { k1: 60, k2: 60, o1: 50 });
  const before = {
    figures: await contestFigures(contestId),
    facts: await gatherFacts((await contestOfYear(database.db, year)) as never, rubricGate),
    plan: await planBoard(contestId),
    tally: await tallyContest(contestId),
    agencies: await listAgencies(database.db),
  };
  await open();
  await practise(judge, 1, 1);
  await practise(others[0] as TestPerson, 5, 5);
  await practise(others[1] as TestPerson, 5, 5, false);
  expect((await currentContest())?.id).toBe(contestId);
  expect((await contestOfYear(database.db, year))?.id).toBe(contestId);
  expect((await listEntries(contestId)).map((each) => each.id)).toEqual([entry.id]);
  expect({
    figures: await contestFigures(contestId),
    facts: await gatherFacts((await contestOfYear(database.db, year)) as never, rubricGate),
    plan: await planBoard(contestId),
    tally: await tallyContest(contestId),
    agencies: await listAgencies(database.db),
  }).toEqual(before);
  const monitor = await judgingMonitor(contestId);
  expect(monitor.rows.map((row) => row.entryId)).toEqual([entry.id]);
  expect(
    (await judgeDesk(contestId, judge.userId)).groups.flatMap(({ sites }) => sites.map((each) => each.entryId)),
  ).toEqual([entry.id]);
  // Far apart as they are, nobody is asked to look again.
  expect(await database.db.select().from(secondLooks).where(eq(secondLooks.contestId, contestId))).toEqual([]);
  expect(
    await database.db
      .select()
      .from(assignments)
      .where(eq(assignments.entryId, await practiceEntry())),
  ).toEqual([]);
  for (const address of [
    '/',
    '/hasil',
    '/peringkat',
    '/panitia/peserta',
    '/panitia/penilaian',
    '/panitia/penugasan',
    '/panitia/audit',
    '/panitia/penetapan',
  ])
    expect(await (await visit(organizer, address)).text(), address).not.toContain(site.name);
});

test('follows the contest: closed with judging, open again when it goes back; the departed are out', async () => {
  await makeCompleteEntry(contestId, [judge, ...others, chief], { k1: 60, k2: 60, o1: 50 });
  await open();
  const move = (from: Phase, to: Phase) =>
    database.db.transaction((tx) =>
      movePhase(tx, { contestId, from, to, reason: 'Uji mundur tahap.', userId: organizer.userId }, rubricGate),
    );
  // The small rubric is stored under no real hash: the gate is not what is tested here.
  const jump = (phase: Phase) => database.db.update(contests).set({ phase }).where(eq(contests.id, contestId));
  await jump('penilaian');
  expect(await practise(others[0] as TestPerson, 3, 3)).toEqual({ done: true });
  expect(await move('penilaian', 'pleno')).toMatchObject({ moved: true });
  expect(await practise(judge, 3, 3, false)).toMatchObject([{ refusal: 'phase' }, { refusal: 'phase' }]);
  expect(await deskPractice(judge, contestId)).toBeNull();
  expect(await deskPractice(others[0] as TestPerson, contestId)).toMatchObject({ state: 'submitted', open: false });
  expect(await move('pleno', 'penilaian')).toMatchObject({ moved: true });
  expect(await deskPractice(judge, contestId)).toMatchObject({ state: 'new', open: true });
  await departJudge(organizer, contestId, judge.userId, 'Berhalangan tetap, surat 12.');
  expect(await deskPractice(judge, contestId)).toBeNull();
});

test('nobody steps back from practice, and a new judge is seated by themself', async () => {
  await open();
  const entryId = await practiceEntry();
  expect(await declareRecusal(judge, entryId, 'Adik saya bekerja di sana.')).toMatchObject({ why: 'notAssigned' });
  const late = await makePerson('judge');
  expect(await openSheet(late, entryId)).toMatchObject({ practice: true, state: 'new', closed: null });
  expect((await openSheet(late, entryId))?.rubric.criteria.map(({ id }) => id)).toEqual(['konten']);
  await assignAll(database.db, contestId);
  expect((await database.db.select().from(entries).where(eq(entries.contestId, contestId))).length).toBe(0);
});

test('pages: the panel writes in a plain form, incomplete typing is kept, a fault names its field', async () => {
  const address = '/panitia/latihan';
  const wrong = await post(chief, address, { intent: 'site', name: 'X', category: 'Dinas', url: 'bukan alamat' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('bukan alamat');
  expect((await post(chief, address, { intent: 'site', ...site })).status).toBe(302);
  const typed = { 'tingkat-K1': '3', 'alasan-K1': 'pendek', 'alasan-K2': 'Alasan yang cukup panjang.' };
  const incomplete = await post(organizer, address, { intent: 'open', ...typed });
  expect(incomplete.status).toBe(422);
  const page = await incomplete.text();
  expect(page).toContain('K1, K2');
  expect(page).toContain('Alasan yang cukup panjang.');
  const full = { ...typed, 'alasan-K1': 'Cukup panjang juga.', 'tingkat-K2': '4.5' };
  expect((await post(organizer, address, { intent: 'open', ...full })).status).toBe(302);
  expect(await deskPractice(judge, contestId)).toMatchObject({ name: site.name, state: 'new' });
  expect((await visit(judge, address)).status).toBe(404);
});
