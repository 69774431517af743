/** Proposals of stored audits made anew, when something besides the audit itself has changed: a decision, the probes. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { audits, type contests, entries, proposals, signals } from '#db/schema.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import type { SignalResult } from './audit.schema.ts';
import { availabilityOfAll } from './availability-counts.server.ts';
import { judgeAvailability } from './checks/availability.ts';
import { findingsNow, zeroingSignals } from './findings.server.ts';
import { proposeIndicators } from './points.ts';
import { signalApplies } from './report.ts';

interface Current {
  entryId: string;
  category: string;
  auditId: string;
}

/**
 * Writes the proposals of these indicators anew from the audit's stored signals and the decisions on its findings.
 * Nothing else of the audit changes.
 */
async function proposeAnew(
  tx: Querier,
  { auditId, category, entryId }: Current,
  contestId: string,
  rubric: RubricDocument,
  indicators: readonly string[],
): Promise<void> {
  const stored = await tx.select().from(signals).where(eq(signals.auditId, auditId));
  const results = stored.map(
    ({ signal, outcome, value, unit, evidence }): SignalResult => ({ id: signal, outcome, value, unit, evidence }),
  );
  const found = await findingsNow(tx, contestId, rubric, [entryId]);
  const confirmed = found.filter(({ standing }) => standing.state === 'confirmed').map(({ signal }) => signal);
  for (const { id, outcome, points, because } of proposeIndicators(results, rubric, category, { confirmed })) {
    if (!indicators.includes(id)) continue;
    await tx
      .update(proposals)
      .set({ outcome, points, because })
      .where(and(eq(proposals.auditId, auditId), eq(proposals.indicator, id)));
  }
}

/**
 * Lets the decisions on an entry's findings take effect on its current audit: a confirmed one zeroes the indicator, one
 * that is no longer found or was dismissed does not. Call it in the transaction that makes an audit current, too.
 */
export async function settleFindings(tx: Querier, entryId: string): Promise<void> {
  const [row] = await tx
    .select({ entry: entries, rubricVersionId: audits.rubricVersionId })
    .from(entries)
    .innerJoin(audits, and(eq(audits.id, entries.currentAuditId), eq(audits.state, 'done')))
    .where(eq(entries.id, entryId));
  const auditId = row?.entry.currentAuditId;
  if (!row || !auditId) return;
  const rubric = await rubricOf(tx, row.rubricVersionId);
  const { category, contestId } = row.entry;
  const taken = [...zeroingSignals(rubric).values()].flat();
  await proposeAnew(tx, { auditId, category, entryId }, contestId, rubric, taken);
}

/**
 * Puts the probes so far into the current audits of all entries at once, so that nobody is measured over another time
 * than the others. For a contest in phase audit, its row locked by the caller.
 */
export async function refreshAvailability(tx: Querier, contest: typeof contests.$inferSelect): Promise<void> {
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const users = rubric.criteria
    .flatMap((criterion) => criterion.indicators)
    .filter((each) => each.source === 'proposed' && each.signals.some(({ signal }) => signal === 'availability'))
    .map(({ id }) => id);
  if (users.length === 0) return;
  const current = await tx
    .select({ entryId: entries.id, category: entries.category, url: audits.url, auditId: audits.id })
    .from(entries)
    .innerJoin(audits, eq(audits.id, entries.currentAuditId))
    .where(
      and(
        eq(entries.contestId, contest.id),
        isNotNull(entries.url),
        eq(audits.state, 'done'),
        // What judges have had before them stands still.
        isNull(entries.frozenAt),
        // A site that was down has failed everything, and one that could not be measured stays so.
        eq(audits.outcome, 'measured'),
      ),
    );
  const counts = await availabilityOfAll(
    current.map(({ entryId }) => entryId),
    tx,
  );
  for (const row of current) {
    if (!signalApplies('availability', row.category, rubric)) continue;
    const { id, outcome, value, unit, evidence } = judgeAvailability(counts.get(row.entryId) ?? null, row.url);
    await tx
      .update(signals)
      .set({ outcome, value, unit, evidence })
      .where(and(eq(signals.auditId, row.auditId), eq(signals.signal, id)));
    await proposeAnew(tx, row, contest.id, rubric, users);
  }
}
