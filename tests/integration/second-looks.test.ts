/** Judges far apart: each is asked alone and once, and learns nothing of the other. */
import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { gatherFacts } from '#app/contest/phases.server.ts';
import { blockersOf } from '#app/contest/phases.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { departJudge } from '#app/judging/departures.server.ts';
import { sheetEdit } from '#app/judging/edit.schema.ts';
import { noMark } from '#app/judging/mark.ts';
import { declareRecusal } from '#app/judging/recusals.server.ts';
import { answerLook, openLooks, secondLook } from '#app/judging/second-look.server.ts';
import { lookList, setGap } from '#app/judging/second-look-list.server.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { saveEdits } from '#app/judging/sheets.server.ts';
import { reopenSheet, submitSheet } from '#app/judging/submit.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { contests, markEdits, secondLooks, sheets } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makePerson, type TestPerson } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let strict: TestPerson;
let mild: TestPerson;
let organizer: TestPerson;
let contestId: string;
let entryId: string;

/** Gives levels to K1 and K2 of the entry and submits. */
async function score(judge: Viewer, k1: number, k2: number, entry = entryId) {
  const levels = { K1: k1, K2: k2 };
  const edits = Object.entries(levels).map(([indicator, level]) =>
    sheetEdit.parse({
      clientId: randomUUID(),
      entryId: entry,
      indicator,
      baseRevision: 0,
      to: { ...noMark, level, note: `catatan rahasia ${judge.name}` },
    }),
  );
  await saveEdits(judge, edits);
  return submitSheet(judge, entry);
}
const asks = () => database.db.select().from(secondLooks).where(eq(secondLooks.entryId, entryId));
const askOf = async (judge: Viewer) => (await asks()).find((ask) => ask.judgeId === judge.userId)?.id ?? '';

beforeAll(async () => {
  database = await testDatabase();
  strict = await makePerson('judge', 'Juri Tegas');
  mild = await makePerson('judge', 'Juri Longgar');
  organizer = await makePerson('organizer', 'Panitia');
});
afterAll(() => database.drop());
let year = 2050;
beforeEach(async () => {
  year += 1;
  contestId = (await makeSmallContest({ year })).id;
  const entry = await makeEntry(contestId);
  entryId = entry.id;
  await makeAudit(entry, 50);
  await assignAll(database.db, contestId);
});

test('the second to submit sets both asks; neither tells of the other, by view, page or data', async () => {
  expect(await score(strict, 1.5, 1.5)).toEqual({ done: true });
  expect(await asks()).toEqual([]);
  expect(await score(mild, 4.5, 4.5)).toEqual({ done: true });
  expect((await asks()).map((ask) => ask.judgeId).toSorted()).toEqual([strict.userId, mild.userId].toSorted());
  const view = await secondLook(strict, await askOf(strict));
  expect(view?.marks.map(({ level }) => level)).toEqual([1.5, 1.5]);
  expect(await openLooks(strict, contestId)).toMatchObject([{ criterion: { id: 'Konten' } }]);
  for (const address of ['/juri', `/juri/lihat-kembali/${await askOf(strict)}`])
    for (const page of [address, `${address}.data`]) {
      const said = await (await visit(strict, page)).text();
      expect(said, page).toContain('Konten');
      // Neither name, nor account, nor note, nor mark (4.5, 90 points), nor how far or which way.
      for (const secret of [mild.name, mild.userId, 'rahasia Juri Longgar', 'difference', 'otherId'])
        expect(said, `${page}: ${secret}`).not.toContain(secret);
    }
  // Levels of the other are looked for in the view itself: in a page a uuid may hold any digits.
  const told = { ...view, askId: '', entryId: '', url: '', scale: null };
  expect(JSON.stringify(told)).not.toMatch(/4[.,]5|\b[69]0\b/);
  expect(await secondLook(strict, await askOf(mild))).toBeNull();
  expect((await visit(strict, `/juri/lihat-kembali/${await askOf(mild)}`)).status).toBe(404);
  expect(await answerLook(strict, await askOf(mild), null)).toEqual({ done: false, why: 'gone' });
});

test('exactly the gap asks nobody; a gap set by the organizer decides later sheets', async () => {
  // 3 and 4.25 do not exist: 60 and 80 are 20 apart.
  await score(strict, 3, 3);
  await score(mild, 4, 4);
  expect(await asks()).toEqual([]);
  expect(await setGap(organizer, contestId, 'banyak')).toEqual({ done: false, why: 'gapOffScale' });
  expect(await setGap(organizer, contestId, '12,5')).toEqual({ done: true });
  expect(await asks()).toEqual([]);
  const other = await makeEntry(contestId);
  await assignAll(database.db, contestId);
  await score(strict, 3, 3, other.id);
  await score(mild, 4, 4, other.id);
  expect(await lookList(contestId)).toMatchObject({
    gap: 12.5,
    asked: [
      { entryId: other.id, judge: mild.name, other: strict.name, difference: 20, gap: 12.5, state: 'open' },
      { entryId: other.id, judge: strict.name, other: mild.name, difference: 20, gap: 12.5, state: 'open' },
    ],
  });
});

