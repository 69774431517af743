import { expect, test } from 'vitest';
import { auditStepOf, failureGroups } from './audit-step.ts';
import type { BoardRow } from './board.ts';

const row = (values: Partial<BoardRow> = {}): BoardRow => ({
  entryId: 'e',
  name: 'Dinas',
  category: 'Dinas',
  url: 'https://dinas.example/',
  auditId: 'a',
  state: 'done',
  outcome: 'measured',
  stage: null,
  progress: 1,
  tries: 1,
  failureCode: null,
  failureMessage: null,
  outdated: false,
  points: [],
  ...values,
});
const passes = (...states: ('planned' | 'running' | 'done' | 'cancelled')[]) => states.map((state) => ({ state }));
const desk = (values: Partial<Parameters<typeof auditStepOf>[0]> = {}) => ({
  phase: 'audit' as const,
  rows: [row()],
  passes: passes('done', 'done', 'done'),
  queue: { paused: null, drifting: [] as unknown[] },
  ...values,
});

test('the step follows the contest from its preparation to judging', () => {
  const steps = [
    desk({ phase: 'persiapan' }),
    desk({ rows: [row({ url: null })] }),
    desk({ rows: [row({ state: null, outcome: null })], passes: [] }),
    desk({ passes: passes('planned', 'planned', 'planned') }),
    desk({ passes: passes('running', 'planned'), rows: [row({ state: 'running' })] }),
    desk({ passes: passes('done', 'planned') }),
    desk({ passes: passes('done', 'done', 'cancelled') }),
    desk({ rows: [row(), row({ outcome: 'unmeasured' })] }),
    desk(),
    desk({ phase: 'penilaian' }),
  ].map((each) => auditStepOf(each));
  expect(steps).toEqual([
    { step: 'openPhase', count: 0 },
    { step: 'noSite', count: 0 },
    { step: 'plan', count: 3 },
    { step: 'wait', count: 3 },
    { step: 'watch', count: 1 },
    { step: 'wait', count: 1 },
    { step: 'plan', count: 1 },
    { step: 'again', count: 1 },
    { step: 'judge', count: 1 },
    { step: 'closed', count: 0 },
  ]);
});

test('a pause comes before everything, a drifting machine only while something is measured', () => {
  const drifting = [{ machine: 'm' }];
  expect(auditStepOf(desk({ queue: { paused: '2026-01-01', drifting }, passes: passes('running') })).step).toBe(
    'resume',
  );
  expect(auditStepOf(desk({ queue: { paused: null, drifting }, passes: passes('running') })).step).toBe('drifting');
  expect(auditStepOf(desk({ queue: { paused: null, drifting } })).step).toBe('judge');
});

test('failures are grouped by reason; what is on its way or outdated is none', () => {
  const blocked = { outcome: 'unmeasured', failureCode: 'blocked' } as const;
  const groups = failureGroups([
    row({ entryId: '1', outcome: 'failed', failureCode: 'no-such-host' }),
    row({ entryId: '2', ...blocked }),
    row({ entryId: '3', ...blocked }),
    row({ entryId: '4', ...blocked, state: 'waiting' }),
    row({ entryId: '5', ...blocked, outdated: true }),
    row({ entryId: '6' }),
  ]);
  expect(groups.map(({ code, outcome, rows }) => [code, outcome, rows.map((each) => each.entryId)])).toEqual([
    ['blocked', 'unmeasured', ['2', '3']],
    ['no-such-host', 'failed', ['1']],
  ]);
});
