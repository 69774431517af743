/** The public page on how a rank is made: invented before any release, real after it, and no leak in between. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { snapshots } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

let database: TestDatabase;
let contestId: string;
let organizerId: string;
beforeAll(async () => {
  database = await testDatabase();
  organizerId = (await makeUser('organizer')).id;
  const judge = await makeUser('judge', { name: 'Juri Tersembunyi' });
  const contest = await makeSmallContest({ phase: 'penetapan', year: 2051 });
  contestId = contest.id;
  await makeCompleteEntry(contestId, [judge], { k1: 75, k2: 80, o1: 91.25 }, { name: 'Dinas Rahasia' });
  await makeCompleteEntry(contestId, [judge], { k1: 60, k2: 60, o1: 60 }, { name: 'Dinas Kedua' });
});
afterAll(() => database.drop());

const page = async (path = '/cara') => {
  const response = await visit(null, path);
  return { status: response.status, body: await response.text() };
};

async function isInvented() {
  const { inputHash } = (await tallyContest(contestId)).results;
  for (const path of ['/', '/cara', '/hasil']) expect((await page(path)).body).not.toContain(inputHash.slice(0, 16));
  for (const path of ['/cara', '/cara.data']) {
    const { body } = await page(path);
    for (const secret of ['Dinas Rahasia', 'Dinas Kedua', '83,00', '91,25', '91.25', '2051'])
      expect(body, path).not.toContain(secret);
  }
  const { status, body } = await page();
  expect(status).toBe(200);
  expect(body).toContain('Contoh rekaan');
  expect(body).toContain('Keketatan juri dikeluarkan');
  expect(body).not.toContain('<script');
  expect(Buffer.byteLength(body)).toBeLessThan(60_000);
}

test('before anything is released the example is invented, frozen results or not', async () => {
  await isInvented();
  const { inputHash } = (await tallyContest(contestId)).results;
  expect(await finalise(contestId, organizerId, inputHash)).toMatchObject({ done: true });
  await isInvented();
});

const ranksPrinted = ['/', '/cara', '/hasil/2051'];

test('after the release the real figures stand there, judges as codes', async () => {
  const { inputHash } = (await tallyContest(contestId)).results;
  const refused = await finalise(contestId, organizerId, inputHash);
  expect(refused).toMatchObject({ done: false, reason: 'unchanged' });
  const [snapshot] = await database.db.select().from(snapshots);
  expect(await release(contestId, organizerId, snapshot?.id ?? '')).toEqual({ done: true });
  const { body } = await page();
  for (const figure of ['Angka nyata 2051', 'Dinas Rahasia', '83,00', 'diukur 91,3', 'J1 75', 'Dinas Kedua', '60,00'])
    expect(body).toContain(figure);
  expect(body).not.toContain('Juri Tersembunyi');
  expect(body).not.toContain('rekaan');
  expect(body).not.toContain('<script');
  expect(Buffer.byteLength(body)).toBeLessThan(60_000);
});

test('every public page that prints ranks says of which frozen data, and leads to the method', async () => {
  const { inputHash } = (await tallyContest(contestId)).results;
  for (const path of ranksPrinted) {
    const { body } = await page(path);
    expect(body, path).toContain('Dinas Rahasia');
    expect(body, path).toContain(inputHash.slice(0, 16));
    if (path !== '/cara') expect(body, path).toContain('href="/cara"');
  }
});
