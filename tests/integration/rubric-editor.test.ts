/** A rubric changed by the organizer: drafts, what they would move, versions, and what may still change once judging opened. */
import { asc, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignalResult } from '#app/audit/audit.schema.ts';
import { proposeIndicators } from '#app/audit/points.ts';
import { carryAudits, effectsOf } from '#app/audit/rubric-change.server.ts';
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { defaultRubric } from '#app/rubric/default.ts';
import { draftOf, enforceDraft, listVersions, saveDraft, startDraft } from '#app/rubric/drafts.server.ts';
import { rubricIsSound, rubricVersion } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import {
  audits,
  contests,
  entries,
  marks,
  phaseChanges,
  proposals,
  recusals,
  rubricChanges,
  rubricDrafts,
  rubricVersions,
  sheets,
  signals,
  snapshots,
} from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeSheet } from '#tests/support/judged.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let organizer: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
});
afterAll(() => database.drop());

const rubric = defaultRubric();

/** An entry with a finished audit in which every signal has this value. */
async function auditedEntry(contest: Awaited<ReturnType<typeof makeContest>>, value: number) {
  const entry = await makeEntry(contest.id);
  const { rubricVersionId } = contest;
  const [audit] = await db()
    .insert(audits)
    .values({
      ...{ contestId: contest.id, entryId: entry.id, rubricVersionId, runs: 1, url: entry.url ?? '' },
      ...{ state: 'done', outcome: 'measured', stamps: { rubric: String(rubric.version), chrome: '140' } },
    })
    .returning();
  const auditId = audit?.id ?? '';
  const results = signalIds.map(
    (id): SignalResult => ({ id, outcome: 'measured', value, unit: signalInfo(id).unit, evidence: [] }),
  );
  await db()
    .insert(signals)
    .values(results.map(({ id, ...rest }) => ({ auditId, signal: id, ...rest })));
  const proposed = proposeIndicators(results, rubric, entry.category);
  await db()
    .insert(proposals)
    .values(proposed.map(({ id, ...rest }) => ({ auditId, indicator: id, ...rest })));
  await db().update(entries).set({ currentAuditId: auditId }).where(eq(entries.id, entry.id));
  return { entry, auditId };
}

const pointsOf = async (entryId: string) => {
  const rows = await db()
    .select({ indicator: proposals.indicator, points: proposals.points, auditId: proposals.auditId })
    .from(entries)
    .innerJoin(proposals, eq(proposals.auditId, entries.currentAuditId))
    .where(eq(entries.id, entryId));
  return new Map(rows.map(({ indicator, points }) => [indicator, points]));
};

/** The default rubric with O1's curve halved, and a criterion's weights moved. */
function changed() {
  const document = structuredClone(rubric);
  for (const indicator of document.criteria.flatMap(({ indicators }) => indicators))
    if (indicator.id === 'O1' && indicator.source === 'proposed')
      for (const signal of indicator.signals) signal.curve = signal.curve.map(([x, y]) => [x, y / 2]);
  return document;
}
const request = (revision: number, reason = 'kurva baru') => ({
  ...{ revision, reason, userId: organizer.id, knownSignals: signalIds },
});

