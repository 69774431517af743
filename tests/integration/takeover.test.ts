/** Proposals stand still once judging has opened; a newer measurement counts only by a recorded decision. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { settleEntry } from '#app/audit/official-result.server.ts';
import { takeOver } from '#app/audit/takeover.server.ts';
import { takeoverBoard } from '#app/audit/takeover-board.server.ts';
import { movePhase } from '#app/contest/phases.server.ts';
import type { Phase } from '#app/contest/phases.ts';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { sheetEdit } from '#app/judging/edit.schema.ts';
import { noMark } from '#app/judging/mark.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { saveEdits } from '#app/judging/sheets.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { rubricGate, rubricHash } from '#app/rubric/rubric.server.ts';
import { activity, assignments, audits, contests, entries, proposals, takeovers } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeSheet, smallRubric } from '#tests/support/judged.ts';
import { makeContest, makeEntry, makeRubric, makeUser } from '#tests/support/seed.ts';

/** O1 and O2, measured alike and zeroed by nothing: what is proposed here stands on no signals. */
const rubric = {
  ...smallRubric,
  criteria: smallRubric.criteria.map((criterion) => {
    const [first] = criterion.indicators;
    if (first?.source !== 'proposed') return criterion;
    const { zeroWhen: _zeroWhen, ...plain } = first;
    return { ...criterion, indicators: [plain, { ...plain, id: 'O2' }] };
  }),
};
const reason = 'Situs sempat dipelihara saat diukur.';

let database: TestDatabase;
let organizer: Viewer;
let judge: Viewer;
let other: Viewer;
let contest: Awaited<ReturnType<typeof makeContest>>;
let entry: Awaited<ReturnType<typeof makeEntry>>;
let first: string;

async function viewer(role: Role): Promise<Viewer> {
  const { id, name } = await makeUser(role);
  return { userId: id, name, role, agencyIds: [] };
}
/** A finished audit of the entry as it is, with both proposals; what counts is settled afterwards as the worker does. */
async function measure(o1: number, o2: number, chrome = '150'): Promise<string> {
  const [pointer] = await database.db.select().from(entries).where(eq(entries.id, entry.id));
  const { subjectNow } = await import('#app/audit/audit-request.server.ts');
  const subject = await subjectNow(database.db, pointer as never, contest as never);
  const [audit] = await database.db
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId: entry.id,
      rubricVersionId: contest.rubricVersionId,
      state: 'done',
      outcome: 'measured',
      runs: 1,
      url: entry.url ?? '',
      stamps: { subject, chrome },
    })
    .returning();
  const auditId = audit?.id ?? '';
  const of = (indicator: string, points: number) => ({
    auditId,
    indicator,
    outcome: 'measured' as const,
    points,
    because: [],
  });
  await database.db.insert(proposals).values([of('O1', o1), of('O2', o2)]);
  await database.db.transaction((tx) => settleEntry(tx, entry.id));
  return auditId;
}
const move = async (from: Phase, to: Phase) => {
  const request = { contestId: contest.id, from, to, reason: 'Uji mundur tahap.', userId: organizer.userId };
  expect(await database.db.transaction((tx) => movePhase(tx, request, rubricGate))).toMatchObject({ moved: true });
};
const entryNow = async () => (await database.db.select().from(entries).where(eq(entries.id, entry.id)))[0];
const proposedNow = async () =>
  Object.fromEntries(
    ((await openSheet(judge, entry.id))?.site.proposals ?? []).map(({ indicator, points }) => [indicator, points]),
  );

beforeAll(async () => {
  database = await testDatabase();
  [organizer, judge, other] = [await viewer('organizer'), await viewer('judge'), await viewer('judge')];
});
afterAll(() => database.drop());
beforeEach(async () => {
  const version = await makeRubric({ document: rubric, hash: rubricHash(rubric) });
  contest = await makeContest({ phase: 'audit', rubricVersionId: version.id });
  entry = await makeEntry(contest.id);
  first = await measure(50, 60);
  for (const { userId: judgeId } of [judge, other])
    await database.db.insert(assignments).values({ contestId: contest.id, entryId: entry.id, judgeId });
});

test('before judging the newest counts; from judging on the same stands, also when judging has gone back', async () => {
  const second = await measure(55, 65);
  expect(await entryNow()).toMatchObject({ currentAuditId: second, frozenAt: null, newerAuditId: null });
  await move('audit', 'penilaian');
  await move('penilaian', 'audit');
  const third = await measure(90, 10);
  expect(await entryNow()).toMatchObject({ currentAuditId: second, newerAuditId: third });
  await move('audit', 'penilaian');
  expect(await proposedNow()).toEqual({ O1: 55, O2: 65 });
  expect(await takeoverBoard(contest.id)).toMatchObject({
    frozen: true,
    open: true,
    newer: [
      {
        entryId: entry.id,
        newerAuditId: third,
        changes: [
          { indicator: 'O1', before: 55, after: 90 },
          { indicator: 'O2', before: 65, after: 10 },
        ],
      },
    ],
  });
  // What judges had before them is not measured again by settling once more.
  await database.db.transaction((tx) => settleEntry(tx, entry.id));
  expect((await entryNow())?.currentAuditId).toBe(second);
});

