import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatherFacts, movePhaseNow } from '#app/contest/phases.server.ts';
import type { Phase } from '#app/contest/phases.ts';
import { rubricGate, standardRubric } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import {
  assignments,
  audits,
  contests,
  entries,
  phaseChanges,
  proposals,
  recusals,
  rubricVersions,
  sheets,
} from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let rubricVersionId: string;
beforeAll(async () => {
  database = await testDatabase();
  rubricVersionId = await standardRubric(db());
});
afterAll(() => database.drop());

async function contestIn(phase: Phase, values: { hasObjection?: boolean } = {}) {
  return makeContest({ phase, rubricVersionId, ...values });
}
const move = (contestId: string, from: Phase, to: Phase, reason: string | null = null) =>
  movePhaseNow({ contestId, from, to, reason, userId: null }, rubricGate);
const phaseOf = async (contestId: string) =>
  (await db().select().from(contests).where(eq(contests.id, contestId)))[0]?.phase;

/** An entry whose audit is in this state; a done one counts. */
async function audited(contestId: string, rubricVersionId: string, state: 'queued' | 'done', url = 'https://x.go.id/') {
  const entry = await makeEntry(contestId, { url });
  const [audit] = await db()
    .insert(audits)
    .values({ contestId, entryId: entry.id, rubricVersionId, runs: 1, url, state })
    .returning();
  if (!audit) throw new Error('no audit');
  if (state === 'done') await db().update(entries).set({ currentAuditId: audit.id }).where(eq(entries.id, entry.id));
  return { entry, audit };
}

test('the audit phase opens with a site, and the move is written down', async () => {
  const contest = await contestIn('persiapan');
  await makeEntry(contest.id, { url: null });
  expect(await move(contest.id, 'persiapan', 'audit')).toMatchObject({
    moved: false,
    why: 'blocked',
    blockers: [{ code: 'noSite' }],
  });
  await makeEntry(contest.id);
  expect(await move(contest.id, 'persiapan', 'audit')).toEqual({ moved: true, kind: 'forward' });
  const changes = await db().select().from(phaseChanges).where(eq(phaseChanges.contestId, contest.id));
  expect(changes).toMatchObject([{ fromPhase: 'persiapan', toPhase: 'audit' }]);
});

test('a rubric that was altered after it was stored blocks', async () => {
  const contest = await makeContest({ phase: 'persiapan' });
  await makeEntry(contest.id);
  expect(await move(contest.id, 'persiapan', 'audit')).toMatchObject({
    why: 'blocked',
    blockers: [{ code: 'rubricBroken' }],
  });
});

describe('opening judging', () => {
  test('waits until all entries of the ranking were measured alike', async () => {
    const contest = await contestIn('audit');
    const judge = await makeUser('judge');
    const made = [];
    for (const chrome of ['156', '156', '155']) {
      const { entry, audit } = await audited(contest.id, contest.rubricVersionId, 'done');
      await db()
        .update(audits)
        .set({ stamps: { chrome, lighthouse: '13.5.0' } })
        .where(eq(audits.id, audit.id));
      await db().insert(assignments).values({ contestId: contest.id, entryId: entry.id, judgeId: judge.id });
      made.push(entry);
    }
    const odd = made.at(-1);
    expect(await move(contest.id, 'audit', 'penilaian')).toMatchObject({
      moved: false,
      blockers: [{ code: 'measuredApart', items: [{ id: odd?.id, name: `${odd?.name} (chrome 155 ≠ 156)` }] }],
    });
    await db()
      .update(entries)
      .set({ outsideRanking: true })
      .where(eq(entries.id, odd?.id ?? ''));
    expect(await move(contest.id, 'audit', 'penilaian')).toMatchObject({ moved: true });
  });

  test('waits for every audit and for a judge, then freezes the rubric', async () => {
    const contest = await contestIn('audit');
    const { entry, audit } = await audited(contest.id, contest.rubricVersionId, 'queued');
    const blocked = await move(contest.id, 'audit', 'penilaian');
    expect(blocked).toMatchObject({
      blockers: [{ code: 'auditing', items: [{ name: entry.name }] }, { code: 'noAssignment' }],
    });
    await db().update(audits).set({ state: 'done' }).where(eq(audits.id, audit.id));
    await db().update(entries).set({ currentAuditId: audit.id }).where(eq(entries.id, entry.id));
    const judge = await makeUser('judge');
    await db().insert(assignments).values({ contestId: contest.id, entryId: entry.id, judgeId: judge.id });
    expect(await move(contest.id, 'audit', 'penilaian')).toEqual({ moved: true, kind: 'forward' });
    const [rubric] = await db().select().from(rubricVersions).where(eq(rubricVersions.id, contest.rubricVersionId));
    expect(rubric?.frozenAt).toBeInstanceOf(Date);
  });

  test('an audit of an address the entry no longer has does not count', async () => {
    const contest = await contestIn('audit');
    const { entry } = await audited(contest.id, contest.rubricVersionId, 'done');
    expect((await gatherFacts(contest, rubricGate)).unaudited).toEqual([]);
    await db().update(entries).set({ url: 'https://pindah.go.id/' }).where(eq(entries.id, entry.id));
    expect((await gatherFacts(contest, rubricGate)).unaudited).toEqual([{ id: entry.id, name: entry.name }]);
  });

  test('an unmeasured indicator is a reminder', async () => {
    const contest = await contestIn('audit');
    const { entry, audit } = await audited(contest.id, contest.rubricVersionId, 'done');
    await db().insert(proposals).values({ auditId: audit.id, indicator: 'O1', outcome: 'unmeasured', because: [] });
    expect((await gatherFacts(contest, rubricGate)).unmeasured).toEqual([{ id: entry.id, name: entry.name }]);
  });
});

