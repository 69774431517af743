/** The leaderboard room’s stream: what it tells of, whom, and when it ends. */

import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitSheet } from '#app/judging/submit.server.ts';
import { paths } from '#app/paths.ts';
import { tallyWithin } from '#app/publication/tally.server.ts';
import { db } from '#db/client.server.ts';
import * as schema from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeCompleteEntry, makeRuling, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;

let database: TestDatabase;
let organizer: Person;
let chief: Person;
let judge: Person;
let contestId: string;
let entry: Awaited<ReturnType<typeof makeEntry>>;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
  chief = await makeUser('chiefJudge');
  judge = await makeUser('judge');
  contestId = (await makeSmallContest({ year: 2061 })).id;
  entry = await makeCompleteEntry(contestId, [judge], { k1: 80, k2: 90, o1: 70 });
});
afterAll(() => database.drop());

interface Listening {
  /** Names of events so far. */
  events: string[];
  until: (satisfied: (events: string[]) => boolean, withinMs?: number) => Promise<void>;
  ended: Promise<void>;
  leave: () => void;
}

async function listenAs(person: Person): Promise<Listening> {
  const abort = new AbortController();
  const response = await visit(person, paths.boardStream(), { signal: abort.signal });
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toContain('text/event-stream');
  const events: string[] = [];
  let wake = () => {};
  const ended = (async () => {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value = '', done = true } = (await reader?.read()) ?? {};
      for (const [, name] of value.matchAll(/^event: (.*)$/gm)) events.push(name ?? '');
      wake();
      if (done) return;
    }
  })();
  return {
    events,
    ended,
    leave: () => abort.abort(),
    until: async (satisfied, withinMs = 8_000) => {
      const end = Date.now() + withinMs;
      while (!satisfied(events)) {
        if (Date.now() > end) throw new Error(`only ${events.join(', ')}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 200);
        });
      }
    },
  };
}

const count = (events: string[], name: string) => events.filter((each) => each === name).length;
/** Listening from a moment at which all that came before has been told. */
async function quiet(person: Person): Promise<Listening> {
  const listening = await listenAs(person);
  await listening.until((events) => count(events, 'changed') === 1);
  return listening;
}

test('a submitted sheet is told; a room of judges who submit at once is told of together', async () => {
  const listening = await quiet(organizer);
  const sheets = [];
  for (let n = 0; n < 8; n++) {
    const other = await makeEntry(contestId);
    await makeAudit(other, 50);
    await makeSheet(other, judge, { K1: 60, K2: 60 }, 'draft');
    sheets.push(other.id);
  }
  await listening.until((events) => count(events, 'changed') >= 2);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const before = count(listening.events, 'changed');
  const viewer = { userId: judge.id, name: judge.name, role: 'judge' as const, agencyIds: [] };
  for (const id of sheets) expect(await submitSheet(viewer, id)).toEqual({ done: true });
  await listening.until((events) => count(events, 'changed') > before);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(count(listening.events, 'changed') - before).toBeLessThan(4);
  listening.leave();
  await listening.ended;
});

test('saving a draft tells nobody; what moves a tally is told', async () => {
  const draft = await makeEntry(contestId);
  const sheetId = await makeSheet(draft, judge, { K1: 60 }, 'draft');
  const auditId = await makeAudit(draft, 50, { state: 'running' });
  const told: string[] = [];
  const { unlisten } = await db().$client.listen('tally', (payload) => told.push(payload));
  // A notification of our own comes after all that were sent before it.
  const heardOut = async () => {
    const mark = JSON.stringify(randomUUID());
    await db().$client.notify('tally', mark);
    while (told.at(-1) !== mark) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const tells = async (act: () => PromiseLike<unknown>) => {
    await heardOut();
    told.length = 0;
    await act();
    await heardOut();
    return told.length > 1;
  };
  const { sheets, audits, entries, assignments, recusals, rulings, contests } = schema;
  const ofDraft = eq(sheets.id, sheetId);
  const quietly: (() => PromiseLike<unknown>)[] = [
    () => db().update(sheets).set({ revision: 9 }).where(ofDraft),
    () => db().update(schema.marks).set({ points: 40, level: 2 }).where(eq(schema.marks.sheetId, sheetId)),
    () => db().update(audits).set({ progress: 0.4 }).where(eq(audits.id, auditId)),
  ];
  for (const act of quietly) expect(await tells(act), String(act)).toBe(false);
  const ofPair = and(eq(assignments.entryId, draft.id), eq(assignments.judgeId, judge.id));
  const loudly: (() => PromiseLike<unknown>)[] = [
    () => db().update(sheets).set({ state: 'submitted' }).where(ofDraft),
    () => db().update(sheets).set({ revision: 10 }).where(ofDraft),
    () => db().update(sheets).set({ state: 'draft' }).where(ofDraft),
    () => db().update(audits).set({ state: 'done' }).where(eq(audits.id, auditId)),
    () => db().update(entries).set({ currentAuditId: auditId }).where(eq(entries.id, draft.id)),
    () => makeRuling(draft, 'K2', 'notApplicable', organizer),
    () => db().delete(rulings).where(eq(rulings.entryId, draft.id)),
    () => db().insert(recusals).values({ entryId: draft.id, judgeId: judge.id, reason: 'Saudara' }),
    () => db().delete(recusals).where(eq(recusals.entryId, draft.id)),
    () => db().delete(assignments).where(ofPair),
    () => db().update(contests).set({ aggregate: 'median' }).where(eq(contests.id, contestId)),
  ];
  for (const act of loudly) expect(await tells(act), String(act)).toBe(true);
  await unlisten();
  await db().update(contests).set({ aggregate: null }).where(eq(contests.id, contestId));
});

test('every table that a tally reads tells of its changes', async () => {
  const read = new Set<string>();
  const client = postgres(database.url, { max: 1 });
  const logger = {
    logQuery: (query: string) => {
      for (const [, table] of query.matchAll(/(?:from|join) "(\w+)"/g)) read.add(table ?? '');
    },
  };
  await tallyWithin(drizzle(client, { schema, logger }), contestId);
  const rows =
    await client`SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgfoid = 'tell_tally'::regproc`;
  await client.end();
  const telling = new Set(rows.map((row) => String(row.name).replaceAll('"', '')));
  expect(read.size).toBeGreaterThan(10);
  // marks: by their sheet's row, which every edit changes. The audit's rows: by the audit that is done.
  const byAnother = ['marks', 'signals', 'speed_runs', 'agencies'];
  expect([...read].filter((table) => !telling.has(table) && !byAnother.includes(table))).toEqual([]);
});

test('a chief judge who gets a sheet of their own loses the stream at once, and has it back with the sheet submitted', async () => {
  const listening = await quiet(chief);
  await db().insert(schema.assignments).values({ contestId, entryId: entry.id, judgeId: chief.id });
  await listening.ended;
  expect(listening.events).toEqual(['changed', 'end']);
  expect((await visit(chief, paths.boardStream())).status).toBe(404);
  await makeSheet(entry, chief, { K1: 70, K2: 70 });
  const again = await quiet(chief);
  again.leave();
  await again.ended;
});

test('an ended session’s stream ends without another word of changes', async () => {
  const guest = await makeUser('organizer');
  const listening = await quiet(guest);
  await db().delete(schema.session).where(eq(schema.session.userId, guest.id));
  await makeRuling(entry, 'K1', 'points', chief, 60);
  await listening.ended;
  expect(listening.events).toEqual(['changed', 'end']);
});

test('where nothing happens, the beat finds that the session has ended', async () => {
  const guest = await makeUser('organizer');
  const listening = await quiet(guest);
  await db().delete(schema.session).where(eq(schema.session.userId, guest.id));
  await listening.ended;
  expect(listening.events.filter((each) => each !== 'beat')).toEqual(['changed', 'end']);
}, 20_000);

test('a lost listening connection comes back, and what was missed is told', async () => {
  const listening = await quiet(organizer);
  const [lost] = await db().$client`
    SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity
    WHERE datname = current_database() AND query ILIKE 'listen%'`;
  expect(lost?.done).toBe(true);
  await listening.until((events) => count(events, 'changed') >= 2);
  listening.leave();
  await listening.ended;
});
