/**
 * Proposals stand still from the day judging opens. What is measured later is kept beside them, and takes their place
 * only by a decision that is recorded, for the whole entry or for some indicators.
 */
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { activity, audits, type contests, entries, marks, proposals, sheets, signals, takeovers } from '#db/schema.ts';
import { differingStamps, entriesApart } from '../contest/same-stamps.ts';
import type { Viewer } from '../identity/roles.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { AUDIT_CHANNEL, type AuditRow } from './audits.server.ts';
import { lockPlace } from './lock-place.server.ts';
import { settleFindings } from './refresh.server.ts';

/**
 * gone: nothing newer, or another than the one seen. unchanged: the chosen indicators are proposed alike. measuredApart:
 * made with other tools than most entries, which one ranking must not mix.
 */
export type TakeoverRefusal =
  | 'gone'
  | 'phase'
  | 'notYours'
  | 'reasonMissing'
  | 'nothingChosen'
  | 'unchanged'
  | 'measuredApart';
export type TakeoverOutcome = { done: true } | { done: false; why: TakeoverRefusal };

export interface TakeoverRequest {
  entryId: string;
  /** The newer audit that was looked at. */
  seen: string;
  /** Null: the whole entry. */
  indicators: readonly string[] | null;
  reason: string;
}

/** Least characters of a reason, as everywhere in the contest. */
const REASON_MIN = 10;
type Phase = (typeof contests.$inferSelect)['phase'];

/** Whether a newer measurement may take a standing proposal's place: until the results are about to be frozen. */
export const takeoverIsOpen = (phase: Phase) => ['audit', 'penilaian', 'pleno', 'sanggah'].includes(phase);

type ProposalRow = typeof proposals.$inferSelect;
const said = ({ outcome, points }: Pick<ProposalRow, 'outcome' | 'points'>) => `${outcome} ${points}`;
const proposalsOf = (tx: Querier, auditId: string) => tx.select().from(proposals).where(eq(proposals.auditId, auditId));

/** Indicators that the two audits propose differently. */
export function changesBetween(
  standing: readonly ProposalRow[],
  newer: readonly ProposalRow[],
): { indicator: string; before: number | null; after: number | null }[] {
  const before = new Map(standing.map((row) => [row.indicator, row]));
  return newer.flatMap((row) => {
    const old = before.get(row.indicator);
    if (old && said(old) === said(row)) return [];
    return [{ indicator: row.indicator, before: old?.points ?? null, after: row.points }];
  });
}

/** Puts the newer measurement in the standing one's place, by organizer or chief judge, with a reason. */
export function takeOver(viewer: Viewer, request: TakeoverRequest): Promise<TakeoverOutcome> {
  const no = (why: TakeoverRefusal): TakeoverOutcome => ({ done: false, why });
  return db().transaction(async (tx): Promise<TakeoverOutcome> => {
    if (viewer.role !== 'organizer' && viewer.role !== 'chiefJudge') return no('notYours');
    const place = await lockPlace(tx, request.entryId);
    if (!place) return no('gone');
    const { contest, entry } = place;
    if (!takeoverIsOpen(contest.phase)) return no('phase');
    const reason = request.reason.trim();
    if (reason.length < REASON_MIN) return no('reasonMissing');
    const [standing] = await tx
      .select()
      .from(audits)
      .where(eq(audits.id, entry.currentAuditId ?? entry.id));
    const [newer] = await tx
      .select()
      .from(audits)
      .where(eq(audits.id, entry.newerAuditId ?? entry.id));
    if (!standing || !newer || newer.id !== request.seen || newer.url !== entry.url) return no('gone');
    const all = changesBetween(await proposalsOf(tx, standing.id), await proposalsOf(tx, newer.id));
    const { indicators } = request;
    if (indicators?.length === 0) return no('nothingChosen');
    const changes = indicators ? all.filter(({ indicator }) => indicators.includes(indicator)) : all;
    if (changes.length === 0 && indicators) return no('unchanged');
    const apart = indicators
      ? differingStamps(standing.stamps ?? {}, newer.stamps ?? {}).length > 0
      : await wouldStandApart(tx, entry, newer);
    if (apart) return no('measuredApart');
    const chosen = changes.map(({ indicator }) => indicator);
    const toAuditId = indicators ? await compose(tx, standing, newer, chosen) : newer.id;
    const nothingLeft = changes.length === all.length;
    await tx
      .update(entries)
      .set({ currentAuditId: toAuditId, ...(nothingLeft ? { newerAuditId: null } : {}) })
      .where(eq(entries.id, entry.id));
    await settleFindings(tx, entry.id);
    await tx.insert(takeovers).values({
      contestId: contest.id,
      entryId: entry.id,
      fromAuditId: standing.id,
      toAuditId,
      changes,
      sheets: await touchedSheets(tx, entry.id, chosen),
      reason,
      decidedBy: viewer.userId,
    });
    await tx.insert(activity).values({
      contestId: contest.id,
      userId: viewer.userId,
      action: 'proposal.takeover',
      subject: entry.id,
      detail: { from: standing.id, to: toAuditId, newer: newer.id, changes, reason },
    });
    await notify(tx, AUDIT_CHANNEL, { contestId: contest.id, auditId: toAuditId });
    return { done: true };
  });
}

