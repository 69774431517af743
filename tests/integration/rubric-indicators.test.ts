import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { rubricAct } from '#app/audit/rubric-desk.server.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { submitSheet } from '#app/judging/submit.server.ts';
import { answerWordLook } from '#app/judging/word-looks.server.ts';
import { stopWaiting } from '#app/judging/word-waits.server.ts';
import { draftOf, startDraft } from '#app/rubric/drafts.server.ts';
import { db } from '#db/client.server.ts';
import { contests } from '#db/schema.ts';
import { makeSheet, smallRubric } from '#tests/support/judged.ts';
import {
  allMarks,
  contest,
  current,
  enforce,
  inForce,
  looksOf,
  mild,
  one,
  openLook,
  organizer,
  other,
  save,
  site,
  standing,
  strict,
  tap,
  words,
} from '#tests/support/reworded.ts';
import type { Change } from '#tests/support/rubric-change.ts';
import { makeEntry } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

describe('an indicator removed', () => {
  test('counts no more, its marks stay stored; what takes a site to zero cannot be removed', async () => {
    const draft = await site('Dinas Draf');
    await makeSheet(draft, strict, { K2: 60 }, 'draft');
    await inForce(words('K1'));
    expect(await openLook(one, strict)).not.toBe('');
    const given = await allMarks();
    expect(
      await enforce((rubric) => {
        const [, operability] = rubric.criteria;
        const [o1] = operability?.indicators ?? [];
        if (o1) operability?.indicators.splice(0, 1, { ...o1, id: 'O2' });
      }),
    ).toMatchObject({
      done: false,
      why: 'barred',
      barred: [
        { id: 'O2', why: 'measured' },
        { id: 'O1', why: 'findings' },
      ],
    });
    await inForce((rubric) => rubric.criteria[0]?.indicators.shift());
    expect(await allMarks()).toEqual(given);
    const { ranks, open, dataset } = await standing();
    // K2 alone, 60 everywhere: the lead was K1's.
    expect(ranks).toMatchObject({ 'Dinas Satu': [1, 64], 'Dinas Dua': [1, 64] });
    expect(open.filter(({ kind }) => kind === 'wordsWaiting')).toEqual([]);
    expect(dataset.criteria[0]?.indicators.map(({ id }) => id)).toEqual(['K2']);
    expect(dataset.marks.some(({ indicator }) => indicator === 'K1')).toBe(false);
    expect(await save(strict, tap(draft, 'K1', 0, { level: 4 }, 1))).toMatchObject({
      ...{ state: 'refused', refusal: 'unknownIndicator' },
    });
    expect(await submitSheet(strict, draft.id)).toEqual({ done: true });
  });
});

