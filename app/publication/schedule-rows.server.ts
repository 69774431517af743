import { and, eq, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { activity, publicReleases, releaseSchedules } from '#db/schema.ts';

/** From here on a set moment stands: nobody takes back what somebody may see before the change is written. */
const STANDS_FROM_SECONDS = 5;
const mayChange = sql`${releaseSchedules.at} > clock_timestamp() + make_interval(secs => ${STANDS_FROM_SECONDS})`;

export type Schedule = typeof releaseSchedules.$inferSelect;

/** The moment that is set for a contest and has not come, or null. */
export async function pendingSchedule(tx: Querier, contestId: string): Promise<Schedule | null> {
  const [row] = await tx
    .select()
    .from(releaseSchedules)
    .where(and(eq(releaseSchedules.contestId, contestId), sql`${releaseSchedules.at} > clock_timestamp()`));
  return row ?? null;
}

/** Takes a set moment back, as part of what the caller does. False: it is too late for that, nothing was done. */
export async function dropSchedule(tx: Querier, contestId: string, userId: string | null = null): Promise<boolean> {
  const dropped = await tx
    .delete(releaseSchedules)
    .where(and(eq(releaseSchedules.contestId, contestId), mayChange))
    .returning({ at: releaseSchedules.at });
  for (const { at } of dropped)
    await tx
      .insert(activity)
      .values({ contestId, userId, action: 'result.release.callOff', detail: { at: at.toISOString() } });
  return dropped.length > 0 || (await pendingSchedule(tx, contestId)) === null;
}

/** Moments that have come and that no worker has written into the releases yet. */
export function dueSchedules(tx: Querier) {
  return tx
    .select({ schedule: releaseSchedules })
    .from(releaseSchedules)
    .innerJoin(publicReleases, eq(publicReleases.id, releaseSchedules.id));
}
