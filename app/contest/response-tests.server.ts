/** Test messages that the organizer sends to an agency's channels, and their answers. */
import { desc, eq } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { agencies, entries, responseTests } from '#db/schema.ts';
import type { Channel } from './channels.ts';
import { done, type Person, type RegisterOutcome } from './contact-act.server.ts';
import { readContact } from './contact-value.ts';

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
    return done(tx, {
      userId,
      action: 'response-test.record',
      agencyId: agencyId,
      detail: { test: test?.id, channel, value, sentAt, answeredAt },
    });
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
    return done(tx, {
      userId,
      action: 'response-test.answer',
      agencyId: test.agencyId,
      detail: { test: testId, answeredAt: at },
    });
  });
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
