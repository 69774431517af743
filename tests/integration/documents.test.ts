/** The official documents, printed by the worker's own function in a real Chrome from a frozen result. */
import { writeFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '#app/identity/roles.ts';
import { saveSettings } from '#app/publication/document-settings.server.ts';
import { resultFacts } from '#app/publication/documents/facts.ts';
import { written } from '#app/publication/documents/markup.ts';
import { minutes } from '#app/publication/documents/minutes.ts';
import { noSettings } from '#app/publication/documents/settings.schema.ts';
import { documentsDesk, orderDocuments, verify } from '#app/publication/documents.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { latestSnapshot } from '#app/publication/frozen.server.ts';
import { printDocuments } from '#app/publication/print-documents.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { agencies, contests, documents, entries } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeJudgedContest } from '#tests/support/judged-contest.ts';
import { makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

const origin = 'https://lomba.contoh.go.id';
let database: TestDatabase;
let contestId: string;
let snapshotId: string;
let organizer: Viewer & { cookie: string };
const print = () => printDocuments({ snapshotId, origin }, { jobId: 'uji', signal: new AbortController().signal });
const all = () => database.db.select().from(documents).where(eq(documents.snapshotId, snapshotId));

beforeAll(async () => {
  database = await testDatabase();
  const made = await makeJudgedContest({ year: 2026 });
  contestId = made.contest.id;
  const { id, cookie } = await makeUser('organizer');
  organizer = { userId: id, name: 'Panitia', role: 'organizer', agencyIds: [], cookie };
  await database.db.update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, contestId));
  const seen = (await tallyContest(contestId)).results.inputHash;
  const frozen = await finalise(contestId, id, seen);
  if (!frozen.done) throw new Error(frozen.reason);
  snapshotId = frozen.snapshot.id;
}, 120_000);
afterAll(() => database.drop());

test('ordered and printed: minutes, recapitulation, draft decree, a certificate a winner, a scorecard an entry', async () => {
  await saveSettings(contestId, { ...noSettings, government: 'Pemerintah <Kabupaten>', minutesDay: '2026-11-24' });
  expect(await orderDocuments(organizer, contestId, origin)).toBe(true);
  expect((await documentsDesk(contestId)).rows.every((row) => !row.made)).toBe(true);
  await print();
  const { rows } = await documentsDesk(contestId);
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
  // Five dinas, two badan, three kecamatan: four, one and two places.
  expect([count('minutes'), count('recap'), count('decree'), count('certificate'), count('scorecard')]).toEqual([
    1, 1, 1, 7, 10,
  ]);
  for (const { kind, data, pages } of await all()) {
    expect(data?.subarray(0, 5).toString(), kind).toBe('%PDF-');
    if (process.env.LOMBA_PAPERS && data) writeFileSync(`${process.env.LOMBA_PAPERS}/${kind}.pdf`, data);
    const content = data?.toString('latin1') ?? '';
    // Tagged, in a language, with a title.
    const has = (what: RegExp) => what.test(content);
    expect([kind, has(/\/MarkInfo <<[^>]*\/Marked true/), has(/\/StructTreeRoot/), has(/\/Lang \(id\)/)]).toEqual([
      kind,
      true,
      true,
      true,
    ]);
    if (kind === 'certificate' || kind === 'scorecard') expect(pages, kind).toBe(1);
    else expect(pages).toBeGreaterThan(0);
  }
}, 180_000);

test('printed again a certificate keeps its code; one that is no longer due is gone', async () => {
  const before = await all();
  await saveSettings(contestId, { ...noSettings, best: 1, hopeful: 0 });
  await orderDocuments(organizer, contestId, origin);
  await print();
  const after = (await all()).filter(({ kind }) => kind === 'certificate');
  expect(after.map(({ title }) => title)).toEqual(['Terbaik I', 'Terbaik I', 'Terbaik I']);
  for (const { entry, code, madeAt } of after) {
    const old = before.find((each) => each.kind === 'certificate' && each.entry === entry);
    expect(code).toBe(old?.code);
    expect(madeAt?.getTime()).toBeGreaterThan(old?.madeAt?.getTime() ?? Number.POSITIVE_INFINITY);
  }
}, 180_000);

