import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { becauseRow } from '#app/audit/audit.schema.ts';
import { type Finding, findingsNow } from '#app/audit/findings.server.ts';
import { speedErrors } from '#app/audit/run-spread.server.ts';
import { pointsDeviation } from '#app/audit/run-spread.ts';
import { apartText, entriesApart } from '#app/contest/same-stamps.ts';
import { SHEET_NOTE } from '#app/judging/mark.ts';
import { lateChangesOf } from '#app/rubric/late-changes.server.ts';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import { isZeroed } from '#app/rubric/zeroed.ts';
import type { Querier } from '#db/client.server.ts';
import {
  agencies,
  assignments,
  audits,
  entries,
  marks,
  measurementReports,
  objections,
  proposals,
  recusals,
  rubricLooks,
  rulings,
  sheets,
  tieDecisions,
  user,
} from '#db/schema.ts';
import type { EntryRows, JudgeRows } from './assemble.ts';
import type { DatasetInput } from './dataset.schema.ts';
import type { Honour } from './honour.ts';
import type { RubricChangeNote } from './rubric-note.ts';

/** One entry with all that a tally needs of it. */
export interface LoadedEntry extends EntryRows {
  entryId: string;
  /** The agency's code: the entry's id in the dataset. */
  code: string;
  name: string;
  url: string | null;
  /** Null without a confirmed finding. */
  honour: Honour | null;
}

export interface LoadedRows {
  entries: LoadedEntry[];
  /** Of the plenary, entries by code; those that were withdrawn are not among them. */
  tieDecisions: NonNullable<DatasetInput['tieDecisions']>;
  judgeNames: Map<string, string>;
  /** Versions of the rubric put in force after judging had been open, oldest first. */
  rubricChanges: RubricChangeNote[];
}

/** Objections that hold up the finalisation. */
const unsettled = inArray(objections.state, ['open', 'accepted']);

