/** Released results corrected: a new version beside the old, both kept, nothing of it public before its own release. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movePhaseNow } from '#app/contest/phases.server.ts';
import { openZip } from '#app/contest/zip.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { publicPages } from '#app/public-pages.ts';
import { openCorrection, withdrawCorrection } from '#app/publication/corrections.server.ts';
import { documentsOfEntry, orderDocuments, verify } from '#app/publication/documents.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { release } from '#app/publication/release.server.ts';
import { releasedOf } from '#app/publication/released.server.ts';
import { scheduleRelease, settleReleases } from '#app/publication/schedule.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { verifyDataset } from '#app/publication/verify.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { contests, corrections, documents, phaseChanges, releaseSchedules, snapshots } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { changeMark, makeAudit, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let judge: Awaited<ReturnType<typeof makeUser>>;
let organizer: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  database = await testDatabase();
  judge = await makeUser('judge');
  organizer = await makeUser('organizer');
});
afterAll(() => database.drop());

const REASON = 'Nilai konten Dinas B tertukar dengan lembar lain';
const hashNow = async (contestId: string) => (await tallyContest(contestId)).results.inputHash;
const finaliseNow = async (contestId: string) => finalise(contestId, organizer.id, await hashNow(contestId));
async function finalised(contestId: string) {
  const outcome = await finaliseNow(contestId);
  if (!outcome.done) throw new Error(outcome.reason);
  return outcome.snapshot;
}
const phaseOf = async (contestId: string) =>
  (await database.db.select().from(contests).where(eq(contests.id, contestId)))[0]?.phase;
const page = async (address: string, who: { cookie: string } | null = null) => (await visit(who, address)).text();
const json = async (address: string) => (await visit(null, address)).json();

let made = 0;
/** Four in one category, A before B before C before D, released, with the certificates of three of them. */
async function releasedContest() {
  made += 1;
  const contest = await makeSmallContest({ phase: 'penetapan', year: 2100 + made, name: 'Lomba dikoreksi' });
  const sheetIds = new Map<string, string>();
  const entries = new Map<string, Awaited<ReturnType<typeof makeEntry>>>();
  for (const [at, letter] of ['A', 'B', 'C', 'D'].entries()) {
    const entry = await makeEntry(contest.id, { name: `Dinas ${letter}`, code: `dinas-${letter}-${made}` });
    await makeAudit(entry, 50);
    sheetIds.set(letter, await makeSheet(entry, judge, { K1: 80 - 20 * at, K2: 80 }));
    entries.set(letter, entry);
  }
  const first = await finalised(contest.id);
  const viewer: Viewer = { userId: organizer.id, name: 'Panitia', role: 'organizer', agencyIds: [] };
  expect(await orderDocuments(viewer, contest.id, 'http://lomba.test')).toBe(true);
  expect(await release(contest.id, organizer.id, first.id)).toEqual({ done: true });
  const certificates = async (snapshotId: string) => {
    await database.db
      .update(documents)
      .set({ data: Buffer.from('%PDF-'), madeAt: new Date() })
      .where(eq(documents.snapshotId, snapshotId));
    const rows = await database.db
      .select()
      .from(documents)
      .where(and(eq(documents.snapshotId, snapshotId), eq(documents.kind, 'certificate')));
    return new Map(rows.map(({ entry, code }) => [entry.split('-')[1] ?? '', code ?? '']));
  };
  return {
    contest,
    year: contest.year,
    first,
    viewer,
    entries,
    certificates,
    sheet: (of: string) => sheetIds.get(of) ?? '',
  };
}

