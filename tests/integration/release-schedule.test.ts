/** Release at a set moment: every public door is closed just before it and open just after, by the database's clock. */
import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movePhaseNow } from '#app/contest/phases.server.ts';
import { codeFrom } from '#app/identity/sign-in-code.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { releasedOf } from '#app/publication/released.server.ts';
import { callOffRelease, scheduleRelease, settleReleases } from '#app/publication/schedule.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { activity, contests, documents, releaseSchedules, releases, shareImages } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { changeMark, makeAudit, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let judge: Awaited<ReturnType<typeof makeUser>>;
let organizer: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  database = await testDatabase();
  judge = await makeUser('judge');
  organizer = await makeUser('organizer');
});
afterAll(() => database.drop());

let made = 0;
async function frozenContest(year?: number) {
  made += 1;
  const contest = await makeSmallContest({ phase: 'penetapan', year: year ?? 2040 + made, name: 'Lomba terjadwal' });
  const entry = await makeEntry(contest.id, { name: 'Dinas Rahasia', code: `rahasia-${made}` });
  await makeAudit(entry, 91.25);
  const sheetId = await makeSheet(entry, judge, { K1: 75, K2: 80 });
  const outcome = await finaliseNow(contest.id);
  if (!outcome.done) throw new Error(outcome.reason);
  return { contest, entry, sheetId, snapshotId: outcome.snapshot.id };
}
const finaliseNow = async (contestId: string) =>
  finalise(contestId, organizer.id, (await tallyContest(contestId)).results.inputHash);
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const clock = async () => {
  const [row] = await database.db.execute<{ now: string }>(sql`SELECT clock_timestamp() AS now`);
  return new Date(row?.now ?? '').getTime();
};
const putAt = async (contestId: string, interval: string) => {
  const [row] = await database.db
    .update(releaseSchedules)
    .set({ at: sql`clock_timestamp() + ${interval}::interval` })
    .where(eq(releaseSchedules.contestId, contestId))
    .returning();
  return row?.at.getTime() ?? 0;
};
const scheduled = (contestId: string) =>
  database.db.select().from(releaseSchedules).where(eq(releaseSchedules.contestId, contestId));
const phaseOf = async (contestId: string) =>
  (await database.db.select().from(contests).where(eq(contests.id, contestId)))[0]?.phase;

