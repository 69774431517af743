/** The public pages beside the table of results: scorecard, search, embeddable table, feeds, complaint channels. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerBuild } from '@remix-run/node';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publicPages } from '#app/public-pages.ts';
import { drawShareImages } from '#app/publication/draw-share-images.server.ts';
import { finalise } from '#app/publication/finalise.server.ts';
import { CHANNELS_FRESH_MS } from '#app/publication/public-stamp.server.ts';
import { release } from '#app/publication/release.server.ts';
import { tallyContest } from '#app/publication/tally.server.ts';
import { agencies, channelReports, contactRegister, contests, entries, rateLimit, responseTests } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeJudgedContest } from '#tests/support/judged-contest.ts';
import { makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

const year = 2026;
let database: TestDatabase;
let snapshotId: string;
let codes: Map<string, string>;
let people: string[];
let organizer: Awaited<ReturnType<typeof makeUser>>;
const page = async (path: string) => (await visit(null, path)).text();

beforeAll(async () => {
  database = await testDatabase();
  const made = await makeJudgedContest({ year });
  await database.db.update(contests).set({ phase: 'penetapan' }).where(eq(contests.id, made.contest.id));
  organizer = await makeUser('organizer');
  const frozen = await finalise(made.contest.id, organizer.id, (await tallyContest(made.contest.id)).results.inputHash);
  if (!frozen.done) throw new Error(frozen.reason);
  snapshotId = frozen.snapshot.id;
  const rows = await database.db.select().from(entries).innerJoin(agencies, eq(agencies.id, entries.agencyId));
  codes = new Map(rows.map((row) => [row.entries.name, row.agencies.code]));
  people = ['Sri Wahyuni', 'Bambang Sutrisno', 'Citra Lestari'];
  await drawShareImages({ snapshotId }, { jobId: 'uji', signal: new AbortController().signal });
  expect(await release(made.contest.id, organizer.id, snapshotId)).toEqual({ done: true });
}, 120_000);
afterAll(() => database.drop());

const cardOf = (name: string) => `/hasil/${year}/${codes.get(name)}`;

test('a scorecard sets an entry beside the median of five and of no fewer, names no judge, ships no script', async () => {
  const five = await page(cardOf('Dinas Kesehatan'));
  expect(five).toContain('Nilai tengah kategori');
  expect(five).toContain('2 dari 5');
  const three = await page(cardOf('Kecamatan Girimulyo'));
  expect(three).toContain('Nilai tengah kategori ditulis mulai 5 peserta.');
  for (const text of [five, three]) {
    expect(text).toContain('Yang perlu dibenahi lebih dahulu');
    expect(text).not.toMatch(/<script(?! type="application\/ld\+json")|modulepreload/);
    for (const name of people) expect(text).not.toContain(name);
  }
  for (const path of [
    `/hasil/${year}/tidak-ada`,
    `/hasil/1999/${codes.get('Dinas Kesehatan')}`,
    `/hasil/${year}/tidak-ada.png`,
  ])
    expect((await visit(null, path)).status, path).toBe(404);
});

test('what is shared and searched: whole addresses, a PNG of its own size, sound schema.org', async () => {
  const origin = 'http://lomba.test';
  for (const path of [`/hasil/${year}`, cardOf('Dinas Kesehatan')]) {
    const text = await page(path);
    expect(text).toContain(`<link rel="canonical" href="${origin}${path}"/>`);
    const image = /property="og:image" content="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(image).toBe(`${origin}${path}.png`);
    const answer = await visit(null, new URL(image).pathname);
    const data = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect([data.subarray(1, 4).toString(), data.readUInt32BE(16), data.readUInt32BE(20)]).toEqual(['PNG', 1200, 630]);
    // Chat windows leave larger pictures out.
    expect(data.byteLength).toBeLessThan(300_000);
    const about = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)?.[1] ?? '');
    expect(about).toMatchObject({ '@context': 'https://schema.org', url: `${origin}${path}` });
  }
  const robots = await page('/robots.txt');
  expect(robots).toContain(`Sitemap: ${origin}/sitemap.xml`);
  for (const closed of ['/panitia', '/juri', '/peringkat', '/masuk', '/daftar', '/undangan', '/kartu'])
    expect(robots).toContain(`Disallow: ${closed}\n`);
  // A webmaster measures the own report; who is not signed in is led away.
  expect(robots).not.toContain('/opd');
  expect((await visit(null, `/opd/${randomUUID()}`)).headers.get('location')).toMatch(/^\/masuk/);
  const map = await page('/sitemap.xml');
  for (const path of [`/hasil/${year}`, cardOf('Badan Pendapatan Daerah'), '/kanal-aduan'])
    expect(map).toContain(`<loc>${origin}${path}</loc>`);
  const feed = await page('/hasil.rss');
  expect(feed.match(/<item>/g)).toHaveLength(1);
  expect(feed).toContain(`<link>${origin}/hasil/${year}</link>`);
});

test('search finds by a part of the name, says so when there is none, and quotes what was typed as text', async () => {
  const found = await page(`/hasil/${year}?cari=pendapatan`);
  expect(found).toContain('Badan Pendapatan Daerah');
  expect(found).not.toContain('Dinas Kesehatan');
  const none = await page(`/hasil/${year}?cari=${encodeURIComponent('<script>alert(1)</script>')}`);
  expect(none).toContain('Tidak ada OPD bernama');
  expect(none).not.toContain('<script>alert');
});

test('the embeddable table stands in frames, by category too, and carries nothing but the table', async () => {
  const answer = await visit(null, `/sematan/${year}?kategori=Badan`);
  const text = await answer.text();
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors \*/);
  expect(text).toContain('Badan Pendapatan Daerah');
  expect(text).not.toMatch(/Dinas Kesehatan|<script/);
  expect((await visit(null, `/sematan/${year}?kategori=Tidak`)).status).toBe(404);
});

