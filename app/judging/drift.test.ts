import { expect, test } from 'vitest';
import { type Correction, driftByJudge } from './drift.ts';

const order = ['O1', 'O2', 'I1'];
const correction = (indicator: string, given: number, proposed: number, judgeId = 'a'): Correction => ({
  judgeId,
  indicator,
  given,
  proposed,
});
const offered = (indicator: string, count: number, judgeId = 'a') => ({ judgeId, indicator, count });

test('up and down cancel in the signed mean and not in the absolute one', () => {
  const corrections = [correction('O1', 80, 60), correction('O1', 40, 50), correction('I1', 60, 60)];
  const [drift] = driftByJudge(corrections, [offered('O1', 4), offered('O2', 4), offered('I1', 4)], order);
  expect(drift).toMatchObject({ judgeId: 'a', offered: 12, changed: 3, absolute: 10 });
  expect(drift?.signed).toBeCloseTo(10 / 3);
  expect(drift?.indicators).toEqual([
    { indicator: 'O1', offered: 4, changed: 2, signed: 5, absolute: 15 },
    // A judge may settle on what was proposed, with a reason: changed all the same.
    { indicator: 'I1', offered: 4, changed: 1, signed: 0, absolute: 0 },
  ]);
});

test('a judge who changed nothing has no mean, and is listed; another’s corrections are not theirs', () => {
  const drifts = driftByJudge([correction('O2', 20, 90, 'b')], [offered('O2', 3), offered('O2', 2, 'b')], order);
  expect(drifts).toEqual([
    { judgeId: 'a', offered: 3, changed: 0, signed: null, absolute: null, indicators: [] },
    {
      judgeId: 'b',
      offered: 2,
      changed: 1,
      signed: -70,
      absolute: 70,
      indicators: [{ indicator: 'O2', offered: 2, changed: 1, signed: -70, absolute: 70 }],
    },
  ]);
});
