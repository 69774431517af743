import { createHmac, randomBytes } from 'node:crypto';
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { db } from '#db/client.server.ts';
import { invitations, signInCards, user } from '#db/schema.ts';
import { recordAccess } from './activity.server.ts';
import { auth } from './auth.server.ts';
import { CARD_DAYS } from './invitation-days.ts';
import { hashToken } from './invitation-token.server.ts';
import { addPerson } from './invitations.server.ts';
import { isOpen as isOpenInvitation } from './read-invitation.server.ts';
import { cardRoles, type Role } from './roles.ts';
import { codeFrom } from './sign-in-code.ts';

/** A card as it is printed. Token and code are here and never again: only hashes are kept. */
export interface PrintedCard {
  id: string;
  userId: string;
  name: string;
  /** Device 1 of `of`. */
  slot: number;
  of: number;
  token: string;
  code: string;
  expiresAt: Date;
}

/** The QR's token, or the code that stands beside it. */
export type CardKey = { token: string } | { code: string };

/** Keyed, because 40 bits under a plain hash could be tried out by whoever got hold of the table. */
async function hashCode(code: string): Promise<string> {
  const { secret } = await auth().$context;
  return createHmac('sha256', secret).update(`sign-in-card:${code}`).digest('hex');
}

/** A card that still lets a device in: not used, not revoked, not expired. */
export const isOpenCard = and(
  isNull(signInCards.usedAt),
  isNull(signInCards.revokedAt),
  gt(signInCards.expiresAt, sql`now()`),
);

type CardState = 'open' | 'used' | 'revoked' | 'expired';
const cardState = sql<CardState>`CASE WHEN ${signInCards.usedAt} IS NOT NULL THEN 'used'
  WHEN ${signInCards.revokedAt} IS NOT NULL THEN 'revoked'
  WHEN ${signInCards.expiresAt} <= now() THEN 'expired' ELSE 'open' END`;

/**
 * Makes `count` cards for each of the judges, by name. What was printed for them before and not used is revoked: of
 * every judge the last sheet counts. Ids of people who do not judge are passed over.
 */
export async function makeCards(
  tx: Querier,
  given: { userIds: readonly string[]; count: number; by: string },
): Promise<PrintedCard[]> {
  if (given.userIds.length === 0) return [];
  const judges = await tx
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(and(inArray(user.id, [...given.userIds]), inArray(user.role, cardRoles)))
    .orderBy(asc(user.name), asc(user.id))
    // Two organizers who print at once: the later sheet revokes the earlier one's cards.
    .for('update');
  const cards: PrintedCard[] = [];
  for (const { id: userId, name } of judges) {
    await tx
      .update(signInCards)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(signInCards.userId, userId), isOpenCard));
    for (let slot = 1; slot <= given.count; slot += 1) {
      const token = randomBytes(16).toString('base64url');
      const code = codeFrom(randomBytes(8));
      const [row] = await tx
        .insert(signInCards)
        .values({
          userId,
          slot,
          tokenHash: hashToken(token),
          codeHash: await hashCode(code),
          createdBy: given.by,
          expiresAt: sql`now() + make_interval(days => ${CARD_DAYS})`,
        })
        .returning({ id: signInCards.id, expiresAt: signInCards.expiresAt });
      if (!row) throw new Error('card not written');
      cards.push({ ...row, userId, name, slot, of: given.count, token, code });
    }
    await recordAccess(tx, { action: 'card.create', userId: given.by, subject: userId, detail: { n: given.count } });
  }
  return cards;
}

/**
 * The people of judges' invitations nobody has used yet, made now, so that cards can be theirs; the invitation stays
 * open and becomes that person's. What is no open judge's invitation is passed over.
 */
export async function admitInvited(tx: Querier, invitationIds: readonly string[]): Promise<string[]> {
  if (invitationIds.length === 0) return [];
  const waiting = await tx
    .select({ id: invitations.id, name: invitations.name })
    .from(invitations)
    .where(
      and(
        inArray(invitations.id, [...invitationIds]),
        eq(invitations.role, 'judge'),
        isNull(invitations.userId),
        isOpenInvitation,
      ),
    )
    .for('update');
  const made: string[] = [];
  for (const { id, name } of waiting) {
    const userId = await addPerson(tx, { role: 'judge', name, email: undefined });
    await tx.update(invitations).set({ userId }).where(eq(invitations.id, id));
    made.push(userId);
  }
  return made;
}

/** New judges by name; returns their ids. */
export async function addJudges(tx: Querier, names: readonly string[]): Promise<string[]> {
  const made: string[] = [];
  for (const name of names) made.push(await addPerson(tx, { role: 'judge', name, email: undefined }));
  return made;
}

/** Takes an unused card back. False when it was used or revoked before. */
export async function revokeCard(tx: Querier, id: string, by: string): Promise<boolean> {
  const [row] = await tx
    .update(signInCards)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(signInCards.id, id), isNull(signInCards.usedAt), isNull(signInCards.revokedAt)))
    .returning({ id: signInCards.id });
  if (row) await recordAccess(tx, { action: 'card.revoke', userId: by, subject: row.id });
  return row !== undefined;
}

export interface Card {
  id: string;
  state: CardState;
  userId: string;
  name: string;
  role: Role;
  slot: number;
  expiresAt: Date;
}

const cardFields = {
  id: signInCards.id,
  state: cardState,
  userId: user.id,
  name: user.name,
  role: user.role,
  slot: signInCards.slot,
  expiresAt: signInCards.expiresAt,
};

/** What a card says; null for an unknown one. Reading never spends it: previews in messengers read links. */
export async function readCard(key: CardKey): Promise<Card | null> {
  const of =
    'token' in key
      ? eq(signInCards.tokenHash, hashToken(key.token))
      : eq(signInCards.codeHash, await hashCode(key.code));
  const [row] = await db()
    .select(cardFields)
    .from(signInCards)
    .innerJoin(user, eq(user.id, signInCards.userId))
    .where(of);
  return row ?? null;
}

/** Cards that nobody has used or taken back, the expired among them, by judge. */
export async function listUnusedCards(tx: Querier): Promise<Card[]> {
  return await tx
    .select(cardFields)
    .from(signInCards)
    .innerJoin(user, eq(user.id, signInCards.userId))
    .where(and(isNull(signInCards.usedAt), isNull(signInCards.revokedAt)))
    .orderBy(asc(user.name), asc(signInCards.slot));
}