describe('a draft', () => {
  test('tells which proposals it would move and by how much, and putting it in force moves exactly these', async () => {
    const contest = await makeContest({ phase: 'audit' });
    const one = await auditedEntry(contest, 1);
    const other = await auditedEntry(contest, 0.95);
    await auditedEntry(await makeContest({ phase: 'audit' }), 1);
    expect(await startDraft(contest.id, contest.rubricVersionId, organizer.id)).toEqual({ done: true });
    expect(await effectsOf(contest, rubric)).toMatchObject({ entries: 2, moved: [] });
    await saveDraft(contest.id, changed(), 1, organizer.id);
    const before = await pointsOf(one.entry.id);
    const { moved } = await effectsOf(contest, changed());
    expect(moved.map(({ entryId, indicator }) => [entryId, indicator]).sort()).toEqual(
      [one, other].map(({ entry }) => [entry.id, 'O1']).sort(),
    );
    const told = moved.find(({ entryId }) => entryId === one.entry.id);
    expect(told?.before).toBe(before.get('O1'));
    expect(told?.after).toBeCloseTo((before.get('O1') ?? 0) / 2, 9);

    const outcome = await enforceDraft(contest.id, request(2), carryAudits);
    expect(outcome.done).toBe(true);
    const after = await pointsOf(one.entry.id);
    expect(after.get('O1')).toBeCloseTo(told?.after ?? -1, 9);
    for (const [indicator, points] of before) if (indicator !== 'O1') expect(after.get(indicator)).toEqual(points);
    const [now] = await db().select().from(contests).where(eq(contests.id, contest.id));
    const version = await rubricVersion(db(), now?.rubricVersionId ?? '');
    expect(version).toMatchObject({ reason: 'kurva baru', document: { version: version.version } });
    expect(await rubricIsSound(db(), version.id)).toBe(true);
    // The result is stamped with the rubric that made it; what was measured before is still there.
    const [entry] = await db().select().from(entries).where(eq(entries.id, one.entry.id));
    const [made] = await db()
      .select()
      .from(audits)
      .where(eq(audits.id, entry?.currentAuditId ?? ''));
    expect(made).toMatchObject({
      ...{ rubricVersionId: version.id, outcome: 'measured', sources: [one.auditId] },
      stamps: { rubric: String(version.version), chrome: '140' },
    });
    expect((await db().select().from(proposals).where(eq(proposals.auditId, one.auditId))).length).toBe(before.size);
    expect(await draftOf(contest.id)).toBeNull();

    // And once more from there: made of the same audit again.
    await startDraft(contest.id, { ...rubric }, organizer.id);
    expect((await enforceDraft(contest.id, request(1), carryAudits)).done).toBe(true);
    expect(await pointsOf(one.entry.id)).toEqual(before);
  });

  test('saved meanwhile by somebody else is not merged over; one without change, reason or sense is not put in force', async () => {
    const contest = await makeContest();
    const act = (revision: number, reason?: string) => enforceDraft(contest.id, request(revision, reason), carryAudits);
    expect(await act(1)).toEqual({ done: false, why: 'gone' });
    await startDraft(contest.id, contest.rubricVersionId, organizer.id);
    expect(await act(1)).toEqual({ done: false, why: 'same' });
    expect(await saveDraft(contest.id, changed(), 1, organizer.id)).toEqual({ done: true });
    expect(await saveDraft(contest.id, rubric, 1, organizer.id)).toEqual({ done: false, why: 'stale' });
    expect(await act(1)).toEqual({ done: false, why: 'stale' });
    expect(await act(2, '  ')).toEqual({ done: false, why: 'reason' });
    const light = changed();
    (light.criteria[0] as { weight: number }).weight = 1;
    await saveDraft(contest.id, light, 2, organizer.id);
    expect(await act(3)).toMatchObject({ done: false, why: 'faults', faults: [{ code: 'weightsSum' }] });
    const [still] = await db().select().from(contests).where(eq(contests.id, contest.id));
    expect(still?.rubricVersionId).toBe(contest.rubricVersionId);
  });

  test('of two who put it in force at once one makes a version', async () => {
    const contest = await makeContest();
    await startDraft(contest.id, changed(), organizer.id);
    const count = async () => (await listVersions()).length;
    const before = await count();
    const outcomes = await Promise.all([1, 2].map(() => enforceDraft(contest.id, request(1), carryAudits)));
    expect(outcomes.map(({ done }) => done).sort()).toEqual([false, true]);
    expect(await count()).toBe(before + 1);
  });

  test.each(['pleno', 'sanggah', 'penetapan', 'terbit'] as const)('in phase %s the rubric stands', async (phase) => {
    const contest = await makeContest({ phase });
    for (const outcome of [
      await startDraft(contest.id, changed(), organizer.id),
      await saveDraft(contest.id, changed(), 1, organizer.id),
      await enforceDraft(contest.id, request(1), carryAudits),
    ])
      expect(outcome).toEqual({ done: false, why: 'frozen' });
  });
});

