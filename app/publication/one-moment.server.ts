import { sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';

/**
 * Runs `act` alone and on the data of one moment. Everything that moves a result (a sheet, a ruling, a phase step)
 * locks its contest's row; the table lock waits for those under way and keeps new ones out until the end. It must come
 * before the first query: repeatable read takes its picture there, and a picture taken before the wait would miss
 * what was committed during it.
 */
export function atOneMoment<T>(act: (tx: Querier) => Promise<T>): Promise<T> {
  return db().transaction(
    async (tx) => {
      await tx.execute(sql`LOCK TABLE contests IN EXCLUSIVE MODE`);
      return act(tx);
    },
    { isolationLevel: 'repeatable read' },
  );
}
