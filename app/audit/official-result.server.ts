/** Which audit stands for an entry: the only one, or one made of the medians of its passes. */
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { auditPasses, audits, contests, entries, signals } from '#db/schema.ts';
import { differingStamps } from '../contest/same-stamps.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import {
  type LighthouseSummary,
  type lighthouseCategories,
  lighthouseSummary,
  type SignalResult,
} from './audit.schema.ts';
import { subjectNow } from './audit-request.server.ts';
import type { AuditRow } from './audits.server.ts';
import { combinePasses } from './combine.ts';
import { median } from './lighthouse-summary.ts';
import { proposeIndicators } from './points.ts';
import { settleFindings } from './refresh.server.ts';
import { storeReport } from './store.server.ts';

type Entry = typeof entries.$inferSelect;
type Contest = typeof contests.$inferSelect;

/**
 * Points an entry at its official result, in the caller's transaction: the newest audit, or, once two passes have
 * finished, a `median` audit made of the newest one of each pass. Only audits of what the entry is now, with equal
 * stamps, are put together. Once judging has opened nothing moves; what is measured when it has gone back is kept beside
 * what stands.
 */
export async function settleEntry(tx: Querier, entryId: string): Promise<void> {
  const [pointer] = await tx.select({ contestId: entries.contestId }).from(entries).where(eq(entries.id, entryId));
  if (!pointer) return;
  const [contest] = await tx.select().from(contests).where(eq(contests.id, pointer.contestId)).for('share');
  if (contest?.phase !== 'audit') return;
  const [entry] = await tx.select().from(entries).where(eq(entries.id, entryId)).for('update');
  if (!entry) return;
  const parts = await usable(tx, entry, contest);
  const [only] = parts;
  if (!only) return;
  const standing = entry.frozenAt && entry.currentAuditId ? await readAudit(tx, entry.currentAuditId) : null;
  if (standing && isMadeOf(standing, parts)) return;
  const current = parts.length === 1 ? only.audit.id : await storeMedian(tx, entry, contest, parts);
  if (standing) {
    // Judges have these proposals before them: what is newer waits for a decision.
    await tx.update(entries).set({ newerAuditId: current }).where(eq(entries.id, entryId));
    return;
  }
  await tx.update(entries).set({ currentAuditId: current }).where(eq(entries.id, entryId));
  await settleFindings(tx, entryId);
}

async function readAudit(tx: Querier, auditId: string): Promise<AuditRow | null> {
  const [audit] = await tx.select().from(audits).where(eq(audits.id, auditId));
  return audit ?? null;
}

/** Whether an audit is, or is the median of, just these: then there is nothing newer. */
function isMadeOf(audit: AuditRow, parts: readonly Part[]): boolean {
  const made = audit.kind === 'median' ? (audit.sources ?? []) : [audit.id];
  return made.length === parts.length && parts.every((part) => made.includes(part.audit.id));
}

export interface Part {
  audit: AuditRow;
  pass: number | null;
}

/** The newest audit of each pass that may be put together, oldest pass first; without any, the newest outside passes. */
async function usable(tx: Querier, entry: Entry, contest: Contest): Promise<Part[]> {
  const rows = await tx
    .select({ audit: audits, pass: auditPasses.number })
    .from(audits)
    .leftJoin(auditPasses, eq(auditPasses.id, audits.passId))
    .where(
      and(
        eq(audits.entryId, entry.id),
        eq(audits.state, 'done'),
        eq(audits.origin, 'contest'),
        ne(audits.kind, 'median'),
      ),
    )
    .orderBy(asc(audits.createdAt));
  const subject = await subjectNow(tx, entry, contest);
  const right = rows
    .filter(({ audit: { stamps, rubricVersionId } }) => {
      if (rubricVersionId !== contest.rubricVersionId || stamps?.mixed) return false;
      return stamps?.subject === subject;
    })
    .toReversed();
  const passes = right.filter(({ pass }) => pass !== null);
  const newest = passes.filter(({ pass }, i) => passes.findIndex((each) => each.pass === pass) === i);
  const candidates = newest.length > 0 ? newest : right.slice(0, 1);
  // From the newest on: what measured last is what measures now.
  const together: Part[] = [];
  for (const part of candidates) {
    const apart = together.some(({ audit }) => differingStamps(audit.stamps ?? {}, part.audit.stamps ?? {}).length > 0);
    if (!apart) together.push(part);
  }
  return together.sort((a, b) => (a.pass ?? 0) - (b.pass ?? 0));
}

