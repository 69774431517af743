import { describe, expect, it } from 'vitest';
import { defaultRubric } from '#app/rubric/default.ts';
import { signalResult } from './audit.schema.ts';
import { aSinglePage, aVisit, regency } from './checks/visit.fixture.ts';
import { runChecks } from './checks.ts';
import { siteFailure } from './failure.ts';
import { proposeIndicators } from './points.ts';
import { signalIds } from './signals.ts';

describe('runChecks', () => {
  it.each([
    ['a whole visit', aVisit()],
    ['a single page', aSinglePage()],
    ['nothing at all', aVisit({ pages: [], finalUrl: null })],
    ['a site that is down', aVisit({ pages: [], finalUrl: null, failure: siteFailure('refused') })],
  ])('gives every signal once, in order, with evidence and no value that counts by mistake, for %s', (_, visit) => {
    const results = runChecks(visit, regency);
    expect(results.map(({ id }) => id)).toEqual([...signalIds]);
    for (const result of results) {
      expect(signalResult.parse(result)).toEqual(result);
      expect(result.evidence.length).toBeGreaterThan(0);
      if (result.outcome === 'measured') expect(result.value).not.toBeNull();
      if (result.outcome === 'unmeasured' || result.outcome === 'notApplicable') expect(result.value).toBeNull();
    }
  });

  it('asserts no absence when nothing was read', () => {
    const outcomes = runChecks(aVisit({ pages: [], finalUrl: null }), regency).map(({ outcome }) => outcome);
    expect(outcomes).not.toContain('failed');
    expect(outcomes).not.toContain('measured');
  });

  it('gives a site that is down 0 in every indicator, but does not accuse it of spam', () => {
    const results = runChecks(aVisit({ pages: [], failure: siteFailure('no-such-host') }), regency);
    expect(results.find(({ id }) => id === 'injected-spam')?.outcome).toBe('unmeasured');
    for (const proposal of proposeIndicators(results, defaultRubric(), 'Dinas')) {
      expect(proposal).toMatchObject({ points: 0, outcome: 'failed' });
    }
  });

  it.each(['blocked', 'our-outage', 'deadline', 'refused-address'] as const)(
    'costs nothing when the reason is %s',
    (code) => {
      const results = runChecks(aVisit({ failure: siteFailure(code) }), regency);
      for (const proposal of proposeIndicators(results, defaultRubric(), 'Dinas')) {
        expect(proposal).toMatchObject({ points: null, outcome: 'unmeasured' });
      }
    },
  );
});
