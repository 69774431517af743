/** The speed pool of this worker process: started with the first run, kept warm between slices, closed when idle. */
import { findChrome } from './chrome.ts';
import { startSpeedPool } from './speed/pool.ts';
import type { SpeedPool } from './speed/speed.ts';

const IDLE_MS = 60_000;

let pool: SpeedPool | null = null;
let users = 0;
let idle: NodeJS.Timeout | undefined;

/**
 * Lends the pool for as long as `work` takes.
 * @throws Error when there is no Chrome
 */
export async function withPool<T>(lanes: number, work: (pool: SpeedPool) => Promise<T>): Promise<T> {
  clearTimeout(idle);
  users += 1;
  try {
    const chromePath = findChrome();
    if (!chromePath) throw new Error('Chrome tidak ditemukan. Jalankan `npm run setup` atau isi CHROME_PATH.');
    pool ??= startSpeedPool({ chromePath, lanes });
    return await work(pool);
  } finally {
    users -= 1;
    if (users === 0) idle = setTimeout(() => void closePool(), IDLE_MS).unref();
  }
}

/** Ends the lanes now; the next run starts them again. */
export async function closePool(): Promise<void> {
  clearTimeout(idle);
  const closing = pool;
  pool = null;
  await closing?.close();
}
