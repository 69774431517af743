/** The last step of an audit: visit and speed runs become signals, proposals and the entry's official result. */
import { eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { audits, signals } from '#db/schema.ts';
import { differingStamps } from '../contest/same-stamps.ts';
import { rubricDocument } from '../rubric/rubric.schema.ts';
import type { EntryReport, SignalResult } from './audit.schema.ts';
import { type LoadedAudit, loadAudit } from './audit-request.server.ts';
import { settleEntry } from './official-result.server.ts';
import { endPassIfDone } from './pass-entries.server.ts';
import { proposeIndicators } from './points.ts';
import { composeReport } from './report.ts';
import { countedRuns } from './speed-runs.server.ts';
import { storeReport } from './store.server.ts';
import { readVisit } from './stored-visit.server.ts';

/**
 * Finishes an audit in the caller's transaction: stores its report, makes the entry's official result of it and of its
 * other passes, and ends the pass when it was the last. The caller holds the audit's row.
 */
export async function finishAudit(tx: Querier, auditId: string): Promise<void> {
  const row = await loadAudit(auditId, tx);
  if (!row || row.audit.state === 'done') return;
  const rubric = rubricDocument.parse(row.rubric);
  const visit = await readVisit(tx, row.audit);
  if (!visit) throw new Error(`audit ${auditId}: kunjungannya tidak tersimpan`);
  const runs = await countedRuns(tx, auditId);
  visit.lighthouse = runs.map(({ run }) => run);
  visit.lighthouseRunsAsked = row.audit.runs;
  const began = row.audit.startedAt?.getTime() ?? Date.now();
  const fresh = composeReport(visit, rubric, Date.now() - began);
  if (row.audit.kind === 'partial') await storePartial(tx, row, fresh);
  else await storeReport(tx, auditId, fresh);
  // A webmaster's own check, or anybody's, is shown and never counts; one for an objection waits for the panel.
  if (row.audit.origin !== 'contest') return;
  await settleEntry(tx, row.entry.id);
  if (row.audit.passId) await endPassIfDone(tx, row.audit.passId);
}

/** The audit a partial one stands on, with what was measured anew in place; what could not be measured stays as it was. */
async function storePartial(tx: Querier, { audit, entry, rubric }: LoadedAudit, fresh: EntryReport): Promise<void> {
  const [base] = await tx
    .select()
    .from(audits)
    .where(eq(audits.id, audit.sources?.[0] ?? ''));
  if (!base) throw new Error(`audit ${audit.id}: dasarnya tidak ada`);
  const stored = await tx.select().from(signals).where(eq(signals.auditId, base.id));
  const kept = new Map(
    stored.map(({ signal, outcome, value, unit, evidence }): [string, SignalResult] => [
      signal,
      { id: signal, outcome, value, unit, evidence },
    ]),
  );
  const anew = new Set(audit.onlySignals ?? []);
  const merged = fresh.signals.map((each) => {
    const before = kept.get(each.id);
    return before && (!anew.has(each.id) || each.outcome === 'unmeasured') ? before : each;
  });
  const indicators = proposeIndicators(merged, rubricDocument.parse(rubric), entry.category);
  await storeReport(tx, audit.id, { ...fresh, failure: null, signals: merged, indicators });
  const [own, other] = [audit.stamps ?? {}, base.stamps ?? {}];
  const apart = own.subject !== other.subject || differingStamps(own, other).length > 0;
  const ran = (audit.speedPages ?? []).length > 0;
  await tx
    .update(audits)
    .set({
      // Signals of two makes in one result: it is kept, and never counts.
      stamps: { ...other, ...own, ...(apart ? { mixed: 'yes' } : {}) },
      ...(ran ? {} : { lighthouse: base.lighthouse, speedPages: base.speedPages }),
      ...(audit.finalUrl ? {} : { finalUrl: base.finalUrl, identity: base.identity, hints: base.hints }),
    })
    .where(eq(audits.id, audit.id));
}