test('a correction is opened from what is public, with a public reason, and closes without a trace in the results', async () => {
  const { contest, year, first } = await releasedContest();
  const open = (seen: string, reason: string) => openCorrection(contest.id, organizer.id, seen, reason);
  expect(await open(first.id, '  pendek ')).toEqual({ done: false, reason: 'reasonMissing' });
  expect(await open(first.id, 'x'.repeat(501))).toEqual({ done: false, reason: 'reasonLong' });
  expect(await open(contest.id, REASON)).toEqual({ done: false, reason: 'stale' });
  expect(await withdrawCorrection(contest.id, organizer.id, REASON)).toEqual({ done: false, reason: 'noCorrection' });
  const before = await page(`/hasil/${year}`);
  const both = await Promise.all([open(first.id, REASON), open(first.id, REASON)]);
  expect(both.map((each) => (each.done ? 'done' : each.reason)).sort()).toEqual(['done', 'phase']);
  expect(await phaseOf(contest.id)).toBe('penetapan');
  const moves = await database.db.select().from(phaseChanges).where(eq(phaseChanges.contestId, contest.id));
  expect(moves).toContainEqual(
    expect.objectContaining({ fromPhase: 'terbit', toPhase: 'penetapan', reason: REASON, userId: organizer.id }),
  );
  // What is public is what it was, and says that it is being corrected.
  const marked = await page(`/hasil/${year}`);
  expect(before).not.toContain(REASON);
  expect(marked).toContain(REASON);
  expect(marked).toContain(first.inputHash);
  expect(await json(`/api/v1/contests/${year}`)).toMatchObject({ correcting: { reason: REASON } });
  // Nothing was changed: there is nothing to freeze, to release or to set a moment for.
  expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'unchanged' });
  expect(await release(contest.id, organizer.id, first.id)).toEqual({ done: false, reason: 'notFinalised' });
  const soon = new Date(Date.now() + 600_000);
  expect(await scheduleRelease(contest.id, organizer.id, first.id, soon)).toEqual({
    done: false,
    reason: 'notFinalised',
  });
  expect(await withdrawCorrection(contest.id, organizer.id, 'nanti')).toEqual({ done: false, reason: 'reasonMissing' });
  expect(await withdrawCorrection(contest.id, organizer.id, 'Ternyata nilainya sudah benar')).toEqual({ done: true });
  expect(await phaseOf(contest.id)).toBe('terbit');
  expect(await page(`/hasil/${year}`)).toBe(before);
  const [kept] = await database.db.select().from(corrections).where(eq(corrections.contestId, contest.id));
  expect(kept).toMatchObject({ reason: REASON, withdrawnReason: 'Ternyata nilainya sudah benar' });
});

