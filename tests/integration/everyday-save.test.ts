/** The two ways of saving a tap are one rule: the quick one may leave an edit to the other, never judge it differently. */
import { randomUUID } from 'node:crypto';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '#app/identity/roles.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { type SheetEdit, sheetEdit } from '#app/judging/edit.schema.ts';
import { everydaySave } from '#app/judging/everyday-save.server.ts';
import { type MarkEdit, noMark, SHEET_NOTE } from '#app/judging/mark.ts';
import { saveCarefully, saveEdits } from '#app/judging/sheets.server.ts';
import {
  assignments,
  audits,
  contests,
  departures,
  entries,
  markEdits,
  marks,
  proposals,
  recusals,
  rulings,
  sheets,
} from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';
import { until } from '#tests/support/worker.ts';

let database: TestDatabase;
let quick: Viewer;
let careful: Viewer;
const viewerOf = ({ id, name }: { id: string; name: string }): Viewer => ({
  userId: id,
  name,
  role: 'judge',
  agencyIds: [],
});

beforeAll(async () => {
  database = await testDatabase();
  quick = viewerOf(await makeUser('judge'));
  careful = viewerOf(await makeUser('judge'));
});
afterAll(() => database.drop());

async function stage() {
  const contest = await makeContest({ phase: 'penilaian' });
  const entry = await makeEntry(contest.id);
  await assignAll(database.db, contest.id);
  return { contest, entryId: entry.id };
}

interface Tap {
  indicator: string;
  to: Partial<MarkEdit>;
  /** How far the tablet's revision is behind what it was last told. */
  behind: number;
  onTop: boolean;
  twice: boolean;
}
const taps: fc.Arbitrary<Tap[]> = fc.array(
  fc.record({
    indicator: fc.constantFrom('K1', 'K2', 'D1', 'O1', 'I1', SHEET_NOTE, 'tidak-ada'),
    to: fc.oneof(
      fc.record({ level: fc.constantFrom(1, 1.5, 3, 5, 7, null), note: fc.constantFrom(null, 'jelas', '  ') }),
      fc.record({ level: fc.constant(4), reason: fc.constantFrom(null, 'pendek', 'alasan yang cukup panjang') }),
      fc.record({ notApplicable: fc.constant(true), reason: fc.constantFrom(null, 'alasan yang cukup panjang') }),
      fc.record({ accepted: fc.constantFrom(40, null) }),
    ),
    behind: fc.constantFrom(0, 0, 0, 0, 1),
    onTop: fc.boolean(),
    twice: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);

type Save = (edit: SheetEdit) => Promise<Awaited<ReturnType<typeof saveCarefully>>>;

/** Plays the taps as one tablet would, and returns what it was told and what the database holds, ids and times apart. */
async function play(viewer: Viewer, entryId: string, all: readonly Tap[], save: Save) {
  const known = new Map<string, number>();
  const last = new Map<string, string>();
  const ids: string[] = [];
  const told: unknown[] = [];
  for (const { indicator, to, behind, onTop, twice } of all) {
    const edit = sheetEdit.parse({
      clientId: randomUUID(),
      entryId,
      indicator,
      baseRevision: Math.max(0, (known.get(indicator) ?? 0) - behind),
      after: onTop ? last.get(indicator) : null,
      device: 'tablet',
      to: { ...noMark, ...to },
    });
    for (let n = 0; n < (twice ? 2 : 1); n += 1) {
      const answer = await save(edit);
      told.push({ ...answer, clientId: 0, at: 0, mark: answer.mark && { ...answer.mark, at: 0 } });
      if (answer.state === 'applied') known.set(indicator, answer.revision);
    }
    last.set(indicator, edit.clientId);
    ids.push(edit.clientId);
  }
  const [sheet] = await database.db
    .select()
    .from(sheets)
    .where(sql`${sheets.entryId} = ${entryId} AND ${sheets.judgeId} = ${viewer.userId}`);
  const held = sheet ? await database.db.select().from(marks).where(eq(marks.sheetId, sheet.id)) : [];
  const history = await database.db
    .select()
    .from(markEdits)
    .where(inArray(markEdits.clientId, ids))
    .orderBy(asc(markEdits.createdAt));
  return {
    told,
    revision: sheet?.revision,
    marks: held
      .map((row) => ({ ...row, id: 0, sheetId: 0, updatedAt: 0 }))
      .sort((a, b) => a.indicator.localeCompare(b.indicator)),
    history: history.map((row) => ({
      ...row,
      id: 0,
      sheetId: 0,
      clientId: ids.indexOf(row.clientId),
      createdAt: 0,
      resolvedAt: row.resolvedAt === null,
    })),
  };
}

test('whatever is tapped, both ways tell the tablet the same and leave the same behind', async () => {
  await fc.assert(
    fc.asyncProperty(taps, async (all) => {
      const { entryId } = await stage();
      const swift: Save = async (edit) => {
        const [answer] = await saveEdits(quick, [edit]);
        if (!answer) throw new Error('no answer');
        return answer;
      };
      const one = await play(quick, entryId, all, swift);
      const two = await play(careful, entryId, all, (edit) => saveCarefully(careful, edit));
      expect(one).toEqual(two);
    }),
    { numRuns: 40 },
  );
}, 120_000);

const tap = (entryId: string, more: Partial<SheetEdit> = {}) =>
  sheetEdit.parse({
    clientId: randomUUID(),
    entryId,
    indicator: 'K1',
    baseRevision: 1,
    to: { ...noMark, level: 4 },
    ...more,
  });

/** A sheet with one mark, so that the next tap is one of every day. */
async function begun() {
  const made = await stage();
  await saveCarefully(quick, tap(made.entryId, { baseRevision: 0 }));
  return made;
}

test('a tap on an open sheet goes the quick way, and so does the one that begins it', async () => {
  const { entryId: other } = await stage();
  await saveCarefully(careful, tap(other, { baseRevision: 0 }));
  expect(await everydaySave(quick.userId, tap(other, { baseRevision: 0 }))).toMatchObject({
    state: 'applied',
    revision: 1,
  });
  const { entryId } = await begun();
  expect(await everydaySave(quick.userId, tap(entryId))).toMatchObject({ state: 'applied', revision: 2 });
  expect(await everydaySave(quick.userId, tap(entryId, { indicator: 'K2', baseRevision: 0 }))).toMatchObject({
    state: 'applied',
    revision: 3,
  });
});

const ofSeat = (table: typeof assignments | typeof sheets, entryId: string) =>
  sql`${table.entryId} = ${entryId} AND ${table.judgeId} = ${quick.userId}`;

test.each<[string, (made: { contest: { id: string }; entryId: string }) => Promise<unknown>]>([
  ['no assignment', ({ entryId }) => database.db.delete(assignments).where(ofSeat(assignments, entryId))],
  [
    'a recusal',
    ({ entryId }) =>
      database.db.insert(recusals).values({ entryId, judgeId: quick.userId, reason: 'dinas sendiri, sudah lama' }),
  ],
  [
    'a departure',
    ({ contest }) =>
      database.db.insert(departures).values({
        contestId: contest.id,
        judgeId: quick.userId,
        reason: 'pindah tugas ke kabupaten lain',
        recordedBy: randomUUID(),
        endedEntryIds: [],
      }),
  ],
  [
    'another phase',
    ({ contest }) => database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contest.id)),
  ],
  [
    'a submitted sheet',
    ({ entryId }) => database.db.update(sheets).set({ state: 'submitted' }).where(ofSeat(sheets, entryId)),
  ],
  [
    'a ruling',
    ({ contest, entryId }) =>
      database.db.insert(rulings).values({
        contestId: contest.id,
        entryId,
        indicator: 'K1',
        kind: 'points',
        points: 10,
        reason: 'diputuskan ketua juri',
        decidedBy: randomUUID(),
      }),
  ],
  [
    'a confirmed finding',
    async ({ contest, entryId }) => {
      const [row] = await database.db.select().from(contests).where(eq(contests.id, contest.id));
      const [audit] = await database.db
        .insert(audits)
        .values({
          contestId: contest.id,
          entryId,
          rubricVersionId: row?.rubricVersionId ?? '',
          state: 'done',
          outcome: 'measured',
          runs: 3,
          url: 'https://contoh.localhost/',
        })
        .returning();
      if (!audit) throw new Error('no audit');
      await database.db.insert(proposals).values({
        auditId: audit.id,
        indicator: 'K1',
        outcome: 'measured',
        points: 0,
        because: [{ curve: [], weight: 0, points: 0 }],
      });
      await database.db.update(entries).set({ currentAuditId: audit.id }).where(eq(entries.id, entryId));
    },
  ],
])('%s keeps a tap off the quick way, which writes nothing then', async (_, happen) => {
  const made = await begun();
  await happen(made);
  expect(await everydaySave(quick.userId, tap(made.entryId))).toBeNull();
  const [sheet] = await database.db.select().from(sheets).where(ofSeat(sheets, made.entryId));
  expect(sheet?.revision).toBe(1);
});

