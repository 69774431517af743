/** What a browser or a proxy may keep of each kind of answer, seen from outside the built application. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { artifacts, entries } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makeUser } from '#tests/support/seed.ts';

const year = 2033;
let application: TestApplication;
let organizer: Awaited<ReturnType<typeof makeUser>>;
let contestId: string;
let pictureId: string;
beforeAll(async () => {
  application = await testApplication();
  organizer = await makeUser('organizer');
  const judge = await makeUser('judge');
  contestId = (await makeSmallContest({ phase: 'penetapan', year })).id;
  const entry = await makeCompleteEntry(contestId, [judge], { k1: 60, k2: 80, o1: 50 });
  const [row] = await application.db.select().from(entries).where(eq(entries.id, entry.id));
  const picture = {
    auditId: row?.currentAuditId ?? '',
    kind: 'phone' as const,
    mime: 'image/png',
    data: Buffer.from('x'),
  };
  const [stored] = await application.db.insert(artifacts).values(picture).returning({ id: artifacts.id });
  pictureId = stored?.id ?? '';
});
afterAll(() => application.stop());

const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${application.url}${path}`, { headers });
const keeping = async (path: string, cookie?: string) =>
  (await ask(path, cookie ? { cookie } : {})).headers.get('cache-control');

test('before the release nothing of a result may be kept by anybody', async () => {
  for (const path of [
    `/hasil/${year}`,
    `/hasil/${year}.data`,
    `/hasil/${year}.json`,
    '/peringkat',
    `/gambar/${pictureId}`,
  ]) {
    const answer = await ask(path, { 'if-none-match': '*' });
    expect([path, answer.status, answer.headers.get('etag')]).toEqual([path, 404, null]);
    expect(answer.headers.get('cache-control'), path).toMatch(/^(private, no-cache|(private, )?no-store)$/);
  }
  for (const path of ['/peringkat', '/peringkat.data', '/panitia/penetapan', '/panitia', '/akun'])
    expect(await keeping(path, organizer.cookie), path).toMatch(/no-store$/);
});

test('each answer says one thing about keeping it', async () => {
  expect(await keeping(`/gambar/${pictureId}`, organizer.cookie)).toBe('private, max-age=3600, immutable');
  const seen = (await tallyContest(contestId)).results.inputHash;
  const frozen = await finalise(contestId, organizer.id, seen);
  if (!frozen.done) throw new Error(frozen.reason);
  expect(await keeping(`/hasil/${year}.json`)).toMatch(/no-store$/);
  expect(await release(contestId, organizer.id, frozen.snapshot.id)).toEqual({ done: true });

  expect(await keeping(`/hasil/${year}.json`)).toBe('public, no-cache');
  // The page carries the name of who is signed in.
  expect(await keeping(`/hasil/${year}`, organizer.cookie)).toBe('private, no-cache');
  const etag = (await ask(`/hasil/${year}.json`)).headers.get('etag') ?? '';
  expect((await ask(`/hasil/${year}.json`, { 'if-none-match': etag })).status).toBe(304);
});
