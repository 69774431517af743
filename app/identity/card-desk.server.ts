/** What an organizer does about judges' cards and devices. Each act is one transaction. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { env } from '#app/env.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { invitations, user } from '#db/schema.ts';
import { cutOffDevice, type DeviceRow, listDevices } from './devices.server.ts';
import { isOpen as isOpenInvitation } from './read-invitation.server.ts';
import { cardRoles, type Role } from './roles.ts';
import {
  addJudges,
  admitInvited,
  type Card,
  listUnusedCards,
  makeCards,
  type PrintedCard,
  revokeCard,
} from './sign-in-cards.server.ts';

export interface CardDesk {
  judges: { id: string; name: string; role: Role }[];
  /** Judges whose invitation nobody has used: a card makes them known at once. */
  invited: { id: string; name: string }[];
  unused: Card[];
  devices: DeviceRow[];
}

const listJudges = (tx: Querier) =>
  tx
    .select({ id: user.id, name: user.name, role: user.role })
    .from(user)
    .where(inArray(user.role, cardRoles))
    .orderBy(asc(user.name), asc(user.id));

const listInvited = (tx: Querier) =>
  tx
    .select({ id: invitations.id, name: invitations.name })
    .from(invitations)
    .where(and(eq(invitations.role, 'judge'), isNull(invitations.userId), isOpenInvitation))
    .orderBy(asc(invitations.name));

export async function readCardDesk(): Promise<CardDesk> {
  const [judges, invited, unused, devices] = await Promise.all([
    listJudges(db()),
    listInvited(db()),
    listUnusedCards(db()),
    listDevices(db()),
  ]);
  return { judges, invited, unused, devices };
}

export async function readDevices(): Promise<DeviceRow[]> {
  return await listDevices(db());
}

/** `nameKnown`: a new name is that of a judge there is; nothing is made then. */
export type Printing = { ok: true; cards: PrintedCard[] } | { ok: false; why: 'nameKnown'; name: string };

/** Makes cards for judges, for those invited, and for new ones by name. */
export async function printCards(
  given: { userIds: readonly string[]; invitationIds: readonly string[]; names: readonly string[]; count: number },
  by: string,
): Promise<Printing> {
  return await db().transaction(async (tx): Promise<Printing> => {
    // Two organizers who write the same new name at once: the second finds it known.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('sign-in-cards'))`);
    const taken = new Set([...(await listJudges(tx)), ...(await listInvited(tx))].map(({ name }) => fold(name)));
    const known = given.names.find((name) => taken.has(fold(name)));
    if (known) return { ok: false, why: 'nameKnown', name: known };
    const made = [...(await admitInvited(tx, given.invitationIds)), ...(await addJudges(tx, given.names))];
    return { ok: true, cards: await makeCards(tx, { userIds: [...given.userIds, ...made], count: given.count, by }) };
  });
}

const fold = (name: string) => name.toLocaleLowerCase('id').replace(/\s+/g, ' ').trim();

export async function takeCardBack(cardId: string, by: string): Promise<boolean> {
  return await db().transaction((tx) => revokeCard(tx, cardId, by));
}

export async function cutDeviceOff(deviceId: string, by: string): ReturnType<typeof cutOffDevice> {
  return await db().transaction((tx) => cutOffDevice(tx, deviceId, by));
}

/** The origin that cards carry: the configured one, else the one the organizer's own browser reached us by. */
export function cardOrigin(request: Request): { origin: string; loopback: boolean } {
  const { origin, hostname } = new URL(env().PUBLIC_URL ?? request.url);
  return { origin, loopback: /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) };
}
