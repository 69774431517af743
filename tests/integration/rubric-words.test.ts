import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { movePhaseNow } from '#app/contest/phases.server.ts';
import { resolveConflict } from '#app/judging/conflicts.server.ts';
import { everydaySave } from '#app/judging/everyday-save.server.ts';
import { restoreEdit, sheetHistory } from '#app/judging/history.server.ts';
import { answerLook } from '#app/judging/second-look.server.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { submitSheet } from '#app/judging/submit.server.ts';
import { answerWordLook, openWordLooks, wordLook } from '#app/judging/word-looks.server.ts';
import { stopWaiting, wordWaits } from '#app/judging/word-waits.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { openSheetsOf } from '#app/publication/room.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { contests, markEdits, marks, secondLooks } from '#db/schema.ts';
import { makeRuling, makeSheet, smallRubric } from '#tests/support/judged.ts';
import {
  allMarks,
  contest,
  current,
  type Entry,
  inForce,
  looksOf,
  markOf,
  mild,
  one,
  openLook,
  organizer,
  other,
  REASON,
  save,
  site,
  standing,
  strict,
  tap,
  words,
} from '#tests/support/reworded.ts';
import { makeRubric } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

describe('submitted sheets', () => {
  test('old marks count until their judges answer; nothing closes before; each answer is the judge’s own', async () => {
    const before = await standing();
    // 60 % of the mean of four marks, 40 % of 70.
    expect(before.ranks).toEqual({ 'Dinas Satu': [1, 67], 'Dinas Dua': [2, 64] });
    const given = await allMarks();
    const version = await inForce(words('K1'));
    expect(await allMarks()).toEqual(given);
    const after = await standing();
    expect(after.ranks).toEqual(before.ranks);
    expect(after.dataset.marks).toEqual(before.dataset.marks);
    expect(after.dataset.contest).toMatchObject({
      rubricVersion: version,
      rubricChanges: [{ version, reason: REASON }],
    });
    expect(after.open).toEqual(
      expect.arrayContaining(
        [one, other].flatMap(({ name }) =>
          [strict, mild].map(({ id: judgeId }) => ({ name, kind: 'wordsWaiting', indicator: 'K1', judgeId })),
        ),
      ),
    );
    expect(after.open).toHaveLength(4);
    const step = { contestId: contest.id, from: 'penilaian', to: 'pleno', reason: null, userId: organizer.id } as const;
    // Whoever judges too sees no totals before having answered.
    expect(await openSheetsOf(contest.id, strict.id)).toBe(2);
    expect(await movePhaseNow(step, rubricGate)).toMatchObject({
      ...{ moved: false, why: 'blocked' },
      blockers: [{ code: 'wordLooks', blocking: true, items: expect.arrayContaining([expect.anything()]) }],
    });
    await db().update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, contest.id));
    expect(await finalise(contest.id, organizer.id, after.hash)).toEqual({ done: false, reason: 'open' });
    expect(await answerWordLook(strict, await openLook(one, strict), null)).toEqual({ done: false, why: 'phase' });
    await db().update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contest.id));

    // Kept: the same mark, said again, on record; the sheet stays submitted.
    const kept = await openLook(one, strict);
    expect(await openWordLooks(strict, await current())).toHaveLength(2);
    expect(await answerWordLook(mild, kept, null)).toEqual({ done: false, why: 'gone' });
    expect(await answerWordLook(strict, kept, 9)).toEqual({ done: false, why: 'levelOffScale' });
    expect(await answerWordLook(strict, kept, null)).toEqual({ done: true });
    expect(await answerWordLook(strict, kept, 5)).toEqual({ done: false, why: 'answered' });
    expect(await markOf(one, strict, 'K1')).toMatchObject({ level: 4, points: 80, revision: 2 });
    expect(await sheetHistory(strict, one.id)).toMatchObject([
      { indicator: 'K1', state: 'applied', from: { level: 4 }, to: { level: 4 } },
    ]);
    expect((await standing()).ranks).toEqual(before.ranks);
    // Changed: this mark moves, and no other.
    expect(await answerWordLook(mild, await openLook(other, mild), 5)).toEqual({ done: true });
    expect((await standing()).ranks).toEqual({ 'Dinas Dua': [1, 70], 'Dinas Satu': [2, 67] });
    const moved = (await allMarks()).filter(({ mark }, i) => mark.level !== given[i]?.mark.level);
    expect(moved.map(({ mark }) => [mark.indicator, mark.level])).toEqual([['K1', 5]]);
    expect((await openSheet(mild, other.id))?.state).toBe('submitted');

    // The organizer waits no longer for one, with a reason; the last is settled by a ruling.
    const unanswered = await openLook(one, mild);
    expect(await stopWaiting(organizer, unanswered, ' lama ')).toEqual({ done: false, why: 'reasonMissing' });
    expect(await stopWaiting(mild, unanswered, 'tidak mau menjawab')).toEqual({ done: false, why: 'gone' });
    expect(await stopWaiting(organizer, unanswered, 'Juri sakit sampai akhir lomba')).toEqual({ done: true });
    expect(await answerWordLook(mild, unanswered, 1)).toEqual({ done: false, why: 'answered' });
    expect((await standing()).open).toEqual([
      { name: other.name, kind: 'wordsWaiting', indicator: 'K1', judgeId: strict.id },
    ]);
    expect((await wordWaits(await current())).map(({ state }) => state).sort()).toEqual([
      ...['changed', 'kept', 'lapsed', 'open'],
    ]);
    await makeRuling(other, 'K1', 'notApplicable', organizer);
    expect(await answerWordLook(strict, await openLook(other, strict), 1)).toEqual({ done: false, why: 'ruled' });
    expect(await openSheetsOf(contest.id, strict.id)).toBe(0);
    expect((await movePhaseNow(step, rubricGate)).moved).toBe(true);
    await db().update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, contest.id));
    const last = await standing();
    expect(last.open).toEqual([]);
    const frozen = await finalise(contest.id, organizer.id, last.hash);
    if (!frozen.done) throw new Error(frozen.reason);
    expect(frozen.snapshot.rubricVersionId).toBe((await current()).rubricVersionId);
  });

  test('the screens show old words beside new ones to their judge alone, and the organizer whom it waits for', async () => {
    await db().update(contests).set({ year: 2077 }).where(eq(contests.id, contest.id));
    await inForce(words('K1', 'Tingkat tiga yang baru'));
    const address = `/juri/uraian/${await openLook(one, strict)}`;
    const page = await (await visit(strict, address)).text();
    for (const part of ['Tingkat 3', 'Tingkat tiga yang baru', REASON]) expect(page).toContain(part);
    expect(page).not.toContain('Juri Lunak');
    expect((await visit(mild, address)).status).toBe(404);
    expect((await visit(organizer, address)).status).not.toBe(200);
    expect(await (await visit(strict, '/juri')).text()).toContain(address);
    const sheet = await visit(strict, `/juri/lembar/${one.id}`);
    expect(await sheet.text()).toContain(address);
    const list = await (await visit(organizer, '/panitia/rubrik/penegasan')).text();
    for (const part of ['Juri Keras', 'Juri Lunak', 'Dinas Satu']) expect(list).toContain(part);
    const lookId = await openLook(one, mild);
    const short = await post(organizer, '/panitia/rubrik/penegasan', { lookId, reason: 'sakit' });
    expect([short.status, (await short.text()).includes('sakit')]).toEqual([422, true]);
    expect(await (await visit(organizer, '/panitia/metode')).text()).toContain(REASON);
    expect((await post(mild, '/panitia/rubrik/penegasan', { lookId, reason: 'tidak perlu ditunggu' })).status).toBe(
      404,
    );
    expect((await post(strict, address, { intent: 'change' })).status).toBe(422);
    expect((await post(strict, address, { intent: 'change', tingkat: '4.5' })).status).toBe(302);
    expect(await markOf(one, strict, 'K1')).toMatchObject({ level: 4.5, points: 90 });
    expect(await (await visit(strict, address)).text()).toContain('nilai Anda diubah');
  });

  test('a second look answered on a page of the old words is asked about again; on one of today’s it is the answer', async () => {
    const ask = async () => {
      const ids = { contestId: contest.id, entryId: one.id, judgeId: strict.id, otherId: mild.id };
      await db().delete(secondLooks).where(eq(secondLooks.entryId, one.id));
      const [made] = await db()
        .insert(secondLooks)
        .values({ ...ids, criterion: 'konten', difference: 40, gap: 30 })
        .returning();
      return made?.id ?? '';
    };
    const version = await inForce(words('K1'));
    await answerWordLook(strict, await openLook(one, strict), null);
    expect(await answerLook(strict, await ask(), new Map([['K1', 5]]), 1)).toEqual({ done: true, changed: 1 });
    expect(await openLook(one, strict)).not.toBe('');
    expect(await answerLook(strict, await ask(), new Map([['K1', 3]]), version)).toEqual({ done: true, changed: 1 });
    expect(await openLook(one, strict)).toBe('');
  });

  test('a level changed under new words sets judges apart as a submitted one does; a kept one does not', async () => {
    const asked = () =>
      db()
        .select({ judgeId: secondLooks.judgeId, criterion: secondLooks.criterion, difference: secondLooks.difference })
        .from(secondLooks)
        .where(eq(secondLooks.entryId, one.id));
    // 10 points apart as they stand: more than this gap, which was set after they had been submitted.
    await db().update(contests).set({ disparityGap: 5 }).where(eq(contests.id, contest.id));
    await inForce(words('K1'));
    expect(await answerWordLook(mild, await openLook(one, mild), null)).toEqual({ done: true });
    expect(await asked()).toEqual([]);
    expect(await answerWordLook(strict, await openLook(one, strict), 5)).toEqual({ done: true });
    const apart = { criterion: 'konten', difference: 20 };
    expect((await asked()).toSorted((a, b) => a.judgeId.localeCompare(b.judgeId))).toEqual(
      [strict, mild]
        .map(({ id: judgeId }) => ({ judgeId, ...apart }))
        .toSorted((a, b) => a.judgeId.localeCompare(b.judgeId)),
    );
  });

  test('another change asks anew from the words the mark was given by; words said again ask nobody; a weight leaves it', async () => {
    await inForce(words('K1', 'B'));
    const first = await openLook(one, strict);
    await answerWordLook(mild, await openLook(one, mild), null);
    await inForce((rubric) => {
      for (const criterion of rubric.criteria) criterion.weight = 50;
    });
    expect(await openLook(one, strict)).toBe(first);
    await inForce(words('K1', 'C'));
    const second = await openLook(one, strict);
    expect(second).not.toBe(first);
    expect(await answerWordLook(strict, first, 5)).toEqual({ done: false, why: 'gone' });
    expect((await wordLook(strict, second))?.before?.levels['3']).toEqual({ id: 'Tingkat 3' });
    expect((await wordLook(mild, await openLook(one, mild)))?.before?.levels['3']).toEqual({ id: 'B' });
    await inForce(words('K1', 'Tingkat 3'));
    expect(await openLook(one, strict)).toBe('');
    expect((await looksOf(one, strict)).map(({ state }) => state)).toEqual(['superseded', 'superseded']);
    expect((await wordLook(mild, await openLook(one, mild)))?.before?.levels['3']).toEqual({ id: 'B' });
  });

  test('a translation or a task of another category asks nobody; a task of this one does, and old results go', async () => {
    const tasks = { Dinas: [{ id: 'Cari telepon' }], Badan: [{ id: 'Cari alamat' }] };
    const document = structuredClone(smallRubric);
    const k1 = document.criteria[0]?.indicators[0];
    if (k1?.source === 'judge') k1.tasks = tasks;
    const { id } = await makeRubric({ document, frozenAt: new Date() });
    await db().update(contests).set({ rubricVersionId: id }).where(eq(contests.id, contest.id));
    const done = await markOf(one, strict, 'K1');
    await db()
      .update(marks)
      .set({ tasks: ['done'] })
      .where(eq(marks.id, done?.id ?? ''));
    await inForce((_, judged) => {
      judged('K1').levels['3'] = { id: 'Tingkat 3', en: 'Level 3' };
      judged('K1').tasks = { ...tasks, Badan: [{ id: 'Cari peta' }] };
    });
    expect(await looksOf(one, strict)).toEqual([]);
    await inForce((_, judged) => {
      judged('K1').tasks = { ...tasks, Dinas: [{ id: 'Cari surel' }] };
    });
    const look = await openLook(one, strict);
    expect((await wordLook(strict, look))?.tasks).toEqual({
      ...{ before: [{ id: 'Cari telepon' }], now: [{ id: 'Cari surel' }] },
    });
    expect(await answerWordLook(strict, look, null)).toEqual({ done: true });
    expect(await markOf(one, strict, 'K1')).toMatchObject({ level: 4, tasks: null });
    expect((await sheetHistory(strict, one.id))[0]?.from.tasks).toEqual(['done']);
  });
});

