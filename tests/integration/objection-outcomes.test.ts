/** Accepted objections: measured or judged again or ruled on, previewed, and applied or dropped whole. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requestAudit } from '#app/audit/audits.server.ts';
import { performAudit } from '#app/audit/perform.server.ts';
import { gatherFacts } from '#app/contest/phases.server.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { answerObjectionLook, objectionLook, openObjectionLooks } from '#app/judging/objection-looks.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { acceptObjection } from '#app/publication/objection-accept.server.ts';
import { rejectObjection } from '#app/publication/objection-desk.server.ts';
import {
  applyObjection,
  dropObjection,
  previewObjection,
  stopWaiting,
} from '#app/publication/objection-settle.server.ts';
import type { Way } from '#app/publication/objections.schema.ts';
import { fileObjection } from '#app/publication/objections.server.ts';
import { decideTie, recordMeeting } from '#app/publication/plenary.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import * as schema from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  changeMark,
  makeAudit,
  makeCompleteEntry,
  makeRuling,
  makeSheet,
  makeSmallContest,
} from '#tests/support/judged.ts';
import { makeContest, makeEntry, makePerson, type TestPerson } from '#tests/support/seed.ts';
import { serveSite } from '#tests/support/serve-site.ts';
import { post, visit } from '#tests/support/site.ts';

const { activity, audits, contests, entries, marks, markEdits, objectionLooks, objections, proposals, recusals } =
  schema;
const { rulings, sheets, signals, takeovers } = schema;

let database: TestDatabase;
let organizer: TestPerson;
let chief: TestPerson;
let mild: TestPerson;
let strict: TestPerson;
let own: TestPerson;
let contestId: string;
let entry: typeof entries.$inferSelect;
let year = 2300;

beforeAll(async () => {
  database = await testDatabase();
  organizer = await makePerson('organizer', 'Panitia Wulan');
  chief = await makePerson('chiefJudge', 'Ketua Kenanga');
  mild = await makePerson('judge', 'Juri Melati');
  strict = await makePerson('judge', 'Juri Cempaka');
});
afterAll(() => database.drop());

/** Second by 3 points: 56 against 59. Both judges gave K1 and K2 alike. */
beforeEach(async () => {
  year += 1;
  const contest = await makeSmallContest({ phase: 'sanggah', hasObjection: true, year });
  contestId = contest.id;
  entry = await makeEntry(contestId, { name: 'Dinas Sendiri', code: `sendiri-${year}` });
  await makeAudit(entry, 50);
  for (const judge of [mild, strict]) await makeSheet(entry, judge, { K1: 60, K2: 60 });
  const rival = { name: 'Dinas Saingan', code: `saingan-${year}` };
  await makeCompleteEntry(contestId, [mild, strict], { k1: 65, k2: 65, o1: 50 }, rival);
  [entry] = (await database.db.select().from(entries).where(eq(entries.id, entry.id))) as [typeof entry];
  own = await makePerson('webmaster', 'Admin Sendiri', [entry.agencyId]);
});

const said = 'Situs kami sedang dirawat pada hari itu.';
const reason = 'Pemeriksaan bertepatan dengan perawatan.';
async function filed(indicator: string) {
  const outcome = await fileObjection(own, entry.id, { indicator, text: said, pictures: [] });
  if (!outcome.done) throw new Error(outcome.why);
  return outcome.objectionId;
}
const accept = (who: Viewer, objectionId: string, way: Way, points: number | null = null) =>
  acceptObjection(who, { objectionId, way, points, reason });
const read = async (id: string) =>
  (await database.db.select().from(objections).where(eq(objections.id, id)))[0] ?? expect.unreachable();
const hashNow = async () => (await tallyContest(contestId)).results.inputHash;
const ranks = async () =>
  Object.fromEntries((await tallyContest(contestId)).entries.map(({ name, rank }) => [name, rank]));
