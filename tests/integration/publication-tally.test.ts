import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tallyContest } from '#app/publication/tally.server.ts';
import {
  assignments,
  audits,
  entries,
  findingDecisions,
  proposals,
  recusals,
  sheets,
  signals,
  speedRuns,
  speedTurns,
} from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  changeMark,
  makeAudit,
  makeCompleteEntry,
  makeRuling,
  makeSheet,
  makeSmallContest,
} from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let ani: Awaited<ReturnType<typeof makeUser>>;
let budi: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  database = await testDatabase();
  ani = await makeUser('judge', { name: 'Ani' });
  budi = await makeUser('chiefJudge', { name: 'Budi' });
});
afterAll(() => database.drop());

async function entryOf(contestId: string, code: string) {
  const tally = await tallyContest(contestId);
  const entry = tally.entries.find((each) => each.id === code);
  if (!entry) throw new Error(`${code} is not listed`);
  return entry;
}

test('a whole contest, computed by hand', async () => {
  const contest = await makeSmallContest();
  const first = await makeEntry(contest.id, { code: 'dinas-1', name: 'Dinas 1' });
  await makeAudit(first, 50);
  await makeSheet(first, ani, { K1: 80, K2: 100 }); //          konten 90, oper. 50: 54 + 20 = 74
  await makeSheet(first, budi, { K1: 60, K2: 80, O1: 90 }); //  konten 70, oper. 90 (changed): 42 + 36 = 78; mean 76
  const second = await makeEntry(contest.id, { code: 'dinas-2', name: 'Dinas 2' });
  await makeAudit(second, 100);
  await makeSheet(second, ani, { K1: 60, K2: 60 }); //          konten 60: 36 + 40 = 76, and konten 80 is above 60
  const third = await makeEntry(contest.id, { code: 'kec-1', name: 'Kecamatan 1', category: 'Kecamatan' });
  await makeAudit(third, 90);
  await makeSheet(third, budi, { K1: 100, K2: 'na' }); //       konten 100 (K2 confirmed n/a): 60 + 36 = 96
  await makeRuling(third, 'K2', 'notApplicable', budi);
  await makeEntry(contest.id, { code: 'kec-2', category: 'Kecamatan', url: null });
  const outside = await makeCompleteEntry(
    contest.id,
    [ani],
    { k1: 100, k2: 100, o1: 100 },
    { code: 'kec-3', category: 'Kecamatan', outsideRanking: true },
  );
  expect(outside.outsideRanking).toBe(true);
  const draft = await makeEntry(contest.id, { code: 'dinas-3', name: 'Dinas 3' });
  await makeAudit(draft, 100);
  await makeSheet(draft, ani, { K1: 100, K2: 100 });
  await makeSheet(draft, budi, { K1: 100, K2: 100 }, 'draft');

  const tally = await tallyContest(contest.id);
  expect(tally.entries.map((e) => [e.id, e.rank, e.categoryRank, e.total, e.band])).toEqual([
    ['kec-1', 1, 1, 96, 'Baik'],
    ['dinas-1', 2, 1, 76, 'Cukup'],
    ['dinas-2', 3, 2, 76, 'Cukup'],
    ['dinas-3', null, null, null, null],
    ['kec-2', null, null, null, null],
    ['kec-3', null, null, 100, 'Baik'],
  ]);
  expect(tally.entries.find((e) => e.id === 'dinas-1')?.byCriterion).toEqual({ konten: 80, operabilitas: 70 });
  expect(tally.entries.find((e) => e.id === 'dinas-3')?.open).toEqual([
    { kind: 'sheetOpen', judgeId: budi.id, started: true },
  ]);
  expect(tally.entries.filter((e) => e.id !== 'dinas-3').flatMap((e) => e.open)).toEqual([]);
});

test('the dataset names no person and not a single mark of a draft', async () => {
  const contest = await makeSmallContest();
  const entry = await makeEntry(contest.id, { code: 'rahasia-1' });
  await makeAudit(entry, 50);
  await makeSheet(entry, ani, { K1: 80, K2: 40 });
  await makeSheet(entry, budi, { K1: 33.25, K2: 33.25 }, 'draft');
  const { dataset } = await tallyContest(contest.id);
  const written = JSON.stringify(dataset);
  for (const secret of [ani.id, ani.name, ani.email, budi.id, budi.name, '33.25'])
    expect(written).not.toContain(secret);
  expect(dataset.marks).toHaveLength(2);
  expect(dataset.assignments).toHaveLength(2);
});

