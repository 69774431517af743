/** The one thing an organizer does next on the audit page, and the sites that could not be measured, by reason. Pure. */
import type { Phase } from '../contest/phases.ts';
import { type BoardRow, isActive } from './board.ts';
import { LEAST_PASSES } from './pass-count.ts';

export const auditSteps = [
  'openPhase',
  'closed',
  'noSite',
  'resume',
  'drifting',
  'watch',
  'wait',
  'plan',
  'again',
  'judge',
] as const;
export type AuditStep = (typeof auditSteps)[number];

interface Desk {
  phase: Phase;
  rows: readonly BoardRow[];
  passes: readonly { state: 'planned' | 'running' | 'done' | 'cancelled' }[];
  queue: { paused: string | null; drifting: readonly unknown[] };
}

/** Most pressing first; `count` is what the step is about: passes to come, passes still missing, sites. */
export function auditStepOf({ phase, rows, passes, queue }: Desk): { step: AuditStep; count: number } {
  const step = (name: AuditStep, count = 0) => ({ step: name, count });
  const sites = rows.filter((row) => row.url !== null);
  const inState = (state: string) => passes.filter((each) => each.state === state).length;
  if (phase === 'persiapan') return step('openPhase');
  if (phase !== 'audit') return step('closed');
  if (sites.length === 0) return step('noSite');
  if (queue.paused !== null) return step('resume');
  const active = sites.filter(isActive).length;
  if (active > 0 || inState('running') > 0) return step(queue.drifting.length > 0 ? 'drifting' : 'watch', active);
  if (inState('planned') > 0) return step('wait', inState('planned'));
  if (inState('done') < LEAST_PASSES) return step('plan', LEAST_PASSES - inState('done'));
  const open = sites.filter((row) => row.outcome !== 'measured' || row.outdated).length;
  return open > 0 ? step('again', open) : step('judge', sites.length);
}

export interface FailureGroup {
  code: string;
  /** failed: the site's own; it counts. unmeasured: nobody's fault yet; it stays open. */
  outcome: 'failed' | 'unmeasured';
  rows: BoardRow[];
}

/** Sites whose newest audit is done without a measurement, by reason; the largest group first. */
export function failureGroups(rows: readonly BoardRow[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const row of rows) {
    const { state, outcome, failureCode: code } = row;
    if (state !== 'done' || row.outdated || code === null || outcome === null || outcome === 'measured') continue;
    const key = `${outcome} ${code}`;
    const group = groups.get(key) ?? { code, outcome, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length || a.code.localeCompare(b.code));
}