describe('a draft', () => {
  let entry: Entry;
  beforeEach(async () => {
    entry = await site('Dinas Draf');
    await makeSheet(entry, strict, { K1: 60 }, 'draft');
  });
  const submitted = async () => {
    const outcome = await submitSheet(strict, entry.id);
    return outcome.done || outcome.missing;
  };

  test('a tap on a stored sheet of the old version is taken and asked about; one under the new words is the answer', async () => {
    const version = await inForce((rubric, judged) => {
      words('K1')(rubric, judged);
      words('K2')(rubric, judged);
    });
    // Marked before; and the first mark ever, from a tablet that does not say what it showed.
    const marked = await save(strict, tap(entry, 'K1', 1, { level: 4 }, 1));
    expect(marked).toMatchObject({ state: 'applied', stale: true, mark: { edit: { level: 4 } } });
    expect(await save(strict, tap(entry, 'K2', 0, { level: 2 }))).toMatchObject({ state: 'applied', stale: true });
    expect(await submitted()).toEqual([
      { indicator: 'K1', why: 'words' },
      { indicator: 'K2', why: 'words' },
    ]);
    expect(Object.keys((await openSheet(strict, entry.id))?.asked ?? {}).sort()).toEqual(['K1', 'K2']);
    // A note alone confirms nothing, under whichever words.
    const noted = await save(strict, tap(entry, 'K1', marked.revision, { level: 4, note: 'lihat beranda' }, version));
    expect(noted).toMatchObject({ state: 'applied' });
    expect(noted.stale).toBeUndefined();
    expect(await submitted()).toHaveLength(2);
    const fresh = tap(entry, 'K1', noted.revision, { level: 5, note: 'lihat beranda' }, version);
    expect(await everydaySave(strict.userId, fresh)).toBeNull();
    expect(await save(strict, fresh)).toMatchObject({ state: 'applied', stale: true });
    expect(await submitted()).toEqual([{ indicator: 'K2', why: 'words' }]);
    // Settled, saves are of every day again for screens with the words of today, and for these alone.
    const mark = await markOf(entry, strict, 'K1');
    const next = (rubric?: number) => tap(entry, 'K1', mark?.revision ?? 0, { level: 5, note: 'baru' }, rubric);
    expect(await everydaySave(strict.userId, next())).toBeNull();
    expect(await everydaySave(strict.userId, next(version))).toMatchObject({ state: 'applied' });
    const [last] = await db()
      .select()
      .from(markEdits)
      .where(eq(markEdits.indicator, 'K1'))
      .orderBy(asc(markEdits.createdAt))
      .then((rows) => rows.slice(-1));
    expect(last?.rubricVersion).toBe(version);
    expect(await answerWordLook(strict, await openLook(entry, strict, 'K2'), null)).toEqual({ done: true });
    expect(await submitted()).toBe(true);
  });

  test('what another tablet gave by old words before the confirmation is in conflict with it, and chosen it is asked about again', async () => {
    await inForce(words('K1'));
    await answerWordLook(strict, await openLook(entry, strict), 2);
    const stale = await save(strict, tap(entry, 'K1', 1, { level: 5 }, 1));
    expect(stale).toMatchObject({ state: 'conflict', mark: { edit: { level: 2 } } });
    const [kept] = (await openSheet(strict, entry.id))?.conflicts ?? [];
    expect(await resolveConflict(strict, kept?.editId ?? '', 'mine', stale.revision)).toMatchObject({ done: true });
    expect(await markOf(entry, strict, 'K1')).toMatchObject({ level: 5 });
    expect(await openLook(entry, strict)).not.toBe('');
    await save(strict, tap(entry, 'K2', 0, { level: 2 }, 1));
    expect(await submitted()).toEqual([{ indicator: 'K1', why: 'words' }]);
    // An earlier edit made the mark again was given by old words too.
    await answerWordLook(strict, await openLook(entry, strict), 3);
    const given = (await sheetHistory(strict, entry.id, 'K1')).find(({ to }) => to.level === 5);
    const mark = await markOf(entry, strict, 'K1');
    expect(await restoreEdit(strict, given?.editId ?? '', mark?.revision ?? 0)).toEqual({ done: true });
    expect(await openLook(entry, strict)).not.toBe('');
  });
});
