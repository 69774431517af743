import { eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { audits, proposals, signals } from '#db/schema.ts';
import type { EntryReport } from './audit.schema.ts';
import { isSiteDown } from './failure.ts';

/** measured; failed = the site is confirmed down or wrong; unmeasured = we could not tell. */
function outcomeOf({ failure }: Pick<EntryReport, 'failure'>): 'measured' | 'failed' | 'unmeasured' {
  if (!failure) return 'measured';
  return isSiteDown(failure.code) ? 'failed' : 'unmeasured';
}

/** Stores a report's signals and proposals with its audit, which is done then, in the caller's transaction. */
export async function storeReport(
  tx: Querier,
  auditId: string,
  report: Pick<EntryReport, 'signals' | 'indicators' | 'failure' | 'lighthouse' | 'durationMs'>,
): Promise<void> {
  for (const each of report.signals) {
    const { id: signal, outcome, value, unit, evidence } = each;
    await tx.insert(signals).values({ auditId, signal, outcome, value, unit, evidence });
  }
  for (const each of report.indicators) {
    const { id: indicator, outcome, points, because } = each;
    await tx.insert(proposals).values({ auditId, indicator, outcome, points, because });
  }
  await tx
    .update(audits)
    .set({
      state: 'done',
      outcome: outcomeOf(report),
      failureCode: report.failure?.code ?? null,
      failureMessage: report.failure?.message ?? null,
      stage: null,
      progress: 1,
      lighthouse: report.lighthouse.performance.runs.length > 0 ? report.lighthouse : null,
      finishedAt: new Date(),
      durationMs: Math.round(report.durationMs),
    })
    .where(eq(audits.id, auditId));
}
