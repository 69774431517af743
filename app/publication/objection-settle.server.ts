/**
 * Settling an accepted objection: what it would change is previewed by doing it and taking it back, so that a preview can be
 * nothing else than what applying does. Applied whole, or dropped whole.
 */
import { and, eq, sql } from 'drizzle-orm';
import { type ReplaceRefusal, replaceIndicator } from '#app/audit/reaudit.server.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { hasReason } from '#app/judging/mark.ts';
import { type WriteRefusal, writeLooks } from '#app/judging/objection-looks.server.ts';
import { writeRuling } from '#app/judging/rulings.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, objectionLooks, objections } from '#db/schema.ts';
import { type AnswerRefusal, lockObjection } from './objection-desk.server.ts';
import { effectOf, type ObjectionEffect } from './objection-effect.ts';
import { atOneMoment } from './one-moment.server.ts';
import { openSheetsOf } from './room.server.ts';
import { type Tally, tallyWithin } from './tally.server.ts';

/**
 * notAccepted: it is not, or no longer, waiting to be settled. ownOpen: a chief judge with own sheets open sees no totals. moved: the tally
 * is no longer the one that was looked at. Else why the outcome cannot count.
 */
export type SettleRefusal =
  | AnswerRefusal
  | ReplaceRefusal
  | WriteRefusal
  | 'notAccepted'
  | 'ownOpen'
  | 'moved'
  | 'ruling';
export type Settled = { done: true } | { done: false; why: SettleRefusal };
export type Preview = { effect: ObjectionEffect; tally: Tally; entryId: string } | { why: SettleRefusal };

/** Thrown to take back whatever the transaction has written. */
class TakenBack extends Error {
  readonly why: SettleRefusal | null;
  constructor(why: SettleRefusal | null) {
    super('taken back');
    this.why = why;
  }
}

type Held = Extract<Awaited<ReturnType<typeof lockObjection>>, { ok: true }>;

async function lockAccepted(tx: Querier, viewer: Viewer, objectionId: string): Promise<Held> {
  const held = await lockObjection(tx, viewer, objectionId);
  if (!held.ok) throw new TakenBack(held.why);
  if (held.objection.state !== 'accepted') throw new TakenBack('notAccepted');
  if (viewer.role === 'chiefJudge' && (await openSheetsOf(held.contest.id, viewer.userId, tx)) > 0)
    throw new TakenBack('ownOpen');
  return held;
}

/** Does what was accepted: the one place where an objection moves points. */
async function carryOut(tx: Querier, viewer: Viewer, held: Held, reason: string): Promise<SettleRefusal | null> {
  const { contest, entry, objection } = held;
  const { indicator, auditId, rulingPoints } = objection;
  switch (objection.way) {
    case 'reaudit':
      return auditId ? replaceIndicator(tx, held, { auditId, indicator, reason }, viewer) : 'gone';
    case 'rejudge':
      return writeLooks(tx, held, objection);
    case 'ruling': {
      // The points are the chief judge's word: nobody else makes it count.
      if (viewer.role !== 'chiefJudge') return 'ruling';
      const row = { contestId: contest.id, entryId: entry.id, indicator, kind: 'points' as const };
      await writeRuling(tx, viewer, { ...row, points: rulingPoints, reason });
      return null;
    }
    case null:
      return 'notAccepted';
  }
}

/** Carries it out between two tallies. @throws TakenBack with the reason when it cannot be */
async function difference(tx: Querier, viewer: Viewer, objectionId: string, reason: string) {
  const held = await lockAccepted(tx, viewer, objectionId);
  const before = await tallyWithin(tx, held.contest.id);
  const why = await carryOut(tx, viewer, held, reason);
  if (why) throw new TakenBack(why);
  const after = await tallyWithin(tx, held.contest.id);
  return { held, before, effect: effectOf(before, after, held.entry.id, held.objection.indicator) };
}

/** Somebody changed a row after this transaction took its picture. */
const isOvertaken = (error: unknown) => Object(Object(error).cause).code === '40001';
/** Pictures taken before giving up. */
const TAKES = 3;

/** What applying it would change, nothing of which stays. */
export async function previewObjection(viewer: Viewer, objectionId: string): Promise<Preview> {
  for (let take = 1; ; take++) {
    try {
      return await previewOnce(viewer, objectionId);
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      if (take === TAKES) return { why: 'moved' };
    }
  }
}

