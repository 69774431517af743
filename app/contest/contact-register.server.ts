/** The register of official channels: proposals of webmasters, the organizer's word on them, history, response tests. */
import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import {
  activity,
  agencies,
  contactChanges,
  contactProposals,
  contactRegister,
  entries,
  responseTests,
} from '#db/schema.ts';
import type { Channel } from './channels.ts';
import { lockContest } from './contact-lock.server.ts';
import { type ContactProblem, readContact } from './contact-value.ts';
import { putOnRegister } from './contact-write.server.ts';
import { type Contest, currentContest } from './contests.server.ts';
import { confirmedChannels, sameChannels } from './entries.server.ts';

export type RegisterRefusal =
  | ContactProblem
  | 'no-agency'
  | 'no-proposal'
  | 'unchanged'
  | 'judging-open'
  | 'not-answered'
  | 'reason-missing'
  | 'moment'
  | 'before-sent'
  | 'answered-already';
export type RegisterOutcome = RegisterRefusal | null;

/** While judges are at it the register stands still: audits were compared with it. */
export function registerIsOpen(phase: Contest['phase'] | null): boolean {
  return phase === null || phase === 'persiapan' || phase === 'audit' || phase === 'terbit';
}

interface Person {
  userId: string;
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
    const contest = await currentContest(tx);
    await tx.insert(activity).values({
      contestId: contest?.id ?? null,
      userId,
      action: 'register.propose',
      subject: agencyId,
      detail: { channel, value },
    });
    return null;
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
    await tx.insert(activity).values({
      contestId: contest?.id ?? null,
      userId,
      action: 'register.confirm',
      subject: agencyId,
      detail: { channel, value },
    });
    return null;
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
    const contest = await currentContest(tx);
    await tx.insert(activity).values({
      contestId: contest?.id ?? null,
      userId,
      action: 'register.refuse',
      subject: proposal.agencyId,
      detail: { channel: proposal.channel, value: proposal.value, reason: why },
    });
    return null;
  });
}

export interface TestForm {
  agencyId: string;
  channel: Channel;
  /** As typed. */
  value: string;
  sentAt: Date | null;
  /** Null: no answer so far. */
  answeredAt: Date | null;
  note: string;
}

/** Writes down a message that was sent to an agency's channel, and its answer when there is one. */
export async function recordTest(form: TestForm, { userId }: Person, now = new Date()): Promise<RegisterOutcome> {
  const { agencyId, channel, sentAt, answeredAt } = form;
  const read = readContact(channel, form.value);
  if (read.problem) return read.problem;
  const { value } = read;
  if (!sentAt || sentAt > now || (answeredAt && answeredAt > now)) return 'moment';
  if (answeredAt && answeredAt < sentAt) return 'before-sent';
  const note = form.note.trim() || null;
  return db().transaction(async (tx): Promise<RegisterOutcome> => {
    const [agency] = await tx.select({ id: agencies.id }).from(agencies).where(eq(agencies.id, agencyId));
    if (!agency) return 'no-agency';
    const [test] = await tx
      .insert(responseTests)
      .values({ agencyId, channel, value, sentAt, answeredAt, note, recordedBy: userId })
      .returning({ id: responseTests.id });
    const contest = await currentContest(tx);
    await tx.insert(activity).values({
      contestId: contest?.id ?? null,
      userId,
      action: 'response-test.record',
      subject: agencyId,
      detail: { test: test?.id, channel, value, sentAt, answeredAt },
    });
    return null;
  });
}