test('judging closes when every sheet is in; a recusal that is decided no longer counts', async () => {
  const contest = await contestIn('penilaian');
  const { entry } = await audited(contest.id, contest.rubricVersionId, 'done');
  const [first, second] = [
    await makeUser('judge', { name: 'Juri Satu' }),
    await makeUser('judge', { name: 'Juri Dua' }),
  ];
  const seat = { contestId: contest.id, entryId: entry.id };
  await db()
    .insert(assignments)
    .values([first, second].map(({ id: judgeId }) => ({ ...seat, judgeId })));
  await db()
    .insert(sheets)
    .values({ ...seat, judgeId: first.id, state: 'draft' });
  expect((await gatherFacts(contest, rubricGate)).openSheets.map((each) => each.name)).toEqual([
    `Juri Dua – ${entry.name}`,
    `Juri Satu – ${entry.name}`,
  ]);
  await db().update(sheets).set({ state: 'submitted' }).where(eq(sheets.judgeId, first.id));
  const [recusal] = await db()
    .insert(recusals)
    .values({ entryId: entry.id, judgeId: second.id, reason: 'kerabat' })
    .returning();
  expect(await move(contest.id, 'penilaian', 'pleno')).toMatchObject({ blockers: [{ code: 'recusals' }] });
  await db()
    .update(recusals)
    .set({ confirmedAt: new Date() })
    .where(eq(recusals.id, recusal?.id ?? ''));
  expect(await move(contest.id, 'penilaian', 'pleno')).toEqual({ moved: true, kind: 'forward' });
});

test('back asks for a reason; only the release opens terbit and nothing leads out of it', async () => {
  const contest = await contestIn('pleno', { hasObjection: true });
  expect(await move(contest.id, 'pleno', 'penilaian', '  ')).toMatchObject({ why: 'reasonMissing' });
  expect(await move(contest.id, 'pleno', 'penetapan')).toMatchObject({ why: 'notAllowed' });
  expect(await move(contest.id, 'pleno', 'sanggah')).toMatchObject({ moved: true });
  expect(await move(contest.id, 'sanggah', 'pleno', 'keliru')).toMatchObject({ moved: true, kind: 'back' });
  await db().update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, contest.id));
  expect(await move(contest.id, 'penetapan', 'terbit')).toMatchObject({ why: 'notAllowed' });
  await db().update(contests).set({ phase: 'terbit' }).where(eq(contests.id, contest.id));
  expect(await move(contest.id, 'terbit', 'penetapan', 'keliru')).toMatchObject({ why: 'notAllowed' });
  expect(await phaseOf(contest.id)).toBe('terbit');
});

test('of organizers who press at once one moves', async () => {
  const contest = await contestIn('persiapan');
  await makeEntry(contest.id);
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => move(contest.id, 'persiapan', 'audit')));
  expect(outcomes.filter((each) => each.moved)).toHaveLength(1);
  expect(outcomes.filter((each) => !each.moved && each.why === 'changedMeanwhile')).toHaveLength(3);
  expect(await phaseOf(contest.id)).toBe('audit');
});

describe('how totals are made is frozen when judging opens', () => {
  /** Two audited sites and two judges; only the pairs named are assigned. */
  async function opened(pairs: readonly (readonly [site: 0 | 1, judge: 0 | 1])[], backed: typeof pairs = []) {
    const contest = await contestIn('audit');
    const judges = await Promise.all([makeUser('judge'), makeUser('judge')]);
    const sites: Awaited<ReturnType<typeof audited>>[] = [];
    for (const url of ['https://satu.go.id/', 'https://dua.go.id/'])
      sites.push(await audited(contest.id, contest.rubricVersionId, 'done', url));
    const named = ([site, judge]: (typeof pairs)[number]) => ({
      entryId: sites[site]?.entry.id ?? '',
      judgeId: judges[judge]?.id ?? '',
    });
    await db()
      .insert(assignments)
      .values(pairs.map((pair) => ({ contestId: contest.id, ...named(pair) })));
    if (backed.length > 0)
      await db()
        .insert(recusals)
        .values(backed.map((pair) => ({ ...named(pair), reason: 'Dinas sendiri', confirmedAt: new Date() })));
    expect(await move(contest.id, 'audit', 'penilaian')).toMatchObject({ moved: true });
    return contest.id;
  }
  const aggregateOf = async (contestId: string) =>
    (await db().select().from(contests).where(eq(contests.id, contestId)))[0]?.aggregate;

  test('a mean where everyone judges all they may, severity taken off else; later changes nothing', async () => {
    const all = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const;
    expect(await aggregateOf(await opened(all))).toBe('mean');
    expect(await aggregateOf(await opened(all.slice(0, 3), [[1, 1]]))).toBe('mean');
    const some = await opened(all.slice(0, 3));
    expect(await aggregateOf(some)).toBe('severity-adjusted');
    await move(some, 'penilaian', 'audit', 'Satu situs perlu diperiksa ulang');
    await db().delete(assignments).where(eq(assignments.contestId, some));
    const [site] = await db().select().from(entries).where(eq(entries.contestId, some));
    const judge = await makeUser('judge');
    await db()
      .insert(assignments)
      .values({ contestId: some, entryId: site?.id ?? '', judgeId: judge.id });
    await move(some, 'audit', 'penilaian');
    expect(await aggregateOf(some)).toBe('severity-adjusted');
  });
});
