/** What becomes of a turn once its runs and the control page after them are known. */
import { and, eq } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { notify } from '#db/notify.server.ts';
import { audits, contests, speedTurns } from '#db/schema.ts';
import { env } from '../env.server.ts';
import { AUDIT_CHANNEL, type AuditRow } from './audits.server.ts';
import { finishAudit } from './finish.server.ts';
import { progressAt } from './progress.ts';
import { nextRuns, type RoundLimits } from './rounds.ts';
import { MIN_RUNS } from './speed/settle.ts';
import { type MadeRun, runsByPage, storeRuns } from './speed-runs.server.ts';
import { addTurn, type TakenTurn } from './turns.server.ts';

interface Controls {
  before: string | null;
  after: string | null;
}

/** How many runs a page of the audit has. */
export function limitsOf({ runs }: Pick<AuditRow, 'runs'>): RoundLimits {
  return { asked: runs, most: runs < MIN_RUNS ? runs : Math.max(MIN_RUNS, env().AUDIT_SPEED_MAX_ROUNDS) };
}

/** Keeps a turn's runs; the audit goes on to its next round, or is finished when its pages have settled. */
export function keepTurn(turn: TakenTurn, holder: string, made: readonly MadeRun[], controls: Controls): Promise<void> {
  return endTurn(turn, holder, made, controls, 'done', async (tx, audit) => {
    const pages = await runsByPage(tx, audit.id, audit.speedPages?.length ?? 0);
    const limits = limitsOf(audit);
    if (nextRuns(pages, limits).length === 0) return finishAudit(tx, audit.id);
    await addTurn(tx, audit, turn.round + 1);
    const rounds = Math.max(limits.asked, turn.round + 1);
    const { label, share } = progressAt('lighthouse', turn.round, rounds);
    await tx.update(audits).set({ stage: label, progress: share }).where(eq(audits.id, audit.id));
  });
}

/** Keeps a turn's runs as ones that do not count, and repeats the turn. */
export function discardTurn(
  turn: TakenTurn,
  holder: string,
  made: readonly MadeRun[],
  controls: Controls,
): Promise<void> {
  return endTurn(turn, holder, made, controls, 'discarded', (tx, audit) =>
    addTurn(tx, audit, turn.round, turn.attempt + 1),
  );
}

/** Does nothing when somebody else holds the turn by now: this worker was taken for dead. */
function endTurn(
  turn: TakenTurn,
  holder: string,
  made: readonly MadeRun[],
  controls: Controls,
  state: 'done' | 'discarded',
  then: (tx: Querier, audit: AuditRow) => Promise<void>,
): Promise<void> {
  return db().transaction(async (tx) => {
    await tx.select({ id: contests.id }).from(contests).where(eq(contests.id, turn.contestId)).for('share');
    const [audit] = await tx.select().from(audits).where(eq(audits.id, turn.auditId)).for('update');
    const held = await tx
      .update(speedTurns)
      .set({
        state,
        takenBy: null,
        controlBefore: controls.before,
        controlAfter: controls.after,
        finishedAt: new Date(),
      })
      .where(and(eq(speedTurns.id, turn.id), eq(speedTurns.takenBy, holder), eq(speedTurns.state, 'taken')))
      .returning({ id: speedTurns.id });
    if (!audit || held.length === 0) return;
    await storeRuns(tx, turn, made);
    if (audit.state === 'done') return;
    await stampRuns(tx, audit, made);
    await then(tx, audit);
    await notify(tx, AUDIT_CHANNEL, { contestId: turn.contestId, auditId: audit.id });
  });
}

/** Adds what measured to the audit's stamps. Two versions in one audit stand side by side: such a result mixes with none. */
async function stampRuns(tx: Querier, audit: AuditRow, made: readonly MadeRun[]): Promise<void> {
  const stamps = { ...audit.stamps };
  for (const [key, version] of made.flatMap(({ outcome }) => Object.entries(outcome.versions))) {
    const before = stamps[key];
    if (before === undefined) stamps[key] = version;
    else if (!before.split(' + ').includes(version)) stamps[key] = `${before} + ${version}`;
  }
  await tx.update(audits).set({ stamps }).where(eq(audits.id, audit.id));
}
