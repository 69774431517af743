/** "Check my site" for everybody: asked for, waited for, shown without points (docs/decisions/026). It never counts. */
import { randomBytes } from 'node:crypto';
import { and, asc, count, desc, eq, gt, isNotNull, ne } from 'drizzle-orm';
import { takeAttempt } from '#app/identity/rate-limit.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { activity, agencies, audits, contests, entries } from '#db/schema.ts';
import { type Contest, currentContest } from '../contest/contests.server.ts';
import { plansOf } from '../contest/phase-plan-rows.server.ts';
import { enqueue } from '../queue.server.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { auditJob, PUBLIC_CHECK_PRIORITY } from './audit.job.ts';
import { lockPlace } from './lock-place.server.ts';
import { type PublicFinding, publicCheckFrom, publicCheckIsOpen, publicFindings } from './public-check.ts';
import { reportOf } from './report-view.server.ts';

/** Of one client and of everybody in a quarter of an hour; and how many may wait. */
const MOST_OF_CLIENT = 3;
const MOST_OF_ALL = 20;
const MOST_WAITING = 10;
/** A result is shown for a day: it is a check, no archive. */
const SHOWN_HOURS = 24;
/** New with every start: what the limit keeps of an address leads back to nobody. */
const salt = randomBytes(16).toString('hex');

/** After this no pass begins; null: nothing is set. */
async function closingDate(contest: Contest, tx: Querier): Promise<Date | null> {
  if (contest.auditClosesAt) return contest.auditClosesAt;
  return (await plansOf(contest.id, tx)).find(({ phase }) => phase === 'penilaian')?.at ?? null;
}

async function isOpen(contest: Contest, tx: Querier = db()): Promise<boolean> {
  const closesAt = await closingDate(contest, tx);
  return publicCheckIsOpen({ allowed: contest.publicCheck, phase: contest.phase, closesAt }, new Date());
}

/** The contest whose sites anybody may check; `open` false: not now. Null: the organizer has not allowed it. */
export async function publicChecks(): Promise<{ contestId: string; name: string; open: boolean } | null> {
  const contest = await currentContest();
  if (!contest?.publicCheck) return null;
  return { contestId: contest.id, name: contest.name, open: await isOpen(contest) };
}

export interface PublicSite {
  code: string;
  name: string;
  category: string;
  url: string;
}

/** Sites of the contest, by category and name. There is no other address to be checked. */
export async function publicSites(contestId: string): Promise<PublicSite[]> {
  const rows = await db()
    .select({ code: agencies.code, name: entries.name, category: entries.category, url: entries.url })
    .from(entries)
    .innerJoin(agencies, eq(agencies.id, entries.agencyId))
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url)))
    .orderBy(asc(entries.category), asc(entries.name));
  return rows.flatMap(({ url, ...row }) => (url ? [{ ...row, url }] : []));
}

async function siteOf(tx: Querier, contestId: string, code: string) {
  const [row] = await tx
    .select({ entryId: entries.id, name: entries.name, url: entries.url })
    .from(entries)
    .innerJoin(agencies, eq(agencies.id, entries.agencyId))
    .where(and(eq(entries.contestId, contestId), eq(agencies.code, code), isNotNull(entries.url)));
  return row?.url ? { ...row, url: row.url } : null;
}

export type PublicAsked =
  | { done: true }
  | { done: false; why: 'no-site' | 'closed' | 'busy'; from: null }
  | { done: false; why: 'too-soon'; from: Date }
  | { done: false; why: 'too-many'; minutes: number };

/**
 * Asks for a check of an agency's site. Somebody's check of it that is on its way is everybody's. It waits behind every
 * audit of the contest and every check of a webmaster. `client`: who is asking, for the limit only.
 */
