/** Proposals of webmasters for the register, and the organizer's word on them. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { agencies, contactProposals, contactRegister, entries, responseTests } from '#db/schema.ts';
import type { Channel } from './channels.ts';
import { done, type Person, type RegisterOutcome } from './contact-act.server.ts';
import { lockContest } from './contact-lock.server.ts';
import { readContact } from './contact-value.ts';
import { putOnRegister } from './contact-write.server.ts';
import type { Contest } from './contests.server.ts';
import { confirmedChannels, sameChannels } from './entries.server.ts';

/** While judges are at it the register stands still: audits were compared with it. */
function registerIsOpen(phase: Contest['phase'] | null): boolean {
  return phase === null || phase === 'persiapan' || phase === 'audit' || phase === 'terbit';
}

/** A webmaster's word on a channel of the own agency; it replaces an open one of the same channel and counts for nothing yet. */
export function proposeContact(
  agencyId: string,
  channel: Channel,
  typed: string,
  { userId, agencyIds }: Person & { agencyIds: readonly string[] },
): Promise<RegisterOutcome> {
  if (!agencyIds.includes(agencyId)) return Promise.resolve('no-agency');
  const read = readContact(channel, typed);
  if (read.problem) return Promise.resolve(read.problem);
  const { value } = read;
  return db().transaction(async (tx): Promise<RegisterOutcome> => {
    const [agency] = await tx.select().from(agencies).where(eq(agencies.id, agencyId)).for('update');
    if (!agency) return 'no-agency';
    const ofChannel = and(eq(contactProposals.agencyId, agencyId), eq(contactProposals.channel, channel));
    const [kept] = await tx
      .select()
      .from(contactRegister)
      .where(and(eq(contactRegister.agencyId, agencyId), eq(contactRegister.channel, channel)));
    if (kept?.confirmedAt && same(channel, kept.value, value)) return 'unchanged';
    await tx
      .update(contactProposals)
      .set({ state: 'replaced', decidedAt: new Date() })
      .where(and(ofChannel, eq(contactProposals.state, 'open')));
    await tx.insert(contactProposals).values({ agencyId, channel, value, proposedBy: userId });
    return done(tx, { userId, action: 'register.propose', agencyId, detail: { channel, value } });
  });
}

/** A registered value may be written in another way. */
function same(channel: Channel, a: string, b: string): boolean {
  return (readContact(channel, a).value ?? a) === (readContact(channel, b).value ?? b);
}

/**
 * The organizer confirms a proposal: it goes on the register, and counts. Refused without an answered test message to
 * that very value, and while judges are at it. Where audits are going on, the entry asks for a new one.
 */
export function confirmContact(proposalId: string, { userId }: Person): Promise<RegisterOutcome> {
  return db().transaction(async (tx): Promise<RegisterOutcome> => {
    const [pointer] = await tx
      .select({ agencyId: contactProposals.agencyId })
      .from(contactProposals)
      .where(eq(contactProposals.id, proposalId));
    if (!pointer) return 'no-proposal';
    const { contest, entry } = await lockContest(tx, pointer.agencyId);
    const [proposal] = await tx
      .select()
      .from(contactProposals)
      .where(eq(contactProposals.id, proposalId))
      .for('update');
    if (proposal?.state !== 'open') return 'no-proposal';
    if (!registerIsOpen(entry ? (contest?.phase ?? null) : null)) return 'judging-open';
    const { agencyId, channel, value } = proposal;
    const [answered] = await tx
      .select({ id: responseTests.id })
      .from(responseTests)
      .where(
        and(
          eq(responseTests.agencyId, agencyId),
          eq(responseTests.channel, channel),
          eq(responseTests.value, value),
          isNotNull(responseTests.answeredAt),
        ),
      );
    if (!answered) return 'not-answered';
    const before = await confirmedChannels(agencyId, tx);
    await putOnRegister(tx, { agencyId, channel, value, confirmedAt: new Date(), proposalId, userId });
    if (entry && contest?.phase !== 'terbit' && !sameChannels(before, await confirmedChannels(agencyId, tx)))
      await tx
        .update(entries)
        .set({ currentAuditId: null, frozenAt: null, newerAuditId: null })
        .where(eq(entries.id, entry.id));
    await tx
      .update(contactProposals)
      .set({ state: 'confirmed', decidedBy: userId, decidedAt: new Date() })
      .where(eq(contactProposals.id, proposalId));
    return done(tx, { userId, action: 'register.confirm', agencyId, detail: { channel, value } });
  });
}

/** The organizer refuses a proposal, with a reason for the webmaster. */
export function refuseContact(proposalId: string, reason: string, { userId }: Person): Promise<RegisterOutcome> {
  const why = reason.trim();
  if (why.length < 5) return Promise.resolve('reason-missing');
  return db().transaction(async (tx): Promise<RegisterOutcome> => {
    const [proposal] = await tx
      .select()
      .from(contactProposals)
      .where(eq(contactProposals.id, proposalId))
      .for('update');
    if (proposal?.state !== 'open') return 'no-proposal';
    await tx
      .update(contactProposals)
      .set({ state: 'refused', reason: why, decidedBy: userId, decidedAt: new Date() })
      .where(eq(contactProposals.id, proposalId));
    return done(tx, {
      userId,
      action: 'register.refuse',
      agencyId: proposal.agencyId,
      detail: { channel: proposal.channel, value: proposal.value, reason: why },
    });
  });
}

/** Proposals that the organizer could decide on now, oldest first, with the agency's name; none while the register stands still. */
export async function waitingProposals(contest: Pick<Contest, 'id' | 'phase'>, tx: Querier = db()) {
  if (!registerIsOpen(contest.phase)) return [];
  return tx
    .select({ id: contactProposals.id, name: entries.name })
    .from(contactProposals)
    .innerJoin(entries, eq(entries.agencyId, contactProposals.agencyId))
    .where(and(eq(entries.contestId, contest.id), eq(contactProposals.state, 'open')))
    .orderBy(asc(contactProposals.createdAt));
}