test('version 2 stands beside version 1: difference, data, interface, certificates and documents, none of it before its release', async () => {
  const { contest, year, first, viewer, entries, certificates, sheet } = await releasedContest();
  const codes = await certificates(first.id);
  const winner = entries.get('A');
  const webmaster = await makeUser('webmaster', { agencyIds: [winner?.agencyId ?? ''] });
  const firstFile = await (await visit(null, `/hasil/${year}.json`)).text();
  expect(await openCorrection(contest.id, organizer.id, first.id, REASON)).toEqual({ done: true });
  // Corrected by the recorded means, phases back and forth as always.
  const move = (from: 'penetapan' | 'pleno', to: 'penetapan' | 'pleno', reason: string | null) =>
    movePhaseNow({ contestId: contest.id, from, to, reason, userId: organizer.id }, rubricGate);
  expect(await move('penetapan', 'pleno', null)).toMatchObject({ moved: false, why: 'reasonMissing' });
  expect(await move('penetapan', 'pleno', 'Lembar dibuka lagi')).toMatchObject({ moved: true });
  await changeMark(sheet('B'), 'K1', 100);
  expect(await move('pleno', 'penetapan', null)).toMatchObject({ moved: true });
  const second = await finalised(contest.id);
  expect(second.version).toBe(2);
  expect(await orderDocuments(viewer, contest.id, 'http://lomba.test')).toBe(true);
  const secondCodes = await certificates(second.id);

  // Before its release no door says a word of it.
  const secret = [second.inputHash, second.inputHash.slice(0, 16), 'menggantikan versi 1', 'Versi 2'];
  const doors = [
    ...[`/hasil/${year}`, `/hasil/${year}?versi=1`, `/hasil/${year}.json`, `/hasil/${year}/dinas-B-${made}`],
    ...[
      `/api/v1/contests/${year}`,
      `/api/v1/contests/${year}/results`,
      '/api/v1/contests',
      '/hasil',
      '/hasil.rss',
      '/',
    ],
    ...['/sitemap.xml', `/sematan/${year}`, `/verifikasi/${codes.get('A')}`, `/verifikasi/${codes.get('B')}`, '/cara'],
  ];
  for (const door of doors) {
    const answer = await visit(null, door);
    const said = await answer.text();
    expect([door, answer.status]).toEqual([door, 200]);
    for (const each of secret) expect(said, door).not.toContain(each);
  }
  for (const door of [
    ...[
      `/hasil/${year}?versi=2`,
      `/hasil/${year}.json?versi=2`,
      `/hasil/${year}.csv?versi=2`,
      `/hasil/${year}.xlsx?versi=2`,
    ],
    ...[`/hasil/${year}/dinas-B-${made}?versi=2`, `/hasil/${year}.png?versi=2`, `/verifikasi/${secondCodes.get('B')}`],
    ...[`/api/v1/contests/${year}/results?version=2`, `/api/v1/contests/${year}/dataset?version=2`],
    ...[`/hasil/${year}?versi=0`, `/hasil/${year}?versi=x`, `/hasil/${year}?versi=`],
  ])
    expect([door, (await visit(null, door)).status]).toEqual([door, 404]);
  expect((await documentsOfEntry(winner?.id ?? '', [winner?.agencyId ?? ''])).map(({ code }) => code)).toContain(
    codes.get('A'),
  );
  expect(await verify(codes.get('A') ?? '')).toMatchObject({ standing: 'current' });
  const [unseen] = await database.db.select().from(documents).where(eq(documents.snapshotId, second.id));
  expect((await visit(webmaster, `/dokumen/${unseen?.id}`)).status).toBe(404);
  // The organizer sees what will change.
  expect(await page('/panitia/penetapan', organizer)).toMatch(
    /Yang akan berubah bagi umum[\s\S]*Terbaik II menjadi Terbaik I/,
  );

  expect(await release(contest.id, organizer.id, second.id)).toEqual({ done: true });
  expect(await phaseOf(contest.id)).toBe('terbit');
  const shown = await page(`/hasil/${year}`);
  for (const each of [
    second.inputHash,
    'Versi 2, menggantikan versi 1',
    REASON,
    'Terbaik I menjadi Terbaik II',
    '2 dari 4',
  ])
    expect(shown).toContain(each);
  const old = await page(`/hasil/${year}?versi=1`);
  for (const each of [first.inputHash, 'sudah digantikan versi 2', 'noindex', `/hasil/${year}.json?versi=1`])
    expect(old).toContain(each);
  expect(await page(`/hasil/${year}/dinas-A-${made}?versi=1`)).toContain('sudah digantikan versi 2');
  expect(await page(`/hasil/${year}/dinas-A-${made}`)).toContain('menggantikan versi 1');

  // Byte for byte the file it was; each verifies, with the hash that its own documents print.
  expect(await (await visit(null, `/hasil/${year}.json?versi=1`)).text()).toBe(firstFile);
  for (const { file, hash } of [
    { file: `/hasil/${year}.json`, hash: second.inputHash },
    { file: `/hasil/${year}.json?versi=1`, hash: first.inputHash },
  ])
    expect(verifyDataset(await json(file), hash).figures.filter(({ holds }) => !holds)).toEqual([]);
  const document = await json(`/hasil/${year}.json`);
  expect(document.version).toEqual({ number: 2, supersedes: { number: 1, hash: first.inputHash }, reason: REASON });
  // What it says of its predecessor is under the hash too.
  const forged = { ...document, version: { ...document.version, reason: 'Tidak ada yang keliru' } };
  expect(verifyDataset(forged).figures.some(({ path: of, holds }) => of === 'hash' && !holds)).toBe(true);
  const names = ['', '?versi=1'].map(async (query) =>
    (await visit(null, `/hasil/${year}.csv${query}`)).headers.get('content-disposition'),
  );
  expect(await Promise.all(names)).toEqual([
    `attachment; filename="lomba-${year}-v2.csv"`,
    `attachment; filename="lomba-${year}.csv"`,
  ]);
  expect(await json(`/api/v1/contests/${year}/results`)).toMatchObject({
    ...{ version: 2, supersededBy: null, inputHash: second.inputHash },
    supersedes: { version: 1, inputHash: first.inputHash, reason: REASON },
  });
  expect(await json(`/api/v1/contests/${year}/results?version=1`)).toMatchObject({
    ...{ version: 1, supersededBy: 2, supersedes: null, inputHash: first.inputHash },
  });
  expect(await json(`/api/v1/contests/${year}`)).toMatchObject({
    versions: [{ version: 1 }, { version: 2, reason: REASON }],
    correcting: null,
  });
  expect(await page('/hasil.rss')).toContain(`Hasil lomba ${year}, versi 2`);
  expect(await page(`/sematan/${year}`)).toContain('hasil resmi versi 2');
  // The address that stays leads searchers and readers of files to the version in force.
  const [firstPublic, secondPublic] = (await releasedOf(year))?.versions.map(({ releasedAt }) => releasedAt) ?? [];
  const map = await page('/sitemap.xml');
  expect(map).not.toContain('versi=');
  for (const path of [`/hasil/${year}`, `/hasil/${year}/dinas-A-${made}`])
    expect(map).toContain(`${path}</loc><lastmod>${secondPublic?.toISOString()}</lastmod>`);
  const said = async (path: string) =>
    JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(await page(path))?.[1] ?? '{}');
  const datePublished = firstPublic?.toISOString();
  for (const path of [`/hasil/${year}`, `/hasil/${year}/dinas-A-${made}`]) {
    expect(await said(path)).toMatchObject({ version: '2', datePublished, dateModified: secondPublic?.toISOString() });
    expect(await said(`${path}?versi=1`)).toMatchObject({ version: '1', datePublished, dateModified: datePublished });
  }
  for (const [query, number, hash] of [
    ['', 2, second.inputHash],
    ['?versi=1', 1, first.inputHash],
  ]) {
    const [heading, ...lines] = (await page(`/hasil/${year}.csv${query}`)).trim().split('\r\n');
    expect(heading).toMatch(/Predikat,Versi hasil,Sidik SHA-256$/);
    for (const line of lines) expect(line.endsWith(`,${number},${hash}`), line).toBe(true);
    const book = new Uint8Array(await (await visit(null, `/hasil/${year}.xlsx${query}`)).arrayBuffer());
    const member = openZip(book, 1e7);
    expect(/.*<sheet [^>]*name="([^"]*)"/.exec(member('xl/workbook.xml') ?? '')?.[1]).toBe('Tentang berkas');
    const words = `${member('xl/sharedStrings.xml') ?? ''}${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => member(`xl/worksheets/sheet${n}.xml`) ?? '').join('')}`;
    expect(words).toContain(hash);
    expect(words.includes(REASON)).toBe(number === 2);
  }

  // A and B changed places; what was said of C is still true.
  expect(await verify(codes.get('A') ?? '')).toMatchObject({ standing: 'revoked', supersededBy: { number: 2 } });
  expect(await verify(codes.get('B') ?? '')).toMatchObject({ standing: 'revoked' });
  expect(await verify(codes.get('C') ?? '')).toMatchObject({ standing: 'confirmed' });
  expect(await verify(secondCodes.get('B') ?? '')).toMatchObject({ standing: 'current', title: 'Terbaik I' });
  const revoked = await page(`/verifikasi/${codes.get('A')}`);
  expect(revoked).toContain('sudah dicabut');
  expect(revoked).toContain(REASON);
  expect(await page(`/verifikasi/${codes.get('C')}`)).toMatch(/Piagam ini sah[\s\S]*memberi gelar yang sama/);
  expect((await visit(null, `/verifikasi/${codes.get('A')}/lencana.svg`)).status).toBe(404);
  expect((await visit(null, `/verifikasi/${codes.get('C')}/lencana.svg`)).status).toBe(200);
  const handed = await documentsOfEntry(winner?.id ?? '', [winner?.agencyId ?? '']);
  expect(handed.flatMap(({ code }) => code ?? [])).toEqual([secondCodes.get('A')]);
  expect(await database.db.select().from(snapshots).where(eq(snapshots.id, first.id))).toEqual([first]);
  // The organizer has the documents of both.
  const [minutes] = await database.db
    .select()
    .from(documents)
    .where(and(eq(documents.snapshotId, first.id), eq(documents.kind, 'minutes')));
  expect(await page('/panitia/dokumen', organizer)).not.toContain(`/dokumen/${minutes?.id}`);
  expect(await page('/panitia/dokumen?versi=1', organizer)).toContain(`/dokumen/${minutes?.id}`);
});

