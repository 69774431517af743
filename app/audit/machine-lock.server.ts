import { hostname } from 'node:os';
import { db } from '#db/client.server.ts';

/** This machine's name in controls and locks. */
export const machine = hostname();

/**
 * Runs `work` while no other worker of this machine does, whatever database connection it has; null when one is at it.
 * A worker that dies lets go with its connection.
 */
export async function aloneOnMachine<T>(work: () => Promise<T>): Promise<T | null> {
  const connection = await db().$client.reserve();
  try {
    const [row] = await connection<{ held: boolean }[]>`
      SELECT pg_try_advisory_lock(hashtext('speed'), hashtext(${machine})) AS held`;
    if (!row?.held) return null;
    try {
      return await work();
    } finally {
      await connection`SELECT pg_advisory_unlock(hashtext('speed'), hashtext(${machine}))`;
    }
  } finally {
    connection.release();
  }
}
