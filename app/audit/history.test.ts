import { expect, test } from 'vitest';
import { defaultRubric } from '../rubric/default.ts';
import { type AuditAt, drawnAt, historyOf, type SignalAt } from './history.ts';

const rubric = defaultRubric();
const feed = (value: number | null, outcome: SignalAt['outcome'] = 'measured'): SignalAt => ({
  signal: 'feed',
  outcome,
  value,
});
const audit = (id: string, day: number, ...signals: SignalAt[]): AuditAt => ({
  id,
  at: `2026-10-0${day}T03:00:00.000Z`,
  mine: false,
  signals,
});
const one = (audits: AuditAt[], category: SignalAt[][] = []) =>
  historyOf(audits, category, rubric).find(({ signal }) => signal === 'feed');

test('points over time come from the rubric’s curve; what was not measured is no point of the line', () => {
  const audits = [audit('a', 1, feed(0, 'failed')), audit('b', 2, feed(null, 'unmeasured')), audit('c', 3, feed(1))];
  expect(one(audits)?.points.map(({ id, points }) => [id, points])).toEqual([
    ['a', 0],
    ['c', 100],
  ]);
  expect(one([audit('a', 1, feed(null, 'failed'))])?.points[0]?.points).toBe(0);
  expect(historyOf([audit('b', 2, feed(null, 'unmeasured'))], [], rubric)).toEqual([]);
});

test('a category of fewer than five measured entries says nothing', () => {
  const audits = [audit('a', 1, feed(1))];
  const four = [feed(0), feed(1), feed(1), feed(0)].map((each) => [each]);
  expect(one(audits, [...four, [feed(null, 'unmeasured')]])).toMatchObject({ median: null, best: null });
  expect(one(audits, [...four, [feed(1)]])).toMatchObject({ median: 100, best: 100 });
});

test('median and best quarter are of points, also where less is better', () => {
  const broken = (value: number): SignalAt => ({ signal: 'broken-link-share', outcome: 'measured', value });
  const category = [0, 0.05, 0.05, 0.3, 0.3].map((value) => [broken(value)]);
  const [history] = historyOf([audit('a', 1, broken(0.3))], category, rubric);
  expect(history).toMatchObject({ median: 70, best: 70, points: [{ points: 0 }] });
});

test('the drawing runs from the first audit to the last, and stays inside', () => {
  const points = one([audit('a', 1, feed(0)), audit('b', 3, feed(1)), audit('c', 5, feed(1))])?.points ?? [];
  expect(drawnAt(points, { width: 100, height: 60, pad: 10 })).toEqual([
    { x: 10, y: 50 },
    { x: 50, y: 10 },
    { x: 90, y: 10 },
  ]);
  expect(drawnAt(points.slice(0, 1), { width: 100, height: 60, pad: 10 })).toEqual([{ x: 50, y: 50 }]);
});
