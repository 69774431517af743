/** Stored speed runs of an audit: read for the next turn and the report, written when a turn is over. */
import { and, asc, eq, max } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { artifacts, speedRuns, speedTurns } from '#db/schema.ts';
import type { PageRuns, PlannedRun } from './rounds.ts';
import type { SpeedOutcome } from './speed/speed.ts';
import type { LighthouseRun } from './visit.ts';

export interface MadeRun {
  planned: PlannedRun;
  outcome: SpeedOutcome;
}

/** Runs that count, in the order made; what a drifted round measured is left out. */
export async function countedRuns(tx: Querier, auditId: string): Promise<{ page: number; run: LighthouseRun }[]> {
  const rows = await tx
    .select({ page: speedRuns.page, formFactor: speedRuns.formFactor, result: speedRuns.result })
    .from(speedRuns)
    .innerJoin(speedTurns, eq(speedTurns.id, speedRuns.turnId))
    .where(and(eq(speedRuns.auditId, auditId), eq(speedTurns.state, 'done')))
    .orderBy(asc(speedTurns.round), asc(speedRuns.startedAt), asc(speedRuns.page));
  return rows.map(({ page, formFactor, result }) => ({ page, run: { ...(result as LighthouseRun), formFactor } }));
}

/** The same by page, for nextRuns(). */
export async function runsByPage(tx: Querier, auditId: string, pages: number): Promise<PageRuns[]> {
  const runs = await countedRuns(tx, auditId);
  return Array.from({ length: pages }, (_, page) => {
    const own = runs.filter((each) => each.page === page).map(({ run }) => run);
    return {
      mobile: own.filter(({ formFactor }) => formFactor !== 'desktop'),
      desktop: own.filter(({ formFactor }) => formFactor === 'desktop'),
    };
  });
}

/** Writes a turn's runs and their reports, pictures apart. The caller holds the audit's row. */
export async function storeRuns(
  tx: Querier,
  { id: turnId, auditId }: { id: string; auditId: string },
  made: readonly MadeRun[],
): Promise<void> {
  const [last] = await tx
    .select({ run: max(speedRuns.artifact) })
    .from(speedRuns)
    .where(eq(speedRuns.auditId, auditId));
  let number = last?.run ?? 0;
  for (const { planned, outcome } of made) {
    const { run: result, report, startedAt, durationMs } = outcome;
    if (report) number += 1;
    await tx.insert(speedRuns).values({
      turnId,
      auditId,
      page: planned.page,
      formFactor: planned.formFactor,
      result,
      artifact: report ? number : null,
      startedAt: new Date(startedAt),
      durationMs,
    });
    if (!report) continue;
    const kept = { auditId, run: number, mime: 'application/json+gzip' };
    await tx.insert(artifacts).values({ ...kept, kind: 'lighthouse', data: Buffer.from(report.lhrGz) });
    if (!report.imagesGz) continue;
    await tx.insert(artifacts).values({ ...kept, kind: 'lighthouse-images', data: Buffer.from(report.imagesGz) });
  }
}
