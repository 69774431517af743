import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import { startAuth } from '#app/identity/auth.server.ts';
import { jobs } from '#app/jobs.ts';
import { startQueue } from '#app/queue.server.ts';
import { type Database, openDatabase, setDatabase } from '#db/client.server.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';
import { type Application, startApplication } from '#scripts/application.ts';
import type { Regency } from '#tests/fixtures/regency.ts';

export interface TestApplication extends Application {
  regency: Omit<Regency, 'stop'>;
  db: Database;
  /** Ends it and drops its database; `keep` leaves the database. */
  stop: (keep?: boolean) => Promise<void>;
  databaseName: string;
}

/**
 * The built application, web process and worker, on a database of its own with the fictional regency's sites to
 * audit. `db()`, auth and queue work in the test's process too, on the same database.
 * @param template database it begins as a copy of: an empty one unless named
 */
export async function testApplication(
  env: Record<string, string> = {},
  template = inject('templateName'),
): Promise<TestApplication> {
  const folder = await throwawayFolder('lomba-e2e-');
  const regency = inject('regency');
  const authority = path.join(folder, 'authority.pem');
  writeFileSync(authority, regency.authority.certificatePem);
  const base = inject('postgresUrl');
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  const admin = postgres(`${base}/postgres`, { max: 1, onnotice: () => {} });
  await admin.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const databaseUrl = `${base}/${name}`;
  const authSecret = randomBytes(32).toString('hex');
  const application = await startApplication({
    databaseUrl,
    dataDir: folder,
    port: 0,
    env: {
      AUTH_SECRET: authSecret,
      PUBLIC_URL: '',
      AUDIT_ALLOW_PRIVATE: regency.allowPrivate.join(','),
      AUDIT_EXTRA_CA: authority,
      AUDIT_TRUSTED_SPKI: regency.authority.spkiSha256Base64,
      AUDIT_RETRY_SCALE: '0',
      AUDIT_PROBES: '0',
      AUDIT_LIGHTHOUSE_PAGES: '1',
      AUDIT_INNER_PAGES: '4',
      AUDIT_SPEED_MAX_ROUNDS: '3',
      AUDIT_CONTROL: '0',
      ...env,
    },
  });
  const db = openDatabase(databaseUrl, { max: 5 });
  setDatabase(db);
  startAuth({ secret: authSecret, baseUrl: application.url, secureCookies: false });
  const boss = await startQueue(databaseUrl, jobs, { supervise: false });
  return {
    ...application,
    web: application.web,
    regency,
    db,
    databaseName: name,
    async stop(keep = false) {
      await boss.stop({ graceful: false });
      await application.stop();
      await db.$client.end({ timeout: 1 });
      if (!keep) await admin.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