async function effect(who: Viewer, id: string) {
  const seen = await previewObjection(who, id);
  if ('why' in seen) throw new Error(seen.why);
  return seen.effect;
}
const why = async (who: Viewer, id: string) => {
  const seen = await previewObjection(who, id);
  return 'why' in seen ? seen.why : null;
};
const apply = async (who: Viewer, id: string) =>
  applyObjection(who, id, { seen: (await effect(who, id)).hash, reason: 'Pleno menyetujui hasil tinjauan.' });

/** As the worker leaves a re-audit. */
async function measured(id: string, points: number | 'unmeasured', values: Partial<typeof audits.$inferInsert> = {}) {
  const { auditId } = await read(id);
  const outcome = points === 'unmeasured' ? ('unmeasured' as const) : ('measured' as const);
  await database.db.insert(proposals).values({
    ...{ auditId: auditId ?? '', indicator: 'O1', outcome, because: [] },
    points: points === 'unmeasured' ? null : points,
  });
  await database.db.insert(signals).values({
    ...{ auditId: auditId ?? '', signal: 'lighthouse-performance', outcome, unit: 'score', evidence: [] },
    value: points === 'unmeasured' ? null : points / 100,
  });
  await database.db
    .update(audits)
    .set({ state: 'done', outcome: 'measured', ...values })
    .where(eq(audits.id, auditId ?? ''));
}

