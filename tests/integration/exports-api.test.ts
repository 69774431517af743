/** Downloads and the read-only API: to whom which results are visible, and that tokens are kept safe. */
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openZip } from '#app/contest/zip.ts';
import { apiTokensOf, MOST_TOKENS, makeApiToken, revokeApiToken } from '#app/identity/api-tokens.server.ts';
import { contestList, datasetFile, entryList, resultList } from '#app/publication/api/api.schema.ts';
import { openApiDocument } from '#app/publication/api/openapi.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { apiTokens, contests, rateLimit, user } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

const secret = 'Dinas Sangat Rahasia';
const [open, closed] = [2040, 2041];
let database: TestDatabase;
let organizer: Awaited<ReturnType<typeof makeUser>>;
let token: string;
beforeAll(async () => {
  database = await testDatabase();
  organizer = await makeUser('organizer');
  const judge = await makeUser('judge');
  const old = await makeSmallContest({ phase: 'penetapan', year: open });
  await makeCompleteEntry(old.id, [judge], { k1: 60, k2: 80, o1: 50 }, { name: 'Dinas Terbuka' });
  const frozen = await finalise(old.id, organizer.id, (await tallyContest(old.id)).results.inputHash);
  if (!frozen.done) throw new Error(frozen.reason);
  await release(old.id, organizer.id, frozen.snapshot.id);
  const now = await makeSmallContest({ phase: 'pleno', year: closed });
  await makeCompleteEntry(now.id, [judge], { k1: 61, k2: 83, o1: 47 }, { name: secret });
  token = await newToken(organizer.id);
});
afterAll(() => database.drop());

async function newToken(userId: string): Promise<string> {
  const outcome = await makeApiToken(userId, 'uji');
  if (!outcome.made) throw new Error(outcome.why);
  return outcome.token;
}
const ask = (path: string, bearer: string | null = null) =>
  visit(null, `/api/v1${path}`, bearer ? { headers: { Authorization: `Bearer ${bearer}` } } : {});
const ways = (year: number) => [
  `/contests/${year}`,
  ...['entries', 'results', 'dataset'].map((each) => `/contests/${year}/${each}`),
];

describe('without a token', () => {
  test('only what is released is there, by whatever way', async () => {
    const { contests: listed } = contestList.parse(await (await ask('/contests')).json());
    expect(listed.map(({ year }) => year)).toEqual([open]);
    for (const way of ways(open)) expect((await ask(way)).status, way).toBe(200);
    for (const way of [...ways(closed), ...ways(1999), '/contests/x/results']) {
      const answer = await ask(way);
      expect([way, answer.status]).toEqual([way, 404]);
      expect(await answer.text()).not.toContain(secret);
    }
    for (const kind of ['xlsx', 'csv']) {
      expect((await visit(null, `/hasil/${open}.${kind}`)).status).toBe(200);
      expect((await visit(null, `/hasil/${closed}.${kind}`)).status).toBe(404);
      // A signed-in organizer's cookie opens nothing on the public way, nor on the API.
      expect((await visit(organizer, `/hasil/${closed}.${kind}`)).status).toBe(404);
      expect((await visit(null, `/peringkat/ekspor.${kind}`)).status).toBe(404);
    }
    expect((await visit(organizer, `/api/v1/contests/${closed}/results`)).status).toBe(404);
  });

  test('the files hold the released names', async () => {
    expect(await (await visit(null, `/hasil/${open}.csv`)).text()).toContain('Dinas Terbuka');
    const book = new Uint8Array(await (await visit(null, `/hasil/${open}.xlsx`)).arrayBuffer());
    expect(openZip(book, 1e7)('xl/worksheets/sheet1.xml')).toMatch(/<v>\d/);
  });
});

