/** What a person decides on a finding: who may, when, what it does to proposals, sheets, results and honours. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DecisionAct } from '#app/audit/decisions.schema.ts';
import { decideFinding } from '#app/audit/decisions.server.ts';
import { findingsBoard } from '#app/audit/findings-board.server.ts';
import { settleFindings } from '#app/audit/refresh.server.ts';
import type { Role, Viewer } from '#app/identity/roles.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { publicView } from '#app/publication/public-view.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { activity, contests, findingDecisions, marks, proposals, sheets, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

type Contest = Awaited<ReturnType<typeof makeSmallContest>>;
type Entry = Awaited<ReturnType<typeof makeCompleteEntry>>;

let database: TestDatabase;
let viewers: Record<Role, Viewer>;
let contest: Contest;
let entry: Entry;
let auditId: string;
beforeAll(async () => {
  database = await testDatabase();
  const viewer = async (role: Role): Promise<Viewer> => {
    const { id, name } = await makeUser(role);
    return { userId: id, name, role, agencyIds: [] };
  };
  viewers = {
    organizer: await viewer('organizer'),
    chiefJudge: await viewer('chiefJudge'),
    judge: await viewer('judge'),
    webmaster: await viewer('webmaster'),
  };
});
afterAll(() => database.drop());

const spam = [{ url: 'https://a.test/', where: 'div.x', text: 'Teks tersembunyi memuat slot gacor' }];
const other = [{ url: 'https://a.test/arsip', where: 'a.y', text: 'Tautan menuju situs judi' }];

/** An audit that counts, in which O1 has these points and the spam was found (or not). */
async function audit(found: 0 | 1, evidence = spam): Promise<string> {
  const id = await makeAudit(entry, 90);
  const rows = [
    { signal: 'injected-spam', value: found, unit: '0 or 1', evidence },
    { signal: 'lighthouse-performance', value: 0.9, unit: '0 to 1', evidence: [] },
  ];
  await database.db.insert(signals).values(rows.map((row) => ({ auditId: id, outcome: 'measured' as const, ...row })));
  await database.db.transaction((tx) => settleFindings(tx, entry.id));
  return id;
}

beforeEach(async () => {
  contest = await makeSmallContest({ phase: 'audit' });
  const judge = { id: viewers.judge.userId };
  entry = await makeCompleteEntry(contest.id, [judge], { k1: 80, k2: 80, o1: 90 }, { name: 'Dinas A' });
  auditId = await audit(1);
});

const move = (phase: Contest['phase']) =>
  database.db.update(contests).set({ phase }).where(eq(contests.id, contest.id));
const newest = async () => {
  const [finding] = await findingsBoard(contest.id, contest.rubricVersionId);
  return finding?.decisions[0]?.id ?? '';
};
const reason = 'Dilihat di sumber halaman depan.';
async function decide(role: Role, verdict: DecisionAct['verdict'], changes: Partial<DecisionAct> = {}) {
  const act = {
    entryId: entry.id,
    auditId,
    signal: 'injected-spam',
    verdict,
    seen: await newest(),
    reason,
    ...changes,
  };
  return decideFinding(viewers[role], act);
}
const o1 = async (id = auditId) => {
  const [row] = await database.db
    .select()
    .from(proposals)
    .where(and(eq(proposals.auditId, id), eq(proposals.indicator, 'O1')));
  return row;
};
const done = { done: true };
const refused = (why: string) => ({ done: false, why });

describe('who may decide, and when', () => {
  test('organizer and chief judge before judging; from then on the chief judge alone', async () => {
    expect(await decide('judge', 'confirmed')).toEqual(refused('notYours'));
    expect(await decide('webmaster', 'dismissed')).toEqual(refused('notYours'));
    expect(await decide('organizer', 'confirmed')).toEqual(done);
    expect(await decide('chiefJudge', 'dismissed')).toEqual(done);
    await move('penilaian');
    expect(await decide('organizer', 'confirmed')).toEqual(refused('notYours'));
    expect(await decide('chiefJudge', 'confirmed')).toEqual(done);
    await move('terbit');
    expect(await decide('chiefJudge', 'dismissed')).toEqual(refused('phase'));
  });

  test('a reason, the audit that counts, and the decision one has seen', async () => {
    expect(await decide('organizer', 'confirmed', { reason: 'ya' })).toEqual(refused('reasonMissing'));
    expect(await decide('organizer', 'confirmed', { signal: 'feed' })).toEqual(refused('gone'));
    const old = auditId;
    auditId = await audit(1);
    expect(await decide('organizer', 'confirmed', { auditId: old })).toEqual(refused('gone'));
    expect(await database.db.select().from(findingDecisions).where(eq(findingDecisions.entryId, entry.id))).toEqual([]);
    const both = await Promise.all([
      decide('organizer', 'confirmed', { seen: '' }),
      decide('chiefJudge', 'dismissed', { seen: '' }),
    ]);
    expect(both).toContainEqual(done);
    expect(both).toContainEqual(refused('changed'));
  });

  test('the plenary’s word is the chief judge’s to write, from the plenary on, on a confirmed finding', async () => {
    expect(await decide('chiefJudge', 'honour-barred')).toEqual(refused('phase'));
    await move('pleno');
    expect(await decide('organizer', 'honour-lifted')).toEqual(refused('notYours'));
    expect(await decide('chiefJudge', 'honour-lifted')).toEqual(refused('notConfirmed'));
    await decide('chiefJudge', 'confirmed');
    expect(await decide('chiefJudge', 'honour-lifted')).toEqual(done);
    expect(await decide('chiefJudge', 'honour-lifted')).toEqual(refused('unchanged'));
  });

  test('nothing decided is ever taken away, and each is in the log', async () => {
    for (const verdict of ['confirmed', 'dismissed', 'confirmed'] as const) await decide('organizer', verdict);
    const [finding] = await findingsBoard(contest.id, contest.rubricVersionId);
    expect(finding?.decisions.map((each) => each.verdict)).toEqual(['confirmed', 'dismissed', 'confirmed']);
    const log = await database.db.select().from(activity).where(eq(activity.subject, entry.id));
    const actions = log.map((each) => each.action).sort();
    expect(actions).toEqual(['finding.confirm', 'finding.confirm', 'finding.dismiss']);
  });
});

