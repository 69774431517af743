import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listEntries, saveEntry, saveRegister } from '#app/contest/entries.server.ts';
import { planImport, runImport } from '#app/contest/import.server.ts';
import { categoriesOf, changeCategory } from '#app/judging/categories.server.ts';
import { startContest } from '#app/rubric/contest-start.server.ts';
import { rubricIsSound } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { agencies, audits, contactRegister, contests, entries } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const real = readFileSync('db/seed/opd-karanganyar.csv', 'utf8');
const list = (...lines: string[]) => ['kode,nama,kategori,url', ...lines].join('\n');
const entriesOf = (contestId: string) => db().select().from(entries).where(eq(entries.contestId, contestId));

test('a new contest starts under the default rubric, unaltered; a year has one contest', async () => {
  const settings = { year: 2100, name: 'Lomba', portalDomain: 'a.go.id', hasObjection: false, auditRuns: 3 };
  const contest = await startContest(settings, null);
  expect(contest?.phase).toBe('persiapan');
  expect(await rubricIsSound(db(), contest?.rubricVersionId ?? '')).toBe(true);
  expect(await startContest(settings, null)).toBeNull();
});

describe('import', () => {
  test('the real list loads as it is, and a second time changes nothing', async () => {
    const contest = await makeContest();
    expect(await runImport(contest.id, real, null)).toEqual({ done: true, new: 41, changed: 0, unchanged: 0 });
    const before = await entriesOf(contest.id);
    expect(before).toHaveLength(41);
    expect(before.filter((entry) => entry.url !== null)).toHaveLength(4);
    expect(await runImport(contest.id, real, null)).toEqual({ done: true, new: 0, changed: 0, unchanged: 41 });
    expect(await entriesOf(contest.id)).toEqual(before);
  });

  test('one wrong row, and nothing at all is written', async () => {
    const contest = await makeContest();
    const text = list(
      'satu-a,Dinas A,Dinas,https://satu-a.go.id',
      'satu-b,,Dinas,',
      'satu-c,Dinas C,Dinas,ftp://c.go.id',
    );
    const outcome = await runImport(contest.id, text, null);
    expect(outcome).toMatchObject({ done: false, why: 'errors' });
    expect(outcome.done ? [] : outcome.plan?.errors.map(({ line, fault }) => [line, fault])).toEqual([
      [3, 'namaMissing'],
      [4, 'urlScheme'],
    ]);
    expect(await entriesOf(contest.id)).toEqual([]);
    expect(await db().select().from(agencies).where(eq(agencies.code, 'satu-a'))).toEqual([]);
  });

  test('a changed row is shown before it is written, and the old audit no longer counts', async () => {
    const contest = await makeContest({ phase: 'audit' });
    await runImport(contest.id, list('ubah,Dinas Lama,Dinas,https://lama.go.id', 'tetap,Dinas T,Dinas,'), null);
    const [entry] = (await entriesOf(contest.id)).filter((each) => each.name === 'Dinas Lama');
    const { rubricVersionId } = contest;
    const [audit] = await db()
      .insert(audits)
      .values({
        contestId: contest.id,
        entryId: entry?.id ?? '',
        rubricVersionId,
        runs: 1,
        url: 'https://lama.go.id/',
        state: 'done',
      })
      .returning();
    await db()
      .update(entries)
      .set({ currentAuditId: audit?.id })
      .where(eq(entries.id, entry?.id ?? ''));

    const text = list('UBAH,Dinas Lama,Dinas,https://baru.go.id');
    const plan = await planImport(contest.id, text);
    expect(plan.untouched).toBe(1);
    expect(plan.rows[0]).toMatchObject({
      code: 'ubah',
      status: 'changed',
      changes: [{ field: 'url', before: 'https://lama.go.id/', after: 'https://baru.go.id/' }],
    });
    expect((await entriesOf(contest.id)).map((each) => each.url)).toContain('https://lama.go.id/');

    expect(await runImport(contest.id, text, null)).toMatchObject({ done: true, changed: 1 });
    const [after] = await db()
      .select()
      .from(entries)
      .where(eq(entries.id, entry?.id ?? ''));
    expect(after).toMatchObject({ url: 'https://baru.go.id/', currentAuditId: null });
    expect(await entriesOf(contest.id)).toHaveLength(2);
  });

  test('an address that belongs to an entry outside the file is refused', async () => {
    const contest = await makeContest();
    await runImport(contest.id, list('punya,Dinas Punya,Dinas,https://punya.go.id'), null);
    const { errors } = await planImport(contest.id, list('lain,Dinas Lain,Dinas,https://punya.go.id'));
    expect(errors).toEqual([{ line: 2, fault: 'urlOfOther', value: 'https://punya.go.id/', other: 'Dinas Punya' }]);
  });

  test('an agency of an earlier year is known by its name, and that year keeps the name it had', async () => {
    const last = await makeContest({ phase: 'terbit' });
    const old = await makeEntry(last.id, { code: 'lama-x', name: 'Dinas Tua', category: 'Dinas' });
    const contest = await makeContest();
    const named = await planImport(contest.id, list('baru-x,DINAS  TUA,Dinas,'));
    expect(named.errors).toEqual([{ line: 2, fault: 'nameOfOther', value: 'DINAS  TUA', other: 'lama-x' }]);
    // A code that is only made from the name gives way to the agency's own.
    const made = 'nama,kategori,url\nDinas Tua,Dinas,';
    expect((await planImport(contest.id, made, { kode: 'buat' })).rows).toMatchObject([{ code: 'lama-x' }]);
    await runImport(contest.id, list('lama-x,Dinas Muda,Badan,'), null);
    expect(await entriesOf(last.id)).toEqual([old]);
    expect(await entriesOf(contest.id)).toMatchObject([{ agencyId: old.agencyId, name: 'Dinas Muda' }]);
  });

  test.each(['penilaian', 'pleno', 'penetapan', 'terbit'] as const)('refused in phase %s', async (phase) => {
    const contest = await makeContest({ phase });
    expect(await runImport(contest.id, list('tutup,Dinas T,Dinas,'), null)).toMatchObject({
      done: false,
      why: 'closed',
    });
    expect(await entriesOf(contest.id)).toEqual([]);
  });

  test('two imports of the same file at once make each entry once', async () => {
    const contest = await makeContest();
    const text = list('ganda-a,Dinas A,Dinas,', 'ganda-b,Dinas B,Dinas,');
    const outcomes = await Promise.all([runImport(contest.id, text, null), runImport(contest.id, text, null)]);
    expect(outcomes.map((each) => each.done && each.new).sort()).toEqual([0, 2]);
    expect(await entriesOf(contest.id)).toHaveLength(2);
  });
});

