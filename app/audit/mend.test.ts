import { expect, test } from 'vitest';
import type { BecauseRow, SignalOutcome } from './audit.schema.ts';
import { mendFirst, proposedPoints } from './mend.ts';
import type { ReportIndicator, ReportSignal } from './report-view.ts';

const words = { id: 'x' };
const signal = (id: string, outcome: SignalOutcome): ReportSignal => ({
  signal: id,
  name: words,
  explanation: words,
  advice: words,
  outcome,
  value: null,
  unit: '',
  evidence: [],
});
const row = (id: string, weight: number, points: number | null, outcome: SignalOutcome = 'measured'): BecauseRow => ({
  signal: id,
  outcome,
  value: null,
  unit: '',
  weight,
  curve: [],
  points,
});
const indicator = (share: number, points: number | null, because: BecauseRow[]): ReportIndicator => ({
  id: 'O1',
  name: words,
  share,
  outcome: points === null ? 'unmeasured' : 'measured',
  points,
  because,
});
const criterion = (...indicators: ReportIndicator[]) => ({ id: 'operabilitas', name: words, indicators });

test('the finding that wins back most points of the total comes first', () => {
  const criteria = [
    criterion(
      indicator(0.05, 50, [row('small', 1, 0, 'failed'), row('whole', 1, 100)]),
      indicator(0.2, 60, [row('slow', 2, 40), row('other', 1, 100)]),
    ),
  ];
  const found = mendFirst(
    [signal('small', 'failed'), signal('whole', 'measured'), signal('slow', 'measured'), signal('free', 'failed')],
    criteria,
  );
  expect(found.map((each) => each.signal.signal)).toEqual(['slow', 'small', 'free']);
  expect(found.map(({ gain }) => Number(gain.toFixed(6)))).toEqual([8, 2.5, 0]);
});

test('a finding counted by two indicators wins back both', () => {
  const criteria = [
    criterion(indicator(0.1, 0, [row('a', 1, 0, 'failed')]), indicator(0.2, 50, [row('a', 1, 0), row('b', 1, 100)])),
  ];
  expect(mendFirst([signal('a', 'failed')], criteria)[0]?.gain).toBeCloseTo(20);
});

test('not applicable rows give their weight to the others; unmeasured ones cost nothing', () => {
  const criteria = [
    criterion(
      indicator(0.1, null, [row('a', 1, 0), row('gone', 9, null, 'notApplicable'), row('open', 1, null, 'unmeasured')]),
    ),
  ];
  const found = mendFirst(
    [signal('a', 'measured'), signal('gone', 'notApplicable'), signal('open', 'unmeasured')],
    criteria,
  );
  expect(found.map((each) => [each.signal.signal, each.gain])).toEqual([['a', 5]]);
});

test('a confirmed finding that holds an indicator at zero is the one to mend', () => {
  const criteria = [criterion(indicator(0.1, 0, [row('a', 1, 60), row('spam', 0, 0, 'failed')]))];
  const found = mendFirst([signal('a', 'measured'), signal('spam', 'failed')], criteria);
  expect(found.map((each) => [each.signal.signal, each.gain])).toEqual([['spam', 6]]);
});

test('points of a criterion stay open while an indicator is', () => {
  expect(proposedPoints(criterion(indicator(0.1, 50, []), indicator(0.3, 90, [])))).toBeCloseTo(80);
  expect(proposedPoints(criterion(indicator(0.1, 50, []), indicator(0.3, null, [])))).toBeNull();
});

test('a finding that waits to be confirmed stands before all, without points of its own', () => {
  const spam = { ...row('spam', 0, null, 'failed'), value: 1 };
  const found = mendFirst(
    [signal('a', 'failed'), signal('spam', 'failed')],
    [criterion(indicator(0.1, 40, [row('a', 1, 40), spam]))],
  );
  expect(found.map((each) => [each.signal.signal, each.gain, each.waiting])).toEqual([
    ['spam', 0, true],
    ['a', 6, false],
  ]);
});