export function askPublicCheck(code: string, client: string): Promise<PublicAsked> {
  const refuse = (why: 'no-site' | 'closed' | 'busy'): PublicAsked => ({ done: false, why, from: null });
  return db().transaction(async (tx): Promise<PublicAsked> => {
    const own = await takeAttempt(tx, ['public-check', salt, client], MOST_OF_CLIENT);
    if (!own.allowed) return { done: false, why: 'too-many', minutes: own.minutes };
    const all = await takeAttempt(tx, ['public-check'], MOST_OF_ALL);
    if (!all.allowed) return { done: false, why: 'too-many', minutes: all.minutes };
    const current = await currentContest(tx);
    const site = current && (await siteOf(tx, current.id, code));
    const place = site && (await lockPlace(tx, site.entryId));
    if (!place?.entry.url) return refuse('no-site');
    const { contest, entry } = place;
    if (!(await isOpen(contest, tx))) return refuse('closed');
    const checks = and(eq(audits.contestId, contest.id), eq(audits.origin, 'public'));
    const ofSite = and(checks, eq(audits.entryId, entry.id));
    const [running] = await tx
      .select({ id: audits.id })
      .from(audits)
      .where(and(ofSite, ne(audits.state, 'done')));
    if (running) return { done: true };
    const dayAgo = new Date(Date.now() - 24 * 3_600_000);
    const made = await tx
      .select({ at: audits.createdAt })
      .from(audits)
      .where(and(ofSite, gt(audits.createdAt, dayAgo)));
    const from = publicCheckFrom(
      made.map(({ at }) => at),
      new Date(),
    );
    if (from) return { done: false, why: 'too-soon', from };
    const [waiting] = await tx
      .select({ n: count() })
      .from(audits)
      .where(and(checks, ne(audits.state, 'done')));
    if ((waiting?.n ?? 0) >= MOST_WAITING) return refuse('busy');
    const [audit] = await tx
      .insert(audits)
      .values({
        contestId: contest.id,
        entryId: entry.id,
        rubricVersionId: contest.rubricVersionId,
        origin: 'public',
        // One run is enough to advise by.
        runs: Math.min(1, contest.auditRuns),
        url: place.entry.url,
      })
      .returning({ id: audits.id });
    if (!audit) return refuse('no-site');
    await enqueue(tx, auditJob, { auditId: audit.id }, { singletonKey: audit.id, priority: PUBLIC_CHECK_PRIORITY });
    return { done: true };
  });
}

export interface PublicCheck {
  state: 'queued' | 'running' | 'waiting' | 'done';
  at: string;
  outcome: 'measured' | 'failed' | 'unmeasured' | null;
  failure: { code: string; message: string } | null;
  findings: PublicFinding[];
}

/** An agency's site with its newest public check of the last day; null: no such site in the contest. */
export async function publicCheckOf(
  contestId: string,
  code: string,
): Promise<{ name: string; url: string; check: PublicCheck | null } | null> {
  const site = await siteOf(db(), contestId, code);
  if (!site) return null;
  const { entryId, name, url } = site;
  const [audit] = await db()
    .select()
    .from(audits)
    .where(
      and(
        eq(audits.entryId, entryId),
        eq(audits.origin, 'public'),
        eq(audits.url, url),
        gt(audits.createdAt, new Date(Date.now() - SHOWN_HOURS * 3_600_000)),
      ),
    )
    .orderBy(desc(audits.createdAt))
    .limit(1);
  if (!audit) return { name, url, check: null };
  const report = audit.state === 'done' ? await reportOf(audit.id, 'public') : null;
  const findings =
    report?.outcome === 'measured' ? publicFindings(report, await rubricOf(db(), audit.rubricVersionId)) : [];
  const { state, outcome } = audit;
  const at = (audit.finishedAt ?? audit.createdAt).toISOString();
  return { name, url, check: { state, at, outcome, failure: report?.failure ?? null, findings } };
}

/** The organizer allows the public check, or no longer; in any phase. */
export function allowPublicCheck(contestId: string, allowed: boolean, userId: string): Promise<void> {
  return db().transaction(async (tx) => {
    const [changed] = await tx
      .update(contests)
      .set({ publicCheck: allowed })
      .where(and(eq(contests.id, contestId), eq(contests.publicCheck, !allowed)))
      .returning({ id: contests.id });
    if (changed)
      await tx
        .insert(activity)
        .values({ contestId, userId, action: 'contest.public-check', subject: contestId, detail: { allowed } });
  });
}