describe('categories', () => {
  test('are renamed and, once that is meant, merged: plan and agencies follow, other years do not', async () => {
    const organizer = await makeUser('organizer');
    const judge = await makeUser('judge');
    const last = await makeContest({ phase: 'terbit' });
    const contest = await makeContest({
      assignmentPlan: { judgesPerEntry: null, categories: { [judge.id]: ['Kelurahan', 'Kecamatan'] } },
    });
    await runImport(contest.id, list('kel-a,Kel A,Kelurahan,https://kel-a.go.id', 'kec-b,Kec B,Kecamatan,'), null);
    const [kel] = await db().select().from(agencies).where(eq(agencies.code, 'kel-a'));
    const before = await db()
      .insert(entries)
      .values({ contestId: last.id, agencyId: kel?.id ?? '', name: 'Kel A', category: 'Kelurahan' })
      .returning();
    const change = (to: string, merge = false, from = 'Kelurahan') =>
      changeCategory(contest.id, { from, to, merge }, organizer.id);
    expect(await change('Kecamatan')).toEqual({ done: false, why: 'exists' });
    expect(await change('Kelurahan')).toEqual({ done: false, why: 'same' });
    expect(await change('Desa', false, 'RSUD')).toEqual({ done: false, why: 'unknown' });
    expect(await change('Kecamatan', true)).toEqual({ done: true, entries: 1 });
    expect((await categoriesOf(contest)).map(({ name, entries: n }) => [name, n])).toEqual([['Kecamatan', 2]]);
    expect(await entriesOf(last.id)).toEqual(before);
    const [agency] = await db().select().from(agencies).where(eq(agencies.code, 'kel-a'));
    expect(agency?.category).toBe('Kecamatan');
    const [after] = await db().select().from(contests).where(eq(contests.id, contest.id));
    expect(after?.assignmentPlan).toEqual({ judgesPerEntry: null, categories: { [judge.id]: ['Kecamatan'] } });

    await db().update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contest.id));
    expect(await change('Desa', true, 'Kecamatan')).toEqual({ done: false, why: 'closed' });
  });
});

