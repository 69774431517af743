import { eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { artifacts, audits, contests, entries, proposals, signals } from '#db/schema.ts';
import { confirmedChannels, sameChannels } from '../contest/entries.server.ts';
import { isSiteDown } from './failure.ts';
import { settleFindings } from './refresh.server.ts';
import type { AuditRequest } from './request.ts';
import type { AuditResult } from './run.ts';

interface Stored {
  auditId: string;
  tries: number;
  result: AuditResult;
  /** What was audited, and compared with. An entry changed meanwhile keeps the audit in its history, but it does not count. */
  asked: Pick<AuditRequest, 'url' | 'entryName' | 'category' | 'portalDomain' | 'register'>;
}

/** measured; failed = the site is confirmed down or wrong; unmeasured = we could not tell. */
function outcomeOf({ report }: AuditResult): 'measured' | 'failed' | 'unmeasured' {
  if (!report.failure) return 'measured';
  return isSiteDown(report.failure.code) ? 'failed' : 'unmeasured';
}

/**
 * Stores an audit's signals, proposals and artifacts in the caller's transaction, and makes it the one that counts
 * for its entry unless judging has opened meanwhile. A second call for the same audit changes nothing.
 */
export async function storeAudit(tx: Querier, { auditId, tries, result, asked }: Stored): Promise<void> {
  const [audit] = await tx.select().from(audits).where(eq(audits.id, auditId)).for('update');
  if (!audit || audit.state === 'done') return;
  const { report } = result;
  for (const each of report.signals) {
    const { id: signal, outcome, value, unit, evidence } = each;
    await tx.insert(signals).values({ auditId, signal, outcome, value, unit, evidence });
  }
  for (const each of report.indicators) {
    const { id: indicator, outcome, points, because } = each;
    await tx.insert(proposals).values({ auditId, indicator, outcome, points, because });
  }
  for (const { kind, mime, width, height, data } of result.screenshots) {
    await tx.insert(artifacts).values({ auditId, kind, mime, width, height, data: Buffer.from(data) });
  }
  for (const { run, lhrGz } of result.lighthouseReports) {
    await tx
      .insert(artifacts)
      .values({ auditId, kind: 'lighthouse', run, mime: 'application/json+gzip', data: Buffer.from(lhrGz) });
  }
  await tx
    .update(audits)
    .set({
      state: 'done',
      outcome: outcomeOf(result),
      failureCode: report.failure?.code ?? null,
      failureMessage: report.failure?.message ?? null,
      tries,
      stage: null,
      progress: 1,
      finalUrl: result.finalUrl,
      lighthouse: result.visit.lighthouse.length > 0 ? report.lighthouse : null,
      stamps: result.stamps,
      finishedAt: new Date(),
      durationMs: Math.round(report.durationMs),
    })
    .where(eq(audits.id, auditId));
  const [contest] = await tx.select().from(contests).where(eq(contests.id, audit.contestId)).for('share');
  if (contest?.phase !== 'audit') return;
  const [entry] = await tx.select().from(entries).where(eq(entries.id, audit.entryId)).for('update');
  if (!entry || entry.contestId !== contest.id) return;
  const stillSo =
    entry.url === asked.url &&
    entry.name === asked.entryName &&
    entry.category === asked.category &&
    contest.portalDomain === asked.portalDomain &&
    sameChannels(await confirmedChannels(entry.agencyId, tx), asked.register);
  if (!stillSo) return;
  await tx.update(entries).set({ currentAuditId: auditId }).where(eq(entries.id, entry.id));
  await settleFindings(tx, entry.id);
}
