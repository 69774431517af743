import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { session } from '#db/schema.ts';
import { deviceName } from './device.ts';

export interface SessionRow {
  id: string;
  /** Browser and system, null when unknown. */
  device: string | null;
  /** Exact to a quarter of an hour: better-auth's `updateAge`. */
  lastUsed: Date;
  createdAt: Date;
}

/** Sessions of a person that still let in, the one used last first. */
export async function listSessions(tx: Querier, userId: string): Promise<SessionRow[]> {
  const rows = await tx
    .select()
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.updatedAt), desc(session.createdAt));
  return rows.map((row) => ({
    id: row.id,
    device: deviceName(row.userAgent),
    lastUsed: row.updatedAt,
    createdAt: row.createdAt,
  }));
}

/** Cuts one device of a person off. False when the session is not theirs or gone already. */
export async function endSession(tx: Querier, userId: string, sessionId: string): Promise<boolean> {
  const gone = await tx
    .delete(session)
    .where(and(eq(session.userId, userId), eq(session.id, sessionId)))
    .returning({ id: session.id });
  return gone.length > 0;
}

/** Signs a person out everywhere; returns how many sessions ended. */
export async function endAllSessions(tx: Querier, userId: string): Promise<number> {
  const gone = await tx.delete(session).where(eq(session.userId, userId)).returning({ id: session.id });
  return gone.length;
}
