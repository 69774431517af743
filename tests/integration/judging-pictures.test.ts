import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportOf } from '#app/audit/report-view.server.ts';
import { roles, type Viewer } from '#app/identity/roles.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { pictureFor } from '#app/judging/pictures.server.ts';
import { rulingBoard } from '#app/judging/ruling-board.server.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { paths } from '#app/paths.ts';
import { behindEntry } from '#app/publication/behind.server.ts';
import { standardRubric } from '#app/rubric/rubric.server.ts';
import { artifacts, assignments, audits, entries, proposals, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

let database: TestDatabase;
const ids = { phone: '', screen: '', ordinary: '', lighthouse: '', 'lighthouse-images': '', visit: '' };
type Kind = keyof typeof ids;
let agencyId: string;
let ofVisit: { entryId: string; auditId: string; audited: typeof audits.$inferInsert };
let judge: Viewer;
let person: Awaited<ReturnType<typeof makeUser>>;

beforeAll(async () => {
  database = await testDatabase();
  const rubricVersionId = await standardRubric(database.db);
  const contest = await makeContest({ phase: 'penilaian', rubricVersionId });
  const entry = await makeEntry(contest.id);
  agencyId = entry.agencyId;
  person = await makeUser('judge');
  judge = { userId: person.id, name: person.name, role: 'judge', agencyIds: [] };
  await assignAll(database.db, contest.id);
  const audited = { contestId: contest.id, entryId: entry.id, rubricVersionId, runs: 1, url: entry.url ?? '' };
  const [audit] = await database.db.insert(audits).values(audited).returning();
  ofVisit = { entryId: entry.id, auditId: audit?.id ?? '', audited };
  for (const kind of Object.keys(ids) as Kind[]) {
    const [row] = await database.db
      .insert(artifacts)
      .values({ auditId: audit?.id ?? '', kind, mime: 'image/png', data: Buffer.from(kind) })
      .returning();
    ids[kind] = row?.id ?? '';
  }
});
afterAll(() => database.drop());

const outsider = (role: Viewer['role'], agencyIds: string[] = []): Viewer => ({
  userId: crypto.randomUUID(),
  name: role,
  role,
  agencyIds,
});

test.each(['phone', 'screen'] as const)(
  'a picture (%s) opens to organizer, chief judge, judge of the contest and own webmaster only',
  async (kind) => {
    const seen = async (viewer: Viewer) => (await pictureFor(viewer, ids[kind])) !== null;
    expect(await Promise.all(roles.map((role) => seen(outsider(role))))).toEqual([true, true, false, false]);
    expect(await seen(judge)).toBe(true);
    expect(await seen(outsider('webmaster', [agencyId]))).toBe(true);
    expect(await seen(outsider('webmaster', [crypto.randomUUID()]))).toBe(false);
  },
);

test('what an ordinary visit saw opens to organizer and chief judge only', async () => {
  const seen = async (viewer: Viewer) => (await pictureFor(viewer, ids.ordinary)) !== null;
  expect(await Promise.all(roles.map((role) => seen(outsider(role))))).toEqual([true, true, false, false]);
  expect(await seen(judge)).toBe(false);
  expect(await seen(outsider('webmaster', [agencyId]))).toBe(false);
});

test('what an audit stores besides pictures has no address, whoever asks', async () => {
  for (const kind of ['lighthouse', 'lighthouse-images', 'visit'] as const)
    expect(await pictureFor({ ...judge, role: 'organizer' }, ids[kind]), kind).toBeNull();
  expect(await pictureFor({ ...judge, role: 'organizer' }, crypto.randomUUID())).toBeNull();
});

test('a judge sees the pictures of the newest visit also when medians count, and the hints for content', async () => {
  const { entryId, auditId, audited } = ofVisit;
  const hints = {
    newestDate: { date: '2026-11-03', url: 'https://x.go.id/berita/1', text: 'Kegiatan Posyandu' },
    documents: [{ key: 'renstra', url: 'https://x.go.id/renstra.pdf', text: 'Renstra 2026', from: 'https://x.go.id/' }],
    nameSpellings: [],
    printView: null,
    formFields: null,
  };
  // A pass with one signal measured anew, and the median that stands on it.
  const [partial] = await database.db
    .insert(audits)
    .values({ ...audited, kind: 'partial', sources: [auditId] })
    .returning();
  const [median] = await database.db
    .insert(audits)
    .values({ ...audited, kind: 'median', sources: [partial?.id ?? ''], hints })
    .returning();
  await database.db.update(entries).set({ currentAuditId: median?.id }).where(eq(entries.id, entryId));
  expect((await openSheet(judge, entryId))?.site.pages[0]?.parts.phone[0]?.src).toBe(paths.picture(ids.phone));
  const sheet = await (await visit(person, paths.sheet(entryId))).text();
  expect(sheet).toContain(ids.phone);
  expect(sheet).toContain('Kegiatan Posyandu');
  expect(sheet).toContain('https://x.go.id/renstra.pdf');
  expect(sheet).not.toContain(ids.ordinary);
});

test('evidence has its crop on the sheet and in reports; one cut out for an accusation is for organizer and chief judge', async () => {
  const { audited } = ofVisit;
  const url = 'https://x.go.id/';
  const entry = await makeEntry(audited.contestId);
  const [audit] = await database.db
    .insert(audits)
    .values({ ...audited, entryId: entry.id, state: 'done', identity: {} })
    .returning();
  const auditId = audit?.id ?? '';
  const crops: Record<string, string> = {};
  for (const [run, where] of ['#aduan', '#sisipan'].entries()) {
    const cut = { page: url, where, accuses: where === '#sisipan' };
    const signal = cut.accuses ? 'injected-spam' : 'complaint-links';
    const evidence = [{ url, where, text: where }];
    await database.db
      .insert(signals)
      .values({ auditId, signal, outcome: 'measured', value: 1, unit: '0 or 1', evidence });
    const row = { auditId, kind: 'crop' as const, run, mime: 'image/webp', width: 90, height: 40, cut };
    const [stored] = await database.db
      .insert(artifacts)
      .values({ ...row, data: Buffer.from(where) })
      .returning();
    crops[where] = stored?.id ?? '';
  }
  await database.db.update(entries).set({ currentAuditId: auditId }).where(eq(entries.id, entry.id));
  await database.db
    .insert(assignments)
    .values({ contestId: audited.contestId, entryId: entry.id, judgeId: person.id })
    .onConflictDoNothing();
  const cropsIn = (list: { evidence: { crop?: { src: string } }[] }[] | undefined) =>
    list?.flatMap(({ evidence }) => evidence.flatMap(({ crop }) => crop?.src ?? [])).sort();
  const all = Object.values(crops).map(paths.picture).sort();
  const harmless = [paths.picture(crops['#aduan'] ?? '')];
  expect(cropsIn((await openSheet(judge, entry.id))?.site.signals)).toEqual(harmless);
  expect(cropsIn((await reportOf(auditId, 'webmaster'))?.signals)).toEqual(harmless);
  expect(cropsIn((await reportOf(auditId, 'organizer'))?.signals)).toEqual(all);
  // Behind a total and before a ruling, of an audit made of visits too.
  expect(cropsIn((await behindEntry(entry.id)).signals)).toEqual(all);
  const [median] = await database.db
    .insert(audits)
    .values({ ...audited, entryId: entry.id, state: 'done', kind: 'median', sources: [auditId] })
    .returning();
  const medianId = median?.id ?? '';
  await database.db
    .insert(proposals)
    .values({ auditId: medianId, indicator: 'O1', outcome: 'unmeasured', because: [] });
  const evidence = [{ url, where: '#aduan', text: '#aduan' }];
  await database.db
    .insert(signals)
    .values({ auditId: medianId, signal: 'complaint-links', outcome: 'measured', value: 1, unit: '0 or 1', evidence });
  await database.db.update(entries).set({ currentAuditId: medianId }).where(eq(entries.id, entry.id));
  const { waiting } = await rulingBoard(audited.contestId, audited.rubricVersionId);
  expect(cropsIn(waiting.find(({ entryId }) => entryId === entry.id)?.signals)).toEqual(harmless);
  expect(cropsIn((await behindEntry(entry.id)).signals)).toEqual(harmless);
  const seen = async (viewer: Viewer, where: string) => (await pictureFor(viewer, crops[where] ?? '')) !== null;
  const owner = outsider('webmaster', [entry.agencyId]);
  expect(await Promise.all([judge, owner].map((viewer) => seen(viewer, '#aduan')))).toEqual([true, true]);
  expect(await Promise.all([judge, owner].map((viewer) => seen(viewer, '#sisipan')))).toEqual([false, false]);
  expect(await Promise.all(roles.map((role) => seen(outsider(role), '#sisipan')))).toEqual([true, true, false, false]);
});
