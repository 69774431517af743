import { currentContest } from '#app/contest/contests.server.ts';
import { type CardRedemption, redeemCard } from '#app/identity/redeem-card.server.ts';
import { mayUseCard } from '#app/identity/roles.ts';
import { type Card, type CardKey, readCard } from '#app/identity/sign-in-cards.server.ts';
import { hasDeparted } from './departures.server.ts';

/** Why a card lets nobody in. */
export type CardRefusal = Extract<CardRedemption, { ok: false }>['reason'] | 'departed';

/** Why this card lets nobody in, or null when it is open. */
export async function cardRefusal(card: Card | null): Promise<CardRefusal | null> {
  if (!card) return 'unknown';
  if (card.state !== 'open') return card.state;
  return await whoRefusal(card);
}

async function whoRefusal(card: Card): Promise<'notJudge' | 'departed' | null> {
  if (!mayUseCard(card.role)) return 'notJudge';
  const contest = await currentContest();
  return contest && (await hasDeparted(contest.id, card.userId)) ? 'departed' : null;
}

/** Lets a judge of the contest in by a card: redeemCard(), and not for one who no longer judges. */
export async function comeIn(
  key: CardKey,
  attempt: string,
  request: Request,
): Promise<{ ok: true; headers: Headers } | { ok: false; reason: CardRefusal }> {
  const card = await readCard(key);
  const refusal = card && (await whoRefusal(card));
  return refusal ? { ok: false, reason: refusal } : await redeemCard(key, attempt, request);
}
