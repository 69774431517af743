import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import * as schema from './schema.ts';

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
/** A database or a transaction on it: what functions take that work in both. */
export type Querier = PostgresJsDatabase<typeof schema>;

const migrationsFolder = new URL('./migrations', import.meta.url).pathname;

/** Opens a pool on `url`. The caller ends it with `$client.end()`. */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const client = postgres(url, { max: options.max ?? 10, onnotice: () => {} });
  return drizzle(client, { schema });
}

interface Journal {
  entries: { when: number; tag: string }[];
}

/** @throws Error naming the migration that is stamped no later than the one before it. */
function refuseFallingJournal(folder: string): void {
  const { entries } = JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')) as Journal;
  const fallen = entries.find(({ when }, i) => when <= (entries[i - 1]?.when ?? Number.NEGATIVE_INFINITY));
  if (fallen) throw new Error(`migrasi ${fallen.tag} bercap waktu tidak lebih baru daripada yang mendahuluinya`);
}

/**
 * Applies the migrations that are missing, one process at a time (advisory lock), and refuses a journal whose
 * times do not rise: drizzle would skip the earlier one without a word.
 */
export async function migrateDatabase(url: string, folder = migrationsFolder): Promise<void> {
  refuseFallingJournal(folder);
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client`SELECT pg_advisory_lock(7461001)`;
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end();
  }
}

// On globalThis: the web process holds this module twice, once as source (server.ts) and once inside Remix's build.
const shared = globalThis as { [key: symbol]: Database | undefined };
const key = Symbol.for('lomba-opd.database');

/** Sets the process-wide database. Called once by whoever starts the process (web, worker, tests). */
export function setDatabase(database: Database): void {
  shared[key] = database;
}

/** The process-wide database. Throws when the process was started without one. */
export function db(): Database {
  const database = shared[key];
  if (!database) throw new Error('No database: the process did not call setDatabase()');
  return database;
}
