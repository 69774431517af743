import { inArray } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { audits, speedRuns } from '#db/schema.ts';
import { standardError } from './run-spread.ts';

/**
 * Standard error of the speed score (0-1) of each of these audits, by id, from the runs that it rests on: a median's are
 * those of its passes, taken together page by page. Absent where no page was measured twice.
 */
export async function speedErrors(tx: Querier, auditIds: readonly string[]): Promise<Map<string, number>> {
  if (auditIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: audits.id, sources: audits.sources })
    .from(audits)
    .where(inArray(audits.id, [...auditIds]));
  const parts = new Map(rows.map(({ id, sources }) => [id, [id, ...(sources ?? [])]]));
  // A pass that was measured anew in part keeps the runs of the one before.
  const ids = [...new Set([...parts.values()].flat())];
  const kept = await tx.select({ id: audits.id, sources: audits.sources }).from(audits).where(inArray(audits.id, ids));
  const keptOf = new Map(kept.map(({ id, sources }) => [id, sources ?? []]));
  for (const [id, own] of parts)
    parts.set(id, [...new Set(own.flatMap((each) => [each, ...(keptOf.get(each) ?? [])]))]);
  const runs = await tx
    .select({
      auditId: speedRuns.auditId,
      page: speedRuns.page,
      formFactor: speedRuns.formFactor,
      result: speedRuns.result,
    })
    .from(speedRuns)
    .where(inArray(speedRuns.auditId, [...new Set([...parts.values()].flat())]));
  const errors = new Map<string, number>();
  for (const [id, own] of parts) {
    const pages = new Map<number, number[]>();
    for (const run of runs) {
      if (run.formFactor === 'desktop' || !own.includes(run.auditId)) continue;
      const score = scoreOf(run.result);
      if (score !== null) pages.set(run.page, [...(pages.get(run.page) ?? []), score]);
    }
    const error = standardError([...pages.values()]);
    if (error !== null) errors.set(id, error);
  }
  return errors;
}

/** Lighthouse's own performance score of a stored run; null for a run that gave none. */
function scoreOf(result: unknown): number | null {
  const { error, scores } = Object(result) as { error?: unknown; scores?: { performance?: unknown } };
  const performance = scores?.performance;
  return error === null && typeof performance === 'number' ? performance : null;
}
