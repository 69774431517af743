import { expect, test } from 'vitest';
import { type CheckMade, compareReports, possibleFrom } from './own-check.ts';
import type { ReportIndicator, ReportSignal } from './report-view.ts';

const now = new Date('2026-10-01T10:00:00Z');
const ago = (minutes: number, values: Partial<CheckMade> = {}): CheckMade => ({
  entryId: 'a',
  at: new Date(now.getTime() - minutes * 60_000),
  whole: true,
  ...values,
});

test('two checks of the whole site an hour; then it is told when the older of them is an hour old', () => {
  expect(possibleFrom([], 'a', true, now)).toBeNull();
  expect(possibleFrom([ago(50)], 'a', true, now)).toBeNull();
  expect(possibleFrom([ago(50), ago(5)], 'a', true, now)).toEqual(new Date('2026-10-01T10:10:00Z'));
  expect(possibleFrom([ago(61), ago(5)], 'a', true, now)).toBeNull();
});

test('the limits of the day, of single signals and of another entry are their own', () => {
  const day = Array.from({ length: 8 }, (_, i) => ago(120 + i * 60));
  expect(possibleFrom(day, 'a', true, now)).toEqual(new Date(now.getTime() + (24 * 60 - 540) * 60_000));
  expect(possibleFrom([ago(5), ago(6)], 'a', false, now)).toBeNull();
  expect(possibleFrom([ago(5), ago(6)], 'b', true, now)).toBeNull();
  const signals = Array.from({ length: 10 }, (_, i) => ago(10 + i, { whole: false }));
  expect(possibleFrom(signals, 'a', false, now)).toEqual(new Date('2026-10-01T10:41:00Z'));
});

test('an agency with several entries has one limit over all of them', () => {
  const many = Array.from({ length: 80 }, (_, i) => ago(120 + i, { whole: false, entryId: `e${i}` }));
  expect(possibleFrom(many, 'a', true, now)).toEqual(new Date(now.getTime() + (24 * 60 - 199) * 60_000));
  expect(possibleFrom(many.slice(1), 'a', true, now)).toBeNull();
});

const name = { id: 'x' };
const indicator = (id: string, share: number, points: number | null): ReportIndicator => ({
  id,
  name: { id },
  share,
  outcome: points === null ? 'unmeasured' : 'measured',
  points,
  because: [],
});
const signal = (id: string, value: number | null): ReportSignal => ({
  signal: id,
  name,
  explanation: name,
  advice: name,
  outcome: value === null ? 'unmeasured' : 'measured',
  value,
  unit: '',
  evidence: [],
});
const report = (indicators: ReportIndicator[], signals: ReportSignal[] = []) => ({
  criteria: [{ id: 'c', name, indicators }],
  signals,
});

test('what was won back is of the total, and says nothing of what is unmeasured on one side', () => {
  const before = report([indicator('A', 0.1, 40), indicator('B', 0.05, 100), indicator('C', 0.2, null)]);
  const after = report([indicator('A', 0.1, 100), indicator('B', 0.05, 90), indicator('C', 0.2, 100)]);
  const { won, open } = compareReports(before, after);
  expect(won).toBeCloseTo(5.5);
  expect(open).toEqual([{ id: 'C' }]);
  expect(compareReports(report([indicator('C', 0.2, null)]), after).won).toBeNull();
});

test('signals that came out the same are not named', () => {
  const before = report([], [signal('feed', 0), signal('sitemap', 1), signal('site-search', null)]);
  const after = report([], [signal('feed', 1), signal('sitemap', 1), signal('site-search', 1)]);
  expect(
    compareReports(before, after).changes.map((each) => [each.signal, each.before?.value, each.after.value]),
  ).toEqual([
    ['feed', 0, 1],
    ['site-search', null, 1],
  ]);
});
