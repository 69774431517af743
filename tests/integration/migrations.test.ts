import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateDatabase } from '#db/client.server.ts';
import { contests } from '#db/schema.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeContest } from '#tests/support/seed.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'lomba-migrasi-'));
  cpSync(path.resolve(import.meta.dirname, '../../db/migrations'), folder, { recursive: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** Adds a migration to the copy, stamped `later` ms after the last one. */
function addMigration(tag: string, sql: string, later: number): () => void {
  const file = path.join(folder, 'meta/_journal.json');
  const before = readFileSync(file, 'utf8');
  const journal = JSON.parse(before) as { entries: { idx: number; when: number; tag: string }[] };
  const last = journal.entries.at(-1) ?? { idx: 0, when: 0 };
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + later, tag });
  writeFileSync(file, JSON.stringify(journal));
  writeFileSync(path.join(folder, `${tag}.sql`), sql);
  return () => writeFileSync(file, before);
}

test('a migration stamped before the last one is refused, not passed over in silence', async () => {
  const undo = addMigration('9998_late', 'ALTER TABLE contests ADD COLUMN lost text', -1);
  await expect(migrateDatabase(database.url, folder)).rejects.toThrow('9998_late');
  undo();
});

test('two programs that start at once on a database in use apply a new migration once and keep its rows', async () => {
  const contest = await makeContest();
  addMigration('9999_next', "ALTER TABLE contests ADD COLUMN motto text NOT NULL DEFAULT 'melayani'", 1000);
  await Promise.all([migrateDatabase(database.url, folder), migrateDatabase(database.url, folder)]);
  const rows = await database.db.select().from(contests);
  expect(rows.map((row) => row.id)).toContain(contest.id);
  const [{ motto } = { motto: null }] = await database.db.$client`SELECT motto FROM contests`;
  expect(motto).toBe('melayani');
});
