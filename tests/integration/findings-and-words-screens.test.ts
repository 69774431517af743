/** The screens for findings and for words as a browser without scripts uses them: roles, refusals, what was typed. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { regencyDocumentFor, regencyFor } from '#app/audit/regency.ts';
import { paths } from '#app/paths.ts';
import { activity, contests, findingDecisions, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

type Person = Awaited<ReturnType<typeof makeUser>>;

let database: TestDatabase;
let people: Record<'organizer' | 'chiefJudge' | 'judge' | 'webmaster', Person>;
let contest: Awaited<ReturnType<typeof makeSmallContest>>;
let year = 2040;
beforeAll(async () => {
  database = await testDatabase();
  people = {
    organizer: await makeUser('organizer'),
    chiefJudge: await makeUser('chiefJudge', { name: 'Ketua Juri Uji' }),
    judge: await makeUser('judge'),
    webmaster: await makeUser('webmaster'),
  };
});
afterAll(() => database.drop());
beforeEach(async () => {
  year += 1;
  contest = await makeSmallContest({ phase: 'audit', year, portalDomain: 'harjomulyokab.go.id' });
});

const move = (phase: typeof contest.phase) =>
  database.db.update(contests).set({ phase }).where(eq(contests.id, contest.id));
const refusedAs404 = async (path: string, fields: Record<string, string>, who: (keyof typeof people)[]) => {
  for (const each of [null, ...who.map((role) => people[role])]) {
    const page = await visit(each, path);
    expect([302, 404]).toContain(page.status);
    expect((await post(each, path, fields)).status === 404 || each === null).toBe(true);
  }
};

describe('findings', () => {
  let fields: Record<string, string>;
  const gambling = 'https://slot-gacor-88.test/daftar';
  beforeEach(async () => {
    const entry = await makeEntry(contest.id, { name: 'Dinas Temuan' });
    const auditId = await makeAudit(entry, 80);
    const own = new URL('/berita', entry.url ?? '').href;
    const evidence = [
      { url: own, where: 'div.tersembunyi', text: 'Teks tersembunyi memuat slot gacor <b>' },
      { url: gambling, text: `Tautan menuju situs judi ${gambling}` },
    ];
    const row = { auditId, signal: 'injected-spam', outcome: 'measured' as const, value: 1, unit: '0 or 1', evidence };
    await database.db.insert(signals).values(row);
    fields = { entryId: entry.id, auditId, signal: 'injected-spam', verdict: 'confirmed', seen: '', reason: '' };
  });
  const decisions = () =>
    database.db
      .select()
      .from(findingDecisions)
      .where(eq(findingDecisions.entryId, fields.entryId ?? ''));

  test('are nobody’s but the organizer’s and the chief judge’s', async () => {
    await refusedAs404(paths.findings(), { ...fields, reason: 'Dilihat di sumber.' }, ['judge', 'webmaster']);
    expect(await decisions()).toEqual([]);
  });

  test('show what was found; a gambling address is text, never a link', async () => {
    const page = await (await visit(people.organizer, paths.findings())).text();
    expect(page).toContain('Teks tersembunyi memuat slot gacor &lt;b&gt;');
    expect(page).toMatch(/<a href="https:\/\/[^"]+\/berita"[^>]*rel="noreferrer noopener"/);
    expect(page).toContain(gambling);
    expect(page).not.toContain(`href="${gambling}`);
  });

  test('without a reason nothing is decided, and what was typed stays', async () => {
    const response = await post(people.organizer, paths.findings(), { ...fields, reason: 'singkat' });
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(/<textarea[^>]*>singkat<\/textarea>/);
    expect(await decisions()).toEqual([]);
  });

  test('decided with a reason, shown with who and why; the organizer no longer once judging is open', async () => {
    const reason = 'Terlihat pada sumber halaman berita.';
    const response = await post(people.chiefJudge, paths.findings(), { ...fields, reason });
    expect(response.status).toBe(302);
    const page = await (await visit(people.organizer, paths.findings())).text();
    expect(page).toContain(reason);
    expect(page).toContain('Ketua Juri Uji');
    await move('penilaian');
    const seen = (await decisions())[0]?.id ?? '';
    const changed = { ...fields, verdict: 'dismissed', seen, reason };
    expect((await post(people.organizer, paths.findings(), changed)).status).toBe(409);
    const closed = await (await visit(people.organizer, paths.findings())).text();
    expect(closed).not.toContain('<textarea');
    expect((await post(people.chiefJudge, paths.findings(), changed)).status).toBe(302);
    expect((await decisions()).map(({ verdict }) => verdict).sort()).toEqual(['confirmed', 'dismissed']);
  });

  test('the chief judge’s page of rulings leads there', async () => {
    expect(await (await visit(people.chiefJudge, paths.rulings())).text()).toContain(`href="${paths.findings()}"`);
  });
});

describe('words', () => {
  const stampOn = (page: string) => /name="seen" value="([0-9a-f]+)"/.exec(page)?.[1] ?? '';
  const stamp = async () => stampOn(await (await visit(people.organizer, paths.words())).text());
  const stored = async () => (await database.db.select().from(contests).where(eq(contests.id, contest.id)))[0];

  test('are the organizer’s alone', async () => {
    const fields = { intent: 'simpan', seen: await stamp(), noResultsWords: 'nihil' };
    await refusedAs404(paths.words(), fields, ['judge', 'webmaster', 'chiefJudge']);
    expect((await visit(people.chiefJudge, paths.wordsFile())).status).toBe(404);
    expect((await stored())?.regencyWords).toBeNull();
  });

  test('saved, only what differs is kept, and the next audit’s words have it; reset, nothing is', async () => {
    const saved = await post(people.organizer, paths.words(), {
      intent: 'simpan',
      seen: await stamp(),
      noResultsWords: 'nihil\r\ntak bersua',
    });
    expect(saved.status).toBe(302);
    const edits = (await stored())?.regencyWords;
    expect(edits).toEqual({ noResultsWords: ['nihil', 'tak bersua'] });
    expect(regencyFor('harjomulyokab.go.id', edits).noResultsWords).toEqual(['nihil', 'tak bersua']);
    expect((await post(people.organizer, paths.words(), { intent: 'baku', seen: await stamp() })).status).toBe(302);
    expect((await stored())?.regencyWords).toBeNull();
    const log = await database.db.select().from(activity).where(eq(activity.contestId, contest.id));
    expect(log.map(({ action }) => action).sort()).toEqual(['words.reset', 'words.save']);
  });

  test('a wrong host is named with its line, and everything typed is still there', async () => {
    const response = await post(people.organizer, paths.words(), {
      intent: 'simpan',
      seen: await stamp(),
      openDataHosts: 'data.{portal}\nhttps://satudata.go.id/',
      noResultsWords: 'kata ketikan saya',
    });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('Baris 2: “https://satudata.go.id/” bukan nama host');
    expect(page).toContain('>kata ketikan saya</textarea>');
    expect((await stored())?.regencyWords).toBeNull();
  });

  test('of two organizers the second is told, and loses nothing typed', async () => {
    const seen = await stamp();
    await post(people.organizer, paths.words(), { intent: 'simpan', seen, noResultsWords: 'pertama' });
    const late = await post(people.organizer, paths.words(), { intent: 'simpan', seen, noResultsWords: 'kedua' });
    expect(late.status).toBe(409);
    const page = await late.text();
    expect(page).toContain('>kedua</textarea>');
    expect((await stored())?.regencyWords).toEqual({ noResultsWords: ['pertama'] });
    const again = { intent: 'simpan', seen: stampOn(page), noResultsWords: 'kedua' };
    expect((await post(people.organizer, paths.words(), again)).status).toBe(302);
    expect((await stored())?.regencyWords).toEqual({ noResultsWords: ['kedua'] });
  });

  test('once judging has opened they stand', async () => {
    const seen = await stamp();
    await move('penilaian');
    const page = await (await visit(people.organizer, paths.words())).text();
    expect(page).not.toContain('value="simpan"');
    const response = await post(people.organizer, paths.words(), { intent: 'simpan', seen, noResultsWords: 'nihil' });
    expect(response.status).toBe(409);
    expect((await stored())?.regencyWords).toBeNull();
  });

  async function upload(content: string) {
    const form = new FormData();
    form.set('intent', 'unggah');
    form.set('berkas', new File([content], 'kata.json', { type: 'application/json' }));
    return visit(people.organizer, paths.words(), { method: 'POST', body: form });
  }

  test('a file goes out and comes back into the fields, unsaved; a wrong one is refused', async () => {
    const file = await visit(people.organizer, paths.wordsFile());
    expect(file.headers.get('Content-Disposition')).toContain(`kata-${year}.json`);
    const document = await file.json();
    expect(document).toEqual(regencyDocumentFor('harjomulyokab.go.id'));
    const read = await upload(JSON.stringify({ ...document, noResultsWords: ['dari berkas'] }));
    expect(read.status).toBe(200);
    expect(await read.text()).toContain('>dari berkas</textarea>');
    expect((await stored())?.regencyWords).toBeNull();
    for (const wrong of ['{', '[]', '"x"', JSON.stringify({ kataJudi: ['x'] }), JSON.stringify({ gambling: {} }), ''])
      expect((await upload(wrong)).status, wrong).toBe(422);
    expect((await upload(JSON.stringify({ officialSuffixes: ['a b'] }))).status).toBe(422);
  });
});