describe('one entry', () => {
  const form = { code: 'baru', name: 'Dinas Baru', category: 'Dinas', url: null, outsideRanking: false };

  test('is added once; its code and address stay its own', async () => {
    const contest = await makeContest();
    const organizer = await makeUser('organizer');
    const made = await saveEntry(contest.id, null, { ...form, url: 'https://baru.go.id/' }, organizer.id);
    expect(made.saved).toBe(true);
    expect(await saveEntry(contest.id, null, { ...form, code: 'BARU' }, organizer.id)).toEqual({
      saved: false,
      why: 'codeTaken',
    });
    const other = { ...form, code: 'lain', url: 'https://baru.go.id/' };
    expect(await saveEntry(contest.id, null, other, organizer.id)).toEqual({ saved: false, why: 'urlTaken' });
    expect(await listEntries(contest.id)).toHaveLength(1);
  });

  test('once judging is open only its place in the ranking may change, until the ranks are frozen', async () => {
    const contest = await makeContest({ phase: 'penilaian' });
    const organizer = await makeUser('organizer');
    const entry = await makeEntry(contest.id, { name: 'Dinas Tetap' });
    const wish = { ...form, name: 'Dinas Lain', outsideRanking: true };
    expect(await saveEntry(contest.id, entry.id, wish, organizer.id)).toEqual({ saved: true, entryId: entry.id });
    expect((await listEntries(contest.id))[0]).toMatchObject({ name: 'Dinas Tetap', outsideRanking: true });
    expect(await saveEntry(contest.id, null, form, organizer.id)).toEqual({ saved: false, why: 'closed' });
    await db().update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, contest.id));
    expect(await saveEntry(contest.id, entry.id, form, organizer.id)).toEqual({ saved: false, why: 'closed' });
  });

  test('a changed contact loses its confirmation unless confirmed anew; an empty one is taken off', async () => {
    const contest = await makeContest();
    const organizer = await makeUser('organizer');
    const entry = await makeEntry(contest.id);
    const register = () => db().select().from(contactRegister).where(eq(contactRegister.agencyId, entry.agencyId));
    const save = (value: string, confirmed: boolean) =>
      saveRegister(entry.id, [{ channel: 'whatsapp', value, confirmed }], organizer.id);
    await save('0812', true);
    expect((await register())[0]).toMatchObject({ value: '0812', confirmedAt: expect.any(Date) });
    await save('0813', false);
    expect((await register())[0]).toMatchObject({ value: '0813', confirmedAt: null });
    await save('', false);
    expect(await register()).toEqual([]);
  });
});

test('an import longer than it said, or of unsaid length, is read no further than the limit and refused with a reason', async () => {
  const organizer = await makeUser('organizer');
  await makeContest({ year: 2200 });
  const address = '/panitia/peserta/impor';
  let sent = 0;
  /** A form that does not end by itself: megabyte after megabyte, as they are asked for. */
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        const part = new Uint8Array(1024 * 1024).fill(97);
        if (sent === 0) part.set(new TextEncoder().encode('isi='));
        sent += part.byteLength;
        controller.enqueue(part);
      },
    });
  for (const length of [null, '40']) {
    sent = 0;
    const answer = await visit(organizer, address, {
      method: 'POST',
      body: endless(),
      duplex: 'half',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        ...(length === null ? {} : { 'Content-Length': length }),
      },
    } as RequestInit);
    expect([answer.status, length]).toEqual([413, length]);
    expect(await answer.text()).toContain('Berkas lebih besar dari 1 MB');
    expect(sent).toBeLessThan(8 * 1024 * 1024);
  }
  // What is within the limit is read as ever, said or not.
  const whole = new FormData();
  whole.set('berkas', new File([list('satu-x,Dinas X,Dinas,')], 'opd.csv', { type: 'text/csv' }));
  const answer = await visit(organizer, address, { method: 'POST', body: whole });
  expect([answer.status, (await answer.text()).includes('Dinas X')]).toEqual([200, true]);
});