describe('measured again', () => {
  test('nothing counts until it is applied, and then just what was previewed', async () => {
    const id = await filed('O1');
    const seen = await hashNow();
    expect(await accept(organizer, id, 'reaudit')).toEqual({ done: true });
    const { auditId } = await read(id);
    const [audit] = await database.db
      .select()
      .from(audits)
      .where(eq(audits.id, auditId ?? ''));
    expect(audit).toMatchObject({
      ...{ origin: 'objection', kind: 'partial', state: 'queued', passId: null },
      ...{ onlySignals: ['lighthouse-performance'], sources: [entry.currentAuditId] },
    });
    expect(await why(organizer, id)).toBe('measuring');
    await measured(id, 80);
    const shown = await effect(organizer, id);
    expect(shown).toMatchObject({
      points: { before: 50, after: 80 },
      moved: [
        { entry: `sendiri-${year}`, rank: { before: 2, after: 1 } },
        { entry: `saingan-${year}`, rank: { before: 1, after: 2 } },
      ],
      opened: [],
    });
    expect(shown.total.before).toBeCloseTo(56, 9);
    expect(shown.total.after).toBeCloseTo(68, 9);
    // The preview has left no trace.
    expect([await hashNow(), await ranks()]).toEqual([seen, { 'Dinas Saingan': 1, 'Dinas Sendiri': 2 }]);
    expect(await database.db.select().from(takeovers).where(eq(takeovers.contestId, contestId))).toEqual([]);
    const before = await tallyContest(contestId);

    const page = await (await visit(organizer, `/panitia/sanggahan/${id}`)).text();
    for (const words of ['Dinas Saingan', '2 → 1', '80,00', shown.hash.after]) expect(page).toContain(words);
    const stale = { before: shown.hash.after, after: shown.hash.after };
    expect(await applyObjection(organizer, id, { seen: stale, reason })).toEqual({ done: false, why: 'moved' });
    expect(await applyObjection(organizer, id, { seen: shown.hash, reason: 'ya' })).toEqual({
      ...{ done: false, why: 'reasonMissing' },
    });
    expect(await hashNow()).toBe(seen);
    const fields = { intent: 'terapkan', ...shown.hash, reason: 'Pleno menyetujui hasil tinjauan.' };
    expect((await post(organizer, `/panitia/sanggahan/${id}`, fields)).status).toBe(302);

    const after = await tallyContest(contestId);
    expect(after.results.inputHash).toBe(shown.hash.after);
    const isOwn = (row: object) => JSON.stringify(row).includes(`"sendiri-${year}","indicator":"O1"`);
    expect(after.dataset.measured.filter((row) => !isOwn(row))).toEqual(
      before.dataset.measured.filter((row) => !isOwn(row)),
    );
    expect({ ...after.dataset, measured: null }).toEqual({ ...before.dataset, measured: null });
    const { opened: _, ...recorded } = shown;
    expect(await read(id)).toMatchObject({ state: 'applied', settledBy: organizer.id, effect: recorded });
    const made = await database.db.select().from(takeovers).where(eq(takeovers.contestId, contestId));
    expect(made).toMatchObject([{ changes: [{ indicator: 'O1', before: 50, after: 80 }], decidedBy: organizer.id }]);
    expect(await why(organizer, id)).toBe('notAccepted');
    // The plenary's screen of before is the old tally's.
    await recordMeeting(chief, contestId, chief.name);
    const act = { intent: 'putus' as const, entries: [`saingan-${year}`, `sendiri-${year}`], places: ['1', '2'] };
    expect(await decideTie(chief, contestId, { ...act, outcome: 'order', reason, seen })).toMatchObject({
      why: 'changed',
    });
    const told = await (await visit(own, `/opd/${entry.id}/sanggah`)).text();
    expect(told).toContain('diterima dan diterapkan');
    expect(told).not.toContain('Dinas Saingan');
  });

  test('what could not be measured, or not with the same tools, replaces nothing; dropped, all stays', async () => {
    const id = await filed('O1');
    const seen = await hashNow();
    await accept(chief, id, 'reaudit');
    await database.db
      .update(audits)
      .set({ stamps: { chrome: '140' } })
      .where(eq(audits.id, entry.currentAuditId ?? ''));
    await measured(id, 90, { stamps: { chrome: '141' } });
    expect(await why(chief, id)).toBe('measuredApart');
    expect(await applyObjection(chief, id, { seen: { before: seen, after: seen }, reason })).toMatchObject({
      why: 'measuredApart',
    });
    await database.db
      .update(audits)
      .set({ stamps: {} })
      .where(eq(audits.id, (await read(id)).auditId ?? ''));
    await database.db
      .update(proposals)
      .set({ outcome: 'unmeasured', points: null })
      .where(eq(proposals.auditId, (await read(id)).auditId ?? ''));
    expect(await why(chief, id)).toBe('unmeasured');
    expect(await dropObjection(chief, id, 'pendek')).toEqual({ done: false, why: 'reasonMissing' });
    expect(await dropObjection(chief, id, 'Tidak dapat diukur lagi.')).toEqual({ done: true });
    expect(await dropObjection(chief, id, 'Tidak dapat diukur lagi.')).toEqual({ done: false, why: 'notAccepted' });
    expect(await hashNow()).toBe(seen);
    expect(await (await visit(own, `/opd/${entry.id}/sanggah`)).text()).toContain('Tidak dapat diukur lagi.');
    // Settled either way, it holds up nothing, and the indicator may be objected to again.
    await filed('O1');
  });

  test('finalising waits until an accepted one is applied or dropped', async () => {
    const id = await filed('O1');
    await accept(chief, id, 'reaudit');
    await measured(id, 51);
    await database.db.update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, contestId));
    expect(await finalise(contestId, organizer.id, await hashNow())).toEqual({ done: false, reason: 'open' });
    const [contest] = await database.db.select().from(contests).where(eq(contests.id, contestId));
    if (!contest) throw new Error('no contest');
    const facts = await gatherFacts(contest, rubricGate);
    expect(facts.objections).toEqual([{ id: entry.id, name: 'Dinas Sendiri – O1' }]);
    expect(facts.auditing).toEqual([]);
    expect(await apply(chief, id)).toEqual({ done: true });
    expect(await finalise(contestId, organizer.id, await hashNow())).toMatchObject({ done: true });
  });
});

