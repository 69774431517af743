import { rmSync } from 'node:fs';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { jobs } from '#app/jobs.ts';
import { startQueue } from '#app/queue.server.ts';
import { migrateDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.server.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    templateName: string;
  }
}

/** One real PostgreSQL for the project's run, with a migrated template that each file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await throwawayFolder('lomba-test-');
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