/** The answer to a test that had none; it is never written over. */
export function recordAnswer(
  testId: string,
  at: Date | null,
  { userId }: Person,
  now = new Date(),
): Promise<RegisterOutcome> {
  return db().transaction(async (tx): Promise<RegisterOutcome> => {
    const [test] = await tx.select().from(responseTests).where(eq(responseTests.id, testId)).for('update');
    if (!test) return 'no-proposal';
    if (test.answeredAt) return 'answered-already';
    if (!at || at > now) return 'moment';
    if (at < test.sentAt) return 'before-sent';
    await tx.update(responseTests).set({ answeredAt: at }).where(eq(responseTests.id, testId));
    const contest = await currentContest(tx);
    await tx.insert(activity).values({
      contestId: contest?.id ?? null,
      userId,
      action: 'response-test.answer',
      subject: test.agencyId,
      detail: { test: testId, answeredAt: at },
    });
    return null;
  });
}

/** Everything the register holds of one agency, newest first. Whose it is the caller has to know. */
export async function registerOf(agencyId: string, tx: Querier = db()) {
  const [register, proposals, changes, tests] = await Promise.all([
    tx
      .select()
      .from(contactRegister)
      .where(eq(contactRegister.agencyId, agencyId))
      .orderBy(asc(contactRegister.channel)),
    tx
      .select()
      .from(contactProposals)
      .where(eq(contactProposals.agencyId, agencyId))
      .orderBy(desc(contactProposals.createdAt))
      .limit(30),
    tx
      .select()
      .from(contactChanges)
      .where(eq(contactChanges.agencyId, agencyId))
      .orderBy(desc(contactChanges.createdAt))
      .limit(50),
    testsOf(agencyId, tx),
  ]);
  return { register, proposals, changes, tests };
}

/** Test messages to an agency, newest first. */
export function testsOf(agencyId: string, tx: Querier = db()) {
  return tx
    .select()
    .from(responseTests)
    .where(eq(responseTests.agencyId, agencyId))
    .orderBy(desc(responseTests.sentAt))
    .limit(50);
}

/** Test messages to the agency of an entry, newest first. Who may see the entry the caller has to know. */
export async function testsOfEntry(entryId: string, tx: Querier = db()) {
  const [entry] = await tx.select({ agencyId: entries.agencyId }).from(entries).where(eq(entries.id, entryId));
  return entry ? testsOf(entry.agencyId, tx) : [];
}

/** Agencies of the contest with how many channels they have, and the proposals that wait for the organizer. */
export async function registerBoard(contestId: string, tx: Querier = db()) {
  const listed = await tx
    .select({ agencyId: entries.agencyId, name: entries.name, category: entries.category })
    .from(entries)
    .where(eq(entries.contestId, contestId))
    .orderBy(asc(entries.category), asc(entries.name));
  const ids = listed.map(({ agencyId }) => agencyId);
  const [rows, open, tests] = await Promise.all([
    tx.select().from(contactRegister).where(inArray(contactRegister.agencyId, ids)),
    tx
      .select()
      .from(contactProposals)
      .where(and(inArray(contactProposals.agencyId, ids), eq(contactProposals.state, 'open')))
      .orderBy(asc(contactProposals.createdAt)),
    tx.select().from(responseTests).where(inArray(responseTests.agencyId, ids)),
  ]);
  const nameOf = new Map(listed.map(({ agencyId, name }) => [agencyId, name]));
  return {
    agencies: listed.map((agency) => {
      const own = rows.filter((row) => row.agencyId === agency.agencyId);
      const sent = tests.filter((test) => test.agencyId === agency.agencyId);
      return {
        ...agency,
        confirmed: own.filter((row) => row.confirmedAt).length,
        unconfirmed: own.filter((row) => !row.confirmedAt).length,
        tests: sent.length,
        answered: sent.filter((test) => test.answeredAt).length,
      };
    }),
    open: open.map((proposal) => ({
      ...proposal,
      name: nameOf.get(proposal.agencyId) ?? '',
      registered:
        rows.find((row) => row.agencyId === proposal.agencyId && row.channel === proposal.channel)?.value ?? null,
      answered: tests.some(
        ({ agencyId, channel, value, answeredAt }) =>
          agencyId === proposal.agencyId && channel === proposal.channel && value === proposal.value && answeredAt,
      ),
    })),
  };
}
