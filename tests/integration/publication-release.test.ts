import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { computeResults } from '#app/publication/compute.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { publicView } from '#app/publication/public-view.ts';
import { release } from '#app/publication/release.server.ts';
import { releasedOf, releasedYears } from '#app/publication/released.server.ts';
import { results } from '#app/publication/results.schema.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { activity, contests, entries, marks, phaseChanges, releases, snapshots } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { changeMark, makeAudit, makeCompleteEntry, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let judge: Awaited<ReturnType<typeof makeUser>>;
let organizer: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  database = await testDatabase();
  judge = await makeUser('judge');
  organizer = await makeUser('organizer');
});
afterAll(() => database.drop());

type Phase = (typeof contests.$inferSelect)['phase'];
async function readyContest(phase: Phase = 'penetapan') {
  const contest = await makeSmallContest({ phase });
  const entry = await makeEntry(contest.id, { name: 'Dinas Satu' });
  await makeAudit(entry, 50);
  const sheetId = await makeSheet(entry, judge, { K1: 80, K2: 60 });
  await makeCompleteEntry(
    contest.id,
    [judge],
    { k1: 100, k2: 100, o1: 90 },
    { name: 'Kecamatan Dua', category: 'Kecamatan' },
  );
  return { contest, entry, sheetId };
}
const hashNow = async (contestId: string) => (await tallyContest(contestId)).results.inputHash;
const finaliseNow = async (contestId: string) => finalise(contestId, organizer.id, await hashNow(contestId));
async function finalised(contestId: string) {
  const outcome = await finaliseNow(contestId);
  if (!outcome.done) throw new Error(outcome.reason);
  return outcome.snapshot;
}
const snapshotsOf = (contestId: string) =>
  database.db.select().from(snapshots).where(eq(snapshots.contestId, contestId));

describe('finalise', () => {
  test('freezes dataset, results and hash as they are', async () => {
    const { contest } = await readyContest();
    const snapshot = await finalised(contest.id);
    const [stored] = await snapshotsOf(contest.id);
    const frozen = stored?.dataset as { results: unknown; hash: string };
    expect(frozen.hash).toBe(snapshot.inputHash);
    // What anyone recomputes from the stored document is what is stored in it.
    expect(results.parse(frozen.results)).toEqual(computeResults(stored?.dataset));
    expect(computeResults(stored?.dataset).inputHash).toBe(snapshot.inputHash);
    expect(publicView(stored?.dataset).categories.map((c) => [c.name, c.winners[0]?.name])).toEqual([
      ['Dinas', 'Dinas Satu'],
      ['Kecamatan', 'Kecamatan Dua'],
    ]);
    const [logged] = await database.db.select().from(activity).where(eq(activity.contestId, contest.id));
    expect(logged).toMatchObject({ action: 'result.finalise', userId: organizer.id, subject: snapshot.inputHash });
  });

  test.each<Phase>(['persiapan', 'audit', 'penilaian', 'pleno', 'sanggah', 'terbit'])(
    'is refused in phase %s',
    async (phase) => {
      const { contest } = await readyContest(phase);
      expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'phase' });
      expect(await snapshotsOf(contest.id)).toEqual([]);
    },
  );

  test('is refused while one sheet is in draft, or one entry has no judge', async () => {
    const { contest } = await readyContest();
    const entry = await makeEntry(contest.id);
    await makeAudit(entry, 70);
    expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'open' });
    await makeSheet(entry, judge, { K1: 80, K2: 80 }, 'draft');
    expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'open' });
    expect(await snapshotsOf(contest.id)).toEqual([]);
  });

  test('an entry without a site does not stand in the way', async () => {
    const { contest } = await readyContest();
    await makeEntry(contest.id, { url: null });
    expect(await finaliseNow(contest.id)).toMatchObject({ done: true });
  });

  test('is refused when the data is not what the organizer looked at', async () => {
    const { contest, sheetId } = await readyContest();
    const seen = await hashNow(contest.id);
    await changeMark(sheetId, 'K1', 100);
    expect(await finalise(contest.id, organizer.id, seen)).toEqual({ done: false, reason: 'changed' });
  });

  test('waits for a mark on its way, and then counts it', async () => {
    const { contest, sheetId } = await readyContest();
    const seen = await hashNow(contest.id);
    const waiting = async () => {
      const rows = await database.db.execute(
        sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    };
    let pressed: ReturnType<typeof finalise> | undefined;
    await database.db.transaction(async (tx) => {
      await tx.select().from(contests).where(eq(contests.id, contest.id)).for('share');
      await tx.update(marks).set({ points: 20 }).where(eq(marks.sheetId, sheetId));
      pressed = finalise(contest.id, organizer.id, seen);
      while (!(await waiting()));
    });
    expect(await pressed).toEqual({ done: false, reason: 'changed' });
  });

  test('pressed twice at once freezes once', async () => {
    const { contest } = await readyContest();
    const seen = await hashNow(contest.id);
    const both = await Promise.all([
      finalise(contest.id, organizer.id, seen),
      finalise(contest.id, organizer.id, seen),
    ]);
    expect(both.map((each) => (each.done ? 'done' : each.reason)).sort()).toEqual(['done', 'unchanged']);
    expect(await snapshotsOf(contest.id)).toHaveLength(1);
    expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'unchanged' });
  });

  test('changed data makes a second version and leaves the first as it was', async () => {
    const { contest, sheetId } = await readyContest();
    const first = await finalised(contest.id);
    await changeMark(sheetId, 'K1', 100);
    const second = await finalised(contest.id);
    expect([first.version, second.version]).toEqual([1, 2]);
    const stored = await snapshotsOf(contest.id);
    expect(stored.find((each) => each.id === first.id)).toEqual(first);
  });
});

