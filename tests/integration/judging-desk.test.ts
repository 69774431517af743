/** What a judge's sheet keeps besides levels: the note on the whole, acceptances, the history, reports of wrong measurements. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { assignAll, judgeDesk } from '#app/judging/assignments.server.ts';
import { resolveConflict } from '#app/judging/conflicts.server.ts';
import { type SheetEditInput, sheetEdit } from '#app/judging/edit.schema.ts';
import { marksElsewhere } from '#app/judging/elsewhere.server.ts';
import { restoreEdit, sheetHistory } from '#app/judging/history.server.ts';
import { type MarkEdit, noMark, SHEET_NOTE } from '#app/judging/mark.ts';
import { judgingMonitor } from '#app/judging/monitor.server.ts';
import { declareRecusal } from '#app/judging/recusals.server.ts';
import { letMeasurementStand, reportMeasurement } from '#app/judging/reports.server.ts';
import { rulingBoard } from '#app/judging/ruling-board.server.ts';
import { rule, withdrawRuling } from '#app/judging/rulings.server.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { saveEdits } from '#app/judging/sheets.server.ts';
import { submitSheet } from '#app/judging/submit.server.ts';
import { assembleEntry } from '#app/publication/assemble.ts';
import { loadRows } from '#app/publication/tally-rows.server.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { audits, contests, entries, proposals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let judge: Viewer;
let other: Viewer;
let chief: Viewer;
let contestId: string;
let rubricVersionId: string;
let entryId: string;
let secondId: string;

async function viewer(role: Role): Promise<Viewer> {
  const { id, name } = await makeUser(role);
  return { userId: id, name, role, agencyIds: [] };
}
beforeAll(async () => {
  database = await testDatabase();
  judge = await viewer('judge');
  other = await viewer('judge');
  chief = await viewer('chiefJudge');
});
afterAll(() => database.drop());

/** An audit that counts, with O1 measured at 60 points. */
async function measured(entry: string) {
  const url = 'https://x.test/';
  const [audit] = await database.db
    .insert(audits)
    .values({ contestId, entryId: entry, rubricVersionId, runs: 1, url, state: 'done' })
    .returning();
  const auditId = audit?.id ?? '';
  await database.db.update(entries).set({ currentAuditId: auditId, url }).where(eq(entries.id, entry));
  await database.db
    .insert(proposals)
    .values({ auditId, indicator: 'O1', outcome: 'measured', points: 60, because: [] });
}
beforeEach(async () => {
  const contest = await makeContest({ phase: 'penilaian' });
  contestId = contest.id;
  rubricVersionId = contest.rubricVersionId;
  entryId = (await makeEntry(contestId)).id;
  secondId = (await makeEntry(contestId)).id;
  await measured(entryId);
  await assignAll(database.db, contestId);
});

const edit = (indicator: string, to: Partial<MarkEdit>, more: Partial<SheetEditInput> = {}) =>
  sheetEdit.parse({
    clientId: randomUUID(),
    entryId,
    indicator,
    baseRevision: 0,
    device: 'tablet',
    to: { ...noMark, ...to },
    ...more,
  });
async function save(who: Viewer, one: ReturnType<typeof edit>) {
  const [answer] = await saveEdits(who, [one]);
  if (!answer) throw new Error('no answer');
  return answer;
}
const sheetOf = async (who: Viewer) => {
  const view = await openSheet(who, entryId);
  if (!view) throw new Error('no sheet');
  return view;
};
async function fill(who: Viewer) {
  const view = await sheetOf(who);
  const asked = view.rubric.criteria.flatMap((each) => each.indicators).filter((each) => each.source === 'judge');
  const answers = await saveEdits(
    who,
    asked.filter(({ id }) => !view.marks[id]).map(({ id }) => edit(id, { level: 3 })),
  );
  expect(answers.every((answer) => answer.state === 'applied')).toBe(true);
}

