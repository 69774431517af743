/** A contest whose rubric changes while judges score. Registers its own hooks: import it once in a test file. */
import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { sheetEdit } from '#app/judging/edit.schema.ts';
import { type MarkEdit, noMark } from '#app/judging/mark.ts';
import { saveEdits } from '#app/judging/sheets.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { db } from '#db/client.server.ts';
import { contests, marks, rubricLooks, sheets, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { type Change, enforceChange } from '#tests/support/rubric-change.ts';
import { makeEntry, makePerson, type TestPerson } from '#tests/support/seed.ts';

let database: TestDatabase;
export let organizer: TestPerson;
export let strict: TestPerson;
export let mild: TestPerson;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makePerson('organizer', 'Panitia Uji');
  strict = await makePerson('judge', 'Juri Keras');
  mild = await makePerson('judge', 'Juri Lunak');
});
afterAll(() => database.drop());

export type Entry = Awaited<ReturnType<typeof makeEntry>>;
export let contest: Awaited<ReturnType<typeof makeSmallContest>>;
export let one: Entry;
export let other: Entry;
/** Two audited sites that both judges have submitted: `one` leads by 4 points at K1 of the strict judge. */
beforeEach(async () => {
  contest = await makeSmallContest({ aggregate: 'mean' });
  [one, other] = [await site('Dinas Satu'), await site('Dinas Dua')];
  await makeSheet(one, strict, { K1: 80, K2: 60 });
  await makeSheet(one, mild, { K1: 60, K2: 60 });
  await makeSheet(other, strict, { K1: 60, K2: 60 });
  await makeSheet(other, mild, { K1: 60, K2: 60 });
});

export async function site(name: string): Promise<Entry> {
  const entry = await makeEntry(contest.id, { name });
  const auditId = await makeAudit(entry, 70, { stamps: { rubric: '1', chrome: '140' } });
  await db().insert(signals).values({
    auditId,
    signal: 'lighthouse-performance',
    outcome: 'measured',
    value: 0.7,
    unit: 'score',
    evidence: [],
  });
  return entry;
}

export const REASON = 'Uraian tingkat tiga dipertegas dalam rapat juri';
export const current = async () => {
  const [row] = await db().select().from(contests).where(eq(contests.id, contest.id));
  if (!row) throw new Error('no contest');
  return row;
};

/** Puts a changed rubric in force as the organizer does; the outcome. */
export const enforce = (change: Change) => enforceChange(contest.id, organizer.id, REASON, change);
export async function inForce(change: Change): Promise<number> {
  const outcome = await enforce(change);
  if (!outcome.done) throw new Error(JSON.stringify(outcome));
  return outcome.version;
}
export const words =
  (id: string, said = 'Kata baru'): Change =>
  (_, judged) => {
    judged(id).levels['3'] = { id: said };
  };

export const looksOf = (entry: Entry, judge: TestPerson) =>
  db()
    .select()
    .from(rubricLooks)
    .where(and(eq(rubricLooks.entryId, entry.id), eq(rubricLooks.judgeId, judge.id)))
    .orderBy(asc(rubricLooks.askedAt), asc(rubricLooks.indicator));
export async function openLook(entry: Entry, judge: TestPerson, indicator = 'K1'): Promise<string> {
  const found = (await looksOf(entry, judge)).find((look) => look.state === 'open' && look.indicator === indicator);
  return found?.id ?? '';
}
export async function markOf(entry: Entry, judge: TestPerson, indicator: string) {
  const [row] = await db()
    .select({ mark: marks })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(and(eq(sheets.entryId, entry.id), eq(sheets.judgeId, judge.id), eq(marks.indicator, indicator)));
  return row?.mark;
}
export const allMarks = () =>
  db()
    .select({ mark: marks })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    .where(eq(sheets.contestId, contest.id))
    .orderBy(asc(marks.id));
/** Rank and total of each site by name, and what is open. */
export async function standing() {
  const { entries, dataset, results } = await tallyContest(contest.id);
  return {
    ranks: Object.fromEntries(entries.map(({ name, rank, total }) => [name, [rank, total]])),
    open: entries.flatMap(({ name, open }) => open.map((item) => ({ name, ...item }))),
    ...{ dataset, hash: results.inputHash },
  };
}
export const tap = (entry: Entry, indicator: string, base: number, to: Partial<MarkEdit>, rubric?: number) =>
  sheetEdit.parse({
    ...{ clientId: randomUUID(), entryId: entry.id, indicator, baseRevision: base, device: 'tablet' },
    ...{ to: { ...noMark, ...to }, ...(rubric === undefined ? {} : { rubric }) },
  });
export async function save(judge: TestPerson, edit: ReturnType<typeof tap>) {
  const [answer] = await saveEdits(judge, [edit]);
  if (!answer) throw new Error('no answer');
  return answer;
}
