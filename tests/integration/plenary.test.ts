/** The plenary: ties are decided on record, by whom and when they may be, and the result waits for it. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finalise } from '#app/publication/finalise.server.ts';
import { readPlenaryAct } from '#app/publication/plenary.schema.ts';
import { decideTie, recordMeeting, withdrawTie } from '#app/publication/plenary.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { activity, contests, snapshots, tieDecisions } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { changeMark, makeAudit, makeCompleteEntry, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;
type Phase = (typeof contests.$inferSelect)['phase'];

let database: TestDatabase;
let organizer: Person;
let chief: Person;
let judge: Person;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
  chief = await makeUser('chiefJudge', { name: 'Ketua Widuri' });
  judge = await makeUser('judge', { name: 'Juri Kenanga' });
});
afterAll(() => database.drop());

let year = 2100;
/** Two that are equal in everything at the top of Dinas, and one below. */
async function tied(phase: Phase = 'pleno') {
  year += 1;
  const contest = await makeSmallContest({ phase, year });
  const code = (name: string) => ({ code: `${name}-${year}`, name: `Dinas ${name} ${year}` });
  const equal = { k1: 80, k2: 80, o1: 80 };
  await makeCompleteEntry(contest.id, [judge], equal, code('atas'));
  const entry = await makeEntry(contest.id, code('bawah'));
  await makeAudit(entry, 80);
  const sheetId = await makeSheet(entry, judge, { K1: 80, K2: 80 });
  await makeCompleteEntry(contest.id, [judge], { k1: 40, k2: 40, o1: 40 }, code('akhir'));
  return { contestId: contest.id, ids: [`atas-${year}`, `bawah-${year}`], sheetId };
}
const as = (person: Person, role: 'organizer' | 'chiefJudge' | 'judge') => ({ userId: person.id, role }) as never;
const seenNow = async (contestId: string) => (await tallyContest(contestId)).results.inputHash;
const act = (seen: string, ids: string[], places: string[], outcome: 'order' | 'shared' | '' = 'order') => ({
  intent: 'putus' as const,
  seen,
  entries: ids,
  places,
  outcome,
  reason: 'Pleno menimbang kelengkapan layanan.',
});
const ranksOf = async (contestId: string) =>
  Object.fromEntries((await tallyContest(contestId)).entries.map(({ id, rank, tiedWith }) => [id, [rank, tiedWith]]));

test('finalising waits for a tie at an honoured place; the decision counts in the tally, its dataset and the log', async () => {
  const { contestId, ids } = await tied('penetapan');
  const seen = await seenNow(contestId);
  expect(await finalise(contestId, organizer.id, seen)).toEqual({ done: false, reason: 'open' });
  const chiefs = as(chief, 'chiefJudge');
  // Attendance first.
  expect(await decideTie(chiefs, contestId, act(seen, ids, ['2', '1']))).toEqual({ done: false, why: 'nobodyPresent' });
  expect(await recordMeeting(chiefs, contestId, 'Ketua Widuri\n\n  Juri   Kenanga \nKetua Widuri')).toEqual({
    done: true,
  });
  expect(await decideTie(chiefs, contestId, act(seen, ids, ['2', '1']))).toEqual({ done: true });

  const [first, second] = ids;
  expect(await ranksOf(contestId)).toMatchObject({ [second ?? '']: [1, []], [first ?? '']: [2, []] });
  const tally = await tallyContest(contestId);
  expect(tally.dataset.tieDecisions).toEqual([
    { entries: [second, first], outcome: 'order', reason: 'Pleno menimbang kelengkapan layanan.' },
  ]);
  expect(tally.results.inputHash).not.toBe(seen);
  const logged = await database.db.select().from(activity).where(eq(activity.contestId, contestId));
  expect(logged.map(({ action }) => action)).toContain('tie.decide');

  expect(await finalise(contestId, organizer.id, await seenNow(contestId))).toMatchObject({ done: true });
  const [frozen] = await database.db.select().from(snapshots).where(eq(snapshots.contestId, contestId));
  expect(frozen?.dataset).toMatchObject({ tieDecisions: [{ entries: [second, first] }] });
});

test('held together, the place stays shared and nothing waits any more', async () => {
  const { contestId, ids } = await tied('penetapan');
  const chiefs = as(chief, 'chiefJudge');
  await recordMeeting(chiefs, contestId, 'Ketua Widuri');
  expect(await decideTie(chiefs, contestId, act(await seenNow(contestId), ids, ['', ''], 'shared'))).toEqual({
    done: true,
  });
  const [first, second] = ids;
  expect(await ranksOf(contestId)).toMatchObject({ [first ?? '']: [1, [second]], [second ?? '']: [1, [first]] });
  expect(await finalise(contestId, organizer.id, await seenNow(contestId))).toMatchObject({ done: true });
});