describe('the note on the whole sheet', () => {
  test('goes the way of a mark and is none: no progress, no submission, no row of a tally', async () => {
    const answer = await save(
      judge,
      edit(SHEET_NOTE, { note: ' Warna rapi, isi basi. ', level: 5, notApplicable: true }),
    );
    expect(answer).toMatchObject({ state: 'applied', mark: { edit: { ...noMark, note: 'Warna rapi, isi basi.' } } });
    const { groups } = await judgeDesk(contestId, judge.userId);
    const site = groups.flatMap((group) => group.sites).find((each) => each.entryId === entryId);
    expect(site).toMatchObject({ state: 'draft', done: 0 });
    expect((await submitSheet(judge, entryId)).done).toBe(false);
    expect((await judgingMonitor(contestId)).claims).toEqual([]);
    await fill(judge);
    expect(await submitSheet(judge, entryId)).toEqual({ done: true });
    const rubric = await rubricOf(database.db, rubricVersionId);
    const { entries: loaded } = await loadRows(database.db, contestId, rubric);
    const row = loaded.find((each) => each.entryId === entryId);
    expect(row?.judges.flatMap(({ marks }) => [...marks.keys()])).toContain('D1');
    expect(JSON.stringify(row?.judges.map(({ marks }) => [...marks]))).not.toContain(SHEET_NOTE);
    if (row) expect(JSON.stringify(assembleEntry(rubric, row))).not.toContain(SHEET_NOTE);
  });

  test('two of them at once wait for a choice, and the sheet with them', async () => {
    await save(judge, edit(SHEET_NOTE, { note: 'dari tablet' }));
    expect((await save(judge, edit(SHEET_NOTE, { note: 'dari laptop' }))).state).toBe('conflict');
    await fill(judge);
    expect(await submitSheet(judge, entryId)).toMatchObject({
      done: false,
      missing: [{ indicator: SHEET_NOTE, why: 'conflict' }],
    });
    const [conflict] = (await sheetOf(judge)).conflicts;
    expect(await resolveConflict(judge, conflict?.editId ?? '', 'mine')).toMatchObject({ done: true });
    expect((await sheetOf(judge)).marks[SHEET_NOTE]?.edit.note).toBe('dari laptop');
    expect(await submitSheet(judge, entryId)).toEqual({ done: true });
  });
});

describe('accepting a proposal', () => {
  test('is recorded with the points that were seen, and moves nothing', async () => {
    expect((await save(judge, edit('O1', { accepted: 60 }))).state).toBe('applied');
    expect((await sheetOf(judge)).marks.O1?.edit).toEqual({ ...noMark, accepted: 60 });
    await fill(judge);
    await submitSheet(judge, entryId);
    const rubric = await rubricOf(database.db, rubricVersionId);
    const { entries: loaded } = await loadRows(database.db, contestId, rubric);
    const row = loaded.find((each) => each.entryId === entryId);
    const assembled = row && assembleEntry(rubric, row);
    expect(assembled?.measured).toContainEqual({ indicator: 'O1', points: 60 });
    expect(assembled?.marks.filter((mark) => mark.indicator === 'O1')).toEqual([]);
  });

  test('does not go with a level, a claim, or what judges score', async () => {
    const reason = 'alasan yang cukup panjang';
    expect((await save(judge, edit('O1', { accepted: 60, level: 2, reason }))).refusal).toBe('notAcceptable');
    expect((await save(judge, edit('O1', { accepted: 60, notApplicable: true, reason }))).refusal).toBe(
      'notAcceptable',
    );
    expect((await save(judge, edit('D1', { accepted: 60 }))).refusal).toBe('notAcceptable');
    expect((await sheetOf(judge)).marks).toEqual({});
  });
});

