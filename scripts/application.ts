/** Starts and stops the whole application: database, web process, worker. Used by start, dev, demo and the e2e tests. */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateDatabase, openDatabase, setDatabase } from '#db/client.server.ts';
import { type EmbeddedServer, startEmbedded } from '#db/embedded.server.ts';

const root = path.resolve(import.meta.dirname, '..');
const RESTART_MS = 2000;
/** What a database that was killed leaves needs a moment to end before another can have its memory and port. */
const REVIVE_MS = 30_000;
/** A database that goes on dying is not started for ever. */
const REVIVALS = 5;

export interface ApplicationOptions {
  /** Existing PostgreSQL; absent: an embedded one in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** 0 takes a free port. */
  port: number;
  workers?: number;
  /** Added to the environment of the web process and the workers. */
  env?: Record<string, string>;
  /** Called after migration and before the processes start; `db()` works in it. */
  prepare?: (databaseUrl: string) => Promise<void>;
}

export interface Application {
  url: string;
  databaseUrl: string;
  web: ChildProcess;
  /** Resolves when the application has stopped, whoever stopped it. */
  ended: Promise<void>;
  stop: () => Promise<void>;
}

interface Ready {
  type: 'ready';
  url?: string;
}

function startProcess(file: string, env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; ready: Ready }> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(root, file), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', (message) => resolve({ child, ready: message as Ready }));
    child.once('exit', (code) => reject(new Error(`${file} berhenti sebelum siap (kode ${code})`)));
  });
}

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()));

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited(child);
  clearTimeout(late);
}

/** Starts the database of a data folder again, on the port that everybody knows. */
async function revive(dataDir: string, port: number, stopping: () => boolean): Promise<EmbeddedServer> {
  for (const until = Date.now() + REVIVE_MS; ; await sleep(500)) {
    try {
      return await startEmbedded(dataDir, { port });
    } catch (error) {
      if (stopping() || Date.now() > until) throw error;
    }
  }
}

/**
 * Migrates the database and starts the web process and the workers. A process that dies is started again, an
 * embedded database too.
 * Rejects with DataFolderInUse when another program holds the data folder.
 */
export async function startApplication(options: ApplicationOptions): Promise<Application> {
  let embedded: EmbeddedServer | undefined;
  if (!options.databaseUrl) embedded = await startEmbedded(options.dataDir);
  const databaseUrl = options.databaseUrl ?? embedded?.url ?? '';
  const children = new Map<string, ChildProcess>();
  let stopping = false;
  let keeper: Promise<void> = Promise.resolve();
  const stop = async () => {
    if (stopping) return ended;
    stopping = true;
    await Promise.all([...children.values()].map(endProcess));
    await embedded?.stop();
    // A database that was just being started again is stopped as well.
    await keeper.catch(() => {});
    finish();
  };
  let finish = () => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  try {
    await migrateDatabase(databaseUrl);
    const database = openDatabase(databaseUrl, { max: 4 });
    setDatabase(database);
    await options.prepare?.(databaseUrl);
    await database.$client.end();

    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: 'production',
      ...options.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: path.resolve(options.dataDir),
      PORT: String(options.port),
    };
    const keep = async (name: string, file: string, childEnv: NodeJS.ProcessEnv): Promise<Ready> => {
      const { child, ready } = await startProcess(file, childEnv);
      children.set(name, child);
      child.removeAllListeners('exit');
      child.once('exit', (code, signal) => {
        if (stopping) return;
        console.error(`${name} berhenti (${signal ?? code}); dijalankan lagi.`);
        void again(name, file, childEnv);
      });
      return ready;
    };
    // Until it stands: while the database is away a process can't start.
    const again = async (name: string, file: string, childEnv: NodeJS.ProcessEnv): Promise<void> => {
      for (;;) {
        await sleep(RESTART_MS);
        if (stopping) return;
        try {
          await keep(name, file, childEnv);
          return;
        } catch (error) {
          console.error(error instanceof Error ? error.message : error);
        }
      }
    };
    const ready = await keep('web', 'app/server.ts', env);
    // The same port again after a restart: people's tablets know it.
    if (ready.url) env.PORT = new URL(ready.url).port || env.PORT;
    for (let n = 1; n <= (options.workers ?? 1); n += 1) await keep(`worker ${n}`, 'app/worker.ts', env);
    const keepDatabase = async (server: EmbeddedServer) => {
      for (let died = 1; ; died += 1) {
        await server.ended;
        if (stopping) return;
        console.error('PostgreSQL berhenti sendiri; dinyalakan lagi. Sebabnya ada di postgres.log dalam folder data.');
        if (died > REVIVALS) throw new Error('PostgreSQL berkali-kali berhenti sendiri.');
        server = await revive(options.dataDir, server.port, () => stopping);
        embedded = server;
        if (stopping) return server.stop();
      }
    };
    if (embedded) {
      keeper = keepDatabase(embedded);
      keeper.catch((error) => {
        if (stopping) return;
        console.error(`${error instanceof Error ? error.message : error} Aplikasi dihentikan.`);
        void stop().then(() => process.exit(1));
      });
    }
    return {
      url: ready.url ?? '',
      databaseUrl,
      get web() {
        const child = children.get('web');
        if (!child) throw new Error('web process is not running');
        return child;
      },
      ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ctrl-C and SIGTERM stop the application cleanly; a second Ctrl-C gives up waiting. */
export function stopOnSignal(application: Application): void {
  let asked = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      asked += 1;
      if (asked > 1 && signal === 'SIGINT') process.exit(130);
      console.error('\nMenghentikan…');
      void application.stop().then(() => process.exit(0));
    });
  }
}
