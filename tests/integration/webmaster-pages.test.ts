/** A site over time and its public information: whose they are, what they tell of others, where the crawler is pointed. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAudit, requestFor } from '#app/audit/audit-request.server.ts';
import { paths } from '#app/paths.ts';
import { activity, documentPointers, entries, signals } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { seen } from '#tests/support/measured.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';
import { post, visit } from '#tests/support/site.ts';

let database: TestDatabase;
let entry: typeof entries.$inferSelect;
let auditId: string;
let contestId: string;
let own: Awaited<ReturnType<typeof makeUser>>;
let other: Awaited<ReturnType<typeof makeUser>>;
const speed = (id: string, value: number) =>
  database.db.insert(signals).values({
    auditId: id,
    signal: 'lighthouse-performance',
    outcome: 'measured',
    value,
    unit: 'share 0-1',
    evidence: [],
  });
async function measuredEntry(name: string, value: number) {
  const made = await makeEntry(contestId, { name });
  const id = await makeAudit(made, value * 100, { finishedAt: new Date('2026-05-01T03:00:00Z'), hints: seen.hints });
  await speed(id, value);
  return { ...made, auditId: id };
}
beforeAll(async () => {
  database = await testDatabase();
  contestId = (await makeSmallContest({ phase: 'audit', year: 2043 })).id;
  const mine = await measuredEntry('Dinas Sendiri', 0.4);
  [entry, auditId] = [mine, mine.auditId];
  const rival = await measuredEntry('Dinas Saingan', 0.77);
  own = await makeUser('webmaster', { agencyIds: [entry.agencyId] });
  other = await makeUser('webmaster', { agencyIds: [rival.agencyId] });
});
afterAll(() => database.drop());

const read = async (address: string, who = own) => {
  const answer = await visit(who, address);
  return { status: answer.status, text: (await answer.text()).replace(/<!-- -->/g, '') };
};

test('of the category nothing is told under five entries, then its median and best quarter, and never a name', async () => {
  const address = paths.webmasterHistory(entry.id);
  const few = await read(address);
  expect(few.text).toContain('Terakhir 40 poin');
  expect(few.text).toContain('sedikitnya lima situs');
  expect(few.text).not.toMatch(/kategori: tengah|\b77\s?(?:%|poin)|0[.,]77/);
  for (const [i, value] of [0.5, 0.6, 0.7].entries()) await measuredEntry(`Dinas Lain ${i}`, value);
  const enough = await read(address);
  expect(enough.text).toContain('kategori: tengah 60, seperempat terbaik mulai 70');
  for (const each of [address, `${address}.data`]) expect((await read(each)).text).not.toMatch(/Saingan|Dinas Lain/);
  expect((await read(address, other)).status).toBe(404);
});

test('two audits are compared only when both are of the own site', async () => {
  const second = await makeAudit(entry, 90, { finishedAt: new Date('2026-06-01T03:00:00Z') });
  await speed(second, 0.9);
  const compared = await read(paths.webmasterHistory(entry.id));
  expect(compared.text).toMatch(/Usulan nilai naik \d+,\d poin/);
  expect(compared.text).toMatch(/40\s?%.*90\s?%/s);
  const [rival] = await database.db.select().from(entries).where(eq(entries.name, 'Dinas Saingan'));
  const guessed = await read(`${paths.webmasterHistory(entry.id)}?dari=${rival?.currentAuditId}&ke=${second}`);
  expect(guessed.text).not.toMatch(/77\s?%/);
});

test('the public information says what was found and of which year; a page that was missed can be pointed to', async () => {
  const address = paths.webmasterInformation(entry.id);
  const { text } = await read(address);
  expect(text).toContain('1 dari 12 jenis dokumen ditemukan');
  expect(text).toContain('Renstra 2025');
  const wrong = await post(own, address, { key: 'renja', url: 'bukan alamat' });
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('bukan alamat')]);
  expect((await post(own, address, { key: 'tidak-ada', url: 'https://dinas.go.id/' })).status).toBe(422);
  expect((await post(own, address, { key: 'renja', url: 'dinas.go.id/renja' })).status).toBe(302);
  expect((await read(address)).text).toContain('dibuka pada pemeriksaan berikutnya');
  const loaded = await loadAudit(auditId);
  if (!loaded) throw new Error('no audit');
  expect((await requestFor(loaded, '')).pointers).toEqual([{ key: 'renja', url: 'https://dinas.go.id/renja' }]);
  for (const person of [other, await makeUser('organizer')]) {
    expect((await visit(person, address)).status).toBe(404);
    expect((await post(person, address, { key: 'dpa', url: 'https://dinas.go.id/' })).status).toBe(404);
  }
  expect((await post(own, address, { key: 'renja', url: '' })).status).toBe(302);
  expect(await database.db.select().from(documentPointers)).toEqual([]);
  const acts = await database.db.select().from(activity).where(eq(activity.action, 'document.point'));
  expect(acts.map(({ detail }) => detail)).toEqual([
    { key: 'renja', url: 'https://dinas.go.id/renja' },
    { key: 'renja', url: null },
  ]);
});