test('a withdrawn correction leaves nothing of what was frozen in it, and its number is not given again', async () => {
  const { contest, year, first, sheet } = await releasedContest();
  await openCorrection(contest.id, organizer.id, first.id, REASON);
  await changeMark(sheet('B'), 'K1', 100);
  const second = await finalised(contest.id);
  const later = new Date(Date.now() + 3_600_000);
  expect(await scheduleRelease(contest.id, organizer.id, second.id, later)).toEqual({ done: true });
  expect(await withdrawCorrection(contest.id, organizer.id, 'Ditunda sampai rapat')).toEqual({ done: true });
  expect(await database.db.select().from(releaseSchedules).where(eq(releaseSchedules.contestId, contest.id))).toEqual(
    [],
  );
  expect(await release(contest.id, organizer.id, second.id)).toEqual({ done: false, reason: 'released' });
  expect((await releasedOf(year))?.snapshot.id).toBe(first.id);
  expect(await page('/panitia/penetapan', organizer)).not.toContain(second.inputHash);
  // The same change, in a correction of its own.
  await openCorrection(contest.id, organizer.id, first.id, 'Rapat menyetujui koreksi ini');
  expect(await release(contest.id, organizer.id, second.id)).toEqual({ done: false, reason: 'notFinalised' });
  const third = await finalised(contest.id);
  expect(third.version).toBe(3);
  expect(await release(contest.id, organizer.id, third.id)).toEqual({ done: true });
  expect((await releasedOf(year))?.versions.map(({ number }) => number)).toEqual([1, 3]);
  expect(await releasedOf(year, 2)).toBeNull();
});

