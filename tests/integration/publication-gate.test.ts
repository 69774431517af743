import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { computeResults } from '#app/publication/compute.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { releases, snapshots } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;
const everybody = ['nobody', 'webmaster', 'judge', 'chiefJudge', 'organizer'] as const;
type Who = (typeof everybody)[number];

const year = 2031;
/** A total that no other text of a page holds: 0.6 * 77.5 + 0.4 * 91.25 = 83. */
const points = { k1: 75, k2: 80, o1: 91.25 };
const secrets = ['Dinas Rahasia', '83,00', '83.00', '91.25', '91,25'];

let database: TestDatabase;
let people: Record<Who, Person | null>;
let contestId: string;
beforeAll(async () => {
  database = await testDatabase();
  people = {
    nobody: null,
    webmaster: await makeUser('webmaster'),
    judge: await makeUser('judge', { name: 'Juri Tersembunyi' }),
    chiefJudge: await makeUser('chiefJudge', { name: 'Ketua Tersembunyi' }),
    organizer: await makeUser('organizer', { name: 'Panitia Tersembunyi' }),
  };
  const contest = await makeSmallContest({ phase: 'penetapan', year });
  contestId = contest.id;
  const judges = [people.judge, people.chiefJudge].filter((each) => each !== null);
  await makeCompleteEntry(contest.id, judges, points, { code: 'dinas-rahasia', name: 'Dinas Rahasia' });
});
afterAll(() => database.drop());

// Remix 2 grumbles at every request for `?_data`, the way of its older protocol: forged here on purpose, and not printed.
// Anything else that would be printed as an error fails the test, which says what it was.
beforeEach(() => {
  vi.mocked(console.error).mockImplementation(() => {});
});
afterEach(() => {
  const { calls } = vi.mocked(console.error).mock;
  if (calls.length > 0 && calls.every(([first]) => String(first).includes('should not be making ?_data requests')))
    vi.mocked(console.error).mockClear();
});

const resultWays = [
  `/hasil/${year}`,
  `/hasil/${year}/`,
  `/hasil/${year}.data`,
  `/hasil/${year}.data?_routes=routes%2Fhasil.%24tahun`,
  `/hasil/${year}?_data=routes%2Fhasil.%24tahun`,
  `/hasil/${year}.json`,
  `/hasil/${year}.json.data`,
  `/hasil/${year}.json?_data=routes%2Fhasil.%24tahun%5B.%5Djson`,
  `/hasil/0${year}`,
  `/hasil/${year}.0`,
];
const boardWays = [
  '/peringkat',
  '/peringkat?kategori=Dinas',
  '/peringkat.data',
  '/peringkat.data?_routes=routes%2Fperingkat',
  '/peringkat?_data=routes%2Fperingkat',
];
const finaliseWays = [
  '/panitia/penetapan',
  '/panitia/penetapan?langkah=umumkan',
  '/panitia/penetapan.data',
  '/panitia/penetapan.data?_routes=routes%2Fpanitia.penetapan',
  '/panitia/penetapan?_data=routes%2Fpanitia.penetapan',
];

async function refused(who: Who, way: string) {
  const response = await visit(people[who], way);
  const body = await response.text();
  expect(response.status, `${who} ${way}`).toBe(404);
  expect(response.headers.get('Location'), `${who} ${way}`).toBeNull();
  for (const secret of secrets) expect(body, `${who} ${way}`).not.toContain(secret);
}

async function everyWayIsClosed() {
  for (const who of everybody) {
    for (const way of resultWays) await refused(who, way);
    for (const way of boardWays) if (who !== 'organizer' && who !== 'chiefJudge') await refused(who, way);
    for (const way of finaliseWays) if (who !== 'organizer') await refused(who, way);
    const years = await visit(people[who], '/hasil');
    expect(await years.text()).not.toContain(String(year));
  }
}

const fields = async () => ({
  intent: 'tetapkan',
  sidik: (await tallyContest(contestId)).results.inputHash,
  periksa: 'ya',
});

describe('before anything is frozen', () => {
  test('every way to a result gives 404 to all who are not entitled', everyWayIsClosed);

  test('organizer and chief judge see the leaderboard, kept by no cache', async () => {
    for (const who of ['organizer', 'chiefJudge'] as const) {
      for (const way of ['/peringkat', '/peringkat.data']) {
        const response = await visit(people[who], way);
        expect(response.status).toBe(200);
        expect(response.headers.get('Cache-Control')).toBe('no-store');
        const body = await response.text();
        expect(body).toContain('Dinas Rahasia');
      }
    }
  });

  test('only the organizer can finalise, and not without having said so', async () => {
    for (const who of everybody) {
      if (who === 'organizer') continue;
      expect((await post(people[who], '/panitia/penetapan', await fields())).status, who).toBe(404);
    }
    const { periksa: _, ...unchecked } = await fields();
    expect((await post(people.organizer, '/panitia/penetapan', unchecked)).status).toBe(422);
    expect((await post(people.organizer, '/panitia/penetapan', { intent: 'tetapkan', sidik: 'x' })).status).toBe(400);
    const stale = await post(people.organizer, '/panitia/penetapan', { ...(await fields()), sidik: '0'.repeat(64) });
    expect(stale.status).toBe(409);
    expect(await database.db.select().from(snapshots)).toEqual([]);
  });
});