const pair = (entryId: string, judgeId: string) => `${entryId} ${judgeId}`;

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** Reads a contest's entries, judges, sheets, proposals and rulings. One transaction sees them as they are at once. */
export async function loadRows(tx: Querier, contestId: string, rubric: RubricDocument): Promise<LoadedRows> {
  const ofContest = eq(entries.contestId, contestId);
  const entryRows = await tx
    .select({
      entry: entries,
      code: agencies.code,
      auditState: audits.state,
      auditUrl: audits.url,
      stamps: audits.stamps,
    })
    .from(entries)
    .innerJoin(agencies, eq(agencies.id, entries.agencyId))
    .leftJoin(audits, eq(audits.id, entries.currentAuditId))
    .where(ofContest)
    .orderBy(asc(agencies.code));
  const assigned = await tx
    .select({ entryId: assignments.entryId, judgeId: assignments.judgeId, name: user.name })
    .from(assignments)
    .innerJoin(user, eq(user.id, assignments.judgeId))
    .where(eq(assignments.contestId, contestId))
    .orderBy(asc(assignments.judgeId));
  const recused = await tx
    .select({ entryId: recusals.entryId, judgeId: recusals.judgeId, confirmedAt: recusals.confirmedAt })
    .from(recusals)
    .innerJoin(entries, eq(entries.id, recusals.entryId))
    .where(ofContest);
  const sheetRows = await tx
    .select({ id: sheets.id, entryId: sheets.entryId, judgeId: sheets.judgeId, state: sheets.state })
    .from(sheets)
    .where(eq(sheets.contestId, contestId));
  const markRows = await tx
    .select({
      sheetId: marks.sheetId,
      indicator: marks.indicator,
      points: marks.points,
      notApplicable: marks.notApplicable,
    })
    .from(marks)
    .innerJoin(sheets, eq(sheets.id, marks.sheetId))
    // Drafts are nobody's business but the judge's: not even read.
    .where(and(eq(sheets.contestId, contestId), eq(sheets.state, 'submitted'), ne(marks.indicator, SHEET_NOTE)));
  const askRows = await tx
    .select({ sheetId: rubricLooks.sheetId, indicator: rubricLooks.indicator })
    .from(rubricLooks)
    .where(and(eq(rubricLooks.contestId, contestId), eq(rubricLooks.state, 'open')));
  const auditIds = entryRows.flatMap(({ entry }) => entry.currentAuditId ?? []);
  const proposalRows =
    auditIds.length === 0 ? [] : await tx.select().from(proposals).where(inArray(proposals.auditId, auditIds));
  const errors = await speedErrors(tx, auditIds);
  const findingRows = await findingsNow(tx, contestId, rubric);
  const rulingRows = await tx.select().from(rulings).where(eq(rulings.contestId, contestId));
  const reportRows = await tx
    .select({ entryId: measurementReports.entryId, indicator: measurementReports.indicator })
    .from(measurementReports)
    .where(and(eq(measurementReports.contestId, contestId), isNull(measurementReports.resolution)));

  const objectionRows = await tx
    .select({ entryId: objections.entryId, indicator: objections.indicator })
    .from(objections)
    .where(and(eq(objections.contestId, contestId), unsettled))
    .orderBy(asc(objections.indicator));

  const tieRows = await tx
    .select()
    .from(tieDecisions)
    .where(and(eq(tieDecisions.contestId, contestId), isNull(tieDecisions.withdrawnAt)))
    .orderBy(asc(tieDecisions.decidedAt), asc(tieDecisions.id));
  const codeOf = new Map(entryRows.map(({ entry, code }) => [entry.id, code]));

  const recusalOf = new Map(recused.map((row) => [pair(row.entryId, row.judgeId), row]));
  const sheetOf = new Map(sheetRows.map((row) => [pair(row.entryId, row.judgeId), row]));
  const marksOf = groupBy(markRows, (row) => row.sheetId);
  const asksOf = groupBy(askRows, (row) => row.sheetId);
  const findingsOf = groupBy(findingRows, (row) => row.entryId);
  const proposalsOf = groupBy(proposalRows, (row) => row.auditId);
  const objectionsOf = groupBy(objectionRows, (row) => row.entryId);
  const rulingsOf = groupBy(rulingRows, (row) => row.entryId);
  const reportsOf = groupBy(reportRows, (row) => row.entryId);
  const judgesOf = groupBy(assigned, (row) => row.entryId);

  const counts = ({ entry, auditState, auditUrl }: (typeof entryRows)[number]) =>
    // An audit of an address that the entry no longer has says nothing about it.
    auditState === 'done' && auditUrl === entry.url;
  const ranked = entryRows.filter((row) => counts(row) && !row.entry.outsideRanking);
  const apart = entriesApart(ranked.map(({ entry: { id, name }, stamps }) => ({ id, name, stamps })));
  const apartOf = new Map(apart.map((each) => [each.id, apartText(each)]));

  const judgeRows = (entryId: string): JudgeRows[] =>
    (judgesOf.get(entryId) ?? []).flatMap(({ judgeId }) => {
      const recusal = recusalOf.get(pair(entryId, judgeId));
      if (recusal?.confirmedAt) return [];
      const sheet = sheetOf.get(pair(entryId, judgeId));
      const given = sheet ? (marksOf.get(sheet.id) ?? []) : [];
      return {
        id: judgeId,
        recusalWaiting: recusal !== undefined,
        sheet: sheet?.state ?? 'none',
        marks: new Map(given.map((row) => [row.indicator, row])),
        asked: new Set((asksOf.get(sheet?.id ?? '') ?? []).map(({ indicator }) => indicator)),
      };
    });

  return {
    rubricChanges: await lateChangesOf(contestId, tx),
    judgeNames: new Map(assigned.map((row) => [row.judgeId, row.name])),
    tieDecisions: tieRows.flatMap(({ entryIds, outcome, reason }) => {
      const decided = entryIds.flatMap((id) => codeOf.get(id) ?? []);
      // One of them is no entry any more: there is no such tie.
      return decided.length === entryIds.length ? [{ entries: decided, outcome, reason }] : [];
    }),
    entries: entryRows.map((row) => {
      const { entry, code } = row;
      return {
        entryId: entry.id,
        code,
        name: entry.name,
        url: entry.url,
        category: entry.category,
        hasSite: entry.url !== null,
        outsideRanking: entry.outsideRanking,
        judges: judgeRows(entry.id),
        proposals:
          counts(row) && entry.currentAuditId
            ? new Map(
                (proposalsOf.get(entry.currentAuditId) ?? []).map(
                  ({ auditId, indicator, outcome, points, because }) => [
                    indicator,
                    { outcome, points, zeroed: isZeroed(because), sd: deviationOf(because, errors.get(auditId)) },
                  ],
                ),
              )
            : null,
        measuredApart: apartOf.get(entry.id) ?? null,
        findings: new Set(
          (findingsOf.get(entry.id) ?? [])
            .filter((finding) => finding.standing.state === 'open')
            .map((finding) => finding.signal),
        ),
        honour: honourOf(findingsOf.get(entry.id) ?? []),
        objected: (objectionsOf.get(entry.id) ?? []).map((row) => row.indicator),
        reported: new Set((reportsOf.get(entry.id) ?? []).map((row) => row.indicator)),
        rulings: new Map((rulingsOf.get(entry.id) ?? []).map((ruling) => [ruling.indicator, ruling])),
      };
    }),
  };
}

/** Standard deviation of proposed points: speed is the one signal that is measured several times. */
function deviationOf(because: readonly unknown[], error: number | undefined): number {
  const rows = becauseRow.array().safeParse(because);
  return rows.success && error ? pointsDeviation(rows.data, 'lighthouse-performance', error) : 0;
}

/** What the confirmed findings of an entry mean for an honour: one that is barred or undecided outweighs one lifted. */
function honourOf(findings: readonly Finding[]): Honour | null {
  const of = (standing: Honour['standing']) => findings.find((each) => each.standing.honour === standing);
  const barred = of('barred');
  if (barred) return { standing: 'barred', reason: barred.standing.honourDecision?.reason ?? null };
  if (of('undecided')) return { standing: 'undecided', reason: null };
  return of('lifted') ? { standing: 'lifted', reason: null } : null;
}
