/** A webmaster's check of the own site: asked for, waited for, set beside what stood before. It never counts. */
import { and, desc, eq, gt, inArray, ne } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { activity, audits, entries } from '#db/schema.ts';
import type { Phase } from '../contest/phases.ts';
import { enqueue } from '../queue.server.ts';
import type { LocalizedText } from '../rubric/rubric.schema.ts';
import { auditJob, priorityOf } from './audit.job.ts';
import { AUDIT_CHANNEL, type AuditRow } from './audits.server.ts';
import { lockPlace } from './lock-place.server.ts';
import { type CheckMade, type Comparison, compareReports, possibleFrom } from './own-check.ts';
import { baseOf } from './partial.server.ts';
import { reportOf } from './report-view.server.ts';
import { signalIds, signalInfo } from './signals.ts';

/** too-soon: `from` says when it is possible again. no-audit: nothing that the other signals could be taken from. */
export type CheckRefusal =
  | 'no-entry'
  | 'no-site'
  | 'closed'
  | 'already-running'
  | 'too-soon'
  | 'no-audit'
  | 'no-signal';
export type CheckAsked =
  | { auditId: string; refused: null }
  | { auditId: null; refused: CheckRefusal; from: Date | null };

/** Not while judges are at it: what is seen then could only be argued about. */
export function ownChecksAreOpen(phase: Phase): boolean {
  return phase === 'persiapan' || phase === 'audit' || phase === 'terbit';
}

/**
 * Asks for a check of the whole site (`signal` null) or of one signal, in the caller's transaction. Waits in the queue
 * behind every audit of the contest; touches neither passes nor the entry's result.
 * @param agencyIds of the webmaster: an entry of another agency does not exist
 */
export async function requestOwnCheck(
  tx: Querier,
  entryId: string,
  signal: string | null,
  { userId, agencyIds }: { userId: string; agencyIds: readonly string[] },
): Promise<CheckAsked> {
  const refuse = (refused: CheckRefusal, from: Date | null = null): CheckAsked => ({ auditId: null, refused, from });
  if (signal !== null && !signalIds.includes(signal)) return refuse('no-signal');
  const place = await lockPlace(tx, entryId);
  if (!place || !agencyIds.includes(place.entry.agencyId)) return refuse('no-entry');
  const { contest, entry } = place;
  if (!entry.url) return refuse('no-site');
  if (!ownChecksAreOpen(contest.phase)) return refuse('closed');
  const [running] = await tx
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.entryId, entryId), eq(audits.origin, 'own'), ne(audits.state, 'done')));
  if (running) return refuse('already-running');
  const from = possibleFrom(await checksOfAgency(tx, entry.agencyId), entryId, signal === null, new Date());
  if (from) return refuse('too-soon', from);
  const base = await standing(tx, entry);
  if (signal !== null && base?.outcome !== 'measured') return refuse('no-audit');
  const [audit] = await tx
    .insert(audits)
    .values({
      contestId: contest.id,
      entryId,
      rubricVersionId: contest.rubricVersionId,
      origin: 'own',
      comparedWith: base?.id ?? null,
      ...(signal === null || !base ? {} : { kind: 'partial', sources: [base.id], onlySignals: [signal] }),
      runs: contest.auditRuns,
      url: entry.url,
      requestedBy: userId,
    })
    .returning();
  if (!audit) return refuse('no-entry');
  await enqueue(tx, auditJob, { auditId: audit.id }, { singletonKey: audit.id, priority: priorityOf('own') });
  await tx
    .insert(activity)
    .values({ contestId: contest.id, userId, action: 'audit.own', subject: entryId, detail: { signal } });
  await notify(tx, AUDIT_CHANNEL, { contestId: contest.id, auditId: audit.id });
  return { auditId: audit.id, refused: null };
}

/** Checks of the last day over all entries of the agency: what the limits are counted by. */
async function checksOfAgency(tx: Querier, agencyId: string): Promise<CheckMade[]> {
  const rows = await tx
    .select({ entryId: audits.entryId, at: audits.createdAt, kind: audits.kind })
    .from(audits)
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .where(
      and(
        eq(entries.agencyId, agencyId),
        eq(audits.origin, 'own'),
        gt(audits.createdAt, new Date(Date.now() - 24 * 3_600_000)),
      ),
    );
  return rows.map(({ entryId, at, kind }) => ({ entryId, at, whole: kind !== 'partial' }));
}