describe('judged again', () => {
  const lookOf = async (judge: TestPerson) =>
    (await database.db.select().from(objectionLooks).where(eq(objectionLooks.judgeId, judge.id))).at(-1)?.id ?? '';
  let id: string;
  beforeEach(async () => {
    await database.db.delete(objectionLooks);
    id = await filed('K1');
    expect(await accept(organizer, id, 'rejudge')).toEqual({ done: true });
  });

  test('each judge is asked for the own mark alone, answers once, and no mark moves before all is applied', async () => {
    const contest = { id: contestId, phase: 'sanggah' as const, rubricVersionId: '' };
    const [row] = await database.db.select().from(contests).where(eq(contests.id, contestId));
    expect(await openObjectionLooks(mild, { ...contest, rubricVersionId: row?.rubricVersionId ?? '' })).toHaveLength(1);
    const address = `/juri/sanggahan/${await lookOf(mild)}`;
    for (const page of ['/juri', '/juri.data', address, `${address}.data`]) {
      const text = await (await visit(mild, page)).text();
      expect(text, page).toContain('Dinas Sendiri');
      for (const secret of [strict.name, strict.id, own.name]) expect(text, `${page} ${secret}`).not.toContain(secret);
    }
    expect((await visit(strict, address)).status).toBe(404);
    expect((await visit(own, address)).status).toBe(404);
    expect(await objectionLook(strict, await lookOf(mild))).toBeNull();
    expect(await answerObjectionLook(strict, await lookOf(mild), null)).toEqual({ done: false, why: 'gone' });
    const seen = await hashNow();
    expect(await answerObjectionLook(mild, await lookOf(mild), 6)).toEqual({ done: false, why: 'levelOffScale' });
    expect((await post(mild, address, { intent: 'change', 'tingkat-K1': '5' })).status).toBe(302);
    expect(await answerObjectionLook(mild, await lookOf(mild), 1)).toEqual({ done: false, why: 'answered' });
    expect(await why(organizer, id)).toBe('waiting');
    expect((await post(strict, `/juri/sanggahan/${await lookOf(strict)}`, { intent: 'keep' })).status).toBe(302);
    expect(await hashNow()).toBe(seen);

    const before = await tallyContest(contestId);
    const shown = await effect(chief, id);
    // (100 + 60) / 2
    expect(shown.points).toEqual({ before: 60, after: 80 });
    expect(await hashNow()).toBe(seen);
    expect(await apply(chief, id)).toEqual({ done: true });
    const after = await tallyContest(contestId);
    expect(after.results.inputHash).toBe(shown.hash.after);
    const code = before.judgeCodes.get(mild.id);
    expect(after.dataset.marks).toEqual(
      before.dataset.marks.map((mark) =>
        mark.entry === `sendiri-${year}` && mark.judge === code && mark.indicator === 'K1'
          ? { ...mark, points: 100 }
          : mark,
      ),
    );
    const [sheet] = await database.db
      .select()
      .from(sheets)
      .where(and(eq(sheets.entryId, entry.id), eq(sheets.judgeId, mild.id)));
    expect(sheet?.state).toBe('submitted');
    const edits = await database.db
      .select()
      .from(markEdits)
      .where(eq(markEdits.sheetId, sheet?.id ?? ''));
    expect(edits).toMatchObject([{ indicator: 'K1', state: 'applied', from: { level: 3 }, to: { level: 5 } }]);
    expect(await openObjectionLooks(strict, { ...contest, rubricVersionId: row?.rubricVersionId ?? '' })).toEqual([]);
  });

  test('whoever steps back is not waited for; a mark changed since, or a reopened sheet, is not written over', async () => {
    const [recusal] = await database.db
      .insert(recusals)
      .values({ entryId: entry.id, judgeId: strict.id, reason: 'saudara', confirmedAt: new Date() })
      .returning();
    expect(await answerObjectionLook(strict, await lookOf(strict), null)).toEqual({ done: false, why: 'recused' });
    expect((await visit(strict, `/juri/sanggahan/${await lookOf(strict)}`)).status).toBe(404);
    await answerObjectionLook(mild, await lookOf(mild), 4.5);
    expect((await effect(organizer, id)).points).toEqual({ before: 60, after: 90 });
    await database.db.delete(recusals).where(eq(recusals.id, recusal?.id ?? ''));
    await answerObjectionLook(strict, await lookOf(strict), null);
    const ofMild = and(eq(sheets.entryId, entry.id), eq(sheets.judgeId, mild.id));
    const [sheet] = await database.db.select().from(sheets).where(ofMild);
    await database.db.update(sheets).set({ state: 'draft' }).where(ofMild);
    expect(['draft', null]).toContain(await why(organizer, id));
    await database.db.update(sheets).set({ state: 'submitted' }).where(ofMild);
    await changeMark(sheet?.id ?? '', 'K1', 20);
    await database.db
      .update(marks)
      .set({ revision: 9 })
      .where(eq(marks.sheetId, sheet?.id ?? ''));
    expect(await why(organizer, id)).toBe('changed');
  });

  test('the panel stops waiting with a reason; whoever had not answered keeps the mark', async () => {
    await answerObjectionLook(mild, await lookOf(mild), 5);
    const page = await (await visit(organizer, `/panitia/sanggahan/${id}`)).text();
    expect(page).toContain('value="tutup"');
    expect(await stopWaiting(mild, id, reason)).toEqual({ done: false, why: 'notYours' });
    expect(await stopWaiting(organizer, id, 'sakit')).toEqual({ done: false, why: 'reasonMissing' });
    const fields = { intent: 'tutup', reason: 'Juri Cempaka sedang sakit.' };
    expect((await post(organizer, `/panitia/sanggahan/${id}`, fields)).status).toBe(302);
    expect(await answerObjectionLook(strict, await lookOf(strict), 1)).toEqual({ done: false, why: 'answered' });
    expect((await effect(organizer, id)).points).toEqual({ before: 60, after: 80 });
    expect(await apply(organizer, id)).toEqual({ done: true });
  });

  test('previews at the same time as another is applied see it before or after, never half', async () => {
    await answerObjectionLook(mild, await lookOf(mild), 5);
    await answerObjectionLook(strict, await lookOf(strict), 5);
    const other = await filed('O1');
    await accept(chief, other, 'ruling', 90);
    const { hash } = await effect(chief, id);
    const applying = applyObjection(organizer, id, { seen: hash, reason });
    const previews = await Promise.all([1, 2, 3].map(() => previewObjection(chief, other)));
    expect(await applying).toEqual({ done: true });
    for (const seen of previews)
      expect('effect' in seen && [hash.before, hash.after].includes(seen.effect.hash.before)).toBe(true);
  });

  test('once the objection is settled, or outside its time, no answer is taken', async () => {
    await database.db.update(contests).set({ phase: 'pleno' }).where(eq(contests.id, contestId));
    expect(await answerObjectionLook(mild, await lookOf(mild), null)).toEqual({ done: false, why: 'phase' });
    await database.db.update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, contestId));
    await dropObjection(organizer, id, 'Juri sudah menjelaskannya.');
    expect(await answerObjectionLook(mild, await lookOf(mild), null)).toEqual({ done: false, why: 'gone' });
  });
});

