/** Next year's edition: what comes along and, more, what does not; and the trend, which knows released years alone. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNextEdition } from '#app/contest/next-edition.server.ts';
import { saveSettings, settingsOfContest } from '#app/publication/document-settings.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { trendOverYears } from '#app/publication/trend.server.ts';
import { db } from '#db/client.server.ts';
import { agencies, assignments, audits, contests, entries, sheets, snapshots } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const wish = (year: number, name = `Lomba ${year}`) => ({ year, name });
const points = { k1: 60, k2: 80, o1: 50 };

test('agencies, categories, rubric, words and settings come along once the year is released, and nothing else does', async () => {
  const organizer = await makeUser('organizer');
  const judge = await makeUser('judge');
  expect(await startNextEdition(wish(2026), organizer.id)).toEqual({ done: false, why: 'noContest' });
  const last = await makeSmallContest({
    ...{ phase: 'penetapan', year: 2025, hasObjection: true, auditRuns: 5, disparityGap: 12 },
    ...{ aggregate: 'median', incomplete: 'unranked', regencyWords: { x: 1 }, auditClosesAt: new Date() },
    assignmentPlan: { judgesPerEntry: null, categories: { [judge.id]: ['Dinas'] } },
  });
  const entry = await makeCompleteEntry(last.id, [judge], points, { name: 'Dinas Lama', code: 'a' });
  await makeEntry(last.id, { code: 'b', name: 'Diskominfo', outsideRanking: true, url: null });
  expect(await startNextEdition(wish(2026), organizer.id)).toEqual({ done: false, why: 'notReleased' });

  const frozen = await finalise(last.id, organizer.id, (await tallyContest(last.id)).results.inputHash);
  if (!frozen.done) throw new Error(frozen.reason);
  expect(await trendOverYears()).toEqual({ years: [], rows: [] });
  await release(last.id, organizer.id, frozen.snapshot.id);
  await db()
    .update(agencies)
    .set({ name: 'Dinas Baru', category: 'Badan', url: 'https://baru.go.id/' })
    .where(eq(agencies.code, 'a'));

  const printed = {
    ...{
      government: 'Pemerintah Kabupaten Karanganyar',
      office: 'Diskominfo',
      address: 'Jalan Lawu 385',
      place: 'Karanganyar',
    },
    ...{ signerTitle: 'Bupati', signerName: 'Nama Bupati', best: 2, hopeful: 1 },
  };
  const ofOneYear = { minutesDay: '2025-11-24', minutesNumber: '1', decreeNumber: '2', certificateNumber: '3' };
  await saveSettings(last.id, { ...printed, ...ofOneYear });

  expect(await startNextEdition(wish(2025), organizer.id)).toEqual({ done: false, why: 'year' });
  expect(await startNextEdition(wish(2026, ' '), organizer.id)).toEqual({ done: false, why: 'name' });
  const outcomes = await Promise.all([1, 2].map(() => startNextEdition(wish(2026), organizer.id)));
  // Of two presses one makes it; the other finds an edition that is not released.
  expect(outcomes.filter(({ done }) => done)).toEqual([{ done: true, entries: 2 }]);

  const [made] = await db().select().from(contests).where(eq(contests.year, 2026));
  const { rubricVersionId, portalDomain } = last;
  expect(made).toMatchObject({
    ...{ name: 'Lomba 2026', phase: 'persiapan', rubricVersionId, portalDomain, hasObjection: true, auditRuns: 5 },
    ...{ disparityGap: 12, regencyWords: { x: 1 }, practiceOf: null },
    ...{ aggregate: null, assignmentPlan: null, auditClosesAt: null },
  });
  // Letterhead, places and who signs go on; day and numbers are of one year.
  expect(await settingsOfContest(made?.id ?? '')).toEqual({
    ...printed,
    ...{ minutesDay: '', minutesNumber: '', decreeNumber: '', certificateNumber: '' },
  });
  expect(await settingsOfContest(last.id)).toEqual({ ...printed, ...ofOneYear });
  const listed = await db()
    .select()
    .from(entries)
    .where(eq(entries.contestId, made?.id ?? ''));
  expect(listed.find(({ agencyId }) => agencyId === entry.agencyId)).toMatchObject({
    ...{ name: 'Dinas Baru', category: 'Badan', url: 'https://baru.go.id/', outsideRanking: false },
    ...{ currentAuditId: null, frozenAt: null, newerAuditId: null },
  });
  expect(listed.find(({ name }) => name === 'Diskominfo')).toMatchObject({ outsideRanking: true, url: null });
  const [old] = await db().select().from(entries).where(eq(entries.id, entry.id));
  expect(old).toMatchObject({ name: 'Dinas Lama', category: 'Dinas' });
  for (const table of [assignments, sheets, audits, snapshots])
    expect(
      await db()
        .select()
        .from(table)
        .where(eq(table.contestId, made?.id ?? '')),
    ).toEqual([]);

  const trend = await trendOverYears();
  expect(trend.years.map(({ year }) => year)).toEqual([2025]);
  expect(trend.rows.map(({ code }) => code)).toEqual(['a', 'b']);
});

test('the screens: next edition by a plain form, and a trend without what is not released', async () => {
  const organizer = await makeUser('organizer');
  const judge = await makeUser('judge');
  const [current] = await db().select().from(contests).where(eq(contests.year, 2026));
  await makeCompleteEntry(current?.id ?? '', [judge], points, { name: 'Dinas Sangat Rahasia' });
  expect(await (await visit(organizer, '/panitia/edisi/baru')).text()).toContain('setelah hasil edisi 2026 diumumkan');
  const trend = await (await visit(organizer, '/panitia/tren')).text();
  expect(trend).toContain('Dinas Lama');
  expect(trend).not.toContain('Sangat Rahasia');
  const body = new URLSearchParams({ year: '2027', name: 'Terlalu dini' });
  const refused = await visit(organizer, '/panitia/edisi/baru', { method: 'POST', body });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('belum diumumkan');
});