test('a sheet that two devices begin at once is one, with both their marks', async () => {
  const { entryId } = await stage();
  const all = ['K1', 'K2', 'K3', 'D1', 'D2'].map((indicator) => tap(entryId, { indicator, baseRevision: 0 }));
  const answers = (await Promise.all(all.map((each) => saveEdits(quick, [each])))).flat();
  expect(answers.map(({ state, revision }) => `${state} ${revision}`).sort()).toEqual(
    [1, 2, 3, 4, 5].map((revision) => `applied ${revision}`),
  );
  expect(await database.db.select().from(sheets).where(ofSeat(sheets, entryId))).toMatchObject([{ revision: 5 }]);
});

test('what the quick way leaves alone holds no connection and no lock', async () => {
  const { contest, entryId } = await begun();
  for (let n = 0; n < 60; n += 1)
    expect(await everydaySave(quick.userId, tap(entryId, { baseRevision: 9 }))).toBeNull();
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`SET LOCAL lock_timeout = '2s'`);
    await tx.select().from(contests).where(eq(contests.id, contest.id)).for('update');
    await tx.select().from(sheets).where(ofSeat(sheets, entryId)).for('update');
  });
});

test('a connection that dies in the middle is an error, and the taps after it are saved', async () => {
  const { contest, entryId } = await begun();
  const waiting = () =>
    database.db.execute<{ pid: number }>(
      sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  await database.db.transaction(async (tx) => {
    await tx.select().from(contests).where(eq(contests.id, contest.id)).for('update');
    const saving = everydaySave(quick.userId, tap(entryId)).then(
      () => 'saved',
      () => 'failed',
    );
    const [row] = await until(waiting, (rows) => rows.length === 1, 10_000);
    await database.db.execute(sql`SELECT pg_terminate_backend(${row?.pid})`);
    expect(await saving).toBe('failed');
  });
  for (let n = 0; n < 30; n += 1) {
    const [answer] = await saveEdits(quick, [tap(entryId, { indicator: 'K2', baseRevision: n === 0 ? 0 : n + 1 })]);
    expect(answer).toMatchObject({ state: 'applied', revision: n + 2 });
  }
});
