import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles, type Viewer } from '#app/identity/roles.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { pictureFor } from '#app/judging/pictures.server.ts';
import { artifacts, audits } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
const ids = { phone: '', ordinary: '', lighthouse: '', 'lighthouse-images': '', visit: '' };
type Kind = keyof typeof ids;
let agencyId: string;
let judge: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  const contest = await makeContest({ phase: 'penilaian' });
  const entry = await makeEntry(contest.id);
  agencyId = entry.agencyId;
  const person = await makeUser('judge');
  judge = { userId: person.id, name: person.name, role: 'judge', agencyIds: [] };
  await assignAll(database.db, contest.id);
  const { rubricVersionId } = contest;
  const [audit] = await database.db
    .insert(audits)
    .values({ contestId: contest.id, entryId: entry.id, rubricVersionId, runs: 1, url: entry.url ?? '' })
    .returning();
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

test('a screenshot opens to organizer, chief judge, judge of the contest and own webmaster only', async () => {
  const seen = async (viewer: Viewer) => (await pictureFor(viewer, ids.phone)) !== null;
  expect(await Promise.all(roles.map((role) => seen(outsider(role))))).toEqual([true, true, false, false]);
  expect(await seen(judge)).toBe(true);
  expect(await seen(outsider('webmaster', [agencyId]))).toBe(true);
  expect(await seen(outsider('webmaster', [crypto.randomUUID()]))).toBe(false);
});

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
