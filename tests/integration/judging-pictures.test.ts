import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles, type Viewer } from '#app/identity/roles.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { pictureFor } from '#app/judging/pictures.server.ts';
import { openSheet } from '#app/judging/sheet-view.server.ts';
import { paths } from '#app/paths.ts';
import { standardRubric } from '#app/rubric/rubric.server.ts';
import { artifacts, audits, entries } from '#db/schema.ts';
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
