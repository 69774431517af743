/** The worker's side of an audit's visit: takes one from the database, runs it in a child process, stores what came of it. */
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { audits } from '#db/schema.ts';
import { env } from '../env.server.ts';
import { enqueue, type JobContext } from '../queue.server.ts';
import type { AuditJobData } from './audit.job.ts';
import { auditJob, priorityOf } from './audit.job.ts';
import { type LoadedAudit, loadAudit, requestFor } from './audit-request.server.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { findChrome } from './chrome.ts';
import { emptyVisit } from './empty-visit.ts';
import { retryPolicy, siteFailure } from './failure.ts';
import { runVisit } from './run.ts';
import { needsSpeed } from './speed-signals.ts';
import { stamps } from './stamps.ts';
import { readVisit } from './stored-visit.server.ts';
import { storeVisit } from './visited.server.ts';

/** An own check looks again after so long whether the contest's audits are done. */
const BEHIND_SECONDS = 20;

/**
 * Visits the entry's site unless that was done already (a job may come twice: its worker died after storing). Speed runs
 * follow as turns. A webmaster's own check waits until no audit of the contest is on its way, anybody's until no webmaster's is either. While the contest is held nothing begins: the audit stays in its queue until somebody resumes it.
 */
export async function performAudit({ auditId }: AuditJobData, { signal }: JobContext): Promise<void> {
  const row = await loadAudit(auditId);
  if (!row || row.audit.state === 'done' || row.audit.visitedAt || row.contest.auditPausedAt) return;
  if (await isBehind(row)) return waitBehind(row.audit);
  const contestId = row.contest.id;
  const tell = () => notify(db(), AUDIT_CHANNEL, { contestId, auditId });
  const tries = row.audit.tries + 1;
  // A worker taken for dead may still be at it, and finish while this one begins: what is done stays done.
  const stillOpen = and(eq(audits.id, auditId), ne(audits.state, 'done'), isNull(audits.visitedAt));
  await db().update(audits).set({ state: 'running', startedAt: new Date(), progress: 0 }).where(stillOpen);
  await tell();
  const chromePath = findChrome();
  if (!chromePath) throw new Error('Chrome tidak ditemukan. Jalankan `npm run setup` atau isi CHROME_PATH.');
  const request = await requestFor(row, chromePath);
  if (await speedAlone(row)) {
    const at = { tries, stamps: stamps(request), durationMs: 0 };
    await db().transaction((tx) => storeVisit(tx, row, { ...at, asked: request, visited: null }));
    return;
  }
  const visited = await runVisit(request, {
    signal,
    onProgress: ({ share, label }) => {
      const stage = db().update(audits).set({ stage: label, progress: share }).where(stillOpen);
      // A lost progress report costs nothing; the result is written in its own transaction.
      stage.then(tell).catch((error: Error) => console.error(`kemajuan audit: ${error.message}`));
    },
  });
  signal.throwIfAborted();

  const { failure } = visited.visit;
  const policy = failure && retryPolicy(failure.code);
  await db().transaction(async (tx) => {
    if (failure && policy && tries < policy.tries) {
      const startAfter = Math.round(policy.waitMinutes * 60 * env().AUDIT_RETRY_SCALE);
      const waiting = { state: 'waiting', tries, failureCode: failure.code, failureMessage: failure.message } as const;
      // Only as the try it was: another worker may have had this one, or a later one, meanwhile.
      const put = await tx
        .update(audits)
        .set({ ...waiting, progress: 0, stage: null })
        .where(and(stillOpen, eq(audits.tries, row.audit.tries)))
        .returning({ id: audits.id });
      if (put.length === 0) return;
      await enqueue(tx, auditJob, { auditId }, { startAfter, singletonKey: `${auditId}:${tries}` });
    } else {
      const { stamps: made, durationMs } = visited;
      await storeVisit(tx, row, { tries, stamps: made, durationMs, asked: request, visited });
    }
    await notify(tx, AUDIT_CHANNEL, { contestId, auditId });
  });
}

/** Whether audits that go first are on their way; those that wait for a site to answer again hold up nobody. */
async function isBehind({ audit, contest }: LoadedAudit): Promise<boolean> {
  if (audit.origin === 'contest' || audit.origin === 'objection') return false;
  const first: LoadedAudit['audit']['origin'][] = ['contest', 'objection'];
  if (audit.origin === 'public') first.push('own');
  const [open] = await db()
    .select({ id: audits.id })
    .from(audits)
    .where(
      and(
        eq(audits.contestId, contest.id),
        inArray(audits.origin, first),
        inArray(audits.state, ['queued', 'running']),
      ),
    )
    .limit(1);
  return open !== undefined;
}

/** Puts a check back into the queue, to look again a little later. */
async function waitBehind({ id: auditId, origin }: LoadedAudit['audit']): Promise<void> {
  const singletonKey = `${auditId}:${Date.now()}`;
  await enqueue(
    db(),
    auditJob,
    { auditId },
    { startAfter: BEHIND_SECONDS, singletonKey, priority: priorityOf(origin) },
  );
}

/** Whether only speed signals are measured anew on a visit that can still be read: then nobody need visit again. */
async function speedAlone({ audit }: LoadedAudit): Promise<boolean> {
  if (audit.kind !== 'partial' || !audit.onlySignals?.every(needsSpeed)) return false;
  try {
    return (await readVisit(db(), audit)) !== null;
  } catch {
    return false;
  }
}

/**
 * Writes the result of an audit whose job was given up (its workers died one after another, or could not begin):
 * unmeasured, so that nothing is lost and the organizer can ask for another.
 */
export async function closeLostAudit({ auditId }: AuditJobData): Promise<void> {
  const row = await loadAudit(auditId);
  if (!row || row.audit.state === 'done' || row.audit.visitedAt) return;
  const request = await requestFor(row, '');
  const failure = siteFailure('our-outage', 'pemeriksaan berulang kali terputus');
  const visit = { ...emptyVisit(request, new Date()), failure };
  const visited = { visit, finalUrl: null, screenshots: [] };
  await db().transaction(async (tx) => {
    const tries = row.audit.tries + 1;
    await storeVisit(tx, row, { tries, stamps: stamps(request), durationMs: 0, asked: request, visited });
    await notify(tx, AUDIT_CHANNEL, { contestId: row.contest.id, auditId });
  });
}