/** Whether the entry would have been measured with something else than most of the ranking. */
async function wouldStandApart(tx: Querier, entry: typeof entries.$inferSelect, newer: AuditRow): Promise<boolean> {
  if (entry.outsideRanking) return false;
  const ranked = await tx
    .select({ id: entries.id, name: entries.name, stamps: audits.stamps })
    .from(entries)
    .innerJoin(audits, eq(audits.id, entries.currentAuditId))
    .where(and(eq(entries.contestId, entry.contestId), isNotNull(entries.url), eq(entries.outsideRanking, false)));
  const then = ranked.map((row) => (row.id === entry.id ? { ...row, stamps: newer.stamps } : row));
  return entriesApart(then).some((row) => row.id === entry.id);
}

/** The standing audit with the chosen indicators, and the signals that only they use, from the newer one. */
export async function compose(
  tx: Querier,
  standing: AuditRow,
  newer: AuditRow,
  chosen: readonly string[],
): Promise<string> {
  const rubric = await rubricOf(tx, standing.rubricVersionId);
  const signalsOf = (wanted: boolean) =>
    rubric.criteria
      .flatMap((criterion) => criterion.indicators)
      .flatMap((each) => (each.source === 'proposed' && chosen.includes(each.id) === wanted ? each.signals : []))
      .map(({ signal }) => signal);
  const kept = new Set(signalsOf(false));
  const onlySignals = [...new Set(signalsOf(true))].filter((signal) => !kept.has(signal));
  const { id: _id, createdAt: _createdAt, ...rest } = standing;
  const [made] = await tx
    .insert(audits)
    .values({ ...rest, kind: 'partial', passId: null, sources: [standing.id], onlySignals, finishedAt: new Date() })
    .returning({ id: audits.id });
  if (!made) throw new Error('audit not written');
  const stored = await tx
    .select()
    .from(signals)
    .where(inArray(signals.auditId, [standing.id, newer.id]));
  const seen = stored.filter((row) => row.auditId === (onlySignals.includes(row.signal) ? newer.id : standing.id));
  const proposed = [...(await proposalsOf(tx, standing.id)), ...(await proposalsOf(tx, newer.id))].filter(
    (row) => row.auditId === (chosen.includes(row.indicator) ? newer.id : standing.id),
  );
  const anew = <T extends { id: string; auditId: string }>({ id: _old, ...row }: T) => ({ ...row, auditId: made.id });
  if (seen.length > 0) await tx.insert(signals).values(seen.map(anew));
  if (proposed.length > 0) await tx.insert(proposals).values(proposed.map(anew));
  return made.id;
}

/** Sheets of the entry that were submitted, or on which a judge had corrected one of the replaced proposals. */
export async function touchedSheets(tx: Querier, entryId: string, indicators: readonly string[]) {
  const rows = await tx
    .select({ judgeId: sheets.judgeId, state: sheets.state, indicator: marks.indicator, level: marks.level })
    .from(sheets)
    .leftJoin(marks, and(eq(marks.sheetId, sheets.id), inArray(marks.indicator, [...indicators, ''])))
    .where(eq(sheets.entryId, entryId));
  return [...Map.groupBy(rows, (row) => row.judgeId)].flatMap(([judgeId, own]) => {
    const submitted = own[0]?.state === 'submitted';
    const corrected = own.flatMap(({ indicator, level }) => (indicator !== null && level !== null ? [indicator] : []));
    return submitted || corrected.length > 0 ? [{ judgeId, submitted, corrected }] : [];
  });
}