describe('the history', () => {
  test('tells every change with its tablet, newest first, and gives an old one back as a new one', async () => {
    const first = await save(judge, edit('D1', { level: 2, note: 'logo buram' }));
    const second = await save(judge, edit('D1', { level: 4 }, { baseRevision: first.revision, device: 'laptop' }));
    const rows = await sheetHistory(judge, entryId, 'D1');
    expect(rows).toMatchObject([
      { device: 2, from: { level: 2, note: 'logo buram' }, to: { level: 4, note: null }, state: 'applied' },
      { device: 1, from: { level: null }, to: { level: 2, note: 'logo buram' } },
    ]);
    const old = rows[1]?.editId ?? '';
    expect(await restoreEdit(judge, old, first.revision)).toEqual({ done: false, why: 'moved' });
    expect(await restoreEdit(judge, old, second.revision)).toEqual({ done: true });
    expect((await sheetOf(judge)).marks.D1?.edit).toMatchObject({ level: 2, note: 'logo buram' });
    const after = await sheetHistory(judge, entryId);
    expect(after.map((row) => row.to.level)).toEqual([2, 4, 2]);
    expect(after.slice(1).map((row) => row.editId)).toEqual(rows.map((row) => row.editId));
  });

  test('restores the note of the sheet and an acceptance too', async () => {
    const note = await save(judge, edit(SHEET_NOTE, { note: 'lama' }));
    const newer = await save(judge, edit(SHEET_NOTE, { note: 'baru' }, { baseRevision: note.revision }));
    const [, oldNote] = await sheetHistory(judge, entryId, SHEET_NOTE);
    expect(await restoreEdit(judge, oldNote?.editId ?? '', newer.revision)).toEqual({ done: true });
    const accepted = await save(judge, edit('O1', { accepted: 60 }));
    const taken = await save(judge, edit('O1', {}, { baseRevision: accepted.revision }));
    const [, oldAccept] = await sheetHistory(judge, entryId, 'O1');
    expect(await restoreEdit(judge, oldAccept?.editId ?? '', taken.revision)).toEqual({ done: true });
    const { marks } = await sheetOf(judge);
    expect([marks[SHEET_NOTE]?.edit.note, marks.O1?.edit.accepted]).toEqual(['lama', 60]);
  });

  test('is the judge’s own, and restores nothing on a closed sheet or against a ruling', async () => {
    const { revision } = await save(judge, edit('D1', { level: 2 }));
    const [row] = await sheetHistory(judge, entryId);
    const editId = row?.editId ?? '';
    expect(await sheetHistory(other, entryId)).toEqual([]);
    expect(await restoreEdit(other, editId, revision)).toEqual({ done: false, why: 'gone' });
    const changed = await save(judge, edit('D1', { level: 5 }, { baseRevision: revision }));
    await fill(judge);
    await submitSheet(judge, entryId);
    expect(await restoreEdit(judge, editId, changed.revision)).toEqual({ done: false, why: 'submitted' });
    await database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contestId));
    expect(await restoreEdit(judge, editId, changed.revision)).toEqual({ done: false, why: 'phase' });
  });
});

test('own marks at other sites: of the same indicator, never another judge’s, never of this site', async () => {
  await save(judge, edit('D1', { level: 2.5, note: 'penuh iklan' }, { entryId: secondId }));
  await save(judge, edit('D2', { level: 1 }, { entryId: secondId }));
  await save(judge, edit('D1', { level: 4 }));
  await save(other, edit('D1', { level: 5 }, { entryId: secondId }));
  expect(await marksElsewhere(judge, entryId, 'D1')).toMatchObject([
    { entryId: secondId, level: 2.5, note: 'penuh iklan' },
  ]);
  expect(await marksElsewhere(await viewer('judge'), entryId, 'D1')).toBeNull();
  await declareRecusal(judge, secondId, 'Saudara bekerja di sana.');
  expect(await marksElsewhere(judge, entryId, 'D1')).toEqual([]);
});