test('the same data has the same hash, one changed mark another', async () => {
  const contest = await makeSmallContest();
  const entry = await makeEntry(contest.id, { code: 'sidik-1' });
  await makeAudit(entry, 61.80339887498949);
  const sheet = await makeSheet(entry, ani, { K1: 80, K2: 40 });
  const before = await tallyContest(contest.id);
  expect((await tallyContest(contest.id)).results).toEqual(before.results);
  await changeMark(sheet, 'K2', 50);
  const after = await tallyContest(contest.id);
  expect(after.results.inputHash).not.toBe(before.results.inputHash);
  expect((after.entries[0]?.total ?? 0) - (before.entries[0]?.total ?? 0)).toBeCloseTo(3, 9);
});

describe('what keeps an entry without a rank, and what closes it', () => {
  test('a recusal: open until confirmed, then the assignment is gone', async () => {
    const contest = await makeSmallContest();
    const entry = await makeCompleteEntry(contest.id, [ani], { k1: 60, k2: 60, o1: 60 }, { code: 'undur-1' });
    await makeSheet(entry, budi, { K1: 100, K2: 100 });
    const declared = { entryId: entry.id, judgeId: budi.id, reason: 'saudara kepala dinas' };
    await database.db.insert(recusals).values(declared);
    expect(await entryOf(contest.id, 'undur-1')).toMatchObject({
      rank: null,
      open: [{ kind: 'recusalWaiting', judgeId: budi.id }],
    });
    await database.db.update(recusals).set({ confirmedAt: new Date() }).where(eq(recusals.entryId, entry.id));
    expect(await entryOf(contest.id, 'undur-1')).toMatchObject({ rank: 1, total: 60, open: [] });
  });

  test('a claim: open until the organizer confirms it', async () => {
    const contest = await makeSmallContest();
    const entry = await makeEntry(contest.id, { code: 'klaim-1' });
    await makeAudit(entry, 50);
    await makeSheet(entry, ani, { K1: 80, K2: 'na' });
    expect(await entryOf(contest.id, 'klaim-1')).toMatchObject({
      total: null,
      open: [{ kind: 'notApplicableClaimed', indicator: 'K2', judgeIds: [ani.id] }],
    });
    await makeRuling(entry, 'K2', 'notApplicable', budi);
    expect(await entryOf(contest.id, 'klaim-1')).toMatchObject({ total: 68, open: [] });
  });

  test('an unmeasured indicator: open until the chief judge decides', async () => {
    const contest = await makeSmallContest();
    const entry = await makeEntry(contest.id, { code: 'ukur-1' });
    await makeAudit(entry, 'unmeasured');
    await makeSheet(entry, ani, { K1: 80, K2: 80 });
    expect(await entryOf(contest.id, 'ukur-1')).toMatchObject({
      total: null,
      open: [{ kind: 'unmeasured', indicator: 'O1' }],
    });
    await makeRuling(entry, 'O1', 'points', budi, 40);
    expect(await entryOf(contest.id, 'ukur-1')).toMatchObject({ total: 64, open: [] });
  });

  test('a finding of hidden gambling: open until dismissed, and only for that audit', async () => {
    const contest = await makeSmallContest();
    const entry = await makeCompleteEntry(contest.id, [ani], { k1: 60, k2: 60, o1: 60 }, { code: 'judi-1' });
    const find = async (auditId: string) => {
      const signal = { auditId, signal: 'injected-spam', outcome: 'failed' as const, value: 1, unit: '0 or 1' };
      await database.db.insert(signals).values({ ...signal, evidence: [] });
    };
    const { currentAuditId: auditId } =
      (await database.db.select().from(entries).where(eq(entries.id, entry.id)))[0] ?? {};
    await find(auditId ?? '');
    const waiting = [{ kind: 'findingWaiting', indicator: 'O1' }];
    expect(await entryOf(contest.id, 'judi-1')).toMatchObject({ total: 60, rank: 1, open: waiting });
    const dismissed = { entryId: entry.id, auditId, signal: 'injected-spam', verdict: 'dismissed' as const };
    await database.db.insert(findingDecisions).values({ ...dismissed, reason: 'Berita biasa.', userId: ani.id });
    expect((await entryOf(contest.id, 'judi-1')).open).toEqual([]);
    await find(await makeAudit(entry, 60));
    expect((await entryOf(contest.id, 'judi-1')).open).toEqual(waiting);
  });

  test('a judge assigned later, with no sheet at all', async () => {
    const contest = await makeSmallContest();
    const entry = await makeCompleteEntry(contest.id, [ani], { k1: 60, k2: 60, o1: 60 }, { code: 'tugas-1' });
    await database.db.insert(assignments).values({ contestId: contest.id, entryId: entry.id, judgeId: budi.id });
    expect(await entryOf(contest.id, 'tugas-1')).toMatchObject({
      rank: null,
      open: [{ kind: 'sheetOpen', judgeId: budi.id, started: false }],
    });
  });

  test('a sheet reopened after submission', async () => {
    const contest = await makeSmallContest();
    const entry = await makeCompleteEntry(contest.id, [ani], { k1: 60, k2: 60, o1: 60 }, { code: 'buka-1' });
    expect((await entryOf(contest.id, 'buka-1')).rank).toBe(1);
    await database.db.update(sheets).set({ state: 'draft' }).where(eq(sheets.entryId, entry.id));
    expect((await entryOf(contest.id, 'buka-1')).rank).toBeNull();
  });

  test('an audit still running, and one of an address that the entry no longer has', async () => {
    const contest = await makeSmallContest();
    const entry = await makeCompleteEntry(contest.id, [ani], { k1: 60, k2: 60, o1: 60 }, { code: 'periksa-1' });
    await database.db.update(audits).set({ state: 'running' }).where(eq(audits.entryId, entry.id));
    expect((await entryOf(contest.id, 'periksa-1')).open).toEqual([{ kind: 'noAudit' }]);
    await database.db.update(audits).set({ state: 'done' }).where(eq(audits.entryId, entry.id));
    expect((await entryOf(contest.id, 'periksa-1')).open).toEqual([]);
    await database.db.update(entries).set({ url: 'https://baru.localhost/' }).where(eq(entries.id, entry.id));
    expect((await entryOf(contest.id, 'periksa-1')).open).toEqual([{ kind: 'noAudit' }]);
  });

  test('an audit made with other tools than most: no rank until it is measured alike', async () => {
    const contest = await makeSmallContest();
    const made = [];
    for (const code of ['alat-1', 'alat-2', 'alat-3'])
      made.push(await makeCompleteEntry(contest.id, [ani], { k1: 60, k2: 60, o1: 60 }, { code }));
    const stamp = (entryId: string, chrome: string) =>
      database.db
        .update(audits)
        .set({ stamps: { chrome, lighthouse: '13.5.0' } })
        .where(eq(audits.entryId, entryId));
    for (const { id } of made) await stamp(id, '156');
    expect((await tallyContest(contest.id)).entries.map(({ rank }) => rank)).toEqual([1, 1, 1]);
    await stamp(made[1]?.id ?? '', '155');
    expect(await entryOf(contest.id, 'alat-2')).toMatchObject({
      rank: null,
      total: null,
      open: [{ kind: 'measuredApart', stamps: 'chrome 155 ≠ 156' }],
    });
    expect((await entryOf(contest.id, 'alat-1')).rank).toBe(1);
  });

  test('sheets of another contest do not count here', async () => {
    const [here, there] = [await makeSmallContest(), await makeSmallContest()];
    await makeCompleteEntry(there.id, [ani], { k1: 100, k2: 100, o1: 100 }, { code: 'sana-1' });
    const entry = await makeEntry(here.id, { code: 'sini-1' });
    await makeAudit(entry, 50);
    const tally = await tallyContest(here.id);
    expect(tally.entries.map((e) => e.id)).toEqual(['sini-1']);
    expect(tally.entries[0]?.open).toEqual([{ kind: 'noJudge' }]);
  });
});