describe('once judging has been open', () => {
  const late = (revision: number, values: Partial<ReturnType<typeof request>> & { seen?: boolean } = {}) => ({
    ...request(revision, 'Bobot disepakati ulang dalam rapat juri'),
    seen: true,
    ...values,
  });
  /** Curve of O1 halved and two criteria's weights moved. */
  function reweighed() {
    const document = changed();
    const [a, b] = document.criteria;
    if (a && b) [a.weight, b.weight] = [a.weight - 5, b.weight + 5];
    return document;
  }
  const marksOf = (sheetIds: string[]) =>
    db().select().from(marks).where(inArray(marks.sheetId, sheetIds)).orderBy(asc(marks.id));

  test('weights and curves change with a reason, on record with whose sheets; every mark stays, judges who corrected are told', async () => {
    const contest = await makeContest({ phase: 'audit', aggregate: 'mean' });
    const one = await auditedEntry(contest, 1);
    const other = await auditedEntry(contest, 0.95);
    await db().update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contest.id));
    const frozenAt = new Date();
    await db().update(entries).set({ frozenAt, newerAuditId: other.auditId }).where(eq(entries.contestId, contest.id));
    const [corrected, plain, away] = [await makeUser('judge'), await makeUser('judge'), await makeUser('judge')];
    const sheetIds = [
      await makeSheet(one.entry, corrected, { D1: 80, O1: 40 }),
      await makeSheet(other.entry, corrected, { D1: 60 }, 'draft'),
      await makeSheet(one.entry, plain, { D1: 100 }),
      await makeSheet(one.entry, away, { D1: 20 }),
    ];
    await db().insert(recusals).values({ entryId: one.entry.id, judgeId: away.id, reason: 'kerabat' });
    const given = await marksOf(sheetIds);
    const before = await pointsOf(one.entry.id);

    await startDraft(contest.id, contest.rubricVersionId, organizer.id);
    const barred = structuredClone(rubric);
    const [left, right] = barred.criteria;
    const moved = right?.indicators.pop();
    if (moved) left?.indicators.push(moved);
    await saveDraft(contest.id, barred, 1, organizer.id);
    expect(await enforceDraft(contest.id, late(2), carryAudits)).toMatchObject({
      ...{ done: false, why: 'barred' },
      barred: [
        { id: rubric.criteria[0]?.id, why: 'indicators' },
        { id: rubric.criteria[1]?.id, why: 'indicators' },
      ],
    });
    await saveDraft(contest.id, reweighed(), 2, organizer.id);
    expect(await enforceDraft(contest.id, late(3, { reason: 'singkat' }), carryAudits)).toEqual({
      ...{ done: false, why: 'reasonShort' },
    });
    expect(await enforceDraft(contest.id, late(3, { seen: false }), carryAudits)).toEqual({
      ...{ done: false, why: 'unseen' },
    });
    const outcome = await enforceDraft(contest.id, late(3), carryAudits);
    if (!outcome.done) throw new Error(outcome.why);

    expect(await marksOf(sheetIds)).toEqual(given);
    const states = await db()
      .select({ id: sheets.id, state: sheets.state })
      .from(sheets)
      .where(inArray(sheets.id, sheetIds));
    expect(new Map(states.map(({ id, state }) => [id, state])).get(sheetIds[0] ?? '')).toBe('submitted');
    const after = await pointsOf(one.entry.id);
    expect(after.get('O1')).toBeCloseTo((before.get('O1') ?? 0) / 2, 9);
    for (const [indicator, points] of before) if (indicator !== 'O1') expect(after.get(indicator)).toEqual(points);
    // What stood still stands still, what waited waits, both under the new version: one ranking is measured by one rubric.
    const rows = await db().select().from(entries).where(eq(entries.contestId, contest.id));
    expect(rows.map((row) => row.frozenAt?.getTime())).toEqual([frozenAt.getTime(), frozenAt.getTime()]);
    const standing = rows.flatMap(({ currentAuditId, newerAuditId }) => [currentAuditId ?? '', newerAuditId ?? '']);
    const stamped = await db().select({ stamps: audits.stamps }).from(audits).where(inArray(audits.id, standing));
    expect(stamped.map(({ stamps }) => stamps?.rubric)).toEqual(Array(4).fill(String(outcome.version)));
    const [now] = await db().select().from(contests).where(eq(contests.id, contest.id));
    expect((await rubricVersion(db(), now?.rubricVersionId ?? '')).frozenAt).not.toBeNull();

    const [change] = await db().select().from(rubricChanges).where(eq(rubricChanges.contestId, contest.id));
    expect(change).toMatchObject({ reason: 'Bobot disepakati ulang dalam rapat juri', decidedBy: organizer.id });
    // Who stepped back is not among them.
    expect(change?.sheets.map(({ judgeId, submitted }) => [judgeId, submitted]).sort()).toEqual(
      [
        [corrected.id, true],
        [corrected.id, false],
        [plain.id, true],
      ].sort(),
    );
    expect(change?.sheets[0]?.indicators).toEqual(
      expect.arrayContaining(['O1', ...(rubric.criteria[0]?.indicators.map(({ id }) => id) ?? [])]),
    );
    await expect(db().update(rubricChanges).set({ reason: 'x' })).rejects.toMatchObject({ cause: { code: '23001' } });
    const view = await openSheet(
      { ...corrected, userId: corrected.id, role: 'judge', agencyIds: [], name: '' },
      one.entry.id,
    );
    expect(view?.renewed).toMatchObject([{ indicator: 'O1', before: before.get('O1'), after: after.get('O1') }]);
    const tally = await tallyContest(contest.id);
    expect(tally.dataset.contest).toMatchObject({
      rubricVersion: outcome.version,
      rubricChanges: [{ version: outcome.version, reason: 'Bobot disepakati ulang dalam rapat juri' }],
    });
    expect(tally.entries.flatMap(({ open }) => open).filter(({ kind }) => kind === 'measuredApart')).toEqual([]);
  });

  test('going back does not open what bars; what the plenary decided, or results frozen, closes all of it', async () => {
    const contest = await makeContest({ phase: 'audit' });
    await db().insert(phaseChanges).values({ contestId: contest.id, fromPhase: 'audit', toPhase: 'penilaian' });
    const barred = structuredClone(rubric);
    const [left, right] = barred.criteria;
    const moved = right?.indicators.pop();
    if (moved) left?.indicators.push(moved);
    await startDraft(contest.id, barred, organizer.id);
    expect(await enforceDraft(contest.id, late(1), carryAudits)).toMatchObject({ done: false, why: 'barred' });
    await startDraft(contest.id, reweighed(), organizer.id);
    await db()
      .insert(snapshots)
      .values({
        ...{ contestId: contest.id, version: 1, dataset: {}, inputHash: 'x', methodVersion: 'x' },
        ...{ rubricVersionId: contest.rubricVersionId, finalisedBy: organizer.id },
      });
    expect(await enforceDraft(contest.id, late(2), carryAudits)).toEqual({ done: false, why: 'frozen' });
  });

  test('the screen names judges, sheets and indicators before anything is in force', async () => {
    const contest = await makeContest({ year: 2089, phase: 'penilaian' });
    const { entry } = await auditedEntry(contest, 1);
    const judge = await makeUser('judge', { name: 'Sri Juri' });
    await makeSheet(entry, judge, { D1: 80, O1: 40 });
    await startDraft(contest.id, contest.rubricVersionId, organizer.id);
    await saveDraft(contest.id, reweighed(), 1, organizer.id);
    const address = '/panitia/rubrik/draf';
    const shown = await (await visit(organizer, address)).text();
    for (const part of ['Sri Juri', `O1 (${entry.name})`, 'Lembar siapa yang tersentuh']) expect(shown).toContain(part);
    const fields = { revisi: '2', intent: 'pakai', alasan: 'Bobot disepakati ulang dalam rapat juri' };
    const unseen = await post(organizer, address, fields);
    expect([unseen.status, (await unseen.text()).includes('rapat juri')]).toEqual([422, true]);
    expect((await post(organizer, address, { ...fields, periksa: 'ya' })).status).toBe(302);
    expect((await visit(organizer, '/panitia/rubrik')).status).toBe(200);
  });
});

