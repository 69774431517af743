import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import {
  activity,
  agencies,
  assignments,
  audits,
  contests,
  departures,
  entries,
  invitations,
  objections,
  phaseChanges,
  proposals,
  recusals,
  releaseSchedules,
  releases,
  rubricLooks,
  rulings,
  secondLooks,
  sheets,
  user,
  webmasterRequests,
} from '#db/schema.ts';
import { waitingProposals } from './contact-proposals.server.ts';
import type { Contest } from './contests.server.ts';
import { settlePlans } from './phase-plan-rows.server.ts';
import { type Blocker, blockersOf, type Move, moveKind, type Named, type Phase, type PhaseFacts } from './phases.ts';
import { entriesApart, namedApart } from './same-stamps.ts';

/** What the contest module asks of the rubric, which it may not import. `rubricGate` in rubric.server.ts is it. */
export interface RubricGate {
  isSound(tx: Querier, rubricVersionId: string): Promise<boolean>;
  freeze(tx: Querier, rubricVersionId: string): Promise<void>;
}

/** Gathers what blockersOf() looks at. Inside a transaction that holds the contest's row it cannot go stale. */
export async function gatherFacts(contest: Contest, gate: RubricGate, tx: Querier = db()): Promise<PhaseFacts> {
  const ofContest = eq(entries.contestId, contest.id);
  const listed = await tx.select().from(entries).where(ofContest).orderBy(asc(entries.category), asc(entries.name));
  const sites = listed.filter((entry) => entry.url !== null);
  const named = ({ id, name }: Named): Named => ({ id, name });

  const open = await tx
    .select({ entryId: audits.entryId })
    .from(audits)
    .where(and(eq(audits.contestId, contest.id), ne(audits.state, 'done'), eq(audits.origin, 'contest')));
  const auditing = new Set(open.map((row) => row.entryId));
  // An audit of an address the entry no longer has does not count.
  const counted = await tx
    .select({ entryId: entries.id, stamps: audits.stamps })
    .from(entries)
    .innerJoin(audits, and(eq(audits.id, entries.currentAuditId), eq(audits.url, entries.url)))
    .where(and(ofContest, eq(audits.state, 'done')));
  const audited = new Set(counted.map((row) => row.entryId));
  const stampsOf = new Map(counted.map((row) => [row.entryId, row.stamps]));
  const ranked = sites.filter((entry) => !entry.outsideRanking && audited.has(entry.id));
  const apart = entriesApart(ranked.map(({ id, name }) => ({ id, name, stamps: stampsOf.get(id) ?? null })));

  const seats = await tx
    .select({ entryId: assignments.entryId, judge: user.name, entry: entries.name, sheet: sheets.state })
    .from(assignments)
    .innerJoin(user, eq(user.id, assignments.judgeId))
    .innerJoin(entries, eq(entries.id, assignments.entryId))
    .leftJoin(sheets, and(eq(sheets.entryId, assignments.entryId), eq(sheets.judgeId, assignments.judgeId)))
    .leftJoin(recusals, and(eq(recusals.entryId, assignments.entryId), eq(recusals.judgeId, assignments.judgeId)))
    .where(and(eq(assignments.contestId, contest.id), isNull(recusals.id)))
    .orderBy(asc(user.name), asc(entries.name));
  const seated = new Set(seats.map((seat) => seat.entryId));
  const waiting = await tx
    .select({ id: recusals.entryId, judge: user.name, entry: entries.name, seat: assignments.id })
    .from(recusals)
    // Of an assignment that ended, or that never was, it holds nobody up.
    .leftJoin(assignments, and(eq(assignments.entryId, recusals.entryId), eq(assignments.judgeId, recusals.judgeId)))
    .innerJoin(entries, eq(entries.id, recusals.entryId))
    .innerJoin(user, eq(user.id, recusals.judgeId))
    .leftJoin(departures, and(eq(departures.contestId, contest.id), eq(departures.judgeId, recusals.judgeId)))
    .where(and(ofContest, isNull(recusals.confirmedAt), or(isNotNull(assignments.id), isNull(departures.id))))
    .orderBy(asc(user.name), asc(entries.name));
  const recusing = (row: (typeof waiting)[number]): Named => ({ id: row.id, name: `${row.judge} – ${row.entry}` });
  const asked = await tx
    .selectDistinct({ id: secondLooks.entryId, judge: user.name, entry: entries.name })
    .from(secondLooks)
    .innerJoin(entries, eq(entries.id, secondLooks.entryId))
    .innerJoin(user, eq(user.id, secondLooks.judgeId))
    .innerJoin(
      assignments,
      and(eq(assignments.entryId, secondLooks.entryId), eq(assignments.judgeId, secondLooks.judgeId)),
    )
    .leftJoin(recusals, and(eq(recusals.entryId, secondLooks.entryId), eq(recusals.judgeId, secondLooks.judgeId)))
    .leftJoin(departures, and(eq(departures.contestId, contest.id), eq(departures.judgeId, secondLooks.judgeId)))
    .where(
      and(
        eq(secondLooks.contestId, contest.id),
        eq(secondLooks.state, 'open'),
        isNull(recusals.id),
        isNull(departures.id),
      ),
    )
    .orderBy(asc(user.name), asc(entries.name));
  const unmeasured = await tx
    .selectDistinct({ id: entries.id, name: entries.name, category: entries.category })
    .from(entries)
    .innerJoin(proposals, eq(proposals.auditId, entries.currentAuditId))
    .leftJoin(rulings, and(eq(rulings.entryId, entries.id), eq(rulings.indicator, proposals.indicator)))
    .where(and(ofContest, eq(proposals.outcome, 'unmeasured'), isNull(rulings.id)))
    .orderBy(asc(entries.category), asc(entries.name));

  const judges = await tx
    .select({ id: user.id })
    .from(user)
    .where(inArray(user.role, ['judge', 'chiefJudge']));
  // Expired ones too: whoever was asked and has not come is missed.
  const invited = await tx
    .select({ id: invitations.id, name: invitations.name })
    .from(invitations)
    .where(
      and(
        inArray(invitations.role, ['judge', 'chiefJudge']),
        isNull(invitations.userId),
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .orderBy(asc(invitations.name));

  const objected = await tx
    .select({ id: objections.entryId, entry: entries.name, indicator: objections.indicator })
    .from(objections)
    .innerJoin(entries, eq(entries.id, objections.entryId))
    .where(and(eq(objections.contestId, contest.id), inArray(objections.state, ['open', 'accepted'])))
    .orderBy(asc(objections.filedAt));

  const words = await tx
    .select({ id: rubricLooks.entryId, judge: user.name, entry: entries.name, indicator: rubricLooks.indicator })
    .from(rubricLooks)
    .innerJoin(entries, eq(entries.id, rubricLooks.entryId))
    .innerJoin(user, eq(user.id, rubricLooks.judgeId))
    .innerJoin(sheets, and(eq(sheets.id, rubricLooks.sheetId), eq(sheets.state, 'submitted')))
    .innerJoin(
      assignments,
      and(eq(assignments.entryId, rubricLooks.entryId), eq(assignments.judgeId, rubricLooks.judgeId)),
    )
    .leftJoin(recusals, and(eq(recusals.entryId, rubricLooks.entryId), eq(recusals.judgeId, rubricLooks.judgeId)))
    .leftJoin(rulings, and(eq(rulings.entryId, rubricLooks.entryId), eq(rulings.indicator, rubricLooks.indicator)))
    .where(
      and(
        eq(rubricLooks.contestId, contest.id),
        eq(rubricLooks.state, 'open'),
        isNull(recusals.id),
        or(isNull(rulings.id), eq(rulings.kind, 'applicable')),
      ),
    )
    .orderBy(asc(user.name), asc(entries.name), asc(rubricLooks.indicator));

  return {
    phase: contest.phase,
    hasObjection: contest.hasObjection,
    rubricSound: await gate.isSound(tx, contest.rubricVersionId),
    entries: listed.length,
    sites: sites.length,
    withoutSite: listed.filter((entry) => entry.url === null).map(named),
    judges: judges.length + invited.length,
    judgesInvited: invited,
    auditing: sites.filter((entry) => auditing.has(entry.id)).map(named),
    unaudited: sites.filter((entry) => !auditing.has(entry.id) && !audited.has(entry.id)).map(named),
    measuredApart: apart.map(namedApart),
    assignments: seats.length,
    unassigned: sites.filter((entry) => !entry.outsideRanking && !seated.has(entry.id)).map(named),
    openSheets: seats
      .filter((seat) => seat.sheet !== 'submitted')
      .map((seat) => ({ id: seat.entryId, name: `${seat.judge} – ${seat.entry}` })),
    recusals: waiting.filter((row) => row.seat !== null).map(recusing),
    recusalsAhead: waiting.filter((row) => row.seat === null).map(recusing),
    unmeasured: unmeasured.map(named),
    objections: objected.map((row) => ({ id: row.id, name: `${row.entry} – ${row.indicator}` })),
    wordLooks: words.map((row) => ({ id: row.id, name: `${row.judge} – ${row.entry} – ${row.indicator}` })),
    secondLooks: asked.map((row) => ({ id: row.id, name: `${row.judge} – ${row.entry}` })),
    contactProposals: await waitingProposals(contest, tx),
    registrations: await tx
      .select({ id: webmasterRequests.id, name: agencies.name })
      .from(webmasterRequests)
      .innerJoin(agencies, eq(agencies.id, webmasterRequests.agencyId))
      .orderBy(asc(agencies.name)),
  };
}

export interface MoveRequest {
  contestId: string;
  /** Phase the organizer saw; when it is no longer so, somebody was faster. */
  from: Phase;
  to: Phase;
  reason: string | null;
  userId: string | null;
}

export type MoveOutcome =
  | { moved: true; kind: Exclude<Move, null> }
  | {
      moved: false;
      why: 'noContest' | 'changedMeanwhile' | 'notAllowed' | 'reasonMissing' | 'blocked' | 'releaseStands';
      blockers: Blocker[];
    };

const refuse = (why: Exclude<MoveOutcome, { moved: true }>['why'], blockers: Blocker[] = []): MoveOutcome => ({
  moved: false,
  why,
  blockers,
});

/**
 * Moves the contest one phase, in the caller's transaction and under its row lock: of two organizers who press at once
 * one moves. Forward only when nothing blocks; opening penilaian freezes the rubric version and the proposals. Back asks
 * for a reason.
 */
export async function movePhase(tx: Querier, request: MoveRequest, gate: RubricGate): Promise<MoveOutcome> {
  const [contest] = await tx.select().from(contests).where(eq(contests.id, request.contestId)).for('update');
  if (!contest) return refuse('noContest');
  if (contest.phase !== request.from) return refuse('changedMeanwhile');
  const kind = moveKind(contest, request.to);
  if (!kind) return refuse('notAllowed');
  const reason = request.reason?.trim() || null;
  if (kind === 'back' && !reason) return refuse('reasonMissing');
  // A release whose moment is seconds away, or has come, stands.
  if (request.from === 'penetapan' && !(await callOffSchedule(tx, contest.id))) return refuse('releaseStands');
  if (kind === 'forward') {
    const blockers = blockersOf(await gatherFacts(contest, gate, tx)).filter((each) => each.blocking);
    if (blockers.length > 0) return refuse('blocked', blockers);
    if (request.to === 'penilaian') {
      await gate.freeze(tx, contest.rubricVersionId);
      await freezeProposals(tx, contest.id);
      // Once judging has been open, going back changes it no more: nobody shops for a winner.
      if (contest.aggregate === null) await freezeAggregate(tx, contest.id);
    }
  }
  const { from, to, userId } = request;
  await tx.update(contests).set({ phase: to }).where(eq(contests.id, contest.id));
  await movePractice(tx, contest.id, to);
  await settlePlans(tx, contest.id, kind, to);
  await tx.insert(phaseChanges).values({ contestId: contest.id, fromPhase: from, toPhase: to, reason, userId });
  await tx.insert(activity).values({
    contestId: contest.id,
    userId,
    action: 'phase.move',
    subject: to,
    detail: { from, to, reason },
  });
  return { moved: true, kind };
}

/** A set moment of release falls with the phase it was set in. False: it is due, or too near to be taken back. */
async function callOffSchedule(tx: Querier, contestId: string): Promise<boolean> {
  const { at } = releaseSchedules;
  const ofContest = eq(releaseSchedules.contestId, contestId);
  await tx.delete(releaseSchedules).where(and(ofContest, sql`${at} > clock_timestamp() + interval '5 seconds'`));
  const left = await tx
    .select({ id: releaseSchedules.id })
    .from(releaseSchedules)
    .leftJoin(releases, eq(releases.snapshotId, releaseSchedules.snapshotId))
    .where(and(ofContest, isNull(releases.id)));
  return left.length === 0;
}

/** The audits that count from here on; what an entry has once judged by stays, also when judging opens again. */
async function freezeProposals(tx: Querier, contestId: string): Promise<void> {
  await tx
    .update(entries)
    .set({ frozenAt: new Date() })
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.currentAuditId), isNull(entries.frozenAt)));
}

