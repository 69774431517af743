/** The choice of how totals are made: open until judging first opens, never after. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseMethod } from '#app/contest/method.server.ts';
import { movePhase } from '#app/contest/phases.server.ts';
import type { Phase } from '#app/contest/phases.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { activity, assignments, contests } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;
const gate = { isSound: async () => true, freeze: async () => {} };

let database: TestDatabase;
let organizer: Person;
let judge: Person;
let contestId: string;
let year = 2060;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
  judge = await makeUser('judge');
});
afterAll(() => database.drop());
beforeEach(async () => {
  year += 1;
  const contest = await makeSmallContest({ phase: 'audit', year });
  contestId = contest.id;
  const entry = await makeEntry(contestId);
  await makeAudit(entry, 70);
  await database.db.insert(assignments).values({ contestId, entryId: entry.id, judgeId: judge.id });
});

const row = async () => (await database.db.select().from(contests).where(eq(contests.id, contestId)))[0];
const move = (from: Phase, to: Phase, reason: string | null = null) =>
  database.db.transaction((tx) => movePhase(tx, { contestId, from, to, reason, userId: organizer.id }, gate));
const choice = { aggregate: 'median', incomplete: 'ranked' } as const;

describe('before judging', () => {
  test('what is chosen is written, told to the log, in the dataset, and outlives the opening', async () => {
    expect(await chooseMethod(contestId, choice, organizer.id)).toEqual({ done: true });
    const acts = await database.db.select().from(activity).where(eq(activity.contestId, contestId));
    expect(acts.map((act) => [act.action, act.detail])).toContainEqual(['contest.method', choice]);
    expect(await move('audit', 'penilaian')).toMatchObject({ moved: true });
    expect(await row()).toMatchObject(choice);
    expect((await tallyContest(contestId)).dataset.method).toMatchObject(choice);
  });

  test('no choice leaves it to the assignments, and unranked is not written into the dataset', async () => {
    await chooseMethod(contestId, choice, organizer.id);
    await chooseMethod(contestId, { aggregate: null, incomplete: 'unranked' }, organizer.id);
    await move('audit', 'penilaian');
    expect((await row())?.aggregate).toBe('mean');
    expect((await tallyContest(contestId)).dataset.method).not.toHaveProperty('incomplete');
  });

  test('the screen saves', async () => {
    const answer = await post(organizer, '/panitia/metode', { cara: 'trimmed-mean', belum: 'unranked' });
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/panitia/metode?tersimpan']);
    expect(await row()).toMatchObject({ aggregate: 'trimmed-mean', incomplete: 'unranked' });
    expect(await (await visit(organizer, '/panitia/metode')).text()).toContain('Konten, Operabilitas');
  });

  test('anything but a known method is refused, and so is everybody but the organizer', async () => {
    expect((await post(organizer, '/panitia/metode', { cara: 'modus', belum: 'unranked' })).status).toBe(404);
    expect((await post(judge, '/panitia/metode', { cara: 'mean', belum: 'unranked' })).status).toBe(404);
    expect((await row())?.aggregate).toBeNull();
  });
});

describe('once judging has been open', () => {
  test('a change is refused with the reason, also after going back', async () => {
    await move('audit', 'penilaian');
    const refused = { done: false, why: 'frozen' };
    expect(await chooseMethod(contestId, choice, organizer.id)).toEqual(refused);
    await move('penilaian', 'audit', 'Satu situs perlu diperiksa ulang');
    expect(await chooseMethod(contestId, choice, organizer.id)).toEqual(refused);
    const answer = await post(organizer, '/panitia/metode', { cara: 'median', belum: 'ranked' });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('penilaian sudah pernah dibuka');
    expect(await row()).toMatchObject({ aggregate: 'mean', incomplete: 'unranked' });
  });
});
