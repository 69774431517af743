/** The worker's side of an audit: takes one from the database, runs it in a child process, stores what came of it. */
import { readFileSync } from 'node:fs';
import { and, eq, isNotNull } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { audits, contactRegister, contests, entries, rubricVersions } from '#db/schema.ts';
import { env } from '../env.server.ts';
import { enqueue, type JobContext } from '../queue.server.ts';
import { rubricDocument } from '../rubric/rubric.schema.ts';
import type { AuditJobData } from './audit.job.ts';
import { auditJob } from './audit.job.ts';
import { AUDIT_CHANNEL } from './audits.server.ts';
import { findChrome } from './chrome.ts';
import { retryPolicy } from './failure.ts';
import type { AuditRequest } from './request.ts';
import { runAudit } from './run.ts';
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

async function requestFor(row: NonNullable<Awaited<ReturnType<typeof load>>>): Promise<AuditRequest> {
  const settings = env();
  const chromePath = findChrome();
  if (!chromePath) throw new Error('Chrome tidak ditemukan. Jalankan `npm run setup` atau isi CHROME_PATH.');
  const register = await db()
    .select({ channel: contactRegister.channel, value: contactRegister.value })
    .from(contactRegister)
    .where(and(eq(contactRegister.agencyId, row.entry.agencyId), isNotNull(contactRegister.confirmedAt)));
  return {
    url: row.audit.url,
    entryName: row.entry.name,
    category: row.entry.category,
    portalDomain: row.contest.portalDomain,
    runs: row.audit.runs,
    allowPrivate: list(settings.AUDIT_ALLOW_PRIVATE),
    register,
    availability: null,
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
  await db().update(audits).set({ state: 'running', startedAt: new Date(), progress: 0 }).where(eq(audits.id, auditId));
  await tell();
  const request = await requestFor(row);
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
      await tx
        .update(audits)
        .set({ ...waiting, progress: 0, stage: null })
        .where(eq(audits.id, auditId));
      await enqueue(tx, auditJob, { auditId }, { startAfter, singletonKey: `${auditId}:${tries}` });
    } else {
      await storeAudit(tx, { auditId, tries, result, asked: request });
    }
    await notify(tx, AUDIT_CHANNEL, { contestId, auditId });
  });
}
