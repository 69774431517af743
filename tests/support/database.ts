import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { startAuth } from '#app/identity/auth.server.ts';
import { jobs } from '#app/jobs.ts';
import { startQueue } from '#app/queue.server.ts';
import { type Database, openDatabase, setDatabase } from '#db/client.server.ts';

export interface TestDatabase {
  db: Database;
  url: string;
  drop: () => Promise<void>;
}

export const testOrigin = 'http://lomba.test';

/**
 * A database of the file's own, cloned from the migrated template, set as the process-wide one, with queue client
 * and better-auth on it. Call `drop()` in afterAll.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const base = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(`${base}/postgres`, { max: 1, onnotice: () => {} });
  await admin.unsafe(`CREATE DATABASE ${name} TEMPLATE ${inject('templateName')}`);
  const url = `${base}/${name}`;
  const db = openDatabase(url, { max: 10 });
  setDatabase(db);
  startAuth({ secret: randomBytes(32).toString('hex'), baseUrl: testOrigin, secureCookies: false });
  const boss = await startQueue(url, jobs, { supervise: false });
  return {
    db,
    url,
    async drop() {
      await boss.stop({ graceful: false });
      await db.$client.end({ timeout: 1 });
      await admin.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