test('every public door opens at the one moment and not before, and nothing answered before it may be kept', async () => {
  const { contest, entry, snapshotId } = await frozenContest();
  const { year } = contest;
  const code = codeFrom(randomBytes(8));
  await database.db.insert(shareImages).values([
    { snapshotId, entry: '', data: Buffer.from('gambar') },
    { snapshotId, entry: `rahasia-${made}`, data: Buffer.from('gambar') },
  ]);
  const [document] = await database.db
    .insert(documents)
    .values({
      snapshotId,
      kind: 'certificate',
      entry: `rahasia-${made}`,
      code,
      title: 'Terbaik I',
      data: Buffer.from('%PDF-'),
      madeAt: new Date(),
    })
    .returning();
  const webmaster = await makeUser('webmaster', { agencyIds: [entry.agencyId] });
  // Found by its answer, or by what its page says once it is open.
  const doors: { path: string; who?: { cookie: string }; says?: string }[] = [
    { path: `/hasil/${year}` },
    { path: `/hasil/${year}.data` },
    { path: `/hasil/${year}?cari=rahasia` },
    { path: `/hasil/${year}.json` },
    { path: `/hasil/${year}.csv` },
    { path: `/hasil/${year}.xlsx` },
    { path: `/api/v1/contests/${year}/results` },
    { path: '/api/v1/contests', says: String(year) },
    { path: `/hasil/${year}.png` },
    { path: `/hasil/${year}/rahasia-${made}` },
    { path: `/hasil/${year}/rahasia-${made}.data` },
    { path: `/hasil/${year}/rahasia-${made}.png` },
    { path: `/sematan/${year}` },
    { path: `/verifikasi/${code}` },
    { path: `/dokumen/${document?.id}`, who: webmaster },
    { path: `/opd/${entry.id}`, who: webmaster, says: '/dokumen/' },
    { path: '/', says: 'Dinas Rahasia' },
    { path: '/hasil', says: `/hasil/${year}` },
    { path: '/hasil.rss', says: String(year) },
    { path: '/sitemap.xml', says: `/hasil/${year}` },
  ];
  const ask = async ({ path, who, says }: (typeof doors)[number]) => {
    const answer = await visit(who ?? null, path, { headers: { 'If-None-Match': `"${snapshotId}"` } });
    const body = await answer.text();
    const isOpen = says ? body.includes(says) : answer.status === 200 || answer.status === 304;
    return { isOpen, cache: answer.headers.get('cache-control') };
  };
  expect(await scheduleRelease(contest.id, organizer.id, snapshotId, later(60))).toEqual({ done: true });
  const began = await clock();
  for (const door of doors) {
    const { isOpen, cache } = await ask(door);
    expect([door.path, isOpen]).toEqual([door.path, false]);
    // Nothing: the server's own `no-store` stands.
    expect(cache ?? 'no-store', door.path).toMatch(/no-store|no-cache/);
    expect(cache ?? '', door.path).not.toMatch(/max-age=[1-9]/);
  }

  // Room for a whole round before the moment, however slow the machine is.
  const at = await putAt(contest.id, `${2000 + 2 * ((await clock()) - began)} milliseconds`);
  const seen = new Map(doors.map(({ path }) => [path, { before: 0, after: 0 }]));
  // The last round begins after the moment.
  for (let now = 0; now < at + 400; ) {
    now = await clock();
    for (const door of doors) {
      const asked = await clock();
      const { isOpen } = await ask(door);
      const answered = await clock();
      const times = seen.get(door.path);
      if (answered < at) {
        expect([door.path, isOpen]).toEqual([door.path, false]);
        if (times) times.before += 1;
      } else if (asked >= at) {
        expect([door.path, isOpen]).toEqual([door.path, true]);
        if (times) times.after += 1;
      }
    }
  }
  for (const door of doors) expect([door.path, (await ask(door)).isOpen]).toEqual([door.path, true]);
  expect([...seen.values()].every(({ before }) => before > 0)).toBe(true);

  // No job has run: the phase is still the old one, and nothing takes the release back.
  expect(await phaseOf(contest.id)).toBe('penetapan');
  const back = {
    contestId: contest.id,
    from: 'penetapan',
    to: 'pleno',
    reason: 'keliru',
    userId: organizer.id,
  } as const;
  expect(await movePhaseNow(back, rubricGate)).toMatchObject({ moved: false, why: 'releaseStands' });
  expect(await callOffRelease(contest.id, organizer.id)).toEqual({ done: false, reason: 'released' });
  expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'released' });
  expect(await release(contest.id, organizer.id, snapshotId)).toEqual({ done: false, reason: 'released' });
  for (const statement of [
    sql`UPDATE release_schedules SET at = now() + interval '1 hour' WHERE contest_id = ${contest.id}`,
    sql`DELETE FROM release_schedules WHERE contest_id = ${contest.id}`,
  ])
    await expect(database.db.execute(statement)).rejects.toMatchObject({ cause: { code: '23001' } });

  await Promise.all([settleReleases(), settleReleases()]);
  await settleReleases();
  const rows = await database.db.select().from(releases).where(eq(releases.contestId, contest.id));
  expect(rows.map(({ releasedAt, releasedBy }) => [releasedAt.getTime(), releasedBy])).toEqual([[at, organizer.id]]);
  expect(await phaseOf(contest.id)).toBe('terbit');
  expect(await releasedOf(year)).toMatchObject({ snapshot: { id: snapshotId }, releasedAt: new Date(at) });
}, 60_000);