describe('complaint channels', () => {
  let code: string;
  beforeAll(async () => {
    code = codes.get('Dinas Perhubungan') ?? '';
    const [agency] = await database.db.select().from(agencies).where(eq(agencies.code, code));
    const agencyId = agency?.id ?? '';
    await database.db.insert(contactRegister).values([
      { agencyId, channel: 'whatsapp', value: '0812 3456 7890', confirmedAt: new Date('2026-03-02T03:00:00Z') },
      { agencyId, channel: 'phone', value: '0271 000111', confirmedAt: null },
    ]);
  });
  beforeEach(() => database.db.delete(rateLimit).then(() => {}));
  const send = (fields: Record<string, string>) => post(null, `/kanal-aduan/lapor/${code}`, fields);
  const reports = () => database.db.select().from(channelReports);

  test('only confirmed ones are shown, with the day they were checked', async () => {
    const text = await page('/kanal-aduan');
    expect(text).toContain('https://wa.me/6281234567890');
    expect(text).toContain('2 Maret 2026');
    // A message that was answered later counts as a check.
    const [row] = await database.db.select().from(contactRegister);
    const test = { agencyId: row?.agencyId ?? '', channel: 'whatsapp' as const, value: '0812 3456 7890' };
    const at = (day: string) => new Date(`${day}T03:00:00Z`);
    await database.db
      .insert(responseTests)
      .values({ ...test, sentAt: at('2026-04-04'), answeredAt: at('2026-04-05'), recordedBy: organizer.id });
    expect(await page('/kanal-aduan')).toContain('5 April 2026');
    expect(text).not.toContain('0271 000111');
    expect(text).not.toMatch(/<script|modulepreload/);
    expect((await visit(null, '/kanal-aduan/lapor/tidak-ada')).status).toBe(404);
  });

  test('kept in memory, yet a moment later never older than the last change of a channel, an agency or an answered test', async () => {
    const build = (await import(path.resolve(import.meta.dirname, '../../build/server/index.js'))) as ServerBuild;
    let pages: ReturnType<typeof publicPages> | undefined;
    let missed = 0;
    const server = createServer((request, response) => {
      const next = () => {
        missed += 1;
        response.writeHead(404).end();
      };
      if (!pages?.(request, response, next)) next();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    pages = publicPages({ build, baseUrl, isPublicUrl: true });
    const ask = (headers: Record<string, string> = {}) => fetch(`${baseUrl}/kanal-aduan`, { headers });
    const read = async () => (await ask()).text();
    const moment = () => sleep(CHANNELS_FRESH_MS + 10);
    const shown = async () => {
      await moment();
      return await read();
    };
    const [agency] = await database.db.select().from(agencies).where(eq(agencies.code, code));
    const own = eq(contactRegister.agencyId, agency?.id ?? '');
    const whatsapp = and(own, eq(contactRegister.channel, 'whatsapp'));
    const change = (values: Partial<typeof contactRegister.$inferInsert>) =>
      database.db.update(contactRegister).set(values).where(whatsapp);
    try {
      const first = await ask();
      expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
      const etag = first.headers.get('etag') ?? '';
      expect(await first.text()).toContain('0812 3456 7890');
      // The same bytes again, and nothing at all to whoever has them.
      expect((await ask({ 'if-none-match': etag })).status).toBe(304);
      // A moment after each change, while others ask too; changed back it is not what was kept before, but the truth.
      const crowd = () => Promise.all(Array.from({ length: 20 }, read));
      for (const value of ['0899 1111 2222', '0812 3456 7890', '0899 1111 2222']) {
        const before = crowd();
        await change({ value });
        await moment();
        for (const text of await crowd()) {
          expect(text).toContain(value);
          expect(text.includes('0812 3456 7890')).toBe(value === '0812 3456 7890');
        }
        await before;
      }
      await change({ confirmedAt: null });
      expect(await shown()).not.toContain('0899 1111 2222');
      await change({ confirmedAt: new Date('2026-03-02T03:00:00Z'), value: '0812 3456 7890' });
      expect(await shown()).toContain('0812 3456 7890');
      await database.db.update(agencies).set({ name: 'Dinas Perhubungan Baru' }).where(eq(agencies.code, code));
      expect(await shown()).toContain('Dinas Perhubungan Baru');
      await database.db.update(agencies).set({ name: 'Dinas Perhubungan' }).where(eq(agencies.code, code));
      const test = { agencyId: agency?.id ?? '', channel: 'whatsapp' as const, value: '0812 3456 7890' };
      const [made] = await database.db
        .insert(responseTests)
        .values({ ...test, sentAt: new Date('2026-05-06T03:00:00Z'), recordedBy: organizer.id })
        .returning();
      expect(await shown()).not.toContain('7 Mei 2026');
      await database.db
        .update(responseTests)
        .set({ answeredAt: new Date('2026-05-07T03:00:00Z') })
        .where(eq(responseTests.id, made?.id ?? ''));
      expect(await shown()).toContain('7 Mei 2026');
      await database.db.delete(responseTests).where(eq(responseTests.id, made?.id ?? ''));
      expect(await shown()).not.toContain('7 Mei 2026');
      // The way to the public check is there from the moment it is allowed.
      await database.db.update(contests).set({ publicCheck: true });
      expect(await shown()).toContain('/periksa-situs');
      await database.db.update(contests).set({ publicCheck: false });
      expect(await shown()).not.toContain('/periksa-situs');
      expect(missed).toBe(0);
      // What was asked with words of its own, or by somebody signed in, goes the long way.
      await fetch(`${baseUrl}/kanal-aduan?cari=dinas`);
      await ask({ cookie: organizer.cookie });
      expect(missed).toBe(2);
    } finally {
      await new Promise((done) => server.close(done));
    }
  });

  test('reports are counted by day without anything of who sent them, and listed until looked into', async () => {
    for (let i = 0; i < 3; i += 1) expect((await send({ kanal: 'whatsapp', keadaan: 'dead' })).status).toBe(302);
    expect((await send({ kanal: 'whatsapp' })).status).toBe(422);
    // Not confirmed, so not shown: there is nothing to report.
    expect((await send({ kanal: 'phone', keadaan: 'dead' })).status).toBe(409);
    const rows = await reports();
    expect(rows.map(({ count, value }) => [count, value])).toEqual([[3, '0812 3456 7890']]);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      ['agencyId', 'channel', 'closedAt', 'closedBy', 'count', 'day', 'id', 'reason', 'value'].sort(),
    );
    const list = async () => (await visit(organizer, '/panitia/laporan-kanal')).text();
    expect(await list()).toContain('0812 3456 7890');
    const closing = { opd: rows[0]?.agencyId ?? '', kanal: 'whatsapp' };
    expect((await post(null, '/panitia/laporan-kanal', closing)).status).toBe(302);
    expect((await reports())[0]?.closedAt).toBeNull();
    expect((await post(organizer, '/panitia/laporan-kanal', closing)).status).toBe(302);
    expect(await list()).not.toContain('0812 3456 7890');
  });

  test('one place cannot flood the list', async () => {
    const before = (await reports())[0]?.count ?? 0;
    const statuses: number[] = [];
    for (let i = 0; i < 14; i += 1) statuses.push((await send({ kanal: 'whatsapp', keadaan: 'dead' })).status);
    expect(statuses).toEqual([...Array(10).fill(302), ...Array(4).fill(429)]);
    expect((await reports())[0]?.count).toBe(before + 10);
  });
});
