/** Every route of the built application under every role, as page and as data: who may not enter learns nothing. */
import path from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agencies, artifacts, entries } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeCompleteEntry, makeSmallContest } from '#tests/support/judged.ts';
import { makeUser } from '#tests/support/seed.ts';
import { visit } from '#tests/support/site.ts';

const roles = ['organizer', 'chiefJudge', 'judge', 'webmaster'] as const;
type Who = (typeof roles)[number] | 'nobody';
const everybody: Who[] = ['nobody', ...roles];
const secret = 'Dinas Sangat Rahasia';

/** Who may enter, by the beginning of the address; the first that fits counts. A new route has to find its line here. */
const doors: [RegExp, readonly Who[]][] = [
  [/^panitia\/(temuan|latihan|usulan|sanggahan(\/.*)?)$/, ['organizer', 'chiefJudge']],
  [/^panitia(\/|$)/, ['organizer']],
  [/^peringkat(\/|$)/, ['organizer', 'chiefJudge']],
  [/^putusan$/, ['organizer', 'chiefJudge']],
  [/^juri(\/|$)/, ['judge', 'chiefJudge']],
  [/^opd(\/|$)/, ['webmaster']],
  [/^dokumen\//, ['organizer', 'webmaster']],
  [/^(gambar|lampiran|laporan-lighthouse)\//, ['organizer', 'chiefJudge', 'judge', 'webmaster']],
  [/^(akun|keluar)$/, roles],
  [
    /^(|masuk|daftar|cara|tampilan|undangan\/.*|kartu\/.*|hasil([./].*)?|sematan\/.*|kanal-aduan(\/.*)?|periksa-situs(\/.*)?|sitemap.xml|robots.txt|verifikasi\/.*|schema\/.*|\*)$/,
    everybody,
  ],
  // Who may see what there hangs on the token, not on who is signed in: exports-api.test.ts.
  [/^api\/v1\//, everybody],
];

let database: TestDatabase;
let people: Record<Who, { id: string; cookie: string } | null>;
let routes: string[];
let readable: string[];
let params: Record<string, string>;
beforeAll(async () => {
  database = await testDatabase();
  const organizer = await makeUser('organizer');
  const chiefJudge = await makeUser('chiefJudge');
  const judge = await makeUser('judge');
  const contest = await makeSmallContest({ phase: 'pleno', year: 2034 });
  const scores = { k1: 61, k2: 83, o1: 47 };
  const entry = await makeCompleteEntry(contest.id, [judge, chiefJudge], scores, { name: secret });
  const other = await makeCompleteEntry(contest.id, [judge], scores, { name: 'Dinas Lain' });
  // The webmaster of the other agency.
  const webmaster = await makeUser('webmaster', { agencyIds: [other.agencyId] });
  people = { nobody: null, organizer, chiefJudge, judge, webmaster };
  const [row] = await database.db.select().from(entries).where(eq(entries.id, entry.id));
  const auditId = row?.currentAuditId ?? '';
  const [agency] = await database.db.select().from(agencies).where(eq(agencies.id, entry.agencyId));
  const [picture] = await database.db
    .insert(artifacts)
    .values({ auditId, kind: 'phone', mime: 'image/png', data: Buffer.from(secret) })
    .returning({ id: artifacts.id });
  params = {
    ':entryId': entry.id,
    ':auditId': auditId,
    ':userId': judge.id,
    ':artifactId': picture?.id ?? '',
    ':tahun': '2034',
    ':opd': agency?.code ?? '',
    ':kode': 'ABCDEFGH',
    ':name': 'opd-contest-1.json',
    ':token': 'bukan-token',
    ':kepada': 'hosting',
    '*': 'tidak/ada',
  };
  const build = (await import(path.resolve(import.meta.dirname, '../../build/server/index.js'))) as ServerBuild;
  const own = Object.values(build.routes).filter((route) => route !== undefined && route.id !== 'root');
  routes = own.map((route) => route?.path ?? '');
  // What only takes a POST answers no GET.
  readable = own.flatMap((route) => (route?.module.loader || route?.module.default ? [route.path ?? ''] : []));
});
afterAll(() => database.drop());

const addressOf = (route: string) => `/${route.replace(/:[a-zA-Z]+|\*/g, (name) => params[name] ?? name)}`;

test('every route has its door', () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => !doors.some(([pattern]) => pattern.test(route)))).toEqual([]);
});

test('who may enter does see the entry, so that its absence means something', async () => {
  for (const address of ['/panitia/peserta', '/panitia/peserta.data', '/peringkat', '/peringkat.data'])
    expect(await (await visit(people.organizer, address)).text(), address).toContain(secret);
});

test('who may not enter gets a 404 or the sign-in page, and not a word of the content', async () => {
  for (const route of readable) {
    const allowed = doors.find(([pattern]) => pattern.test(route))?.[1] ?? [];
    const address = addressOf(route);
    for (const who of everybody.filter((each) => !allowed.includes(each))) {
      const page = await visit(people[who], address);
      const toSignIn = page.status === 302 && page.headers.get('location')?.startsWith('/masuk');
      expect([who, address, page.status === 404 || (who === 'nobody' && toSignIn)]).toEqual([who, address, true]);
      expect(await page.text(), `${who} ${address}`).not.toContain(secret);
      const data = await visit(people[who], `${address}.data`);
      const said = await data.text();
      expect([who, address, [404, 405, 202].includes(data.status)], `${data.status}`).toEqual([who, address, true]);
      expect(said, `${who} ${address}.data`).not.toContain(secret);
    }
  }
});

test('the other agency’s webmaster and, before the release, everybody on public pages see nothing of the entry', async () => {
  for (const route of readable) {
    const isPublic =
      /^(|masuk|daftar|cara|api\/.*|undangan\/.*|kartu\/.*|hasil([./].*)?|sematan\/.*|kanal-aduan(\/.*)?|periksa-situs(\/.*)?|sitemap.xml|robots.txt|\*|akun|keluar)$/.test(
        route,
      );
    for (const who of isPublic ? everybody : (['webmaster'] as const)) {
      for (const address of [addressOf(route), `${addressOf(route)}.data`]) {
        const answer = await visit(people[who], address);
        expect(await answer.text(), `${who} ${address}`).not.toContain(secret);
      }
    }
  }
});
