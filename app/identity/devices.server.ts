import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { devices, session, user } from '#db/schema.ts';
import { recordAccess } from './activity.server.ts';
import { deviceName } from './device.ts';
import { cardRoles } from './roles.ts';

/** Devices that have ended are shown this long after their last contact. */
const SHOWN_DAYS = 30;

/**
 * Notes that a judge's device was in touch, and how many edits wait on it (null: it did not say). A session that came
 * about otherwise than by a card gets its row here. False when the session is gone.
 */
export async function noteContact(
  sessionId: string,
  given: { userAgent: string | null; unsent: number | null },
): Promise<boolean> {
  const label = deviceName(given.userAgent);
  // The lock lets a device that is being cut off have gone before, or wait: never a row of a session that is no more.
  const noted = await db().execute(sql`
    INSERT INTO ${devices} (user_id, session_id, label, unsent)
    SELECT user_id, id, ${label}, ${given.unsent}::int FROM ${session} WHERE id = ${sessionId} FOR KEY SHARE
    ON CONFLICT (session_id) DO UPDATE
      SET last_contact = now(), label = excluded.label, unsent = coalesce(excluded.unsent, ${devices.unsent})
    RETURNING id`);
  return noted.length > 0;
}

export interface DeviceRow {
  id: string;
  judge: string;
  /** Browser and system, null when unknown. */
  label: string | null;
  firstContact: Date;
  lastContact: Date;
  /** Seconds since the last contact, by the database's clock. */
  silentSeconds: number;
  /** Edits waiting on the device at the last contact; null: not said. */
  unsent: number | null;
  state: 'in' | 'out' | 'cutOff';
}

/** Judges' devices by judge: those signed in, and those that were until lately. */
export async function listDevices(tx: Querier): Promise<DeviceRow[]> {
  const isIn = sql`(${session.id} IS NOT NULL AND ${session.expiresAt} > now())`;
  return await tx
    .select({
      id: devices.id,
      judge: user.name,
      label: devices.label,
      firstContact: devices.firstContact,
      lastContact: devices.lastContact,
      silentSeconds: sql<number>`extract(epoch FROM now() - ${devices.lastContact})::int`,
      unsent: devices.unsent,
      state: sql<
        DeviceRow['state']
      >`CASE WHEN ${devices.cutOffAt} IS NOT NULL THEN 'cutOff' WHEN ${isIn} THEN 'in' ELSE 'out' END`,
    })
    .from(devices)
    .innerJoin(user, eq(user.id, devices.userId))
    .leftJoin(session, eq(session.id, devices.sessionId))
    .where(
      and(
        inArray(user.role, cardRoles),
        or(isIn, gt(devices.lastContact, sql`now() - make_interval(days => ${SHOWN_DAYS})`)),
      ),
    )
    .orderBy(asc(user.name), asc(devices.firstContact));
}

/**
 * Cuts a device off: its session ends at once, whatever it holds unsent stays on it. Returns whose it was and how much
 * it last said to hold; null when there is no such device or it was cut off before.
 */
export async function cutOffDevice(
  tx: Querier,
  id: string,
  by: string,
): Promise<{ judge: string; unsent: number | null } | null> {
  const [held] = await tx
    .select({ judgeId: devices.userId, sessionId: devices.sessionId, judge: user.name })
    .from(devices)
    .innerJoin(user, eq(user.id, devices.userId))
    .where(eq(devices.id, id));
  if (!held) return null;
  // The session before the device, as a heartbeat locks them.
  if (held.sessionId) await tx.delete(session).where(eq(session.id, held.sessionId));
  const [device] = await tx
    .update(devices)
    .set({ cutOffAt: sql`now()`, cutOffBy: by, sessionId: null })
    .where(and(eq(devices.id, id), isNull(devices.cutOffAt)))
    .returning({ unsent: devices.unsent });
  if (!device) return null;
  await recordAccess(tx, {
    action: 'device.cutOff',
    userId: by,
    subject: id,
    detail: { judge: held.judgeId, unsent: device.unsent },
  });
  return { judge: held.judge, unsent: device.unsent };
}