/**
 * Writes the audit that stands for these parts under the contest's rubric; returns its id.
 * @param standing the result as it stands, when only the rubric is another: its signals are kept as they are
 */
export async function storeMedian(
  tx: Querier,
  entry: Entry,
  contest: Contest,
  parts: readonly Part[],
  standing?: readonly SignalResult[],
): Promise<string> {
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const sources = parts.map(({ audit }) => audit.id);
  const stored = standing ? [] : await tx.select().from(signals).where(inArray(signals.auditId, sources));
  const passes = parts.map(({ audit, pass }) => ({ name: String(pass ?? '–'), signals: resultsOf(stored, audit.id) }));
  const combined = standing ? [...standing] : combinePasses(passes, rubric, entry.category);
  const last = parts.at(-1)?.audit;
  const count = (outcome: AuditRow['outcome']) => parts.filter(({ audit }) => audit.outcome === outcome).length;
  const outcome = count('failed') > count('measured') ? 'failed' : count('measured') > 0 ? 'measured' : 'unmeasured';
  const failed = outcome === 'measured' ? undefined : parts.findLast(({ audit }) => audit.outcome === outcome)?.audit;
  const [made] = await tx
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId: entry.id,
      rubricVersionId: contest.rubricVersionId,
      kind: 'median',
      sources,
      runs: last?.runs ?? contest.auditRuns,
      url: entry.url ?? '',
      finalUrl: last?.finalUrl ?? null,
      identity: last?.identity ?? null,
      hints: last?.hints ?? null,
      privateNotices: last?.privateNotices ?? null,
      stamps: {
        ...(Object.assign({}, ...parts.map(({ audit }) => audit.stamps ?? {})) as Record<string, string>),
        rubric: String(rubric.version),
      },
      startedAt: last?.startedAt ?? null,
    })
    .returning({ id: audits.id });
  if (!made) throw new Error('median not written');
  await storeReport(tx, made.id, {
    failure: null,
    lighthouse: summaryOf(parts),
    signals: combined,
    indicators: proposeIndicators(combined, rubric, entry.category),
    durationMs: parts.reduce((sum, { audit }) => sum + (audit.durationMs ?? 0), 0),
  });
  const { failureCode = null, failureMessage = null } = failed ?? {};
  await tx.update(audits).set({ outcome, failureCode, failureMessage }).where(eq(audits.id, made.id));
  return made.id;
}

/** The results of one audit among stored rows. */
export function resultsOf(rows: readonly (typeof signals.$inferSelect)[], auditId: string): SignalResult[] {
  return rows
    .filter((row) => row.auditId === auditId)
    .map(({ signal, outcome, value, unit, evidence }) => ({ id: signal, outcome, value, unit, evidence }));
}

/** Median over the passes' medians; `runs` are the passes. */
function summaryOf(parts: readonly Part[]): LighthouseSummary {
  const read = parts.flatMap(({ audit }) => {
    const summary = lighthouseSummary.safeParse(audit.lighthouse);
    return summary.success ? [summary.data] : [];
  });
  const of = (category: (typeof lighthouseCategories)[number]) => {
    const runs = read.map((summary) => summary[category].median);
    return { median: median(runs.filter((score) => score !== null)), runs };
  };
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    'best-practices': of('best-practices'),
    seo: of('seo'),
  };
}