describe('with a token', () => {
  test('what its organizer sees, in the shapes that are described', async () => {
    const { contests: listed } = contestList.parse(await (await ask('/contests', token)).json());
    expect(listed.map(({ year, releasedAt }) => [year, releasedAt !== null])).toEqual([
      [closed, false],
      [open, true],
    ]);
    const { entries } = entryList.parse(await (await ask(`/contests/${closed}/entries`, token)).json());
    expect(entries.map(({ name }) => name)).toEqual([secret]);
    const now = resultList.parse(await (await ask(`/contests/${closed}/results`, token)).json());
    expect(now).toMatchObject({ status: 'provisional', entries: [{ name: secret, rank: 1 }] });
    const then = resultList.parse(await (await ask(`/contests/${open}/results`, token)).json());
    expect(then.status).toBe('released');
    datasetFile.parse(await (await ask(`/contests/${closed}/dataset`, token)).json());
    expect((await apiTokensOf(organizer.id))[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  test('a practice of the same year is not the contest', async () => {
    const [parent] = await database.db
      .select()
      .from(contests)
      .where(and(eq(contests.year, closed), isNull(contests.practiceOf)));
    if (!parent) throw new Error('no contest');
    const { id: practiceOf, year, name, portalDomain, rubricVersionId } = parent;
    await database.db.insert(contests).values({ practiceOf, year, name, portalDomain, rubricVersionId });
    // A row that was written to stands behind the newer one: without an order the practice would come first.
    await database.db.update(contests).set({ name }).where(eq(contests.id, practiceOf));
    const { entries } = entryList.parse(await (await ask(`/contests/${closed}/entries`, token)).json());
    expect(entries.map((entry) => entry.name)).toEqual([secret]);
  });

  test('only its hash is kept', async () => {
    const rows = await database.db.select().from(apiTokens);
    expect(JSON.stringify(rows)).not.toContain(token.slice(8));
  });

  test('one that is unknown, revoked, or of somebody who is no organizer any more opens nothing, not even what is public', async () => {
    const other = await makeUser('organizer');
    const [revoked, left] = [await newToken(other.id), await newToken(other.id)];
    const [, first] = await apiTokensOf(other.id);
    expect(await revokeApiToken(organizer.id, first?.id ?? '')).toBe(false);
    expect(await revokeApiToken(other.id, first?.id ?? '')).toBe(true);
    expect(await revokeApiToken(other.id, first?.id ?? '')).toBe(false);
    expect((await ask('/contests', left)).status).toBe(200);
    await database.db.update(user).set({ role: 'judge' }).where(eq(user.id, other.id));
    for (const bad of [revoked, left, 'lomba_tebakan', 'x'.repeat(5000)])
      for (const way of ['/contests', ...ways(open), ...ways(closed)]) {
        const answer = await ask(way, bad);
        expect([way, answer.status]).toEqual([way, 401]);
        expect(await answer.text()).not.toContain(secret);
      }
    expect((await visit(null, '/api/v1/contests', { headers: { Authorization: 'Basic eDp5' } })).status).toBe(401);
  });

  test('a person has only so many, also when asked for at once', async () => {
    const eager = await makeUser('organizer');
    const outcomes = await Promise.all(Array.from({ length: MOST_TOKENS + 3 }, () => makeApiToken(eager.id, 'x')));
    expect(outcomes.filter(({ made }) => made)).toHaveLength(MOST_TOKENS);
    expect(await makeApiToken(eager.id, ' ')).toEqual({ made: false, why: 'name' });
  });
});

test('too many requests wait, for each token and each address apart', async () => {
  await database.db.delete(rateLimit);
  expect((await ask('/contests')).status).toBe(200);
  await database.db.update(rateLimit).set({ count: 600 });
  const refused = await ask('/contests');
  expect([refused.status, Number(refused.headers.get('Retry-After')) > 0]).toEqual([429, true]);
  expect((await ask('/contests', token)).status).toBe(200);
  await database.db.delete(rateLimit);
});

test('the description names exactly the ways there are, and every reference leads somewhere', async () => {
  const text = await (await ask('/openapi.json')).text();
  const described = JSON.parse(text) as { openapi: string; paths: Record<string, unknown> };
  expect(described.openapi).toBe('3.1.0');
  expect(described).toEqual(JSON.parse(JSON.stringify(openApiDocument('http://lomba.test'))));
  for (const path of Object.keys(described.paths))
    expect((await ask(path.replace('{year}', String(open)))).status, path).toBe(200);
  for (const [, reference] of text.matchAll(/"\$ref":"#\/(components[^"]*)"/g)) {
    const found = reference?.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], described);
    expect(found, reference).toBeDefined();
  }
});

test('the screen: a token is shown once, to its organizer alone', async () => {
  const body = new URLSearchParams({ nama: 'Dasbor <data>' });
  const made = await visit(organizer, '/panitia/api', { method: 'POST', body });
  const shown = /lomba_[\w-]{43}/.exec(await made.text())?.[0];
  expect(shown).toBeDefined();
  expect(await (await visit(organizer, '/panitia/api')).text()).not.toContain('lomba_');
  const second = await makeUser('organizer');
  expect(await (await visit(second, '/panitia/api')).text()).not.toContain('Dasbor');
  const [newest] = await apiTokensOf(organizer.id);
  const cut = new URLSearchParams({ intent: 'cabut', token: newest?.id ?? '' });
  expect((await visit(second, '/panitia/api', { method: 'POST', body: cut })).status).toBe(422);
  expect((await ask('/contests', shown)).status).toBe(200);
  expect((await visit(organizer, '/panitia/api', { method: 'POST', body: cut })).status).toBe(302);
  expect((await ask('/contests', shown)).status).toBe(401);
});

test('the contest at hand is the newest: an older one that was never released stays closed even to a token', async () => {
  await makeSmallContest({ phase: 'pleno', year: 2039 });
  expect((await ask('/contests/2039/results', token)).status).toBe(404);
  await database.db.delete(contests).where(eq(contests.year, 2039));
});