test('a moment can be moved and called off, each written down; another day nothing opens', async () => {
  const { contest, snapshotId } = await frozenContest();
  expect(await scheduleRelease(contest.id, organizer.id, snapshotId, later(0.5))).toEqual({
    done: false,
    reason: 'past',
  });
  expect(await callOffRelease(contest.id, organizer.id)).toEqual({ done: false, reason: 'noSchedule' });
  expect((await scheduleRelease(contest.id, organizer.id, snapshotId, later(10))).done).toBe(true);
  const moved = later(20);
  expect((await scheduleRelease(contest.id, organizer.id, snapshotId, moved)).done).toBe(true);
  expect((await scheduled(contest.id)).map(({ at }) => at.getTime())).toEqual([moved.getTime()]);
  expect((await callOffRelease(contest.id, organizer.id)).done).toBe(true);
  await settleReleases();
  expect(await releasedOf(contest.year)).toBeNull();
  const acts = await database.db.select().from(activity).where(eq(activity.contestId, contest.id));
  expect(acts.map(({ action }) => action).filter((each) => each.includes('release'))).toEqual([
    'result.release.schedule',
    'result.release.callOff',
    'result.release.schedule',
    'result.release.callOff',
  ]);
});

test('a moment falls when other results are frozen or the phase goes back, and stands in its last seconds', async () => {
  const { contest, sheetId, snapshotId } = await frozenContest();
  await scheduleRelease(contest.id, organizer.id, snapshotId, later(10));
  await changeMark(sheetId, 'K1', 100);
  // Not what the organizer looked at any more.
  expect(await scheduleRelease(contest.id, organizer.id, snapshotId, later(20))).toEqual({
    done: false,
    reason: 'stale',
  });
  const second = await finaliseNow(contest.id);
  if (!second.done) throw new Error(second.reason);
  expect(await scheduled(contest.id)).toEqual([]);

  await scheduleRelease(contest.id, organizer.id, second.snapshot.id, later(10));
  await changeMark(sheetId, 'K1', 80);
  await putAt(contest.id, '3 seconds');
  expect(await callOffRelease(contest.id, organizer.id)).toEqual({ done: false, reason: 'tooLate' });
  expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'tooLate' });
  await changeMark(sheetId, 'K1', 100);
  expect(await release(contest.id, organizer.id, second.snapshot.id)).toEqual({ done: false, reason: 'tooLate' });
  const back = {
    contestId: contest.id,
    from: 'penetapan',
    to: 'pleno',
    reason: 'keliru',
    userId: organizer.id,
  } as const;
  expect(await movePhaseNow(back, rubricGate)).toMatchObject({ moved: false, why: 'releaseStands' });
  await putAt(contest.id, '10 minutes');
  expect(await movePhaseNow(back, rubricGate)).toMatchObject({ moved: true });
  expect(await scheduled(contest.id)).toEqual([]);
});

test('the organizer sets it on the screen, in WIB; nobody else can, and a bad moment keeps what was typed', async () => {
  // The screen is of the newest edition.
  const { contest, snapshotId } = await frozenContest(9000);
  const fields = { intent: 'jadwalkan', penetapan: snapshotId, waktu: '2090-11-24T09:00', periksa: 'ya' };
  for (const who of [null, judge]) expect((await post(who, '/panitia/penetapan', fields)).status).toBe(404);
  const wrong = await post(organizer, '/panitia/penetapan', { ...fields, waktu: '2090-02-31T09:00' });
  expect([wrong.status, (await wrong.text()).includes('2090-02-31T09:00')]).toEqual([422, true]);
  expect((await post(organizer, '/panitia/penetapan', { ...fields, waktu: '2020-11-24T09:00' })).status).toBe(409);
  expect((await post(organizer, '/panitia/penetapan', fields)).status).toBe(302);
  expect((await scheduled(contest.id)).map(({ at }) => at.toISOString())).toEqual(['2090-11-24T02:00:00.000Z']);
  expect(await (await visit(organizer, '/panitia/penetapan')).text()).toContain('24 November 2090 pukul 09.00 WIB');
  expect((await post(organizer, '/panitia/penetapan', { intent: 'batalJadwal' })).status).toBe(302);
  expect(await scheduled(contest.id)).toEqual([]);
});