test('a moment set for version 2 opens it for the kept pages too, and not before; by the screen, documents made anew', async () => {
  const { contest, year, first, sheet } = await releasedContest();
  const build = (await import(path.resolve(import.meta.dirname, '../../build/server/index.js'))) as ServerBuild;
  let pages: ReturnType<typeof publicPages> | undefined;
  const server = createServer((request, response) => {
    const next = () => response.writeHead(404).end();
    if (!pages?.(request, response, next)) next();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pages = publicPages({ build, baseUrl, isPublicUrl: true });
  const kept = async () => (await fetch(`${baseUrl}/hasil/${year}`)).text();
  const until = async (text: string) => {
    for (const end = Date.now() + 10_000; Date.now() < end; ) if ((await kept()).includes(text)) return true;
    return false;
  };
  try {
    expect(await kept()).toContain(first.inputHash);
    const reason = { intent: 'koreksi', penetapan: first.id, alasan: REASON };
    const unticked = await post(organizer, '/panitia/penetapan', reason);
    expect([unticked.status, (await unticked.text()).includes(REASON)]).toEqual([422, true]);
    expect((await post(organizer, '/panitia/penetapan', { ...reason, periksa: 'ya' })).status).toBe(302);
    expect(await until('sedang dikoreksi')).toBe(true);
    await changeMark(sheet('B'), 'K1', 100);
    const tetapkan = { intent: 'tetapkan', sidik: await hashNow(contest.id), periksa: 'ya' };
    expect((await post(organizer, '/panitia/penetapan', tetapkan)).status).toBe(302);
    const [second] = await database.db
      .select()
      .from(snapshots)
      .where(and(eq(snapshots.contestId, contest.id), eq(snapshots.version, 2)));
    const remade = await database.db
      .select()
      .from(documents)
      .where(eq(documents.snapshotId, second?.id ?? ''));
    expect(remade.filter(({ kind }) => kind === 'certificate')).toHaveLength(3);
    const soon = new Date(Date.now() + 600_000);
    expect(await scheduleRelease(contest.id, organizer.id, second?.id ?? '', soon)).toEqual({ done: true });
    await database.db
      .update(releaseSchedules)
      .set({ at: sql`clock_timestamp() + interval '3 seconds'` })
      .where(eq(releaseSchedules.contestId, contest.id));
    const clock = async () => {
      const [row] = await database.db.execute<{ due: boolean }>(
        sql`SELECT at <= clock_timestamp() AS due FROM release_schedules WHERE contest_id = ${contest.id}`,
      );
      return row?.due === true;
    };
    for (let due = await clock(); !due; due = await clock()) {
      const said = await kept();
      // Asked before the moment and answered before it.
      if (!(await clock())) expect(said.includes(second?.inputHash ?? '')).toBe(false);
    }
    expect(await kept()).toContain('Versi 2, menggantikan versi 1');
    // Public, though no job has written it down: nothing more may be frozen or taken back.
    expect(await finaliseNow(contest.id)).toEqual({ done: false, reason: 'released' });
    expect(await withdrawCorrection(contest.id, organizer.id, 'Terlambat sudah')).toEqual({
      done: false,
      reason: 'noCorrection',
    });
    await settleReleases();
    expect(await phaseOf(contest.id)).toBe('terbit');
    expect((await releasedOf(year))?.versions.map(({ number }) => number)).toEqual([1, 2]);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}, 60_000);
