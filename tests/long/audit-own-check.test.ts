/** A webmaster mends a sample site and checks it again: the points foretold come back, and nothing that counts moves. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adviceOf } from '#app/audit/advice.ts';
import { requestAudit } from '#app/audit/audits.server.ts';
import { informationOf } from '#app/audit/information.server.ts';
import { askOwnCheck, ownCheckResult } from '#app/audit/own-check.server.ts';
import { startPass } from '#app/audit/passes.server.ts';
import { performAudit } from '#app/audit/perform.server.ts';
import { pointTo } from '#app/audit/pointers.server.ts';
import { reportOf } from '#app/audit/report-view.server.ts';
import { gatherFacts } from '#app/contest/phases.server.ts';
import { paths } from '#app/paths.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { audits, contests, entries, proposals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest, makeEntry, makeUser } from '#tests/support/seed.ts';
import { type ServedSite, serveSite } from '#tests/support/serve-site.ts';
import { post, visit } from '#tests/support/site.ts';

/** What has been mended so far. */
const mended = { template: false, sitemap: false };
const safe = {
  'content-security-policy': "default-src 'self' 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
};
const organization = JSON.stringify({
  '@context': 'https://schema.org',
  '@type': 'GovernmentOrganization',
  name: 'Dinas Contoh',
});
const page = (path: string) => `<!doctype html><html lang="id"><head><title>Dinas Contoh</title>
${mended.template ? '<meta name="viewport" content="width=device-width, initial-scale=1">' : ''}
${mended.template ? `<script type="application/ld+json">${organization}</script>` : ''}</head>
<body><nav><a href="/">Beranda</a> <a href="/profil">Profil</a> <a href="/layanan">Layanan</a> <a href="/kontak">Kontak</a></nav>
<h1>Dinas Contoh ${path}</h1><p>${'Layanan dan kabar bagi warga kabupaten. '.repeat(8)}</p></body></html>`;

