import { and, eq, sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { devices, signInCards } from '#db/schema.ts';
import { recordAccess } from './activity.server.ts';
import { auth, CLIENT_ADDRESS_HEADER } from './auth.server.ts';
import { clientGroup } from './client-address.ts';
import { deviceName } from './device.ts';
import { CARD_SESSION_DAYS } from './invitation-days.ts';
import { hashToken } from './invitation-token.server.ts';
import { giveAttemptBack, takeAttempt } from './rate-limit.server.ts';
import { mayUseCard } from './roles.ts';
import { getSession } from './session.server.ts';
import { endSession } from './sessions.server.ts';
import { type Card, type CardKey, isOpenCard, readCard } from './sign-in-cards.server.ts';

/** Wrong codes in a quarter of an hour: of one address (a room of judges behind it), and of everybody. */
const WRONG_OF_ADDRESS = 30;
const WRONG_OF_ALL = 600;
/** An answer that got lost on its way: the same form sent again within this time gets another. */
const RETRY_MINUTES = 10;

export type CodeLookup =
  | { ok: true; card: Card }
  | { ok: false; reason: 'unknown' }
  | { ok: false; reason: 'tooMany'; minutes: number };

/** The card of a typed code. Only codes that are none count against the limit, so that a full room can come in at once. */
export async function findByCode(code: string, request: Request): Promise<CodeLookup> {
  const limits = [
    { key: ['card-code', clientGroup(request.headers.get(CLIENT_ADDRESS_HEADER) ?? '')], most: WRONG_OF_ADDRESS },
    { key: ['card-code'], most: WRONG_OF_ALL },
  ];
  for (const { key, most } of limits) {
    const attempt = await takeAttempt(db(), key, most);
    if (!attempt.allowed) return { ok: false, reason: 'tooMany', minutes: attempt.minutes };
  }
  const card = await readCard({ code });
  if (!card) return { ok: false, reason: 'unknown' };
  for (const { key } of limits) await giveAttemptBack(db(), key);
  return { ok: true, card };
}

export type CardRedemption =
  | { ok: true; headers: Headers }
  | { ok: false; reason: 'unknown' | 'used' | 'revoked' | 'expired' | 'notJudge' };

/** Spends the card; `again` when this very form had spent it moments ago. Null: neither. */
async function spend(card: Card, form: string): Promise<'first' | 'again' | null> {
  return await db().transaction(async (tx) => {
    const [spent] = await tx
      .update(signInCards)
      .set({ usedAt: sql`now()`, usedBy: form })
      .where(and(eq(signInCards.id, card.id), isOpenCard))
      .returning({ id: signInCards.id });
    if (spent) {
      await recordAccess(tx, { action: 'card.use', userId: card.userId, subject: card.id });
      return 'first';
    }
    const recent = sql`${signInCards.usedAt} > now() - make_interval(mins => ${RETRY_MINUTES})`;
    const [own] = await tx
      .select({ revokedAt: signInCards.revokedAt, cutOffAt: devices.cutOffAt })
      .from(signInCards)
      .leftJoin(devices, eq(devices.cardId, signInCards.id))
      .where(and(eq(signInCards.id, card.id), eq(signInCards.usedBy, form), recent));
    return own && !own.revokedAt && !own.cutOffAt ? 'again' : null;
  });
}

/**
 * Lets a device in by a card, on a POST only; `headers` carry the Set-Cookie lines. The first device has it: of two at
 * the same time one wins. `attempt` is what our form carried: sent again by the same form, because the answer got lost
 * or the button was pressed twice, it is the same device. Whoever was signed in on the device is signed out.
 */
export async function redeemCard(key: CardKey, attempt: string, request: Request): Promise<CardRedemption> {
  const card = await readCard(key);
  if (!card) return { ok: false, reason: 'unknown' };
  if (!mayUseCard(card.role)) return { ok: false, reason: 'notJudge' };
  const before = await getSession(request);
  const turn = await spend(card, hashToken(attempt));
  if (!turn) {
    const state = (await readCard(key))?.state;
    return { ok: false, reason: state && state !== 'open' ? state : 'used' };
  }
  if (before) await endSession(db(), before.viewer.userId, before.sessionId);
  const { headers, response } = await auth().api.openSession({
    body: { userId: card.userId, days: CARD_SESSION_DAYS },
    headers: request.headers,
    returnHeaders: true,
  });
  const entered = await enterDevice(card, response.sessionId, request.headers.get('user-agent'));
  return entered ? { ok: true, headers } : { ok: false, reason: 'revoked' };
}

/**
 * Writes the device down; one that came again has a new session, and the one before ends. False, and the session is
 * over, when an organizer cut the device off in between. Sessions go before devices, as everywhere: a heartbeat does.
 */
async function enterDevice(card: Card, sessionId: string, userAgent: string | null): Promise<boolean> {
  const label = deviceName(userAgent);
  return await db().transaction(async (tx) => {
    await tx.select({ id: signInCards.id }).from(signInCards).where(eq(signInCards.id, card.id)).for('update');
    const [known] = await tx.select().from(devices).where(eq(devices.cardId, card.id));
    const over = known?.cutOffAt ? sessionId : known?.sessionId;
    if (over) await endSession(tx, card.userId, over);
    if (known?.cutOffAt) return false;
    await tx
      .insert(devices)
      .values({ userId: card.userId, cardId: card.id, sessionId, label })
      .onConflictDoUpdate({ target: devices.cardId, set: { sessionId, label, lastContact: sql`now()` } });
    return true;
  });
}
