/** The objection window: the own points and nobody else's, filing, pictures, the panel's answer, and what waits for it. */
import { crc32, deflateSync } from 'node:zlib';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { phaseOrder } from '#app/contest/phases.ts';
import { drawObjectionPictures } from '#app/publication/draw-objection-pictures.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { rejectObjection } from '#app/publication/objection-desk.server.ts';
import { fileObjection, ownObjections } from '#app/publication/objections.server.ts';
import { OBJECTION } from '#app/publication/objections.ts';
import { provisionalPoints } from '#app/publication/provisional.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { activity, contests, entries, objectionPictures, objections, rateLimit, recusals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeCompleteEntry, makeSheet, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makePerson, type TestPerson } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

type Contest = Awaited<ReturnType<typeof makeSmallContest>>;

let database: TestDatabase;
let organizer: TestPerson;
let chief: TestPerson;
let mild: TestPerson;
let strict: TestPerson;
let own: TestPerson;
let other: TestPerson;
let contest: Contest;
let entryId: string;
let year = 2200;

beforeAll(async () => {
  database = await testDatabase();
  organizer = await makePerson('organizer', 'Panitia Wulan');
  chief = await makePerson('chiefJudge', 'Ketua Kenanga');
  mild = await makePerson('judge', 'Juri Melati');
  strict = await makePerson('judge', 'Juri Cempaka');
});
afterAll(() => database.drop());

beforeEach(async () => {
  year += 1;
  contest = await makeSmallContest({ phase: 'sanggah', hasObjection: true, year });
  const entry = await makeEntry(contest.id, { name: 'Dinas Sendiri' });
  entryId = entry.id;
  await makeAudit(entry, 41.25);
  // Means 61.5 and 70: no judge gave either.
  await makeSheet(entry, mild, { K1: 92, K2: 88 });
  await makeSheet(entry, strict, { K1: 31, K2: 52 });
  const scores = { k1: 77, k2: 66, o1: 55 };
  const rival = await makeCompleteEntry(contest.id, [mild, strict], scores, { name: 'Dinas Saingan' });
  own = await makePerson('webmaster', 'Admin Sendiri', [entry.agencyId]);
  other = await makePerson('webmaster', 'Admin Saingan', [rival.agencyId]);
});

const inPhase = (phase: (typeof phaseOrder)[number]) =>
  database.db.update(contests).set({ phase }).where(eq(contests.id, contest.id));
const address = () => `/opd/${entryId}/sanggah`;
const words = 'Halaman layanan kami sudah memuat persyaratan.';
const file = (indicator = 'K1', text = words, pictures: Uint8Array[] = []) =>
  fileObjection(own, entryId, { indicator, text, pictures });
const filed = async (indicator = 'K1') => {
  const outcome = await file(indicator);
  if (!outcome.done) throw new Error(outcome.why);
  return outcome.objectionId;
};
const reason = 'Persyaratan ada, tetapi biayanya tidak disebut.';

function form(indicator: string, text: string, pictures: Uint8Array[] = []) {
  const body = new FormData();
  body.set('indikator', indicator);
  body.set('isi', text);
  for (const each of pictures) body.append('gambar', new File([each as BlobPart], 'layar.png'));
  return body;
}
const send = (who: TestPerson, body: FormData, to = address()) => visit(who, to, { method: 'POST', body });