/** Practice that the panel has opened goes on until judging has ended; going back opens it again. */
async function movePractice(tx: Querier, contestId: string, to: Phase): Promise<void> {
  const phase = ['persiapan', 'audit', 'penilaian'].includes(to) ? 'penilaian' : 'pleno';
  await tx
    .update(contests)
    .set({ phase })
    .where(and(eq(contests.practiceOf, contestId), ne(contests.phase, 'persiapan')));
}

/**
 * Mean when every judge is to judge every site (or has stepped back from it), else the method that takes the severity of
 * the judges off: who drew the strict ones must not lose by it.
 */
async function freezeAggregate(tx: Querier, contestId: string): Promise<void> {
  const pairs = await tx
    .select({ judge: assignments.judgeId, entry: assignments.entryId })
    .from(assignments)
    .where(eq(assignments.contestId, contestId));
  const backed = await tx
    .select({ judge: recusals.judgeId, entry: recusals.entryId })
    .from(recusals)
    .innerJoin(entries, eq(entries.id, recusals.entryId))
    .where(eq(entries.contestId, contestId));
  const judges = new Set(pairs.map((pair) => pair.judge));
  const sites = new Set(pairs.map((pair) => pair.entry));
  const known = new Set([...pairs, ...backed].map((pair) => `${pair.judge} ${pair.entry}`));
  const everyone = [...judges].every((judge) => [...sites].every((site) => known.has(`${judge} ${site}`)));
  const aggregate = everyone ? 'mean' : 'severity-adjusted';
  await tx.update(contests).set({ aggregate }).where(eq(contests.id, contestId));
}