describe('the screens, without JavaScript', () => {
  const draft = '/panitia/rubrik/draf';

  test('from start to a version in force; a refused form gives back what was typed', async () => {
    const contest = await makeContest({ year: 2090, phase: 'audit' });
    const { entry } = await auditedEntry(contest, 1);
    expect(await (await visit(organizer, draft)).text()).toContain('Rubrik baku bawaan');
    expect((await post(organizer, draft, { intent: 'mulai', dari: contest.rubricVersionId })).status).toBe(302);
    const shown = await (await visit(organizer, draft)).text();
    expect(shown).toContain('name="criteria.0.weight"');
    expect(shown).toContain('Tidak ada usulan yang bergeser');

    const refused = await post(organizer, draft, { intent: 'simpan', revisi: '1', 'criteria.0.weight': 'dua puluh' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('value="dua puluh"');
    const stale = await post(organizer, draft, { intent: 'simpan', revisi: '9', 'criteria.0.weight': '24,25' });
    expect(stale.status).toBe(422);
    expect(await stale.text()).toContain('value="24,25"');

    const o1 = 'criteria.2.indicators.0';
    expect(await (await visit(organizer, `${draft}/O1`)).text()).toContain(`name="${o1}.signals.0.curve.0.1"`);
    const point = { [`${o1}.signals.0.curve.0.1`]: '99' };
    const tried = await post(organizer, `${draft}/O1`, { intent: 'coba', revisi: '1', ...point });
    expect(tried.status).toBe(200);
    expect((await draftOf(contest.id))?.revision).toBe(1);
    expect((await post(organizer, `${draft}/O1`, { intent: 'simpan', revisi: '1', ...point })).status).toBe(302);
    expect((await draftOf(contest.id))?.document.criteria[2]?.indicators[0]).toMatchObject({
      signals: [{ curve: expect.arrayContaining([[expect.any(Number), 99]]) }],
    });
    expect((await post(organizer, draft, { intent: 'tambah-indikator.0.judge', revisi: '2' })).status).toBe(302);
    // What is typed beside the reason is put in force with it, or refused with it, and never lost.
    const enforce = (fields: Record<string, string>) =>
      post(organizer, draft, { intent: 'pakai', revisi: '3', alasan: 'kurva <lama> terlalu keras', ...fields });
    const wrong = await enforce({ 'criteria.0.weight': '24', revisi: '3' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('berjumlah 99');
    expect((await draftOf(contest.id))?.document.criteria[0]?.weight).toBe(24);
    const forced = await enforce({ revisi: '4', 'criteria.0.weight': '26', 'criteria.1.weight': '29' });
    expect(forced.headers.get('location')).toMatch(/\/panitia\/rubrik\?berlaku=\d+/);
    expect(await (await visit(organizer, '/panitia/rubrik')).text()).toContain('kurva &lt;lama&gt; terlalu keras');
    expect((await pointsOf(entry.id)).size).toBeGreaterThan(0);
  });

  test('a file goes out and comes in again; the faults of another are told by their place', async () => {
    const file = await visit(organizer, '/panitia/rubrik.json');
    expect(file.headers.get('Content-Disposition')).toContain('.json');
    const upload = async (content: string) => {
      const body = new FormData();
      body.set('intent', 'unggah');
      body.set('berkas', new File([content], 'rubrik.json'));
      return visit(organizer, draft, { method: 'POST', body });
    };
    const content = await file.text();
    expect((await upload(content)).status).toBe(302);
    const [own] = await db().select().from(contests).where(eq(contests.year, 2090));
    const [kept] = await db()
      .select()
      .from(rubricDrafts)
      .where(eq(rubricDrafts.contestId, own?.id ?? ''));
    expect(kept?.document).toEqual(JSON.parse(content));
    const broken = JSON.parse(content) as { criteria: { weight: number }[] };
    (broken.criteria[1] as { weight: number }).weight = -3;
    const refused = await upload(JSON.stringify(broken));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('kriteria ke-2 › bobot');
    expect(await (await upload('bukan json')).text()).toContain('bukan JSON');
    expect((await post(organizer, draft, { intent: 'buang' })).status).toBe(302);
    expect(
      await db()
        .select()
        .from(rubricDrafts)
        .where(eq(rubricDrafts.contestId, kept?.contestId ?? '')),
    ).toEqual([]);
  });

  test('versions are never changed in place', async () => {
    for (const { id } of await db().select().from(rubricVersions)) {
      const [row] = await db().select().from(rubricVersions).where(eq(rubricVersions.id, id));
      if (row?.hash !== 'uji') expect(await rubricIsSound(db(), id)).toBe(true);
    }
  });
});
