import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DataFolderInUse, type EmbeddedServer, startEmbedded } from '#db/embedded.server.ts';
import { throwawayFolder } from '#db/throwaway.server.ts';

let folder: string;
const servers: EmbeddedServer[] = [];
const start = async () => {
  const server = await startEmbedded(folder);
  servers.push(server);
  return server;
};
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const postmaster = () => path.join(folder, 'postgres', 'postmaster.pid');

async function query<T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lomba-embedded-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('data survives a restart, and a stopped server leaves nothing running', async () => {
  const first = await start();
  await query(first.url, (sql) => sql`CREATE TABLE kept AS SELECT 42 AS answer`);
  const pid = Number(readFileSync(postmaster(), 'utf8').split('\n')[0]);
  await first.stop();
  expect(alive(pid)).toBe(false);
  const second = await start();
  expect(await query(second.url, (sql) => sql`SELECT answer FROM kept`)).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('a second start on the same folder is told so, and the first goes on', async () => {
  const first = await start();
  await expect(startEmbedded(folder)).rejects.toThrow(DataFolderInUse);
  await expect(startEmbedded(folder)).rejects.toThrow(/sedang dipakai/);
  expect(await query(first.url, (sql) => sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  await first.stop();
});

/** Starts a server in a program of its own and kills the program: the server stays. */
async function orphaned(): Promise<string> {
  const script = `import { startEmbedded } from '#db/embedded.server.ts';
    const server = await startEmbedded(${JSON.stringify(folder)});
    process.stdout.write(server.url);
    setInterval(() => {}, 1000);`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  return url;
}

test('after the program was killed, its orphaned server is replaced and the data is there', async () => {
  const orphan = await orphaned();
  // Asked over its port: where nobody reaps orphans, a dead one still has its pid.
  expect(await query(orphan, (sql) => sql`SELECT answer FROM kept`)).toEqual([{ answer: 42 }]);
  const next = await start();
  await expect(query(orphan, (sql) => sql`SELECT 1`)).rejects.toThrow(/ECONNREFUSED/);
  expect(await query(next.url, (sql) => sql`SELECT answer FROM kept`)).toEqual([{ answer: 42 }]);
  await next.stop();
});

test('an orphaned server that is just recovering, and so refuses everybody, is waited for and replaced', async () => {
  const orphan = await orphaned();
  const [backend] = await query(
    orphan,
    (sql) => sql<{ pid: number }[]>`SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
  );
  if (!backend) throw new Error('no checkpointer');
  process.kill(backend.pid, 'SIGKILL');
  const next = await start();
  await expect(query(orphan, (sql) => sql`SELECT 1`)).rejects.toThrow(/ECONNREFUSED/);
  expect(await query(next.url, (sql) => sql`SELECT answer FROM kept`)).toEqual([{ answer: 42 }]);
  await next.stop();
});

test('a stale pid file that names a living stranger is no obstacle, and the stranger is left alone', async () => {
  writeFileSync(postmaster(), `${process.pid}\n${path.join(folder, 'postgres')}\n0\n1\n\n127.0.0.1\n`);
  const server = await start();
  expect(existsSync(postmaster())).toBe(true);
  expect(await query(server.url, (sql) => sql`SELECT answer FROM kept`)).toEqual([{ answer: 42 }]);
  await server.stop();
});

test('the throwaway folder of a killed program goes with its server; that of a living one stays', async () => {
  const prefix = `lomba-sweep-${process.pid}-`;
  const script = `import { startEmbedded } from '#db/embedded.server.ts';
    import { throwawayFolder } from '#db/throwaway.server.ts';
    const folder = await throwawayFolder(${JSON.stringify(prefix)});
    const server = await startEmbedded(folder);
    process.stdout.write(JSON.stringify({ folder, url: server.url }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
  const left = JSON.parse(said) as { folder: string; url: string };
  const beside = await throwawayFolder(prefix);
  expect(existsSync(left.folder)).toBe(true);

  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const next = await throwawayFolder(prefix);
  expect(existsSync(left.folder)).toBe(false);
  await expect(query(left.url, (sql) => sql`SELECT 1`)).rejects.toThrow(/ECONNREFUSED/);
  for (const own of [beside, next]) {
    expect(existsSync(own)).toBe(true);
    rmSync(own, { recursive: true });
  }
});
