/** The worker's side of an audit: takes one from the database, runs it in a child process, stores what came of it. */
import { readFileSync } from 'node:fs';
import { and, eq, ne } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { audits, contests, entries, rubricVersions } from '#db/schema.ts';
import { confirmedChannels } from '../contest/entries.server.ts';
import { env } from '../env.server.ts';
import { enqueue, type JobContext } from '../queue.server.ts';
import { rubricDocument } from '../rubric/rubric.schema.ts';
import type { AuditJobData } from './audit.job.ts';
import { auditJob } from './audit.job.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { availabilityOf } from './availability-counts.server.ts';
import { findChrome } from './chrome.ts';
import { emptyVisit } from './empty-visit.ts';
import { retryPolicy, siteFailure } from './failure.ts';
import { composeReport } from './report.ts';
import type { AuditRequest } from './request.ts';
import { runAudit } from './run.ts';
import { stamps } from './stamps.ts';
import { storeAudit } from './store.server.ts';

const list = (value: string) => value.split(',').filter(Boolean);

async function load(auditId: string) {
  const [row] = await db()
    .select({ audit: audits, entry: entries, contest: contests, rubric: rubricVersions.document })
    .from(audits)
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .innerJoin(contests, eq(contests.id, audits.contestId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, audits.rubricVersionId))
    .where(eq(audits.id, auditId));
  return row;
}

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;

async function requestFor(row: Row, chromePath: string): Promise<AuditRequest> {
  const settings = env();
  const register = await confirmedChannels(row.entry.agencyId);
  return {
    url: row.audit.url,
    entryName: row.entry.name,
    category: row.entry.category,
    portalDomain: row.contest.portalDomain,
    regencyWords: row.contest.regencyWords,
    runs: row.audit.runs,
    lighthousePages: settings.AUDIT_LIGHTHOUSE_PAGES,
    allowPrivate: list(settings.AUDIT_ALLOW_PRIVATE),
    register,
    availability: await availabilityOf(row.entry.id, db()),
    chromePath,
    extraCa: settings.AUDIT_EXTRA_CA ? [readFileSync(settings.AUDIT_EXTRA_CA, 'utf8')] : [],
    trustedSpki: list(settings.AUDIT_TRUSTED_SPKI),
    deadlineMs: settings.AUDIT_DEADLINE_SECONDS * 1000,
    rubric: rubricDocument.parse(row.rubric),
  };
}

/** Runs the audit unless it is done already (a job may come twice: its worker died after storing). */
export async function performAudit({ auditId }: AuditJobData, { signal }: JobContext): Promise<void> {
  const row = await load(auditId);
  if (!row || row.audit.state === 'done') return;
  const contestId = row.contest.id;
  const tell = () => notify(db(), AUDIT_CHANNEL, { contestId, auditId });
  const tries = row.audit.tries + 1;
  // A worker taken for dead may still be at it, and finish while this one begins: what is done stays done.
  const stillOpen = and(eq(audits.id, auditId), ne(audits.state, 'done'));
  await db().update(audits).set({ state: 'running', startedAt: new Date(), progress: 0 }).where(stillOpen);
  await tell();
  const chromePath = findChrome();
  if (!chromePath) throw new Error('Chrome tidak ditemukan. Jalankan `npm run setup` atau isi CHROME_PATH.');
  const request = await requestFor(row, chromePath);
  const result = await runAudit(request, {
    signal,
    onProgress: ({ share, label }) => {
      const stage = db()
        .update(audits)
        .set({ stage: label, progress: share })
        .where(and(eq(audits.id, auditId), eq(audits.state, 'running')));
      // A lost progress report costs nothing; the result is written in its own transaction.
      stage.then(tell).catch((error: Error) => console.error(`kemajuan audit: ${error.message}`));
    },
  });
  signal.throwIfAborted();

  const { failure } = result.report;
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
      await storeAudit(tx, { auditId, tries, result, asked: request });
    }
    await notify(tx, AUDIT_CHANNEL, { contestId, auditId });
  });
}

/**
 * Writes the result of an audit whose job was given up (its workers died one after another, or could not begin):
 * unmeasured, so that nothing is lost and the organizer can ask for another.
 */
export async function closeLostAudit({ auditId }: AuditJobData): Promise<void> {
  const row = await load(auditId);
  if (!row || row.audit.state === 'done') return;
  const request = await requestFor(row, '');
  const failure = siteFailure('our-outage', 'pemeriksaan berulang kali terputus');
  const visit = { ...emptyVisit(request, new Date()), failure };
  const report = composeReport(visit, request.rubric, 0);
  const result = { report, visit, finalUrl: null, screenshots: [], lighthouseReports: [], stamps: stamps(request) };
  await db().transaction(async (tx) => {
    await storeAudit(tx, { auditId, tries: row.audit.tries + 1, result, asked: request });
    await notify(tx, AUDIT_CHANNEL, { contestId: row.contest.id, auditId });
  });
}