async function previewOnce(viewer: Viewer, objectionId: string): Promise<Preview> {
  let seen: Preview = { why: 'gone' };
  try {
    await db().transaction(
      async (tx) => {
        // Before the picture is taken: whoever applies another objection meanwhile has finished.
        await tx.execute(sql`LOCK TABLE contests IN ROW SHARE MODE`);
        const { held, before, effect } = await difference(tx, viewer, objectionId, 'pratinjau');
        seen = { effect, tally: before, entryId: held.entry.id };
        throw new TakenBack(null);
      },
      { isolationLevel: 'repeatable read' },
    );
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    if (error.why) return { why: error.why };
  }
  return seen;
}

/** Applies it, when both tallies are still those that were looked at; the effect is recorded with who and why. */
export async function applyObjection(
  viewer: Viewer,
  objectionId: string,
  { seen, reason: said }: { seen: { before: string; after: string }; reason: string },
): Promise<Settled> {
  if (!hasReason({ reason: said })) return { done: false, why: 'reasonMissing' };
  const reason = said.trim();
  try {
    await atOneMoment(async (tx) => {
      const { held, effect } = await difference(tx, viewer, objectionId, reason);
      const { hash, points, total, moved } = effect;
      if (hash.before !== seen.before || hash.after !== seen.after) throw new TakenBack('moved');
      await settle(tx, viewer, held, 'applied', reason, { hash, points, total, moved });
    });
    return { done: true };
  } catch (error) {
    if (error instanceof TakenBack && error.why) return { done: false, why: error.why };
    throw error;
  }
}

/** Lets everything stay as it is after all; the reason is for the webmaster. */
export function dropObjection(viewer: Viewer, objectionId: string, said: string): Promise<Settled> {
  return db().transaction(async (tx): Promise<Settled> => {
    const held = await lockObjection(tx, viewer, objectionId);
    if (!held.ok) return { done: false, why: held.why };
    if (held.objection.state !== 'accepted') return { done: false, why: 'notAccepted' };
    if (!hasReason({ reason: said })) return { done: false, why: 'reasonMissing' };
    await settle(tx, viewer, held, 'dropped', said.trim(), null);
    return { done: true };
  });
}

/** Stops waiting for judges who have not answered: their marks stay as they are. Organizer or chief judge, with a reason. */
export function stopWaiting(viewer: Viewer, objectionId: string, said: string): Promise<Settled> {
  return db().transaction(async (tx): Promise<Settled> => {
    const held = await lockObjection(tx, viewer, objectionId);
    if (!held.ok) return { done: false, why: held.why };
    if (held.objection.state !== 'accepted') return { done: false, why: 'notAccepted' };
    if (!hasReason({ reason: said })) return { done: false, why: 'reasonMissing' };
    const lapsed = await tx
      .update(objectionLooks)
      .set({ state: 'lapsed', answeredAt: new Date() })
      .where(and(eq(objectionLooks.objectionId, objectionId), eq(objectionLooks.state, 'open')))
      .returning({ judgeId: objectionLooks.judgeId });
    await tx.insert(activity).values({
      contestId: held.contest.id,
      userId: viewer.userId,
      action: 'objection.stopWaiting',
      subject: held.entry.id,
      detail: { objectionId, judges: lapsed.map(({ judgeId }) => judgeId), reason: said.trim() },
    });
    return { done: true };
  });
}

type Recorded = NonNullable<(typeof objections.$inferSelect)['effect']>;

async function settle(
  tx: Querier,
  viewer: Viewer,
  { contest, entry, objection }: Held,
  state: 'applied' | 'dropped',
  reason: string,
  effect: Recorded | null,
): Promise<void> {
  await tx
    .update(objections)
    .set({ state, settledReason: reason, settledBy: viewer.userId, settledAt: new Date(), effect })
    .where(eq(objections.id, objection.id));
  await tx.insert(activity).values({
    contestId: contest.id,
    userId: viewer.userId,
    action: state === 'applied' ? 'objection.apply' : 'objection.drop',
    subject: entry.id,
    detail: { objectionId: objection.id, indicator: objection.indicator, way: objection.way, reason, effect },
  });
}