test('a ruling is the chief judge’s: previewed, applied, on record', async () => {
  const id = await filed('O1');
  expect(await accept(organizer, id, 'ruling', 70)).toEqual({ done: false, why: 'way' });
  expect(await accept(chief, id, 'ruling', 101)).toEqual({ done: false, why: 'points' });
  expect(await accept(chief, id, 'ruling', 70)).toEqual({ done: true });
  expect(await database.db.select().from(rulings).where(eq(rulings.entryId, entry.id))).toEqual([]);
  expect(await why(organizer, id)).toBe('ruling');
  expect((await effect(chief, id)).points).toEqual({ before: 50, after: 70 });
  expect(await apply(chief, id)).toEqual({ done: true });
  expect(await database.db.select().from(rulings).where(eq(rulings.entryId, entry.id))).toMatchObject([
    { indicator: 'O1', kind: 'points', points: 70, decidedBy: chief.id },
  ]);
  const logged = await database.db.select().from(activity).where(eq(activity.contestId, contestId));
  expect(logged.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['objection.file', 'objection.accept', 'ruling.make', 'objection.apply']),
  );
});

test('is accepted in a way that fits, by office, once, and not where a ruling binds or totals are closed', async () => {
  const [measuredOne, judgedOne] = [await filed('O1'), await filed('K1')];
  for (const who of [own, mild])
    expect(await accept(who, judgedOne, 'rejudge')).toEqual({ done: false, why: 'notYours' });
  expect(await accept(chief, judgedOne, 'reaudit')).toEqual({ done: false, why: 'way' });
  expect(await accept(chief, judgedOne, 'ruling', 70)).toEqual({ done: false, why: 'way' });
  expect(await accept(chief, measuredOne, 'rejudge')).toEqual({ done: false, why: 'way' });
  await makeRuling(entry, 'O1', 'points', chief, 40);
  expect(await accept(chief, measuredOne, 'reaudit')).toEqual({ done: false, why: 'ruled' });
  expect(await rejectObjection(chief, measuredOne, reason)).toEqual({ done: true });
  expect(await accept(chief, measuredOne, 'ruling', 70)).toEqual({ done: false, why: 'answered' });
  expect((await visit(mild, `/panitia/sanggahan/${judgedOne}`)).status).toBe(404);
  expect((await visit(own, `/panitia/sanggahan/${judgedOne}`)).status).toBe(404);
  const sent = await post(chief, '/panitia/sanggahan', {
    intent: 'terima',
    objectionId: judgedOne,
    way: 'rejudge',
    reason: 'ya',
  });
  expect(sent.status).toBe(422);
  await accept(chief, judgedOne, 'rejudge');
  // The chief judge judges too: with an own sheet open no total is shown, nor moved.
  await makeSheet(entry, chief, { K1: 20, K2: 20 }, 'draft');
  expect(await why(chief, judgedOne)).toBe('ownOpen');
});