describe('a decision', () => {
  let newer: string;
  beforeEach(async () => {
    await move('audit', 'penilaian');
    // The judge corrects O1, the other submits with proposals untouched.
    const to = { ...noMark, level: 4, reason: 'Lebih baik dari yang terukur.' };
    await saveEdits(judge, [
      sheetEdit.parse({ clientId: randomUUID(), entryId: entry.id, indicator: 'O1', baseRevision: 0, to }),
    ]);
    await makeSheet(entry, { id: other.userId }, { K1: 60, K2: 60 });
    await move('penilaian', 'audit');
    newer = await measure(90, 10);
    await move('audit', 'penilaian');
  });
  const ask = { seen: '', indicators: null as string[] | null, reason };
  const decide = (by: Viewer, values: Partial<typeof ask> = {}) =>
    takeOver(by, { entryId: entry.id, ...ask, seen: newer, ...values });

  test('for the whole entry: untouched proposals follow, the correction stays and is flagged, sheets are named', async () => {
    expect((await openSheet(judge, entry.id))?.renewed).toEqual([]);
    expect(await decide(organizer)).toEqual({ done: true });
    expect(await proposedNow()).toEqual({ O1: 90, O2: 10 });
    const view = await openSheet(judge, entry.id);
    expect(view?.marks.O1?.edit.level).toBe(4);
    expect(view?.renewed).toEqual([{ indicator: 'O1', before: 50, after: 90, reason }]);
    expect((await openSheet(other, entry.id))?.renewed).toEqual([]);
    const board = await takeoverBoard(contest.id);
    expect(board?.newer).toEqual([]);
    expect(board?.made).toMatchObject([{ entry: entry.name, reason, by: organizer.name }]);
    const judges = board?.made[0]?.judges.toSorted((a, b) => Number(a.submitted) - Number(b.submitted));
    expect(judges).toEqual([
      { name: judge.name, submitted: false, corrected: ['O1'] },
      { name: other.name, submitted: true, corrected: [] },
    ]);
    const log = await database.db.select().from(activity).where(eq(activity.contestId, contest.id));
    expect(log.find(({ action }) => action === 'proposal.takeover')?.detail).toMatchObject({ reason, newer });
  });

  test('for one indicator: the other stands, and can be taken over later', async () => {
    expect(await decide(organizer, { indicators: ['O2'] })).toEqual({ done: true });
    expect(await proposedNow()).toEqual({ O1: 50, O2: 10 });
    expect((await openSheet(judge, entry.id))?.renewed).toEqual([]);
    const { dataset } = await tallyContest(contest.id);
    expect(dataset.measured.map(({ indicator, points }) => [indicator, points]).toSorted()).toEqual([
      ['O1', 50],
      ['O2', 10],
    ]);
    // Neither audit was written over.
    expect(await database.db.select().from(proposals).where(eq(proposals.auditId, first))).toHaveLength(2);
    expect((await takeoverBoard(contest.id))?.newer[0]?.changes).toEqual([{ indicator: 'O1', before: 50, after: 90 }]);
    expect(await decide(organizer, { indicators: ['O2'] })).toMatchObject({ why: 'unchanged' });
    expect(await decide(organizer, { indicators: ['O1'] })).toEqual({ done: true });
    expect(await proposedNow()).toEqual({ O1: 90, O2: 10 });
    expect((await entryNow())?.newerAuditId).toBeNull();
    expect(await database.db.select().from(takeovers).where(eq(takeovers.entryId, entry.id))).toHaveLength(2);
  });

  test('refused: a judge, no reason, nothing ticked, another audit than the newest, other tools, a later phase', async () => {
    expect(await decide(judge)).toMatchObject({ why: 'notYours' });
    expect(await decide(organizer, { reason: 'ya' })).toMatchObject({ why: 'reasonMissing' });
    expect(await decide(organizer, { indicators: [] })).toMatchObject({ why: 'nothingChosen' });
    expect(await decide(organizer, { seen: first })).toMatchObject({ why: 'gone' });
    await database.db
      .update(audits)
      .set({ stamps: { chrome: '160' } })
      .where(eq(audits.id, newer));
    expect(await decide(organizer, { indicators: ['O2'] })).toMatchObject({ why: 'measuredApart' });
    await database.db.update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, contest.id));
    expect(await decide(organizer)).toMatchObject({ why: 'phase' });
    expect(await proposedNow()).toEqual({ O1: 50, O2: 60 });
    expect(await database.db.select().from(takeovers).where(eq(takeovers.entryId, entry.id))).toEqual([]);
  });
});