test('where one judge stepped back from one site, no code that goes from site to site is frozen, and places stay', async () => {
  const contest = await makeSmallContest({ phase: 'penetapan' });
  const other = await makeUser('judge');
  const given = [
    [80, 60],
    [40, 100],
    [60, 60],
  ] as const;
  for (const [at, [k1, k2]] of given.entries()) {
    const entry = await makeEntry(contest.id);
    await makeAudit(entry, 50 + 10 * at);
    await makeSheet(entry, judge, { K1: k1, K2: k2 });
    // The other judge stepped back from the last one.
    if (at < 2) await makeSheet(entry, other, { K1: k2, K2: k1 });
  }
  const live = (await tallyContest(contest.id)).results;
  const snapshot = await finalised(contest.id);
  const frozen = snapshot.dataset as { results: { entries: typeof live.entries } };
  expect(JSON.stringify(frozen)).not.toMatch(/"J\d/);
  const places = ({ entries }: { entries: typeof live.entries }) =>
    entries.map(({ id, rank, total }) => [id, rank, total?.toFixed(9)]);
  expect(places(frozen.results)).toEqual(places(live));
  // Anybody can recompute it, to the hash that is printed.
  expect(computeResults(snapshot.dataset).inputHash).toBe(snapshot.inputHash);
  expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'unchanged' });
  expect(await release(contest.id, organizer.id, snapshot.id)).toEqual({ done: true });
});

describe('a snapshot and a release', () => {
  test.each([
    ['UPDATE of a snapshot', sql`UPDATE snapshots SET input_hash = 'x'`],
    ['DELETE of a snapshot', sql`DELETE FROM snapshots`],
    ['TRUNCATE of the snapshots', sql`TRUNCATE snapshots CASCADE`],
    ['UPDATE of a release', sql`UPDATE releases SET released_at = now()`],
    ['DELETE of a release', sql`DELETE FROM releases`],
  ])('refuse %s', async (_, statement) => {
    const { contest } = await readyContest();
    const snapshot = await finalised(contest.id);
    await release(contest.id, organizer.id, snapshot.id);
    const before = [await database.db.select().from(snapshots), await database.db.select().from(releases)];
    await expect(database.db.execute(statement)).rejects.toMatchObject({ cause: { code: '23001' } });
    expect([await database.db.select().from(snapshots), await database.db.select().from(releases)]).toEqual(before);
  });
});

describe('release', () => {
  test('makes the snapshot public and moves the contest to terbit, written down', async () => {
    const { contest } = await readyContest();
    const snapshot = await finalised(contest.id);
    expect(await releasedOf(contest.year)).toBeNull();
    expect(await release(contest.id, organizer.id, snapshot.id)).toEqual({ done: true });
    expect(await releasedOf(contest.year)).toMatchObject({ year: contest.year, snapshot: { id: snapshot.id } });
    expect((await releasedYears()).map(({ year }) => year)).toContain(contest.year);
    const [now] = await database.db.select().from(contests).where(eq(contests.id, contest.id));
    expect(now?.phase).toBe('terbit');
    const [move] = await database.db.select().from(phaseChanges).where(eq(phaseChanges.contestId, contest.id));
    expect(move).toMatchObject({ fromPhase: 'penetapan', toPhase: 'terbit', userId: organizer.id });
  });

  test('is refused before anything is frozen', async () => {
    const { contest } = await readyContest();
    const other = await finalised((await readyContest()).contest.id);
    expect(await release(contest.id, organizer.id, other.id)).toEqual({ done: false, reason: 'notFinalised' });
    expect(await releasedOf(contest.year)).toBeNull();
  });

  test('is refused when the data has changed since, or another snapshot is newer', async () => {
    const { contest, sheetId } = await readyContest();
    const first = await finalised(contest.id);
    await changeMark(sheetId, 'K1', 100);
    expect(await release(contest.id, organizer.id, first.id)).toEqual({ done: false, reason: 'stale' });
    await finalised(contest.id);
    expect(await release(contest.id, organizer.id, first.id)).toEqual({ done: false, reason: 'stale' });
    expect(await releasedOf(contest.year)).toBeNull();
  });

  test('is refused when the contest has gone back to an earlier phase', async () => {
    const { contest } = await readyContest();
    const snapshot = await finalised(contest.id);
    await database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contest.id));
    expect(await release(contest.id, organizer.id, snapshot.id)).toEqual({ done: false, reason: 'phase' });
  });

  test('happens once', async () => {
    const { contest } = await readyContest();
    const snapshot = await finalised(contest.id);
    const both = await Promise.all([
      release(contest.id, organizer.id, snapshot.id),
      release(contest.id, organizer.id, snapshot.id),
    ]);
    expect(both.map((each) => (each.done ? 'done' : each.reason)).sort()).toEqual(['done', 'released']);
    expect(await release(contest.id, organizer.id, snapshot.id)).toEqual({ done: false, reason: 'released' });
    expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'phase' });
  });

  test('what changes afterwards changes nothing that the public reads', async () => {
    const { contest, entry, sheetId } = await readyContest();
    const snapshot = await finalised(contest.id);
    await release(contest.id, organizer.id, snapshot.id);
    const before = publicView((await releasedOf(contest.year))?.snapshot.dataset);
    await changeMark(sheetId, 'K1', 20);
    await database.db.update(entries).set({ name: 'Nama baru' }).where(eq(entries.id, entry.id));
    expect(publicView((await releasedOf(contest.year))?.snapshot.dataset)).toEqual(before);
  });
});