test('a real audit of one indicator changes that indicator’s proposal alone', async () => {
  const mended = { viewport: false, safe: false };
  const site = await serveSite((_request, response, path) => {
    const safe = mended.safe
      ? { 'content-security-policy': "default-src 'self'", 'x-content-type-options': 'nosniff' }
      : {};
    const viewport = mended.viewport ? '<meta name="viewport" content="width=device-width, initial-scale=1">' : '';
    response
      .writeHead(path === '/' ? 200 : 404, { ...safe, 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="id"><title>Dinas</title>${viewport}<h1>Dinas</h1><p>${'Layanan warga. '.repeat(20)}`,
      );
  });
  try {
    process.env.AUDIT_ALLOW_PRIVATE = new URL(site.url).host;
    year += 1;
    const contest = await makeContest({ phase: 'audit', year, auditRuns: 0, hasObjection: true });
    entry = await makeEntry(contest.id, { name: 'Dinas Diukur', url: site.url });
    own = await makePerson('webmaster', 'Admin Diukur', [entry.agencyId]);
    const perform = (auditId: string) =>
      performAudit({ auditId }, { jobId: 'uji', signal: new AbortController().signal } as never);
    const { auditId } = await database.db.transaction((tx) => requestAudit(tx, entry.id, null));
    await perform(auditId ?? '');
    await database.db.update(contests).set({ phase: 'sanggah' }).where(eq(contests.id, contest.id));
    await database.db.update(entries).set({ frozenAt: new Date() }).where(eq(entries.id, entry.id));
    const standing = async () => {
      const [now] = await database.db.select().from(entries).where(eq(entries.id, entry.id));
      const rows = await database.db
        .select()
        .from(proposals)
        .where(eq(proposals.auditId, now?.currentAuditId ?? ''));
      return Object.fromEntries(rows.map(({ indicator, outcome, points }) => [indicator, `${outcome} ${points}`]));
    };
    const before = await standing();
    // Both are mended; only O3 is objected to.
    mended.viewport = true;
    mended.safe = true;
    const id = await filed('O3');
    expect(await accept(organizer, id, 'reaudit')).toEqual({ done: true });
    await perform((await read(id)).auditId ?? '');
    expect(await standing()).toEqual(before);
    const { points } = await effect(organizer, id);
    expect(points.after ?? 0).toBeGreaterThan(points.before ?? 100);
    expect(await apply(organizer, id)).toEqual({ done: true });
    const after = await standing();
    expect(after.O3).not.toBe(before.O3);
    expect({ ...after, O3: null }).toEqual({ ...before, O3: null });
  } finally {
    site.close();
  }
});