describe('what it does to the proposals', () => {
  test('confirmed is zero, dismissed gives the points back', async () => {
    expect(await o1()).toMatchObject({ points: 90, outcome: 'measured' });
    await decide('organizer', 'confirmed');
    expect(await o1()).toMatchObject({ points: 0, outcome: 'failed' });
    await decide('organizer', 'dismissed');
    expect(await o1()).toMatchObject({ points: 90, outcome: 'measured' });
  });

  test('a later audit that still finds it is zero at once; a mended site is not, and its decision is history', async () => {
    await decide('organizer', 'confirmed');
    expect(await o1(await audit(1))).toMatchObject({ points: 0 });
    expect(await o1(await audit(0, []))).toMatchObject({ points: 90 });
    expect(await findingsBoard(contest.id, contest.rubricVersionId)).toMatchObject([{ state: 'gone', honour: null }]);
    expect(await o1(await audit(1, other))).toMatchObject({ points: 90 });
    expect(await findingsBoard(contest.id, contest.rubricVersionId)).toMatchObject([{ state: 'open' }]);
  });

  test('once confirmed it holds for all judges: the sheet is closed there, and a mark given before does not count', async () => {
    await move('penilaian');
    const [sheet] = await database.db.select().from(sheets).where(eq(sheets.entryId, entry.id));
    const total = async () => (await tallyContest(contest.id)).entries.find((each) => each.entryId === entry.id)?.total;
    await decide('chiefJudge', 'confirmed');
    const zeroed = await total();
    expect(zeroed).toBeCloseTo(48, 9);
    const view = await openSheet(viewers.judge, entry.id);
    expect(view?.rulings.O1).toEqual({ kind: 'points', points: 0, reason });
    await database.db
      .insert(marks)
      .values({ sheetId: sheet?.id ?? '', indicator: 'O1', level: 5, points: 100, revision: 9, reason });
    expect(await total()).toBe(zeroed);
  });
});

describe('what it does to the results', () => {
  const own = async () => (await tallyContest(contest.id)).entries.find((each) => each.entryId === entry.id);
  const freeze = async () => {
    const { inputHash } = (await tallyContest(contest.id)).results;
    return finalise(contest.id, viewers.organizer.userId, inputHash);
  };

  test('an open finding holds the finalisation, and so does an honour on which the plenary is silent', async () => {
    await move('penetapan');
    expect((await own())?.open).toEqual([{ kind: 'findingWaiting', indicator: 'O1' }]);
    expect(await freeze()).toEqual({ done: false, reason: 'open' });
    await decide('chiefJudge', 'confirmed');
    expect(await own()).toMatchObject({ rank: 1, open: [{ kind: 'honourWaiting', place: 1 }] });
    expect(await freeze()).toEqual({ done: false, reason: 'open' });
    await decide('chiefJudge', 'honour-lifted', { reason: 'Sudah dibersihkan sebelum pleno.' });
    const outcome = await freeze();
    expect(outcome.done).toBe(true);
    if (!outcome.done) return;
    const [winner] = publicView(outcome.snapshot.dataset).categories[0]?.winners ?? [];
    expect(winner).toMatchObject({ name: 'Dinas A', heldBack: null });
  });

  test('barred: rank and points stay, the honour has no holder, nobody moves up', async () => {
    const judge = { id: viewers.judge.userId };
    await makeCompleteEntry(contest.id, [judge], { k1: 40, k2: 40, o1: 40 }, { name: 'Dinas B' });
    await move('penetapan');
    await decide('chiefJudge', 'confirmed');
    const barred = 'Situs memuat sisipan judi pada masa penilaian.';
    await decide('chiefJudge', 'honour-barred', { reason: barred });
    const outcome = await freeze();
    expect(outcome.done).toBe(true);
    if (!outcome.done) return;
    const winners = publicView(outcome.snapshot.dataset).categories[0]?.winners ?? [];
    expect(winners.map(({ name, categoryRank, heldBack }) => ({ name, categoryRank, heldBack }))).toEqual([
      { name: 'Dinas A', categoryRank: 1, heldBack: { standing: 'barred', reason: barred } },
      { name: 'Dinas B', categoryRank: 2, heldBack: null },
    ]);
    expect(await release(contest.id, viewers.organizer.userId, outcome.snapshot.id)).toEqual({ done: true });
    const home = await (await visit(null, '/')).text();
    expect(home).toContain(`/hasil/${contest.year}`);
    expect(home).not.toContain('Dinas A');
    await move('penetapan');
    await decide('chiefJudge', 'honour-lifted', { reason: 'Pleno meninjau kembali.' });
    expect((await tallyContest(contest.id)).results.inputHash).not.toBe(outcome.snapshot.inputHash);
  });

  test('below the honoured places nobody waits for the plenary', async () => {
    const judge = { id: viewers.judge.userId };
    // Terbaik I-III and Harapan I-III.
    for (const name of ['B', 'C', 'D', 'E', 'F', 'G'])
      await makeCompleteEntry(contest.id, [judge], { k1: 90, k2: 90, o1: 90 }, { name: `Dinas ${name}` });
    await decide('organizer', 'confirmed');
    expect(await own()).toMatchObject({ rank: 7, open: [] });
  });
});