describe('an indicator added', () => {
  const withK3: Change = (rubric, judged) => {
    rubric.criteria[0]?.indicators.push({ ...structuredClone(judged('K2')), id: 'K3', name: { id: 'Baru' } });
  };

  test('is asked of every submitted sheet alone, is missing in a draft, and nothing is totalled before', async () => {
    const draft = await site('Dinas Draf');
    await makeSheet(draft, strict, { K1: 60, K2: 60 }, 'draft');
    const elsewhere = await makeEntry(contest.id, { name: 'Kecamatan Lain', category: 'Kecamatan' });
    await makeSheet(elsewhere, mild, { K1: 60, K2: 60 });
    await db().update(contests).set({ year: 2078 }).where(eq(contests.id, contest.id));
    const given = await allMarks();
    await inForce((rubric, judged) => {
      withK3(rubric, judged);
      judged('K3').appliesTo = ['Dinas'];
    });
    expect(await allMarks()).toEqual(given);
    expect(await looksOf(elsewhere, mild)).toEqual([]);
    expect(await submitSheet(strict, draft.id)).toMatchObject({ missing: [{ indicator: 'K3', why: 'mark' }] });
    const waiting = await standing();
    expect(waiting.ranks).toMatchObject({ 'Dinas Satu': [null, null], 'Dinas Dua': [null, null] });
    expect(waiting.open.filter(({ name, kind }) => name === one.name && kind === 'markMissing')).toHaveLength(2);

    const first = await openLook(one, strict, 'K3');
    const page = await (await visit(strict, `/juri/uraian/${first}`)).text();
    for (const part of ['Indikator baru: K3', 'Beri tingkat']) expect(page).toContain(part);
    for (const part of ['Juri Lunak', 'value="keep"']) expect(page).not.toContain(part);
    expect(await (await visit(strict, `/juri/lembar/${one.id}`)).text()).toContain(`/juri/uraian/${first}`);
    expect(await (await visit(organizer, '/panitia/rubrik/penegasan')).text()).toContain('belum memberi nilai');
    expect(await answerWordLook(strict, first, null)).toEqual({ done: false, why: 'levelOffScale' });
    expect(await stopWaiting(organizer, first, 'Juri sakit sampai akhir lomba')).toEqual({
      done: false,
      why: 'unmarked',
    });
    // Worded anew before it was scored: whoever still has the page open scores the words of today.
    await inForce(words('K3'));
    const second = await openLook(one, strict, 'K3');
    expect(second).not.toBe(first);
    expect(await answerWordLook(strict, first, 5)).toEqual({ done: false, why: 'gone' });
    expect(await answerWordLook(strict, second, 5)).toEqual({ done: true });
    expect(await answerWordLook(mild, await openLook(one, mild, 'K3'), 3)).toEqual({ done: true });
    expect(await answerWordLook(strict, await openLook(other, strict, 'K3'), 2)).toEqual({ done: true });
    expect(await answerWordLook(mild, await openLook(other, mild, 'K3'), 3)).toEqual({ done: true });
    // 60 % of the mean of (80, 60, 100) and (60, 60, 60), of (60, 60, 40) and (60, 60, 60); 40 % of 70.
    const { ranks, open } = await standing();
    expect(ranks).toMatchObject({ 'Dinas Satu': [1, 70], 'Dinas Dua': [2, expect.closeTo(62, 9)] });
    expect(open.filter(({ name }) => name !== draft.name && name !== elsewhere.name)).toEqual([]);
    expect((await openSheet(mild, other.id))?.state).toBe('submitted');
    expect(await save(strict, tap(draft, 'K3', 0, { level: 3 }))).toMatchObject({ state: 'applied', stale: true });
  });

  test('never has the code of another that was there, nor is it measured', async () => {
    await inForce((rubric) => rubric.criteria[0]?.indicators.shift());
    const again = await enforce((rubric, judged) => {
      rubric.criteria[0]?.indicators.push({ ...structuredClone(judged('K2')), id: 'K1' });
    });
    expect(again).toMatchObject({ done: false, why: 'barred', barred: [{ id: 'K1', why: 'idUsed' }] });
    // The editor gives a code of its own, also to one that takes the place of another in the same draft.
    const press = async (intent: string) => {
      const now = await current();
      const form = new FormData();
      form.set('intent', intent);
      form.set('revisi', String((await draftOf(now.id))?.revision ?? 0));
      return rubricAct(now, form, organizer.id, 'id');
    };
    await startDraft(contest.id, (await current()).rubricVersionId, organizer.id);
    expect(await press('tambah-indikator.0.judge')).toEqual({ done: 'saved' });
    expect(await press('hapus-indikator.0.0')).toEqual({ done: 'saved' });
    expect(await press('tambah-indikator.0.judge')).toEqual({ done: 'saved' });
    const { document } = (await draftOf(contest.id)) ?? { document: smallRubric };
    expect(document.criteria[0]?.indicators.map(({ id }) => id)).toEqual(['K3', 'K4']);
    const measured = await enforce((rubric) => {
      const [, operability] = rubric.criteria;
      const [o1] = operability?.indicators ?? [];
      if (o1) operability?.indicators.push({ ...structuredClone(o1), id: 'O2' });
    });
    expect(measured).toMatchObject({ done: false, why: 'barred', barred: [{ id: 'O2', why: 'measured' }] });
    await inForce(withK3);
    const look = await openLook(one, strict, 'K3');
    expect(look).not.toBe('');
    await inForce((rubric) => rubric.criteria[0]?.indicators.pop());
    expect(await answerWordLook(strict, look, 3)).toEqual({ done: false, why: 'gone' });
    expect((await standing()).ranks).toMatchObject({ 'Dinas Satu': [1, 64], 'Dinas Dua': [1, 64] });
  });
});