/** What is known of the site now: the newest measured own check of its address, or the visit behind what counts. */
async function standing(tx: Querier, entry: typeof entries.$inferSelect): Promise<AuditRow | null> {
  const official = await baseOf(tx, entry.currentAuditId);
  const [own] = await tx
    .select()
    .from(audits)
    .where(
      and(
        eq(audits.entryId, entry.id),
        eq(audits.origin, 'own'),
        eq(audits.state, 'done'),
        eq(audits.outcome, 'measured'),
        eq(audits.url, entry.url ?? ''),
      ),
    )
    .orderBy(desc(audits.createdAt))
    .limit(1);
  const usable = official && official.url === entry.url ? official : null;
  if (!own || own.rubricVersionId !== (usable ?? own).rubricVersionId) return usable;
  return !usable || own.createdAt > usable.createdAt ? own : usable;
}

/** Asks for it in a transaction of its own: what a screen calls. */
export function askOwnCheck(
  entryId: string,
  signal: string | null,
  who: { userId: string; agencyIds: readonly string[] },
): Promise<CheckAsked> {
  return db().transaction((tx) => requestOwnCheck(tx, entryId, signal, who));
}

export interface OwnCheck {
  id: string;
  at: string;
  /** Of the signal that was checked alone; null: the whole site. */
  name: LocalizedText | null;
  state: AuditRow['state'];
  outcome: AuditRow['outcome'];
  stage: string | null;
  /** 0-1. */
  progress: number;
  failure: { code: string; message: string } | null;
}

/** A signal of an older catalogue shows under its id. */
function nameOf(signal: string | undefined): LocalizedText | null {
  if (signal === undefined) return null;
  return signalIds.includes(signal) ? signalInfo(signal).name : { id: signal };
}

/** The newest own checks of an entry, newest first. Whose it is the caller has to know. */
export async function ownChecks(entryId: string, tx: Querier = db()): Promise<OwnCheck[]> {
  const rows = await tx
    .select()
    .from(audits)
    .where(and(eq(audits.entryId, entryId), eq(audits.origin, 'own')))
    .orderBy(desc(audits.createdAt))
    .limit(10);
  return rows.map((row) => ({
    id: row.id,
    at: row.createdAt.toISOString(),
    name: nameOf(row.onlySignals?.[0]),
    state: row.state,
    outcome: row.outcome,
    stage: row.stage,
    progress: row.progress,
    failure: row.failureCode ? { code: row.failureCode, message: row.failureMessage ?? '' } : null,
  }));
}

/** When a check may be asked for: null is now. */
export async function checksPossibleFrom(agencyId: string, entryId: string) {
  const made = await checksOfAgency(db(), agencyId);
  const now = new Date();
  const iso = (whole: boolean) => possibleFrom(made, entryId, whole, now)?.toISOString() ?? null;
  return { whole: iso(true), signal: iso(false) };
}

export interface CheckResult {
  before: { at: string | null; mine: boolean } | null;
  comparison: Comparison | null;
}

/** A finished own check beside what stood before it; null when it is none of this entry, or not finished. */
export async function ownCheckResult(entryId: string, auditId: string): Promise<CheckResult | null> {
  const [audit] = await db()
    .select()
    .from(audits)
    .where(
      and(eq(audits.id, auditId), eq(audits.entryId, entryId), eq(audits.origin, 'own'), eq(audits.state, 'done')),
    );
  if (!audit) return null;
  const [before] = await db()
    .select()
    .from(audits)
    .where(inArray(audits.id, audit.comparedWith ? [audit.comparedWith] : []));
  if (!before || audit.outcome !== 'measured' || before.outcome !== 'measured')
    return { before: null, comparison: null };
  const [then, now] = await Promise.all([reportOf(before.id, 'webmaster'), reportOf(audit.id, 'webmaster')]);
  if (!then || !now) return { before: null, comparison: null };
  return {
    before: { at: before.finishedAt?.toISOString() ?? null, mine: before.origin === 'own' },
    comparison: compareReports(then, now),
  };
}
