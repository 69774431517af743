/** Phases that open by the clock: with the checks of a move by hand, or not at all and with the reason. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePlans, tickPhases } from '#app/contest/phase-clock.server.ts';
import { plansOf } from '#app/contest/phase-plan-rows.server.ts';
import { movePhaseNow } from '#app/contest/phases.server.ts';
import { rubricGate, standardRubric } from '#app/rubric/rubric.server.ts';
import { contests, phaseChanges, phasePlans } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let organizer: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
});
afterAll(() => database.drop());

type Phase = (typeof contests.$inferSelect)['phase'];
const contestIn = async (phase: Phase, year?: number) =>
  makeContest({ phase, rubricVersionId: await standardRubric(database.db), ...(year ? { year } : {}) });
const phaseOf = async (id: string) => (await database.db.select().from(contests).where(eq(contests.id, id)))[0]?.phase;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const makeDue = (contestId: string) =>
  database.db
    .update(phasePlans)
    .set({ at: sql`now() - interval '1 second'` })
    .where(eq(phasePlans.contestId, contestId));
const tick = () => tickPhases(rubricGate);

test('opens at its moment, once however many clocks tick, written down as by the application', async () => {
  const contest = await contestIn('persiapan');
  await makeEntry(contest.id);
  expect(await savePlans(contest.id, { audit: inMinutes(5) }, organizer.id)).toEqual({ done: true });
  await tick();
  expect(await phaseOf(contest.id)).toBe('persiapan');
  await makeDue(contest.id);
  await Promise.all([tick(), tick(), tick()]);
  expect(await phaseOf(contest.id)).toBe('audit');
  const moves = await database.db.select().from(phaseChanges).where(eq(phaseChanges.contestId, contest.id));
  expect(moves).toMatchObject([{ fromPhase: 'persiapan', toPhase: 'audit', userId: null }]);
  expect(await plansOf(contest.id)).toEqual([]);
});

test('what is blocked stays closed, says why, and opens once nothing is in the way', async () => {
  const contest = await contestIn('persiapan', 9100);
  await savePlans(contest.id, { audit: inMinutes(5) }, organizer.id);
  await makeDue(contest.id);
  await tick();
  expect(await phaseOf(contest.id)).toBe('persiapan');
  const [plan] = await plansOf(contest.id);
  expect(plan?.refusal).toEqual({ why: 'blocked', blockers: [{ code: 'noSite', n: 0 }] });
  expect(await (await visit(organizer, '/panitia/tahap')).text()).toContain('masih terhalang');
  await makeEntry(contest.id);
  await tick();
  expect(await phaseOf(contest.id)).toBe('audit');
});

test('a phase gone back by hand does not open again by a moment that has passed', async () => {
  const contest = await contestIn('persiapan');
  await makeEntry(contest.id);
  await savePlans(contest.id, { audit: inMinutes(5), penilaian: inMinutes(10) }, organizer.id);
  await makeDue(contest.id);
  await tick();
  const back = {
    contestId: contest.id,
    from: 'audit',
    to: 'persiapan',
    reason: 'keliru',
    userId: organizer.id,
  } as const;
  expect(await movePhaseNow(back, rubricGate)).toMatchObject({ moved: true });
  await tick();
  expect(await phaseOf(contest.id)).toBe('persiapan');
});

test('neither finalises nor releases: from penetapan on nothing is planned', async () => {
  const contest = await contestIn('pleno');
  await savePlans(contest.id, { penetapan: inMinutes(5) }, organizer.id);
  await makeDue(contest.id);
  for (let i = 0; i < 3; i += 1) await tick();
  expect(await phaseOf(contest.id)).toBe('penetapan');
});

test('the screen refuses what is past, out of order or no date, keeps it, and is for organizers alone', async () => {
  const contest = await contestIn('persiapan', 9200);
  const judge = await makeUser('judge');
  const fields = {
    intent: 'jadwal',
    buka_audit: '2090-11-02T08:00',
    buka_penilaian: '2090-11-01T08:00',
    buka_pleno: '2090-02-31T08:00',
    buka_penetapan: '2020-01-01T08:00',
  };
  expect((await post(judge, '/panitia/tahap', fields)).status).toBe(404);
  const refused = await post(organizer, '/panitia/tahap', fields);
  const body = await refused.text();
  expect(refused.status).toBe(422);
  for (const words of ['Harus sesudah tahap sebelumnya', 'Tulis tanggal dan jam', 'sudah lewat', '2090-02-31T08:00'])
    expect(body).toContain(words);
  expect(await plansOf(contest.id)).toEqual([]);
  const good = { ...fields, buka_penilaian: '2090-11-03T08:00', buka_pleno: '', buka_penetapan: '' };
  expect((await post(organizer, '/panitia/tahap', good)).status).toBe(302);
  expect((await plansOf(contest.id)).map(({ phase, at }) => [phase, at.toISOString()])).toEqual([
    ['audit', '2090-11-02T01:00:00.000Z'],
    ['penilaian', '2090-11-03T01:00:00.000Z'],
  ]);
});
