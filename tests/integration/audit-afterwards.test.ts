import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestAudit } from '#app/audit/audits.server.ts';
import { performAudit } from '#app/audit/perform.server.ts';
import { updateContest } from '#app/contest/contests.server.ts';
import { saveRegister } from '#app/contest/entries.server.ts';
import { audits, contactRegister, contests, entries } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAudit, makeSmallContest } from '#tests/support/judged.ts';
import { makeEntry, makeUser } from '#tests/support/seed.ts';

let database: TestDatabase;
let organizerId: string;
beforeAll(async () => {
  database = await testDatabase();
  organizerId = (await makeUser('organizer')).id;
});
afterAll(() => database.drop());

const auditRow = async (id: string) => (await database.db.select().from(audits).where(eq(audits.id, id)))[0];
const counts = async (entryId: string) =>
  (await database.db.select().from(entries).where(eq(entries.id, entryId)))[0]?.currentAuditId ?? null;

test('a worker taken for dead that ends late does not open again what another has finished', async () => {
  const contest = await makeSmallContest({ phase: 'audit' });
  const entry = await makeEntry(contest.id, { url: 'http://opd.invalid/' });
  const { auditId } = await database.db.transaction((tx) => requestAudit(tx, entry.id, null));
  const id = auditId ?? '';
  const late = performAudit({ auditId: id }, { jobId: 'uji', signal: new AbortController().signal });
  while ((await auditRow(id))?.state !== 'running') await new Promise((resolve) => setTimeout(resolve, 20));
  await database.db.update(audits).set({ state: 'done', outcome: 'measured', tries: 1 }).where(eq(audits.id, id));
  await late;
  expect(await auditRow(id)).toMatchObject({ state: 'done', outcome: 'measured', tries: 1 });
});

test('after the portal’s domain has changed no audit counts that was made with the old one', async () => {
  const contest = await makeSmallContest({ phase: 'persiapan', portalDomain: 'lama.go.id' });
  const other = await makeSmallContest({ phase: 'audit' });
  const entry = await makeEntry(contest.id);
  const elsewhere = await makeEntry(other.id);
  const auditId = await makeAudit(entry, 70);
  const untouched = await makeAudit(elsewhere, 70);
  const { year, name, portalDomain, hasObjection, auditRuns } = contest;
  const settings = { year, name, portalDomain, hasObjection, auditRuns };
  await updateContest(contest.id, { ...settings, name: 'Nama lain' }, organizerId);
  expect(await counts(entry.id)).toBe(auditId);
  await updateContest(contest.id, { ...settings, portalDomain: 'baru.go.id' }, organizerId);
  expect(await counts(entry.id)).toBeNull();
  expect(await counts(elsewhere.id)).toBe(untouched);
});

test('an audit that compared with another contact register does not count', async () => {
  const contest = await makeSmallContest({ phase: 'audit' });
  const entry = await makeEntry(contest.id);
  const auditId = await makeAudit(entry, 70);
  const save = (value: string, confirmed: boolean) =>
    saveRegister(entry.id, [{ channel: 'phone', value, confirmed }], organizerId);
  // What nobody confirmed is not compared.
  expect(await save('0271 495039', false)).toBe(true);
  expect(await counts(entry.id)).toBe(auditId);
  expect(await save('0271 495039', true)).toBe(true);
  expect(await counts(entry.id)).toBeNull();

  const second = await makeAudit(entry, 70);
  expect(await save('0271 495039', true)).toBe(true);
  expect(await counts(entry.id)).toBe(second);
  expect(await save('', false)).toBe(true);
  expect(await counts(entry.id)).toBeNull();
  expect(await database.db.select().from(contactRegister).where(eq(contactRegister.agencyId, entry.agencyId))).toEqual(
    [],
  );
});

test('an audit whose register or portal changed while it ran is kept, and does not count', async () => {
  const contest = await makeSmallContest({ phase: 'audit' });
  const entry = await makeEntry(contest.id, { url: 'http://opd.invalid/' });
  const { auditId } = await database.db.transaction((tx) => requestAudit(tx, entry.id, null));
  const id = auditId ?? '';
  // The last try, so that its result is stored whatever it is.
  await database.db.update(audits).set({ tries: 9 }).where(eq(audits.id, id));
  // Storing waits for the contest's row, so that the visit can't end before the change.
  const running = await database.db.transaction(async (tx) => {
    const here = eq(contests.id, contest.id);
    await tx.select().from(contests).where(here).for('update');
    const audit = performAudit({ auditId: id }, { jobId: 'uji', signal: new AbortController().signal });
    while ((await auditRow(id))?.stage === null) await new Promise((resolve) => setTimeout(resolve, 20));
    await tx.update(contests).set({ portalDomain: 'baru.go.id' }).where(here);
    return { audit };
  });
  await running.audit;
  expect((await auditRow(id))?.state).toBe('done');
  expect(await counts(entry.id)).toBeNull();
});