/** A PNG of one colour with a word in its metadata. */
function png(width: number, height: number, word = 'KOORDINAT-RUMAH'): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const rows = Buffer.alloc(height * (1 + width * 3), 90);
  for (let y = 0; y < height; y++) rows[y * (1 + width * 3)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${word}`, 'latin1')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('provisional points', () => {
  test('stand in the window alone, for the own webmaster alone, by page and by data', async () => {
    await filed('O1');
    for (const phase of phaseOrder) {
      await inPhase(phase);
      for (const who of [own, other, mild, chief, organizer, null])
        for (const page of [address(), `${address()}.data`]) {
          const answer = await visit(who, page);
          const said = await answer.text();
          const sees = who === own && phase === 'sanggah';
          // 61.5 and 70 are the judged means, 65.75 the criterion's: nowhere else than here.
          expect([phase, who?.role, page, /61[.,]5|65[.,]75/.test(said)], said.slice(0, 200)).toEqual([
            ...[phase, who?.role, page],
            sees,
          ]);
          if (who !== own) expect(answer.status, `${who?.role} ${page}`).not.toBe(200);
          if (who !== own) expect(said).not.toContain('Dinas Sendiri');
        }
    }
    // Afterwards what was filed is still to be read.
    await inPhase('penetapan');
    expect(await (await visit(own, address())).text()).toContain(words);
  });

  test('name no judge, no other entry, no place, and no single mark', async () => {
    const page = await (await visit(own, address())).text();
    const data = await (await visit(own, `${address()}.data`)).text();
    for (const secret of [mild.name, strict.name, mild.id, strict.id, 'Dinas Saingan', 'rank', 'tiedWith'])
      for (const said of [page, data]) expect(said, secret).not.toContain(secret);
    const view = await provisionalPoints({ ...contest, phase: 'sanggah' }, { entryId, auditId: null });
    expect(view?.criteria).toMatchObject([
      {
        id: 'konten',
        points: 65.75,
        indicators: [
          { id: 'K1', how: 'judged', points: 61.5, levels: [{ level: 3 }, { level: 4 }] },
          { id: 'K2', how: 'judged', points: 70 },
        ],
      },
      { id: 'operabilitas', points: 41.25, indicators: [{ id: 'O1', how: 'measured', points: 41.25 }] },
    ]);
    // The texts of levels are the rubric's: single marks are looked for in the numbers.
    const numbers = JSON.stringify(
      view?.criteria.map(({ points, indicators }) => [points, indicators.map((i) => i.points)]),
    );
    expect(numbers).not.toMatch(/\b(92|88|31|52|77|66|55)\b/);
  });
});

describe('filing', () => {
  test('bad input is told what to mend and keeps what was typed', async () => {
    const bad: [string, FormData, string][] = [
      ['indicator', form('X9', words), 'Pilih indikator'],
      ['text', form('K2', 'terlalu pendek'), 'terlalu pendek: tulis'],
      ['too many', form('K2', words, [png(2, 2), png(2, 2), png(2, 2), png(2, 2)]), 'Paling banyak tiga gambar'],
      ['no picture', form('K2', words, [Buffer.from('<svg onload="alert(1)"/>')]), 'bukan gambar JPEG'],
      ['too large', form('K2', words, [Buffer.concat([png(2, 2), Buffer.alloc(OBJECTION.pictureBytes)])]), 'dari 6 MB'],
    ];
    for (const [name, body, message] of bad) {
      const answer = await send(own, body);
      const said = await answer.text();
      expect([name, answer.status]).toEqual([name, 422]);
      expect(said, name).toContain(message);
      expect(said, name).toContain(String(body.get('isi')));
    }
    expect(await ownObjections(entryId)).toEqual([]);
    const huge = form('K2', words, [Buffer.alloc(OBJECTION.formBytes)]);
    expect((await send(own, huge)).status).toBe(413);
  });

  test('one waits for an indicator at a time; another may be filed once it is answered', async () => {
    const outcomes = await Promise.all([file('K1'), file('K1')]);
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
    expect(await file('K1')).toEqual({ done: false, why: 'already' });
    expect(await file('K2')).toMatchObject({ done: true });
    const [first] = (await ownObjections(entryId)).filter(({ indicator }) => indicator === 'K1');
    await rejectObjection(chief, first?.id ?? '', reason);
    expect(await file('K1')).toMatchObject({ done: true });
  });

  test('is the own webmaster’s, in the window, for an entry with a site', async () => {
    for (const who of [other, organizer, chief, mild])
      expect(await fileObjection(who, entryId, { indicator: 'K1', text: words, pictures: [] })).toEqual({
        done: false,
        why: 'gone',
      });
    expect((await send(other, form('K1', words))).status).toBe(404);
    expect((await send(organizer, form('K1', words))).status).toBe(404);
    expect((await send(own, form('K1', words), `/opd/${contest.id}/sanggah`)).status).toBe(404);
    for (const phase of phaseOrder.filter((each) => each !== 'sanggah')) {
      await inPhase(phase);
      expect(await file(), phase).toEqual({ done: false, why: 'phase' });
    }
    await inPhase('sanggah');
    await database.db.update(entries).set({ url: null }).where(eq(entries.id, entryId));
    expect(await file()).toEqual({ done: false, why: 'gone' });
    expect(await database.db.select().from(objections).where(eq(objections.entryId, entryId))).toEqual([]);
  });

  test('has its limits: tries in a quarter of an hour, and objections of an entry', async () => {
    for (let i = 0; i < OBJECTION.tries; i++) await file('X9');
    expect(await file()).toMatchObject({ done: false, why: 'tooSoon' });
    await database.db.delete(rateLimit);
    const row = { contestId: contest.id, entryId, text: words, filedBy: own.id, state: 'rejected' as const };
    await database.db
      .insert(objections)
      .values(Array.from({ length: OBJECTION.ofEntry }, () => ({ ...row, indicator: 'K1' })));
    expect(await file()).toEqual({ done: false, why: 'tooMany' });
  });
});

test('a picture is drawn anew, served to those it concerns alone, and nothing of the upload is kept', async () => {
  const broken = png(3, 3).subarray(0, 60);
  const outcome = await file('K1', words, [png(2400, 600), broken]);
  if (!outcome.done) throw new Error(outcome.why);
  const { objectionId } = outcome;
  const rows = () =>
    database.db
      .select()
      .from(objectionPictures)
      .where(eq(objectionPictures.objectionId, objectionId))
      .orderBy(objectionPictures.place);
  const [waiting] = await rows();
  const picture = `/lampiran/${waiting?.id}`;
  expect((await visit(own, picture)).status).toBe(404);
  await drawObjectionPictures({ objectionId }, { jobId: 'uji', signal: new AbortController().signal });
  const [drawn, unreadable] = await rows();
  expect(drawn).toMatchObject({ state: 'drawn', width: 2000, height: 500, uploaded: null });
  expect(unreadable).toMatchObject({ state: 'unreadable', data: null, uploaded: null });
  expect(drawn?.data?.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  expect(drawn?.data?.toString('latin1')).not.toContain('KOORDINAT-RUMAH');
  for (const who of [own, organizer, chief]) {
    const answer = await visit(who, picture);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  }
  for (const who of [other, mild, null]) expect((await visit(who, picture)).status).toBe(404);
  expect((await visit(own, `/lampiran/${unreadable?.id}`)).status).toBe(404);
  expect((await visit(own, `/lampiran/${objectionId}`)).status).toBe(404);
});

describe('the panel', () => {
  test('rejects with a reason that the webmaster reads, once, by office, in its time', async () => {
    const id = await filed();
    expect(await rejectObjection(chief, id, ' pendek ')).toEqual({ done: false, why: 'reasonMissing' });
    for (const who of [own, mild])
      expect(await rejectObjection(who, id, reason)).toEqual({ done: false, why: 'notYours' });
    for (const phase of phaseOrder.filter((each) => !['sanggah', 'penetapan'].includes(each))) {
      await inPhase(phase);
      expect(await rejectObjection(chief, id, reason), phase).toEqual({ done: false, why: 'phase' });
    }
    await inPhase('penetapan');
    await database.db
      .insert(recusals)
      .values({ entryId, judgeId: chief.id, reason: 'saudara', confirmedAt: new Date() });
    expect(await rejectObjection(chief, id, reason)).toEqual({ done: false, why: 'recused' });
    expect(await rejectObjection(organizer, id, reason)).toEqual({ done: true });
    expect(await rejectObjection(organizer, id, reason)).toEqual({ done: false, why: 'answered' });
    expect(await rejectObjection(organizer, entryId, reason)).toEqual({ done: false, why: 'gone' });
    const page = await (await visit(own, address())).text();
    expect(page).toContain(reason);
    expect(page).not.toContain(organizer.name);
    const logged = await database.db
      .select()
      .from(activity)
      .where(and(eq(activity.contestId, contest.id), eq(activity.subject, entryId)));
    expect(logged.map(({ action, userId }) => [action, userId])).toEqual([
      ['objection.file', own.id],
      ['objection.reject', organizer.id],
    ]);
  });

  test('has a list; a refused answer keeps its reason', async () => {
    const objectionId = await filed();
    for (const who of [organizer, chief]) {
      const page = await (await visit(who, '/panitia/sanggahan')).text();
      expect(page).toContain(words);
      expect(page).not.toContain(own.name);
    }
    const body = new URLSearchParams({ intent: 'tolak', objectionId, reason: 'singkat' });
    const refused = await visit(chief, '/panitia/sanggahan', { method: 'POST', body });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('singkat');
    expect((await visit(own, '/panitia/sanggahan')).status).toBe(404);
    expect((await visit(mild, '/panitia/sanggahan')).status).toBe(404);
    const kept = await visit(chief, '/panitia/sanggahan', {
      method: 'POST',
      body: new URLSearchParams({ intent: 'tolak', objectionId, reason }),
    });
    expect(kept.status).toBe(302);
  });

  test('finalising waits for every answer and says for which; points and places do not move', async () => {
    const before = await tallyContest(contest.id);
    const id = await filed();
    await inPhase('penetapan');
    const tally = await tallyContest(contest.id);
    expect(tally.results.inputHash).toBe(before.results.inputHash);
    expect(tally.entries.find((entry) => entry.entryId === entryId)?.open).toEqual([
      { kind: 'objectionWaiting', indicator: 'K1' },
    ]);
    const page = await (await visit(organizer, '/panitia/penetapan')).text();
    expect(page).toContain('href="/panitia/sanggahan"');
    expect(await (await visit(organizer, '/panitia')).text()).toContain('Jawab sanggahan');
    expect(await finalise(contest.id, organizer.id, tally.results.inputHash)).toEqual({ done: false, reason: 'open' });
    await rejectObjection(organizer, id, reason);
    expect(await finalise(contest.id, organizer.id, tally.results.inputHash)).toMatchObject({ done: true });
  });
});