describe('an answer', () => {
  beforeEach(async () => {
    await score(strict, 1, 2);
    await score(mild, 5, 5);
  });

  test('keeping changes nothing, is one tap, and is final', async () => {
    const before = await tallyContest(contestId);
    const address = `/juri/lihat-kembali/${await askOf(strict)}`;
    expect((await post(strict, address, { intent: 'keep' })).status).toBe(302);
    expect((await tallyContest(contestId)).results).toEqual(before.results);
    expect(await openLooks(strict, contestId)).toEqual([]);
    expect(await openLooks(mild, contestId)).toHaveLength(1);
    expect(await answerLook(strict, await askOf(strict), new Map([['K1', 4]]))).toMatchObject({ why: 'answered' });
  });

  test('changing writes that criterion alone into the history; the sheet stays submitted and counts', async () => {
    const address = `/juri/lihat-kembali/${await askOf(strict)}`;
    const fields = { intent: 'change', 'tingkat-K1': '3', 'tingkat-K2': '2', 'tingkat-O1': '5' };
    expect((await post(strict, address, fields)).status).toBe(302);
    const view = await openSheet(strict, entryId);
    expect(view).toMatchObject({
      state: 'submitted',
      marks: { K1: { edit: { level: 3 } }, K2: { edit: { level: 2 } } },
    });
    expect(view?.marks.O1).toBeUndefined();
    const history = await database.db
      .select({ indicator: markEdits.indicator, from: markEdits.from, to: markEdits.to })
      .from(markEdits)
      .innerJoin(sheets, eq(sheets.id, markEdits.sheetId))
      .where(and(eq(sheets.judgeId, strict.userId), eq(sheets.entryId, entryId)))
      .orderBy(asc(markEdits.createdAt));
    expect(history).toHaveLength(3);
    expect(history.at(-1)).toMatchObject({ indicator: 'K1', from: { level: 1 }, to: { level: 3 } });
    const { dataset } = await tallyContest(contestId);
    expect(dataset.marks.map(({ points }) => points).toSorted((a, b) => a - b)).toEqual([40, 60, 100, 100]);
    expect((await lookList(contestId))?.asked.map(({ judge, state }) => [judge, state])).toEqual([
      [mild.name, 'open'],
      [strict.name, 'changed'],
    ]);
  });

  test('a level that the scale lacks is refused and nothing is written', async () => {
    const levels = new Map([
      ['K1', 3],
      ['K2', 9],
    ]);
    expect(await answerLook(strict, await askOf(strict), levels)).toEqual({ done: false, why: 'levelOffScale' });
    expect((await openSheet(strict, entryId))?.marks.K1?.edit.level).toBe(1);
    expect(await openLooks(strict, contestId)).toHaveLength(1);
  });

  test('nobody is asked twice for an entry and criterion, however often the sheet comes and goes', async () => {
    const [sheet] = await database.db
      .select()
      .from(sheets)
      .where(and(eq(sheets.judgeId, mild.userId), eq(sheets.entryId, entryId)));
    await answerLook(mild, await askOf(mild), null);
    await reopenSheet(organizer, sheet?.id ?? '', 'Diminta juri sendiri tadi.');
    expect(await submitSheet(mild, entryId)).toEqual({ done: true });
    expect(await openLooks(mild, contestId)).toEqual([]);
    expect(await asks()).toHaveLength(2);
  });

  test('open asks are a reminder, never a wall, and close with judging', async () => {
    const facts = await gatherFacts(
      {
        ...(await database.db.query.contests.findFirst({ where: eq(contests.id, contestId) })),
        id: contestId,
      } as never,
      rubricGate,
    );
    const blocker = blockersOf(facts).find(({ code }) => code === 'secondLooks');
    expect(blocker).toMatchObject({ blocking: false });
    expect(blocker?.items).toHaveLength(2);
    await database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contestId));
    expect(await openLooks(strict, contestId)).toEqual([]);
    expect(await answerLook(strict, await askOf(strict), null)).toEqual({ done: false, why: 'phase' });
    expect(await setGap(organizer, contestId, '30')).toEqual({ done: false, why: 'phase' });
  });

  test('who steps back or departs is asked no more', async () => {
    await declareRecusal(strict, entryId, 'Adik saya bekerja di dinas ini.');
    expect(await openLooks(strict, contestId)).toEqual([]);
    expect(await secondLook(strict, await askOf(strict))).toBeNull();
    expect(await answerLook(strict, await askOf(strict), null)).toEqual({ done: false, why: 'recused' });
  });
});

test('a departed judge’s sheet still sets the other thinking, and nobody asks the departed', async () => {
  await score(strict, 1, 1);
  await departJudge(organizer, contestId, strict.userId, 'Berhalangan tetap, surat 12.');
  await score(mild, 5, 5);
  expect((await asks()).map((ask) => ask.judgeId)).toEqual([mild.userId]);
});

test('of two sheets submitted in the same moment one sees the other', async () => {
  for (let round = 0; round < 5; round += 1) {
    const entry = await makeEntry(contestId);
    entryId = entry.id;
    await assignAll(database.db, contestId);
    await Promise.all([score(strict, 1, 1), score(mild, 5, 5)]);
    expect(await asks(), `round ${round}`).toHaveLength(2);
  }
});
