/** What the plenary decides: who was there, and the order of those whom the criteria leave equal. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { mayDecide } from '#app/audit/decisions.server.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, contests, plenaryMeetings, tieDecisions, user } from '#db/schema.ts';
import { atOneMoment } from './one-moment.server.ts';
import { type DecideAct, namesIn, orderOf } from './plenary.schema.ts';
import { tallyWithin } from './tally.server.ts';
import { contradictsCategory, tiesOf } from './ties.ts';

/**
 * phase, notYours: not now, not this role. changed: the tally is not the one that was looked at. notTied: they share no
 * place (any more). places: not every place was given once. noOutcome: nothing was chosen. category: the order goes against
 * a category's. decided: one of them stands in a decision that counts. nobodyPresent: attendance comes first.
 */
export type PlenaryRefusal =
  | 'phase'
  | 'notYours'
  | 'changed'
  | 'notTied'
  | 'places'
  | 'noOutcome'
  | 'category'
  | 'decided'
  | 'reasonMissing'
  | 'nobodyPresent'
  | 'tooManyPresent'
  | 'gone';
export type PlenaryOutcome = { done: true } | { done: false; why: PlenaryRefusal };

const REASON_MIN = 10;
const MOST_PRESENT = 200;
const LONGEST_NAME = 120;

const no = (why: PlenaryRefusal): PlenaryOutcome => ({ done: false, why });

/** Whether the contest's phase and the viewer's role allow a decision; the reason when not. */
async function refusal(tx: Querier, contestId: string, viewer: Viewer): Promise<'phase' | 'notYours' | null> {
  const [contest] = await tx.select({ phase: contests.phase }).from(contests).where(eq(contests.id, contestId));
  if (!contest || !mayDecide('chiefJudge', contest.phase).honour) return 'phase';
  return mayDecide(viewer.role, contest.phase).honour ? null : 'notYours';
}

async function newestMeeting(tx: Querier, contestId: string) {
  const [meeting] = await tx
    .select()
    .from(plenaryMeetings)
    .where(eq(plenaryMeetings.contestId, contestId))
    .orderBy(desc(plenaryMeetings.recordedAt))
    .limit(1);
  return meeting ?? null;
}

/** Records who is present; organizer or chief judge, while the plenary may decide. */
export function recordMeeting(viewer: Viewer, contestId: string, present: string): Promise<PlenaryOutcome> {
  const names = namesIn(present);
  return db().transaction(async (tx): Promise<PlenaryOutcome> => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('share');
    if (!contest || !mayDecide('chiefJudge', contest.phase).honour) return no('phase');
    if (names.length === 0) return no('nobodyPresent');
    if (names.length > MOST_PRESENT || names.some((name) => name.length > LONGEST_NAME)) return no('tooManyPresent');
    await tx.insert(plenaryMeetings).values({ contestId, present: names, recordedBy: viewer.userId });
    return { done: true };
  });
}

/**
 * Records a decision on entries that share a place, seen at one moment. It takes part in every tally from then on: no
 * place changes in any other way.
 */
export function decideTie(viewer: Viewer, contestId: string, act: DecideAct): Promise<PlenaryOutcome> {
  return atOneMoment(async (tx): Promise<PlenaryOutcome> => {
    const refused = await refusal(tx, contestId, viewer);
    if (refused) return no(refused);
    const tally = await tallyWithin(tx, contestId);
    if (tally.results.inputHash !== act.seen) return no('changed');
    const active = tally.dataset.tieDecisions ?? [];
    const ids = act.entries.toSorted();
    if (active.some(({ entries }) => entries.some((id) => ids.includes(id)))) return no('decided');
    const tie = tiesOf(tally.results.entries, active).find(({ entries }) => entries.join('\n') === ids.join('\n'));
    if (!tie) return no('notTied');
    if (act.outcome === '') return no('noOutcome');
    const order = act.outcome === 'order' ? orderOf(act) : ids;
    if (!order) return no('places');
    if (act.outcome === 'order' && contradictsCategory(order, tally.results.entries)) return no('category');
    const reason = act.reason.trim();
    if (reason.length < REASON_MIN) return no('reasonMissing');
    const meeting = await newestMeeting(tx, contestId);
    if (!meeting) return no('nobodyPresent');
    const entryIds = order.flatMap((id) => tally.entries.find((entry) => entry.id === id)?.entryId ?? []);
    await tx.insert(tieDecisions).values({
      contestId,
      meetingId: meeting.id,
      entryIds,
      outcome: act.outcome,
      reason,
      seenHash: act.seen,
      decidedBy: viewer.userId,
    });
    await tx.insert(activity).values({
      contestId,
      userId: viewer.userId,
      action: 'tie.decide',
      subject: order.join(' '),
      detail: { outcome: act.outcome, reason, place: tie.place, category: tie.category },
    });
    return { done: true };
  });
}

/** Takes a decision back; the tie stands again. The decision and why it was taken back stay on record. */
export function withdrawTie(
  viewer: Viewer,
  contestId: string,
  { decisionId, reason: said }: { decisionId: string; reason: string },
): Promise<PlenaryOutcome> {
  return atOneMoment(async (tx): Promise<PlenaryOutcome> => {
    const refused = await refusal(tx, contestId, viewer);
    if (refused) return no(refused);
    const reason = said.trim();
    if (reason.length < REASON_MIN) return no('reasonMissing');
    const own = and(eq(tieDecisions.id, decisionId), eq(tieDecisions.contestId, contestId));
    const taken = await tx
      .update(tieDecisions)
      .set({ withdrawnAt: new Date(), withdrawnBy: viewer.userId, withdrawnReason: reason })
      .where(and(own, isNull(tieDecisions.withdrawnAt)))
      .returning({ id: tieDecisions.id });
    if (taken.length === 0) return no('gone');
    await tx.insert(activity).values({
      contestId,
      userId: viewer.userId,
      action: 'tie.withdraw',
      subject: decisionId,
      detail: { reason },
    });
    return { done: true };
  });
}

/** Who was last recorded as present, and all decisions on ties, newest first; entries by uuid. */
export async function plenaryRecord(contestId: string, tx: Querier = db()) {
  const decisions = await tx
    .select({
      id: tieDecisions.id,
      entryIds: tieDecisions.entryIds,
      outcome: tieDecisions.outcome,
      reason: tieDecisions.reason,
      at: tieDecisions.decidedAt,
      by: user.name,
      present: plenaryMeetings.present,
      withdrawnAt: tieDecisions.withdrawnAt,
      withdrawnReason: tieDecisions.withdrawnReason,
    })
    .from(tieDecisions)
    .innerJoin(plenaryMeetings, eq(plenaryMeetings.id, tieDecisions.meetingId))
    .leftJoin(user, eq(user.id, tieDecisions.decidedBy))
    .where(eq(tieDecisions.contestId, contestId))
    .orderBy(desc(tieDecisions.decidedAt));
  return { meeting: await newestMeeting(tx, contestId), decisions };
}
