import { expect, test } from 'vitest';
import { defaultRubric } from '#app/rubric/default.ts';
import { entryReport } from './audit.schema.ts';
import { emptyVisit } from './empty-visit.ts';
import { siteFailure } from './failure.ts';
import { composeReport } from './report.ts';
import catalogue from './signals.json' with { type: 'json' };

const rubric = defaultRubric();
const failedVisit = (code: 'refused' | 'blocked', category: string | null) => ({
  ...emptyVisit(
    {
      url: 'https://dlh.karanganyarkab.go.id/',
      entryName: 'Dinas Lingkungan Hidup',
      category,
      portalDomain: 'karanganyarkab.go.id',
      runs: 3,
      allowPrivate: [],
      register: [],
      availability: null,
      chromePath: '',
      extraCa: [],
      trustedSpki: [],
      deadlineMs: 1000,
      rubric,
    },
    new Date('2026-08-01T00:00:00Z'),
  ),
  failure: siteFailure(code),
});

test('a site that is down gets every signal failed, with the failure as evidence, and no points', () => {
  const report = entryReport.parse(composeReport(failedVisit('refused', 'Dinas'), rubric, 12));
  expect(report.status).toBe('failed');
  expect(report.signals.map(({ id }) => id)).toEqual(catalogue.signals.map(({ id }) => id));
  for (const signal of report.signals.filter(({ id }) => id !== 'injected-spam')) {
    expect([signal.id, signal.outcome, signal.value]).toEqual([signal.id, 'failed', null]);
    expect(signal.evidence[0]?.where).toBe('refused');
  }
  expect(report.indicators.map(({ points }) => points)).toEqual(report.indicators.map(() => 0));
});

test('being down is no accusation of injected spam', () => {
  const report = composeReport(failedVisit('refused', 'Dinas'), rubric, 12);
  expect(report.signals.find(({ id }) => id === 'injected-spam')?.outcome).toBe('unmeasured');
});

test('a site that keeps us out loses nothing: all stays open', () => {
  const report = composeReport(failedVisit('blocked', 'Dinas'), rubric, 12);
  expect(new Set(report.signals.map(({ outcome }) => outcome))).toEqual(new Set(['unmeasured']));
  expect(report.indicators.every(({ points, outcome }) => points === null && outcome === 'unmeasured')).toBe(true);
});

test('what does not apply to the category stays not applicable', () => {
  const report = composeReport(failedVisit('refused', 'Kecamatan'), rubric, 12);
  const outcome = (id: string) => report.signals.find((signal) => signal.id === id)?.outcome;
  expect(outcome('national-links')).toBe('notApplicable');
  expect(outcome('open-data-files')).toBe('notApplicable');
  expect(report.indicators.find(({ id }) => id === 'I4')).toMatchObject({ points: null, outcome: 'notApplicable' });
  expect(report.indicators.find(({ id }) => id === 'I5')?.points).toBe(0);
});

test('what does not apply to the category is not judged on a site that was reached either', () => {
  const reached = { ...failedVisit('refused', 'Kecamatan'), failure: null };
  const outcome = (id: string) => composeReport(reached, rubric, 12).signals.find((s) => s.id === id)?.outcome;
  expect(outcome('national-links')).toBe('notApplicable');
  expect(outcome('open-data-files')).toBe('notApplicable');
  expect(outcome('feed')).not.toBe('notApplicable');
});