test('withdrawn, the tie stands again and the decision stays on record', async () => {
  const { contestId, ids } = await tied();
  const chiefs = as(chief, 'chiefJudge');
  await recordMeeting(chiefs, contestId, 'Ketua Widuri');
  await decideTie(chiefs, contestId, act(await seenNow(contestId), ids, ['1', '2']));
  const again = await decideTie(chiefs, contestId, act(await seenNow(contestId), ids, ['2', '1']));
  expect(again).toEqual({ done: false, why: 'decided' });
  const [made] = await database.db.select().from(tieDecisions).where(eq(tieDecisions.contestId, contestId));
  const withdraw = (reason: string) => withdrawTie(chiefs, contestId, { decisionId: made?.id ?? '', reason });
  expect(await withdraw('salah')).toEqual({ done: false, why: 'reasonMissing' });
  expect(await withdraw('Urutan tertukar saat dicatat')).toEqual({ done: true });
  expect(await withdraw('Urutan tertukar saat dicatat')).toEqual({ done: false, why: 'gone' });
  const [first, second] = ids;
  expect(await ranksOf(contestId)).toMatchObject({ [first ?? '']: [1, [second]] });
  expect(await decideTie(chiefs, contestId, act(await seenNow(contestId), ids, ['2', '1']))).toEqual({ done: true });
  const kept = await database.db.select().from(tieDecisions).where(eq(tieDecisions.contestId, contestId));
  expect(kept).toHaveLength(2);
});

test('is refused to everybody but the chief judge, in other phases, on what is not tied or has changed', async () => {
  const { contestId, ids, sheetId } = await tied();
  const chiefs = as(chief, 'chiefJudge');
  await recordMeeting(as(organizer, 'organizer'), contestId, 'Ketua Widuri');
  const seen = await seenNow(contestId);
  for (const who of [as(organizer, 'organizer'), as(judge, 'judge')])
    expect(await decideTie(who, contestId, act(seen, ids, ['1', '2']))).toEqual({ done: false, why: 'notYours' });
  const why = async (given: ReturnType<typeof act>) => {
    const outcome = await decideTie(chiefs, contestId, given);
    return outcome.done ? 'done' : outcome.why;
  };
  expect(await why(act(seen, ids, ['1', '1']))).toBe('places');
  expect(await why(act(seen, ids, ['0', '1']))).toBe('places');
  expect(await why(act(seen, ids, ['1', ' 2 '], ''))).toBe('noOutcome');
  expect(await why({ ...act(seen, ids, ['1', '2']), reason: ' pendek ' })).toBe('reasonMissing');
  expect(await why(act(seen, [ids[0] ?? '', `akhir-${year}`], ['1', '2']))).toBe('notTied');
  await changeMark(sheetId, 'K1', 100);
  expect(await why(act(seen, ids, ['1', '2']))).toBe('changed');
  expect(await why(act(await seenNow(contestId), ids, ['1', '2']))).toBe('notTied');
  await changeMark(sheetId, 'K1', 80);
  for (const phase of ['persiapan', 'audit', 'penilaian', 'terbit'] as const) {
    await database.db.update(contests).set({ phase }).where(eq(contests.id, contestId));
    expect(await why(act(await seenNow(contestId), ids, ['1', '2']))).toBe('phase');
    expect(await recordMeeting(chiefs, contestId, 'Orang lain')).toEqual({ done: false, why: 'phase' });
  }
  expect(await database.db.select().from(tieDecisions).where(eq(tieDecisions.contestId, contestId))).toEqual([]);
});

test('the screen keeps what was typed when it is refused, and shows the decision once it is made', async () => {
  const { contestId, ids } = await tied();
  await recordMeeting(as(chief, 'chiefJudge'), contestId, 'Ketua Widuri');
  const seen = await seenNow(contestId);
  const form = new URLSearchParams({ intent: 'putus', seen, outcome: 'order', reason: 'Alasan yang sudah diketik' });
  for (const id of ids) form.append('entries', id);
  for (const id of ids) form.append(`tempat-${id}`, '2');
  const send = (who: Person) => visit(who, '/peringkat/pleno', { method: 'POST', body: form });
  const refused = await send(chief);
  const page = await refused.text();
  expect(refused.status).toBe(422);
  expect(page).toContain('Alasan yang sudah diketik');
  expect(page).toContain('Beri setiap peserta satu urutan yang berbeda');
  expect((await send(judge)).status).toBe(404);
  expect((await send(organizer)).status).toBe(409);

  form.set(`tempat-${ids[0]}`, '1');
  expect((await send(chief)).headers.get('Location')).toContain('/peringkat/pleno?tersimpan');
  const shown = await (await visit(organizer, '/peringkat/pleno')).text();
  expect(shown).toContain('Alasan yang sudah diketik');
  expect(shown).toContain('Hadir: Ketua Widuri');
  expect(await (await visit(organizer, '/peringkat')).text()).toContain('ditetapkan pleno');
  const why = await (await visit(organizer, `/peringkat/banding?a=${ids[0]}&b=${ids[1]}`)).text();
  expect(why).toContain('ditetapkan pleno: Alasan yang sudah diketik');
  // On the public side only after the release.
  expect((await visit(null, `/hasil/${year}`)).status).toBe(404);
});

test('a form that is none of ours is not read', () => {
  expect(readPlenaryAct(new FormData())).toBeNull();
});
