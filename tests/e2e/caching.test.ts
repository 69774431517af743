/** What a browser or a proxy may keep of each kind of answer, seen from outside the built application. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgingText } from '#app/i18n/judging.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { artifacts, entries } from '#db/schema.ts';
import { type TestApplication, testApplication } from '#tests/support/application.ts';
import { makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

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

test('a save, which goes past the router, says who may save and is kept by nobody', async () => {
  const judge = await makeUser('judge');
  const contest = await makeSmallContest({ phase: 'penilaian', year: year + 1 });
  const entry = await makeEntry(contest.id);
  await assignAll(application.db, contest.id);
  const to = { level: 4, notApplicable: false, reason: null, note: null, tasks: null };
  const edits = [{ clientId: crypto.randomUUID(), entryId: entry.id, indicator: 'K1', baseRevision: 0, to }];
  const save = (cookie: string, body: unknown = { judge: judge.id, edits }, headers: Record<string, string> = {}) =>
    fetch(`${application.url}/juri/simpan`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie, ...headers },
      body: JSON.stringify(body),
    });
  expect((await save('')).status).toBe(401);
  expect((await save(organizer.cookie)).status).toBe(404);
  expect((await save(judge.cookie, { edits: 'x' })).status).toBe(400);
  expect((await save(judge.cookie, { judge: entry.id, edits })).status).toBe(409);
  expect((await save(judge.cookie, undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  const answer = await save(judge.cookie);
  expect(await answer.json()).toMatchObject({ answers: [{ state: 'applied', revision: 1 }] });
  expect(answer.headers.get('cache-control')).toMatch(/no-store$/);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  const refused = await save(
    `${judge.cookie}; lomba-tampilan=${btoa(JSON.stringify({ locale: 'en', theme: 'auto' }))}`,
    {
      edits: [{ ...edits[0], clientId: crypto.randomUUID(), indicator: 'tidak-ada' }],
    },
  );
  const [{ state, reason }] = ((await refused.json()) as { answers: [{ state: string; reason: string }] }).answers;
  expect([state, reason]).toEqual(['refused', judgingText.en.refused_unknownIndicator]);
});
