/** The leaderboard room: who may enter and when, and the way from a total to its evidence. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSheetsOf } from '#app/publication/room.server.ts';
import { assignments, marks, proposals, recusals, sheets, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeCompleteEntry, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;

let database: TestDatabase;
let organizer: Person;
let chief: Person;
let judge: Person;
let contestId: string;
let entryId: string;
let otherId: string;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
  chief = await makeUser('chiefJudge', { name: 'Ketua Widuri' });
  judge = await makeUser('judge', { name: 'Juri Kenanga' });
  const contest = await makeSmallContest({ year: 2041 });
  contestId = contest.id;
  const judges = [chief, judge];
  const entry = await makeCompleteEntry(
    contestId,
    judges,
    { k1: 80, k2: 90, o1: 70 },
    { code: 'atas', name: 'Dinas Atas' },
  );
  entryId = entry.id;
  const other = await makeCompleteEntry(
    contestId,
    judges,
    { k1: 60, k2: 50, o1: 75 },
    { code: 'bawah', name: 'Dinas Bawah' },
  );
  otherId = other.id;
  const { db } = database;
  const auditId = entry.id && (await makeAudit(entry, 70));
  await db.insert(signals).values({
    auditId,
    signal: 'lighthouse-performance',
    outcome: 'measured',
    value: 0.7,
    unit: 'score',
    evidence: [{ text: 'Beranda termuat dalam 3,1 detik', url: 'https://atas.example/' }],
  });
  await db
    .update(proposals)
    .set({
      because: [
        {
          signal: 'lighthouse-performance',
          outcome: 'measured',
          value: 0.7,
          unit: 'score',
          weight: 1,
          curve: [
            [0, 0],
            [1, 100],
          ],
          points: 70,
        },
      ],
    })
    .where(eq(proposals.auditId, auditId));
  const [sheet] = await db
    .select({ id: sheets.id })
    .from(sheets)
    .where(and(eq(sheets.entryId, entryId), eq(sheets.judgeId, judge.id)));
  const sheetId = sheet?.id ?? '';
  await db
    .update(marks)
    .set({ note: 'Berita selalu baru' })
    .where(and(eq(marks.sheetId, sheetId), eq(marks.indicator, 'K1')));
  await db
    .insert(marks)
    .values({ sheetId, indicator: 'O1', points: 90, level: 4.5, reason: 'Lambat hanya saat diukur', revision: 1 });
});
afterAll(() => database.drop());

const page = async (who: Person, address: string) => {
  const response = await visit(who, address);
  return { status: response.status, location: response.headers.get('Location'), body: await response.text() };
};
const screens = () => ['/peringkat', '/peringkat/banding?a=atas&b=bawah', `/peringkat/peserta/${entryId}`];

describe('from a total to its evidence', () => {
  test('the entry’s screen has every mark with note, override with reason, proposal and evidence', async () => {
    const { status, body } = await page(organizer, `/peringkat/peserta/${entryId}`);
    expect(status).toBe(200);
    for (const said of [
      'Dinas Atas',
      'Ketua Widuri',
      'Juri Kenanga',
      'Berita selalu baru',
      'Lambat hanya saat diukur',
      'Beranda termuat dalam 3,1 detik',
    ])
      expect(body).toContain(said);
  });

  test('a draft is not shown', async () => {
    const entry = await makeEntry(contestId, { name: 'Dinas Draf', outsideRanking: true });
    await makeAudit(entry, 50);
    const sheetId = await makeSheet(entry, judge, { K1: 60 }, 'draft');
    await database.db.update(marks).set({ note: 'Masih dipikirkan' }).where(eq(marks.sheetId, sheetId));
    const { status, body } = await page(organizer, `/peringkat/peserta/${entry.id}`);
    expect(status).toBe(200);
    expect(body).toContain('Dinas Draf');
    expect(body).not.toContain('Masih dipikirkan');
    await database.db.delete(marks).where(eq(marks.sheetId, sheetId));
    await database.db.delete(sheets).where(eq(sheets.id, sheetId));
    await database.db.delete(assignments).where(eq(assignments.entryId, entry.id));
  });

  test('an unknown entry is not found', async () => {
    expect((await page(organizer, '/peringkat/peserta/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });
});

describe('why is A above B', () => {
  test('the gap in figures by hand, judges under codes only', async () => {
    // Atas: 0.6 x 85 + 0.4 x (70 + 90) / 2 = 83; Bawah: 0.6 x 55 + 0.4 x 75 = 63.
    const { status, body } = await page(organizer, '/peringkat/banding?a=bawah&b=atas');
    expect(status).toBe(200);
    expect(body).toContain('Mengapa Dinas Atas di atas Dinas Bawah');
    for (const figure of ['83,00', '63,00', '20,00', '6,00', '12,00', '2,00']) expect(body).toContain(figure);
    expect(body).toMatch(/J[12] mengubah: 90/);
    expect(body).toContain(`/peringkat/peserta/${entryId}#O1`);
    for (const name of ['Ketua Widuri', 'Juri Kenanga']) expect(body).not.toContain(name);
  });

  test.each([
    ['?a=atas&b=atas', 'Pilih dua peserta yang berbeda'],
    ['?a=atas&b=tidak-ada', 'Pilih lagi'],
    ['', 'Pilih dua peserta yang mempunyai jumlah'],
  ])('%s says what to choose', async (search, said) => {
    const { status, body } = await page(organizer, `/peringkat/banding${search}`);
    expect(status).toBe(200);
    expect(body).toContain(said);
  });
});

describe('the chief judge judges too', () => {
  test('with all own sheets submitted the room is open', async () => {
    expect(await openSheetsOf(contestId, chief.id)).toBe(0);
    for (const address of screens()) expect((await page(chief, address)).body, address).toContain('83,00');
  });

  test('while one is open: not a total, rank or mark, on no screen', async () => {
    const { db } = database;
    await db
      .update(sheets)
      .set({ state: 'draft' })
      .where(and(eq(sheets.entryId, otherId), eq(sheets.judgeId, chief.id)));
    const closed = async () => {
      for (const address of screens())
        for (const way of [address, address.replace(/(\?|$)/, '.data$1')]) {
          const { body } = await page(chief, way);
          for (const secret of ['Dinas Atas', 'Dinas Bawah', '83,00', 'Juri Kenanga'])
            expect(body, way).not.toContain(secret);
        }
      const board = await page(chief, '/peringkat');
      expect(board.body).toContain('1 lembar Anda sendiri belum terkirim');
      expect((await page(chief, `/peringkat/peserta/${entryId}`)).location).toBe('/peringkat');
      // The organizer is not kept waiting.
      expect((await page(organizer, '/peringkat')).body).toContain('Dinas Atas');
    };
    await closed();
    // Stepping back opens nothing until it is confirmed.
    await db.insert(recusals).values({ entryId: otherId, judgeId: chief.id, reason: 'Saudara' });
    await closed();
    await db
      .update(recusals)
      .set({ confirmedAt: new Date(), confirmedBy: organizer.id })
      .where(eq(recusals.entryId, otherId));
    expect(await openSheetsOf(contestId, chief.id)).toBe(0);
    expect((await page(chief, '/peringkat')).body).toContain('Dinas Atas');
  });
});
