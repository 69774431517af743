/** The register of official channels, to be read: of one agency, and of all of a contest. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { contactChanges, contactProposals, contactRegister, entries, responseTests } from '#db/schema.ts';
import { testsOf } from './response-tests.server.ts';

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
