import { db, type Querier } from '#db/client.server.ts';

/** SQLSTATE: serialization failure; unique violation (somebody wrote the same version meanwhile). */
const meanwhile = ['40001', '23505'];
const TRIES = 3;

function codeOf(error: unknown): unknown {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
}

/**
 * Runs `act` in a transaction that sees the data of one moment (repeatable read). When another act got in between,
 * it runs again on the data as it is then: of two organizers who press at once, the second gets an answer, not an error.
 */
export async function atOneMoment<T>(act: (tx: Querier) => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await db().transaction(act, { isolationLevel: 'repeatable read' });
    } catch (error) {
      if (left <= 1 || !meanwhile.includes(String(codeOf(error)))) throw error;
    }
  }
}