test('before the release nobody but organizers has a document, and no code is known; then the winner has its own', async () => {
  const made = await all();
  const certificate = made.find(({ kind }) => kind === 'certificate');
  const minutes = made.find(({ kind }) => kind === 'minutes');
  const [agency] = await database.db
    .select()
    .from(agencies)
    .where(eq(agencies.code, certificate?.entry ?? ''));
  const winner = await makeUser('webmaster', { agencyIds: [agency?.id ?? ''] });
  const [rival] = await database.db.select().from(agencies).where(eq(agencies.name, 'Kecamatan Wonorejo'));
  const other = await makeUser('webmaster', { agencyIds: [rival?.id ?? ''] });
  const judge = await makeUser('judge');
  const status = async (person: { cookie: string } | null, id = certificate?.id) =>
    (await visit(person, `/dokumen/${id}`)).status;
  expect(await status(organizer)).toBe(200);
  for (const person of [winner, other, judge, null]) expect(await status(person)).toBe(404);
  expect(await verify(certificate?.code ?? '')).toBeNull();
  const page = await visit(null, `/verifikasi/${certificate?.code}`);
  expect([page.status, (await page.text()).includes(agency?.name ?? '-')]).toEqual([404, false]);
  const [entry] = await database.db
    .select()
    .from(entries)
    .where(eq(entries.agencyId, agency?.id ?? ''));
  const own = () => visit(winner, `/opd/${entry?.id}`).then((answer) => answer.text());
  expect(await own()).not.toMatch(/\/dokumen\/|lencana/);
  const badge = () => visit(null, `/verifikasi/${certificate?.code}/lencana.svg`);
  expect((await badge()).status).toBe(404);

  const frozen = await latestSnapshot(database.db, contestId);
  expect((await release(contestId, organizer.userId, frozen?.id ?? '')).done).toBe(true);
  expect(await status(winner)).toBe(200);
  expect(await own()).toContain(`/dokumen/${certificate?.id}`);
  expect(await own()).toContain(`/verifikasi/${certificate?.code}/lencana.svg`);
  expect(await (await badge()).text()).toContain('Terbaik I');
  for (const person of [other, judge, null]) expect(await status(person)).toBe(404);
  // What names the judges stays with the organizers.
  expect(await status(winner, minutes?.id)).toBe(404);
  const known = await visit(null, `/verifikasi/${certificate?.code?.toLowerCase()}`);
  expect(known.status).toBe(200);
  const said = await known.text();
  for (const part of [agency?.name ?? '-', 'Terbaik I', frozen?.inputHash ?? '-']) expect(said).toContain(part);
  expect((await visit(null, '/verifikasi/AAAAAAAA')).status).toBe(404);
});

test('a fault in the form loses nothing that was typed, and orders nothing', async () => {
  const before = (await all()).map(({ orderedAt }) => orderedAt.getTime());
  const answer = await post(organizer, '/panitia/dokumen', {
    government: 'Pemerintah Kabupaten Contoh',
    minutesDay: '2026-02-30',
    best: '30',
    hopeful: '',
  });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  for (const part of ['Pemerintah Kabupaten Contoh', 'Tulis tanggal yang ada.', 'Tulis angka 0 sampai 10.'])
    expect(page).toContain(part);
  expect((await all()).map(({ orderedAt }) => orderedAt.getTime())).toEqual(before);
});

test('an organizer orders them on the screen', async () => {
  const answer = await post(organizer, '/panitia/dokumen', { best: '2', hopeful: '1' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/panitia/dokumen']);
  const page = await (await visit(organizer, '/panitia/dokumen')).text();
  expect(page).toContain('Berita acara penilaian');
  expect(page).toMatch(/Sedang dicetak: \d+ dari \d+ dokumen menunggu/);
});

// What a document says is looked at in its markup: the text of a PDF is compressed.
test('nothing of the contest, and nothing typed, is markup on a document', async () => {
  const frozen = await latestSnapshot(database.db, contestId);
  const dataset = structuredClone(frozen?.dataset) as { entries: { name: string }[] };
  for (const entry of dataset.entries) entry.name = '<img src=x onerror=alert(1)>';
  const said = written(
    minutes(resultFacts(dataset), { ...noSettings, place: '<b>Kota</b>' }, [{ title: 'Ketua', name: '<i>X</i>' }]),
  );
  expect(said).not.toMatch(/<img|<b>|<i>/);
  expect(said).toContain('&lt;img src=x');
});
