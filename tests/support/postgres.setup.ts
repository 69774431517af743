import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { jobs } from '#app/jobs.ts';
import { startQueue } from '#app/queue.server.ts';
import { migrateDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    templateName: string;
  }
}

const prefix = 'lomba-test-';

/** Folders that a killed run left behind: their server is ended (pid from its own file), the folder removed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const folder = path.join(tmpdir(), name);
    try {
      process.kill(Number(readFileSync(path.join(folder, 'owner.pid'), 'utf8')), 0);
      continue;
    } catch {
      // Its owner is gone.
    }
    try {
      process.kill(
        Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
        'SIGQUIT',
      );
    } catch {
      // No server left.
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One real PostgreSQL for the project's run, with a migrated template that each file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep();
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  writeFileSync(path.join(folder, 'owner.pid'), String(process.pid));
  // mkdtemp gives 0700: as root the server runs as another user and must get through.
  if (process.getuid?.() === 0) (await import('node:fs')).chmodSync(folder, 0o755);
  const server = await startEmbedded(folder, { name: 'template_lomba', durable: false });
  await migrateDatabase(server.url);
  const boss = await startQueue(server.url, jobs, { supervise: false });
  await boss.stop({ graceful: false });
  const admin = postgres(server.url.replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} });
  await admin`UPDATE pg_database SET datistemplate = true, datallowconn = false WHERE datname = 'template_lomba'`;
  await admin.end();
  project.provide('postgresUrl', server.url.replace(/\/[^/]*$/, ''));
  project.provide('templateName', 'template_lomba');
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
