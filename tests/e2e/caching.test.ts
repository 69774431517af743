/** What a browser or a proxy may keep of each kind of answer, seen from outside the built application. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgingText } from '#app/i18n/judging.ts';
import { assignAll } from '#app/judging/assignments.server.ts';
import { paths } from '#app/paths.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { scheduleRelease } from '#app/publication/schedule.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { artifacts, entries, releaseSchedules } from '#db/schema.ts';
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

test('released pages are kept in memory for visitors without a session, held to the moment of their release', async () => {
  const judge = await makeUser('judge');
  const soon = await makeSmallContest({ phase: 'penetapan', year: year + 2 });
  await makeCompleteEntry(soon.id, [judge], { k1: 60, k2: 80, o1: 50 }, { name: 'Dinas Nanti', code: 'nanti' });
  const seen = (await tallyContest(soon.id)).results.inputHash;
  const frozen = await finalise(soon.id, organizer.id, seen);
  if (!frozen.done) throw new Error(frozen.reason);
  const later = new Date(Date.now() + 3_600_000);
  expect(await scheduleRelease(soon.id, organizer.id, frozen.snapshot.id, later)).toEqual({ done: true });
  // What is in memory of before must not be sent after, nor the other way round.
  const page = `/hasil/${year + 2}/nanti`;
  const showsIt = async () => (await (await ask('/hasil')).text()).includes(String(year + 2));
  expect([await showsIt(), (await ask(page)).status]).toEqual([false, 404]);
  const [set] = await application.db
    .update(releaseSchedules)
    .set({ at: sql`clock_timestamp() + interval '2500 milliseconds'` })
    .returning({ at: releaseSchedules.at });
  const at = set?.at.getTime() ?? 0;
  const clock = async () => {
    const [row] = await application.db.execute<{ now: number }>(
      sql`SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now`,
    );
    return Number(row?.now);
  };
  let before = 0;
  for (let now = await clock(); now < at + 300; now = await clock()) {
    const [listed, own] = [await showsIt(), await ask(page)];
    const after = await clock();
    if (after < at) {
      expect([listed, own.status, own.headers.get('cache-control')]).toEqual([false, 404, 'private, no-store']);
      before += 1;
    } else if (now >= at) expect([listed, own.status]).toEqual([true, 200]);
  }
  expect(before).toBeGreaterThan(0);

  const answer = await ask(page, { 'accept-encoding': 'gzip' });
  const etag = answer.headers.get('etag') ?? '';
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'");
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  expect(await answer.text()).toContain('Dinas Nanti');
  expect((await ask(page, { 'if-none-match': etag })).status).toBe(304);
  const display = (choice: object) => `lomba-tampilan=${btoa(JSON.stringify(choice))}`;
  const english = await (await ask(page, { cookie: display({ locale: 'en', theme: 'dark' }) })).text();
  expect(english).toMatch(/<html lang="en" data-theme="dark"/);
  expect(await (await ask(page)).text()).toMatch(/<html lang="id" data-face="system">/);
  // With a session the page says who is signed in, and nobody else gets that one.
  expect(await (await ask(page, { cookie: organizer.cookie })).text()).toContain(paths.account());
  expect(await (await ask(page)).text()).not.toContain(paths.account());
  const frame = await ask(`/sematan/${year + 2}`);
  expect([frame.status, frame.headers.get('x-frame-options')]).toEqual([200, null]);
  expect(frame.headers.get('content-security-policy')).toContain('frame-ancestors *');
}, 30_000);

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