test('the scatter of an audit’s speed runs is in the dataset as points of its indicator', async () => {
  const contest = await makeSmallContest();
  const entry = await makeEntry(contest.id, { code: 'dinas-goyah', name: 'Dinas Goyah' });
  const auditId = await makeAudit(entry, 50);
  await makeSheet(entry, ani, { K1: 80, K2: 80 });
  const curve = [
    [0, 0],
    [1, 100],
  ];
  const because = [
    { signal: 'lighthouse-performance', outcome: 'measured', value: 0.5, unit: 'score', weight: 1, curve, points: 50 },
  ];
  await database.db.update(proposals).set({ because }).where(eq(proposals.auditId, auditId));
  for (const [round, score] of [0.4, 0.5, 0.6].entries()) {
    const [turn] = await database.db
      .insert(speedTurns)
      .values({ auditId, round: round + 1, place: 1, state: 'done' })
      .returning();
    const run = { auditId, turnId: turn?.id ?? '', page: 0, startedAt: new Date(), durationMs: 1 };
    await database.db.insert(speedRuns).values([
      { ...run, result: { error: null, scores: { performance: score } } },
      // A desktop run counts for nothing.
      { ...run, formFactor: 'desktop', result: { error: null, scores: { performance: 1 } } },
    ]);
  }
  const [row] = (await tallyContest(contest.id)).dataset.measured;
  expect(row).toMatchObject({ entry: 'dinas-goyah', indicator: 'O1', points: 50 });
  expect(row?.sd).toBeCloseTo(10 / Math.sqrt(3), 9);
});