describe('frozen, not released', () => {
  beforeAll(async () => {
    const response = await post(people.organizer, '/panitia/penetapan', await fields());
    expect(response.status).toBe(302);
    expect(await database.db.select().from(snapshots)).toHaveLength(1);
  });

  test('every way is still closed', everyWayIsClosed);

  test('only the organizer can release', async () => {
    const [snapshot] = await database.db.select().from(snapshots);
    const fields = { intent: 'umumkan', penetapan: snapshot?.id ?? '', periksa: 'ya' };
    for (const who of everybody) {
      if (who === 'organizer') continue;
      expect((await post(people[who], '/panitia/penetapan', fields)).status, who).toBe(404);
    }
    expect(await database.db.select().from(releases)).toEqual([]);
  });

  test('the entity tag of the frozen data opens nothing', async () => {
    const [snapshot] = await database.db.select().from(snapshots);
    const response = await visit(null, `/hasil/${year}.json`, { headers: { 'If-None-Match': `"${snapshot?.id}"` } });
    expect(response.status).toBe(404);
  });
});

describe('released', () => {
  beforeAll(async () => {
    const [snapshot] = await database.db.select().from(snapshots);
    const fields = { intent: 'umumkan', penetapan: snapshot?.id ?? '', periksa: 'ya' };
    expect((await post(people.organizer, '/panitia/penetapan', fields)).status).toBe(302);
  });

  test('anybody reads the page, which ships no script', async () => {
    for (const who of everybody) {
      const response = await visit(people[who], `/hasil/${year}`);
      const body = await response.text();
      expect(response.status, who).toBe(200);
      expect(body).toContain('Dinas Rahasia');
      expect(body).toContain('83,00');
      expect(body).not.toMatch(/<script(?! type="application\/ld\+json")|modulepreload/);
    }
    expect(await (await visit(null, '/hasil')).text()).toContain(String(year));
  });

  test('the page and the data name no judge and no account', async () => {
    const texts = [
      await (await visit(null, `/hasil/${year}`)).text(),
      await (await visit(null, `/hasil/${year}.data`)).text(),
      await (await visit(null, `/hasil/${year}.json`)).text(),
    ];
    for (const person of Object.values(people)) {
      if (!person) continue;
      for (const text of texts)
        for (const known of [person.name, person.id, person.email]) expect(text).not.toContain(known);
    }
  });

  test('the data can be recomputed by a stranger, to the printed hash', async () => {
    const response = await visit(null, `/hasil/${year}.json`);
    const document = await response.json();
    const again = computeResults(document);
    expect(again).toEqual(document.results);
    expect(again.inputHash).toBe(document.hash);
    expect(again.entries[0]).toMatchObject({ id: 'dinas-rahasia', rank: 1 });
    expect(again.entries[0]?.total).toBeCloseTo(83, 9);
    expect(await (await visit(null, `/hasil/${year}`)).text()).toContain(document.hash);
  });

  test('the data is asked for again each time, and not sent twice', async () => {
    const first = await visit(null, `/hasil/${year}.json`);
    expect(first.headers.get('Cache-Control')).toBe('public, no-cache');
    const tag = first.headers.get('ETag') ?? '';
    const again = await visit(null, `/hasil/${year}.json`, { headers: { 'If-None-Match': `W/${tag}, "other"` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('leaderboard and finalisation stay with those they belong to', async () => {
    for (const who of ['nobody', 'webmaster', 'judge'] as const) {
      for (const way of [...boardWays, ...finaliseWays]) expect((await visit(people[who], way)).status).toBe(404);
    }
    for (const way of finaliseWays) expect((await visit(people.chiefJudge, way)).status).toBe(404);
  });

  test('a year that was not released is as unknown as one that never was', async () => {
    const contest = await makeSmallContest({ phase: 'penetapan', year: year + 1 });
    const judge = people.judge;
    if (!judge) throw new Error('no judge');
    await makeCompleteEntry(contest.id, [judge], points, { code: 'tahun-depan' });
    const seen = (await tallyContest(contest.id)).results.inputHash;
    const outcome = await finalise(contest.id, judge.id, seen);
    expect(outcome.done).toBe(true);
    const strip = async (way: string, of: number) =>
      (await (await visit(null, way)).text()).replaceAll(String(of), 'YEAR');
    expect(await strip(`/hasil/${year + 1}`, year + 1)).toBe(await strip('/hasil/1999', 1999));
    if (outcome.done) await release(contest.id, judge.id, outcome.snapshot.id);
    expect((await visit(null, `/hasil/${year + 1}`)).status).toBe(200);
  });
});