let database: TestDatabase;
let site: ServedSite;
let contest: typeof contests.$inferSelect;
let entry: typeof entries.$inferSelect;
let own: Awaited<ReturnType<typeof makeUser>>;
let other: Awaited<ReturnType<typeof makeUser>>;
beforeAll(async () => {
  site = await serveSite((_request, response, path) => {
    const headers = mended.template ? safe : {};
    if (path === '/sitemap.xml' && mended.sitemap) {
      const list = ['', 'profil', 'layanan', 'kontak'].map((each) => `<url><loc>${site.url}${each}</loc></url>`);
      const body = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${list.join('')}</urlset>`;
      response.writeHead(200, { ...headers, 'content-type': 'application/xml' }).end(body);
    } else {
      if (path === '/berkas/rencana') {
        response
          .writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' })
          .end('<title>Renstra 2026</title><h1>Rencana Strategis 2022-2026</h1>');
        return;
      }
      const known = ['/', '/profil', '/layanan', '/kontak'].includes(path);
      response.writeHead(known ? 200 : 404, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(page(path));
    }
  });
  process.env.AUDIT_ALLOW_PRIVATE = new URL(site.url).host;
  database = await testDatabase();
  contest = await makeContest({ phase: 'audit', year: 2041, auditRuns: 0 });
  entry = await makeEntry(contest.id, { name: 'Dinas Contoh', url: site.url });
  own = await makeUser('webmaster', { agencyIds: [entry.agencyId] });
  other = await makeUser('webmaster', { agencyIds: [(await makeEntry(contest.id)).agencyId] });
});
afterAll(async () => {
  site?.close();
  await database?.drop();
});

const perform = (auditId: string) =>
  performAudit({ auditId }, { jobId: 'uji', signal: new AbortController().signal } as never);
const auditRow = async (id: string) => (await database.db.select().from(audits).where(eq(audits.id, id)))[0];
const ownRows = () =>
  database.db
    .select()
    .from(audits)
    .where(and(eq(audits.entryId, entry.id), eq(audits.origin, 'own')))
    .orderBy(audits.createdAt);
const who = () => ({ userId: own.id, agencyIds: [entry.agencyId] });
async function foretold(auditId: string, ...wanted: string[]): Promise<number> {
  const report = await reportOf(auditId, 'webmaster');
  if (!report) throw new Error('no report');
  const advices = adviceOf(report.signals, report.criteria, report.platform);
  const chosen = advices.filter(({ signal }) => wanted.includes(signal.signal));
  expect(chosen.map(({ signal }) => signal.signal).sort()).toEqual(wanted.sort());
  return chosen.reduce((sum, { gain }) => sum + gain, 0);
}

test('mending and checking again wins back the points foretold, and what counts stays what it was', async () => {
  const { auditId: official } = await database.db.transaction((tx) => requestAudit(tx, entry.id, null));
  if (!official) throw new Error('refused');
  await perform(official);
  const proposalsNow = () => database.db.select().from(proposals).where(eq(proposals.auditId, official));
  const counted = await proposalsNow();
  // Without the viewport setting a phone lays the page out as wide as a desktop: both findings go with the one defect.
  const ofTemplate = ['viewport-meta', 'horizontal-overflow-360', 'structured-data', 'security-headers'];
  const whole = await foretold(official, ...ofTemplate);
  expect(whole).toBeGreaterThan(1);

  // A document that nothing on the site leads to.
  expect((await informationOf(entry.id)).rows?.find(({ key }) => key === 'renstra')?.state).toBe('missing');
  expect(await pointTo(entry.id, 'renstra', `${site.url}berkas/rencana`, who())).toBeNull();
  expect(await pointTo(entry.id, 'dpa', `${site.url}profil`, who())).toBeNull();

  mended.template = true;
  for (const person of [other, await makeUser('organizer'), await makeUser('judge')])
    expect((await post(person, paths.webmasterCheck(entry.id), {})).status).toBe(404);
  expect(await ownRows()).toEqual([]);
  expect((await post(own, paths.webmasterCheck(entry.id), {})).status).toBe(302);
  const again = await post(own, paths.webmasterCheck(entry.id), {});
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('masih berjalan')]);
  const [first] = await ownRows();
  await perform(first?.id ?? '');
  const result = await ownCheckResult(entry.id, first?.id ?? '');
  expect(Math.abs((result?.comparison?.won ?? Number.NaN) - whole)).toBeLessThan(2);
  expect(result?.comparison?.changes.map(({ signal }) => signal)).toContain('viewport-meta');
  const shown = (await (await visit(own, paths.webmasterCheck(entry.id))).text()).replace(/<!-- -->/g, '');
  expect(shown).toMatch(/Anda mendapat kembali [\d,]+ poin/);
  expect(shown).toContain('Sebelum dan sesudah');

  const information = await informationOf(entry.id);
  expect(information.rows?.find(({ key }) => key === 'renstra')).toMatchObject({ document: { text: 'Renstra 2026' } });
  const verdictOf = (key: string) => information.pointed.find((each) => each.key === key)?.verdict;
  expect([verdictOf('renstra'), verdictOf('dpa'), verdictOf('renja')]).toEqual(['ok', 'not-it', null]);

  // One signal alone, on top of what the check before has found.
  const one = await foretold(first?.id ?? '', 'sitemap');
  mended.sitemap = true;
  expect((await post(own, paths.webmasterCheck(entry.id), { sinyal: 'sitemap' })).status).toBe(302);
  const [, second] = await ownRows();
  expect(second).toMatchObject({ kind: 'partial', onlySignals: ['sitemap'], comparedWith: first?.id });
  await perform(second?.id ?? '');
  const next = await ownCheckResult(entry.id, second?.id ?? '');
  expect(next?.comparison?.changes.map(({ signal }) => signal)).toEqual(['sitemap']);
  expect(Math.abs((next?.comparison?.won ?? Number.NaN) - one)).toBeLessThan(2);

  const [now] = await database.db.select().from(entries).where(eq(entries.id, entry.id));
  expect([now?.currentAuditId, now?.newerAuditId]).toEqual([official, null]);
  expect(await proposalsNow()).toEqual(counted);
  const report = (await (await visit(own, paths.webmasterEntry(entry.id))).text()).replace(/<!-- -->/g, '');
  expect(report).toContain('Pengaturan layar ponsel');
  // The report of the check is the webmaster's own, and says that it does not count.
  const address = paths.webmasterCheckReport(entry.id, second?.id ?? '');
  expect(await (await visit(own, address)).text()).toContain('tidak dihitung dalam lomba');
  expect((await visit(other, address)).status).toBe(404);
  expect((await visit(own, paths.webmasterCheckReport(entry.id, official))).status).toBe(404);
}, 240_000);

test('an own check waits behind the contest’s audits, holds up none of them, and no pass takes it in', async () => {
  const asked = await askOwnCheck(entry.id, null, who());
  expect(asked.refused).toBeNull();
  const mine = asked.auditId ?? '';
  const facts = await gatherFacts(contest, rubricGate);
  expect(facts.auditing).not.toContainEqual(expect.objectContaining({ id: entry.id }));
  const pass = await database.db.transaction((tx) => startPass(tx, contest.id, null));
  expect(pass.refused).toBeNull();
  const inPass = await database.db
    .select()
    .from(audits)
    .where(eq(audits.passId, pass.passId ?? ''));
  expect(inPass.filter((each) => each.entryId === entry.id)).toHaveLength(1);
  expect(inPass.map(({ origin }) => origin)).not.toContain('own');
  await perform(mine);
  expect(await auditRow(mine)).toMatchObject({ state: 'queued', passId: null, visitedAt: null });
  await database.db.update(audits).set({ state: 'done' }).where(eq(audits.id, mine));
  await database.db
    .update(audits)
    .set({ state: 'done' })
    .where(eq(audits.passId, pass.passId ?? ''));
});

test('too many checks are refused with the time when one is possible again; another agency’s entry does not exist', async () => {
  const { rubricVersionId } = contest;
  const row = {
    contestId: contest.id,
    entryId: entry.id,
    rubricVersionId,
    origin: 'own' as const,
    runs: 0,
    url: site.url,
  };
  await database.db.insert(audits).values([1, 2, 3].map(() => ({ ...row, state: 'done' as const })));
  const refused = await post(own, paths.webmasterCheck(entry.id), {});
  expect(refused.status).toBe(429);
  expect(await refused.text()).toMatch(/Dapat diminta lagi mulai .*WIB/);
  // One signal has a limit of its own.
  expect((await post(own, paths.webmasterCheck(entry.id), { sinyal: 'feed' })).status).toBe(302);
  await database.db.update(audits).set({ state: 'done' }).where(eq(audits.origin, 'own'));
  expect((await post(own, paths.webmasterCheck(entry.id), { sinyal: 'tidak-ada' })).status).toBe(409);
  const stranger = { userId: other.id, agencyIds: other.id ? ['00000000-0000-4000-8000-000000000000'] : [] };
  expect((await askOwnCheck(entry.id, 'feed', stranger)).refused).toBe('no-entry');
  for (const address of [paths.webmasterCheck(entry.id), paths.webmasterCheckStream(entry.id)])
    for (const each of [address, `${address}.data`])
      expect([each, (await visit(other, each)).status]).not.toEqual([each, 200]);
});

test('while judges are at it nobody checks', async () => {
  await database.db.update(contests).set({ phase: 'penilaian' }).where(eq(contests.id, contest.id));
  const refused = await post(own, paths.webmasterCheck(entry.id), { sinyal: 'feed' });
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('Sejak penilaian dibuka')]);
  expect(await (await visit(own, paths.webmasterEntry(entry.id))).text()).not.toContain('Periksa ulang ini saja');
});