describe('a measurement called wrong', () => {
  const words = 'Situs dibuka dalam satu detik di sini.';
  const reason = 'Diukur ulang bersama, cepat.';
  const board = async () => (await rulingBoard(contestId, rubricVersionId)).waiting;
  const openItems = async () => {
    const rubric = await rubricOf(database.db, rubricVersionId);
    const { entries: loaded } = await loadRows(database.db, contestId, rubric);
    const row = loaded.find((each) => each.entryId === entryId);
    return row ? assembleEntry(rubric, row).open.filter((item) => item.kind === 'reportWaiting') : [];
  };

  test('reaches the chief judge with who and why; the correction holds for every judge and answers it', async () => {
    expect(await reportMeasurement(judge, entryId, 'O1', 'kurang')).toEqual({ done: false, why: 'reasonMissing' });
    expect(await reportMeasurement(judge, entryId, 'D1', words)).toEqual({ done: false, why: 'unknownIndicator' });
    expect(await reportMeasurement(judge, entryId, 'O1', 'Keliru, coba lihat lagi.')).toEqual({ done: true });
    expect(await reportMeasurement(judge, entryId, 'O1', words)).toEqual({ done: true });
    const [waiting] = await board();
    expect(waiting?.reported).toMatchObject([
      { indicator: 'O1', points: 60, by: [{ judge: judge.name, text: words }] },
    ]);
    expect((await board()).flatMap((each) => each.reported)).toHaveLength(1);
    expect((await sheetOf(judge)).reports.O1).toMatchObject({ text: words, resolution: null });
    // No word of it on another judge's sheet; nothing is finalised over it.
    expect((await sheetOf(other)).reports).toEqual({});
    expect(await openItems()).toEqual([{ kind: 'reportWaiting', indicator: 'O1' }]);
    await rule(chief, { entryId, indicators: ['O1'], kind: 'points', points: 95, reason });
    for (const who of [judge, other]) expect((await sheetOf(who)).rulings.O1).toMatchObject({ points: 95, reason });
    expect((await sheetOf(judge)).reports.O1?.resolution).toBe('ruled');
    expect([await board(), await openItems()]).toEqual([[], []]);
    expect(await reportMeasurement(other, entryId, 'O1', words)).toEqual({ done: false, why: 'ruled' });
    const { made } = await rulingBoard(contestId, rubricVersionId);
    await withdrawRuling(chief, made[0]?.id ?? '');
    expect((await board())[0]?.reported).toHaveLength(1);
  });

  test('may stand: only the chief judge says so, with a reason the judge reads', async () => {
    await reportMeasurement(judge, entryId, 'O1', words);
    expect(await letMeasurementStand(other, entryId, 'O1', reason)).toMatchObject({ why: 'notYours' });
    expect(await letMeasurementStand(chief, entryId, 'O1', 'ya')).toMatchObject({ why: 'reasonMissing' });
    expect(await letMeasurementStand(chief, entryId, 'O1', reason)).toEqual({ done: true });
    expect((await sheetOf(judge)).reports.O1).toMatchObject({ resolution: 'stands', answer: reason });
    expect([await board(), await openItems()]).toEqual([[], []]);
    expect(await letMeasurementStand(chief, entryId, 'O1', reason)).toMatchObject({ why: 'gone' });
    // A second word after the answer is a new report.
    expect(await reportMeasurement(judge, entryId, 'O1', 'Masih keliru, lihat bukti kedua.')).toEqual({ done: true });
    expect(await openItems()).toHaveLength(1);
  });

  test('can be said on a submitted sheet, not by who stepped back, is not assigned, or after judging', async () => {
    await fill(judge);
    await submitSheet(judge, entryId);
    expect(await reportMeasurement(judge, entryId, 'O1', words)).toEqual({ done: true });
    await declareRecusal(other, entryId, 'Saudara bekerja di sana.');
    expect(await reportMeasurement(other, entryId, 'O1', words)).toEqual({ done: false, why: 'recused' });
    expect(await reportMeasurement(await viewer('judge'), entryId, 'O1', words)).toMatchObject({ why: 'notAssigned' });
    await database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contestId));
    expect(await reportMeasurement(judge, entryId, 'O1', words)).toEqual({ done: false, why: 'phase' });
    // It is still answered then.
    expect(await letMeasurementStand(chief, entryId, 'O1', reason)).toEqual({ done: true });
  });
});
