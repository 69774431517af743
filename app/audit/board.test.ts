import { describe, expect, test } from 'vitest';
import { type BoardRow, stageOf, summaryOf, withRow } from './board.ts';
import { type AuditStage, progressAt } from './progress.ts';

const row = (values: Partial<BoardRow>): BoardRow => ({
  entryId: 'a',
  name: 'Dinas A',
  category: 'Dinas',
  url: 'https://a.go.id/',
  auditId: null,
  state: null,
  outcome: null,
  stage: null,
  progress: 0,
  tries: 0,
  failureCode: null,
  failureMessage: null,
  outdated: false,
  points: [],
  ...values,
});

describe('summary', () => {
  test('counts sites only, work by progress', () => {
    const rows = [
      row({ entryId: 'a', state: 'done', progress: 1 }),
      row({ entryId: 'b', state: 'running', progress: 0.5 }),
      row({ entryId: 'c', state: 'waiting' }),
      row({ entryId: 'd' }),
      row({ entryId: 'e', url: null }),
    ];
    expect(summaryOf(rows)).toEqual({ sites: 4, done: 1, active: 2, share: 1.5 / 4 });
  });

  test('an audit of an address that has changed is not done', () => {
    expect(summaryOf([row({ state: 'done', progress: 1, outdated: true })])).toMatchObject({ done: 0, share: 0 });
  });

  test('an empty contest has no share', () => {
    expect(summaryOf([]).share).toBe(0);
  });
});

test('a row replaces its older self, a new one joins', () => {
  const rows = [row({ entryId: 'a' }), row({ entryId: 'b' })];
  expect(withRow(rows, row({ entryId: 'b', state: 'done' })).map((each) => each.state)).toEqual([null, 'done']);
  expect(withRow(rows, row({ entryId: 'c' })).map((each) => each.entryId)).toEqual(['a', 'b', 'c']);
});

test('every label the engine reports has words of its own', () => {
  const stages: AuditStage[] = ['start', 'connection', 'home', 'pages', 'links', 'search', 'lighthouse', 'done'];
  for (const stage of stages) expect(stageOf(progressAt(stage, 0, 3).label), stage).not.toBeNull();
  expect(stageOf(progressAt('lighthouse', 1, 3).label)).toEqual({ key: 'stageLighthouse', step: '2/3' });
  expect(stageOf('sesuatu yang lain')).toBeNull();
});
