import { and, asc, eq, inArray } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { artifacts, auditPasses, audits, speedRuns, speedTurns } from '#db/schema.ts';
import { settle } from './speed/settle.ts';
import type { FormFactor, Settled } from './speed/speed.ts';
import type { LighthouseRun } from './visit.ts';

/** drift: the control page was off in that round, which was repeated. error: Lighthouse gave no score. desktop: shown beside, never counted. */
export type NotCounted = 'drift' | 'error' | 'desktop';

export interface SpeedRunView {
  id: string;
  round: number;
  /** Above 1: the round was repeated. */
  attempt: number;
  formFactor: FormFactor;
  /** Lighthouse's own performance score 0-1 of this run. */
  score: number | null;
  scores: LighthouseRun['scores'];
  metrics: LighthouseRun['metrics'];
  counted: boolean;
  whyNot: NotCounted | null;
  /** Lighthouse's code when the run gave no score. */
  error: string | null;
  /** The stored report. */
  artifactId: string | null;
  startedAt: string;
  durationMs: number;
}

export interface SpeedPageView {
  url: string;
  settled: Settled;
  /** Mobile and desktop, by round and attempt. */
  runs: SpeedRunView[];
}

export interface SpeedView {
  pages: SpeedPageView[];
  /** Of a median or partial audit: the audits it was made of, whose runs stand behind the score. */
  sources: { auditId: string; pass: number | null; finishedAt: string | null }[];
}

/** Every speed run of an audit by page, those that do not count included. Empty when it had none. */
export async function speedView(auditId: string, tx: Querier = db()): Promise<SpeedView> {
  const [audit] = await tx.select().from(audits).where(eq(audits.id, auditId));
  const sources = audit?.sources ?? [];
  const made = await tx
    .select({ auditId: audits.id, pass: auditPasses.number, finishedAt: audits.finishedAt })
    .from(audits)
    .leftJoin(auditPasses, eq(auditPasses.id, audits.passId))
    .where(inArray(audits.id, sources))
    .orderBy(asc(audits.createdAt));
  const rows = await tx
    .select({ run: speedRuns, turn: speedTurns, artifactId: artifacts.id })
    .from(speedRuns)
    .innerJoin(speedTurns, eq(speedTurns.id, speedRuns.turnId))
    .leftJoin(
      artifacts,
      and(
        eq(artifacts.auditId, speedRuns.auditId),
        eq(artifacts.kind, 'lighthouse'),
        eq(artifacts.run, speedRuns.artifact),
      ),
    )
    .where(eq(speedRuns.auditId, auditId))
    .orderBy(asc(speedTurns.round), asc(speedTurns.attempt), asc(speedRuns.startedAt));
  const views = rows.map(({ run, turn, artifactId }) => {
    const result = run.result as LighthouseRun;
    const whyNot = whyNotCounted(run.formFactor, turn.state, result);
    const view: SpeedRunView = {
      id: run.id,
      round: turn.round,
      attempt: turn.attempt,
      formFactor: run.formFactor,
      score: result.scores.performance,
      scores: result.scores,
      metrics: result.metrics,
      counted: whyNot === null,
      whyNot,
      error: result.error,
      artifactId,
      startedAt: run.startedAt.toISOString(),
      durationMs: run.durationMs,
    };
    return { page: run.page, view, result };
  });
  const pages = (audit?.speedPages ?? []).map((url, page) => {
    const own = views.filter((each) => each.page === page);
    const mobile = own.filter(({ view }) => view.whyNot === null || view.whyNot === 'error');
    return { url, settled: settle(mobile.map(({ result }) => result)), runs: own.map(({ view }) => view) };
  });
  return {
    pages,
    sources: made.map((each) => ({ ...each, finishedAt: each.finishedAt?.toISOString() ?? null })),
  };
}

function whyNotCounted(formFactor: FormFactor, state: string, run: LighthouseRun): NotCounted | null {
  if (formFactor === 'desktop') return 'desktop';
  if (state === 'discarded') return 'drift';
  return run.error === null && run.scores.performance !== null ? null : 'error';
}
