/** The report of an audit and Lighthouse's own reports, by who reads them. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { assignments, audits, contests, recusals, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeSmallContest } from '#tests/support/judged.ts';
import { makePass, makeSpeedRun, makeVisit, seen } from '#tests/support/measured.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let contestId: string;
let entry: Awaited<ReturnType<typeof makeEntry>>;
let made: Awaited<ReturnType<typeof makeVisit>>;
let people: Record<
  'organizer' | 'chiefJudge' | 'judge' | 'recused' | 'stranger' | 'own' | 'other',
  { id: string; cookie: string }
>;
beforeAll(async () => {
  database = await testDatabase();
  contestId = (await makeSmallContest({ phase: 'audit', year: 2035 })).id;
  entry = await makeEntry(contestId, { name: 'Dinas Pindahan' });
  const elsewhere = await makeEntry(contestId, {});
  made = await makeVisit(entry, (await makePass(contestId, 1, { state: 'done' })).id);
  people = {
    organizer: await makeUser('organizer'),
    chiefJudge: await makeUser('chiefJudge'),
    judge: await makeUser('judge'),
    recused: await makeUser('judge'),
    stranger: await makeUser('judge'),
    own: await makeUser('webmaster', { agencyIds: [entry.agencyId] }),
    other: await makeUser('webmaster', { agencyIds: [elsewhere.agencyId] }),
  };
  for (const { id } of [people.judge, people.recused])
    await database.db.insert(assignments).values({ contestId, entryId: entry.id, judgeId: id });
  await database.db.insert(assignments).values({ contestId, entryId: elsewhere.id, judgeId: people.stranger.id });
  await database.db.insert(recusals).values({ entryId: entry.id, judgeId: people.recused.id, reason: 'saudara' });
});
afterAll(() => database.drop());

const read = async (who: keyof typeof people | null, address: string) => {
  const answer = await visit(who ? people[who] : null, address);
  return { status: answer.status, text: await answer.text() };
};

test('Lighthouse’s report opens to those who may read the evidence of that entry, and does not exist for others', async () => {
  const address = paths.lighthouseReport(made.report);
  for (const who of ['organizer', 'chiefJudge', 'judge', 'own'] as const) {
    const { status, text } = await read(who, address);
    expect([who, status]).toEqual([who, 200]);
    expect(text).toContain('__LIGHTHOUSE_JSON__');
  }
  for (const who of ['recused', 'stranger', 'other', null] as const)
    expect([who, (await read(who, address)).status]).toEqual([who, 404]);
  for (const id of [made.pictures.phone, made.auditId, 'x'])
    expect((await read('organizer', paths.lighthouseReport(id))).status).toBe(404);
});

test('while an audit is on its way nobody but an organizer opens its reports: they would tell when a pass runs', async () => {
  const begun = { ...entry };
  const [audit] = await database.db
    .insert(audits)
    .values({
      contestId,
      entryId: begun.id,
      rubricVersionId:
        (await database.db.select().from(contests).where(eq(contests.id, contestId)))[0]?.rubricVersionId ?? '',
      state: 'running',
      runs: 3,
      url: begun.url ?? '',
    })
    .returning();
  const report = await makeSpeedRun({ auditId: audit?.id ?? '', round: 1, score: 0.5, url: begun.url ?? '' });
  expect((await read('organizer', paths.lighthouseReport(report))).status).toBe(200);
  for (const who of ['own', 'judge', 'chiefJudge'] as const)
    expect([who, (await read(who, paths.lighthouseReport(report))).status]).toEqual([who, 404]);
  await database.db.delete(audits).where(eq(audits.id, audit?.id ?? ''));
});

test('the organizer reads both faces, the identity and every run; identity numbers are not theirs to know', async () => {
  const { status, text } = await read('organizer', paths.audit(made.auditId));
  expect(status).toBe(200);
  for (const words of [
    'Alamat ini mengarah ke domain lain: pindahan.example',
    'Situs menampilkan wajah lain kepada pemeriksa',
    paths.picture(made.pictures.ordinary),
    'sedang diperbaiki',
    'Rencana strategis (Renstra)',
    'tidak: halaman kontrol menyimpang, pengukuran diulang',
    'tidak: Lighthouse tidak memberi skor (NO_FCP)',
    'tidak: komputer, hanya pembanding',
    paths.lighthouseReport(made.report),
  ])
    expect(text).toContain(words);
  // The desktop run and the one that was repeated stand beside; three count.
  expect(text.replace(/<!-- -->/g, '')).toMatch(/3 pengukuran dihitung, rentang [\d,]+ poin/);
  for (const who of ['organizer', 'chiefJudge', 'judge'] as const)
    for (const address of [
      paths.audit(made.auditId),
      paths.audits(),
      paths.entry(entry.id),
      paths.sheet(entry.id),
      paths.rulings(),
    ])
      for (const each of [address, `${address}.data`])
        expect((await read(who, each)).text, `${who} ${each}`).not.toMatch(/bansos|Daftar penerima/);
});

test('the webmaster reads the private notice and the hints, not what the faces accuse them of', async () => {
  const address = paths.webmasterEntry(entry.id);
  for (const each of [address, `${address}.data`]) {
    const { text } = await read('own', each);
    expect(text).toContain('https://dinas.example/bansos');
    expect(text).toContain('Renstra 2025');
    expect(text).not.toMatch(/Teks yang sama|wajah lain kepada/);
    expect(text).not.toContain(made.pictures.ordinary);
  }
  expect((await read('other', address)).status).toBe(404);
});

test('the webmaster reads what to mend, why and how, and a letter for what is the hosting’s; nobody else’s webmaster does', async () => {
  for (const signal of ['https-redirect', 'regency-links'])
    await database.db
      .insert(signals)
      .values({
        auditId: made.auditId,
        signal,
        outcome: 'failed',
        value: 0,
        unit: '0 or 1',
        evidence: [{ text: `bukti ${signal}` }],
      })
      .onConflictDoNothing();
  const report = await read('own', paths.webmasterEntry(entry.id));
  for (const words of ['Mengapa penting bagi warga', 'pengelola hosting', paths.webmasterLetter(entry.id, 'hosting')])
    expect(report.text).toContain(words);
  expect(report.text).not.toContain(paths.webmasterLetter(entry.id, 'diskominfo'));
  expect(report.text).not.toContain('<script');
  expect(Buffer.byteLength(report.text)).toBeLessThan(150_000);
  expect(report.text).not.toContain('Langkahnya di');
  const platform = { maker: 'wordpress', hosting: 'nginx' };
  await database.db
    .update(audits)
    .set({ identity: { ...seen.identity, platform } })
    .where(eq(audits.id, made.auditId));
  const known = (await read('own', paths.webmasterEntry(entry.id))).text.replace(/<!-- -->/g, '');
  for (const words of ['Langkahnya di WordPress', 'Tampilan &gt; Widget', 'return 301 https://$host$request_uri'])
    expect(known).toContain(words);
  const letter = await read('own', paths.webmasterLetter(entry.id, 'hosting'));
  expect(letter.text).toContain('bukti https-redirect');
  expect(letter.text).not.toContain('bukti regency-links');
  expect((await read('own', `${paths.webmasterEntry(entry.id)}/surat/camat`)).status).toBe(404);
  for (const who of ['other', 'judge', 'organizer'] as const)
    expect([who, (await read(who, paths.webmasterLetter(entry.id, 'hosting'))).status]).toEqual([who, 404]);
});

test('a median shows the passes it was made of and the newest pictures', async () => {
  const second = await makeVisit(entry, (await makePass(contestId, 2, { state: 'done' })).id);
  const [median] = await database.db
    .insert(audits)
    .values({
      contestId,
      entryId: entry.id,
      rubricVersionId:
        (await database.db.select().from(contests).where(eq(contests.id, contestId)))[0]?.rubricVersionId ?? '',
      kind: 'median',
      sources: [made.auditId, second.auditId],
      state: 'done',
      outcome: 'measured',
      runs: 3,
      url: entry.url ?? '',
    })
    .returning();
  const { text } = await read('organizer', paths.audit(median?.id ?? ''));
  for (const words of [
    'Putaran 1',
    'Putaran 2',
    paths.audit(made.auditId),
    paths.audit(second.auditId),
    second.pictures.phone,
  ])
    expect(text).toContain(words);
  for (const report of [made.report, second.report]) expect(text).toContain(paths.lighthouseReport(report));
});

test('one signal is measured anew by an organizer while the audit phase is open, by nobody else', async () => {
  const address = paths.audit(made.auditId);
  const ask = { intent: 'sinyal', sinyal: 'feed' };
  const partial = async () => (await database.db.select().from(audits)).filter((audit) => audit.kind === 'partial');
  for (const who of ['chiefJudge', 'judge', 'own'] as const)
    expect([who, (await post(people[who], address, ask)).status]).toEqual([who, 404]);
  expect((await post(people.organizer, address, { ...ask, sinyal: 'tidak-ada' })).status).toBe(409);
  expect(await partial()).toEqual([]);
  const asked = await post(people.organizer, address, ask);
  expect(asked.headers.get('location')).toBe(`${address}?mulai`);
  expect((await partial()).map(({ onlySignals, entryId }) => [onlySignals, entryId])).toEqual([[['feed'], entry.id]]);
  const again = await post(people.organizer, address, ask);
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('Tunggu sampai selesai');
  await database.db.update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contestId));
  expect((await read('organizer', address)).text).not.toContain('Ukur ulang');
  expect((await post(people.organizer, address, ask)).status).toBe(409);
  await database.db.update(contests).set({ phase: 'audit' }).where(eq(contests.id, contestId));
});