/** movePhase() in a transaction of its own: what a screen calls. */
export function movePhaseNow(request: MoveRequest, gate: RubricGate): Promise<MoveOutcome> {
  return db().transaction((tx) => movePhase(tx, request, gate));
}

/** Moves of the contest so far, newest first, with who made them. */
export function phaseHistory(contestId: string, tx: Querier = db()) {
  return tx
    .select({
      id: phaseChanges.id,
      from: phaseChanges.fromPhase,
      to: phaseChanges.toPhase,
      reason: phaseChanges.reason,
      by: user.name,
      at: phaseChanges.createdAt,
    })
    .from(phaseChanges)
    .leftJoin(user, eq(user.id, phaseChanges.userId))
    .where(eq(phaseChanges.contestId, contestId))
    .orderBy(desc(phaseChanges.createdAt));
}

/** Sheets assigned and submitted, and audits finished, for the overview. */
export async function contestFigures(contestId: string, tx: Querier = db()) {
  const ofContest = eq(entries.contestId, contestId);
  const [entryCount] = await tx
    .select({ entries: count(), sites: count(entries.url), audited: count(entries.currentAuditId) })
    .from(entries)
    .where(ofContest);
  const [seats] = await tx
    .select({
      assigned: count(),
      submitted: sql<number>`count(*) filter (where ${sheets.state} = 'submitted')`.mapWith(Number),
    })
    .from(assignments)
    .leftJoin(sheets, and(eq(sheets.entryId, assignments.entryId), eq(sheets.judgeId, assignments.judgeId)))
    .where(eq(assignments.contestId, contestId));
  const [people] = await tx
    .select({ judges: count() })
    .from(user)
    .where(inArray(user.role, ['judge', 'chiefJudge']));
  return {
    entries: entryCount?.entries ?? 0,
    sites: entryCount?.sites ?? 0,
    audited: entryCount?.audited ?? 0,
    assigned: seats?.assigned ?? 0,
    submitted: seats?.submitted ?? 0,
    judges: people?.judges ?? 0,
  };
}
