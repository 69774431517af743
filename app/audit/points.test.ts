import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRubric } from '#app/rubric/default.ts';
import type { ProposedIndicator, RubricDocument, RubricSignal } from '#app/rubric/rubric.schema.ts';
import type { IndicatorProposal, SignalResult } from './audit.schema.ts';
import { proposeIndicators } from './points.ts';
import { signalIds } from './signals.ts';

const rubric = defaultRubric();

function aSignal(id: string, value: number | null, outcome: SignalResult['outcome'] = 'measured'): SignalResult {
  return { id, outcome, value, unit: 'u', evidence: [] };
}
/** All signals: those given, the others measured at 1. */
function signalsWith(...given: SignalResult[]): SignalResult[] {
  return signalIds.map((id) => given.find((signal) => signal.id === id) ?? aSignal(id, id === 'injected-spam' ? 0 : 1));
}
function indicator(
  id: string,
  signals: SignalResult[],
  category: string | null = 'Dinas',
  confirmedSpam = false,
): IndicatorProposal {
  const found = proposeIndicators(signals, rubric, category, {
    confirmed: confirmedSpam ? ['injected-spam'] : [],
  }).find((proposal) => proposal.id === id);
  if (!found) throw new Error(`no proposal ${id}`);
  return found;
}
/** The default rubric with one criterion of one indicator. */
function rubricOf(signals: RubricSignal[], over: Partial<ProposedIndicator> = {}): RubricDocument {
  const name = { id: 'x' };
  const only: ProposedIndicator = { id: 'X', weight: 1, name, description: name, source: 'proposed', signals, ...over };
  return { ...rubric, criteria: [{ id: 'c', weight: 1, name, indicators: [only] }] };
}
const linear: RubricSignal['curve'] = [
  [0, 0],
  [1, 100],
];

describe('proposeIndicators', () => {
  it('proposes what the rubric marks as proposed, in its order, and nothing that judges score', () => {
    const proposed = proposeIndicators(signalsWith(), rubric, 'Dinas').map(({ id }) => id);
    expect(proposed).toEqual(['O1', 'O2', 'O3', 'O4', 'O5', 'O6', 'I1', 'I2', 'I3', 'I4', 'I5']);
  });

  it('weighs the signals: O3 is 0.3 of the viewport and 0.7 of the overflow', () => {
    const signals = signalsWith(aSignal('viewport-meta', 1), aSignal('horizontal-overflow-360', 64));
    expect(indicator('O3', signals).points).toBeCloseTo(0.3 * 100 + 0.7 * 40, 9);
    expect(indicator('O3', signals).because.map((row) => row.points)).toEqual([100, 40]);
  });

  it('takes a failed value through its curve, but a failure without value is 0 even where less is better', () => {
    expect(indicator('I1', signalsWith(aSignal('official-domain', 0, 'failed')))).toMatchObject({
      points: 0,
      outcome: 'failed',
    });
    const down = signalsWith(
      aSignal('viewport-meta', null, 'failed'),
      aSignal('horizontal-overflow-360', null, 'failed'),
    );
    expect(indicator('O3', down)).toMatchObject({ points: 0, outcome: 'failed' });
    const floor = rubricOf([
      {
        signal: 'feed',
        weight: 1,
        curve: [
          [0, 30],
          [1, 100],
        ],
      },
    ]);
    expect(proposeIndicators([aSignal('feed', 0, 'failed')], floor, null)[0]?.points).toBe(30);
  });

  it('passes the weight of what is not applicable on', () => {
    const signals = signalsWith(
      aSignal('availability', null, 'notApplicable'),
      aSignal('broken-link-share', 0.05),
      aSignal('console-errors', 0),
      aSignal('real-404', 1),
    );
    expect(indicator('O5', signals).points).toBeCloseTo((0.35 * 70 + 0.15 * 100 + 0.15 * 100) / 0.65, 9);
  });

  it('leaves the indicator open while one signal is unmeasured or missing', () => {
    expect(indicator('O5', signalsWith(aSignal('availability', null, 'unmeasured')))).toMatchObject({
      points: null,
      outcome: 'unmeasured',
    });
    const missing = signalsWith().filter(({ id }) => id !== 'real-404');
    expect(indicator('O5', missing)).toMatchObject({ points: null, outcome: 'unmeasured' });
  });

  it('does not ask of a category what is not for it; without category everything applies', () => {
    const signals = signalsWith(aSignal('open-data-files', 0, 'failed'));
    expect(indicator('I4', signals, 'Kecamatan')).toMatchObject({ points: null, outcome: 'notApplicable' });
    expect(indicator('I5', signals, 'Kecamatan').points).toBe(100);
    expect(indicator('I5', signals, 'Dinas').points).toBeCloseTo(70, 9);
    expect(indicator('I5', signals, null).points).toBeCloseTo(70, 9);
    expect(indicator('I5', signalsWith(aSignal('open-data-files', null, 'unmeasured')), 'Kecamatan').outcome).toBe(
      'measured',
    );
  });

  it('zeroes O4 only for spam that was found and confirmed', () => {
    const found = signalsWith(aSignal('injected-spam', 1), aSignal('mixed-content', 0));
    expect(indicator('O4', found).points).toBe(100);
    expect(indicator('O4', found).because.at(-1)).toMatchObject({ signal: 'injected-spam', weight: 0, points: null });
    expect(indicator('O4', found, 'Dinas', true)).toMatchObject({ points: 0, outcome: 'failed' });
    const clean = signalsWith(aSignal('injected-spam', 0), aSignal('mixed-content', 0));
    expect(indicator('O4', clean, 'Dinas', true).points).toBe(100);
  });
});

const anySignal = fc.record({
  outcome: fc.constantFrom('measured' as const, 'failed' as const, 'notApplicable' as const, 'unmeasured' as const),
  value: fc.double({ min: -10, max: 200, noNaN: true }),
});
const anySignals = fc.array(anySignal, { minLength: signalIds.length, maxLength: signalIds.length }).map((list) =>
  list.map(({ outcome, value }, i) => {
    const counts = outcome === 'measured' || (outcome === 'failed' && value > 0);
    return aSignal(signalIds[i] ?? '', counts ? value : null, outcome);
  }),
);
const anyCategory = fc.constantFrom('Dinas', 'Kecamatan', 'RSUD', null);

describe('proposeIndicators, always', () => {
  it('gives 0 to 100 points, and points only with an outcome that counts', () => {
    fc.assert(
      fc.property(anySignals, anyCategory, fc.boolean(), (signals, category, confirmedSpam) => {
        for (const { points, outcome } of proposeIndicators(signals, rubric, category, {
          confirmed: confirmedSpam ? ['injected-spam'] : [],
        })) {
          expect(points !== null).toBe(outcome === 'measured' || outcome === 'failed');
          if (points !== null) expect(points >= 0 && points <= 100).toBe(true);
        }
      }),
    );
  });

  it('cares for the proportion of weights, not their size', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 });
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(weights, values, fc.double({ min: 0.001, max: 1000, noNaN: true }), (w, v, factor) => {
        const ids = ['feed', 'sitemap', 'real-404'];
        const signals = ids.map((id, i) => aSignal(id, v[i] ?? 0));
        const points = (scale: number) =>
          proposeIndicators(
            signals,
            rubricOf(ids.map((signal, i) => ({ signal, weight: (w[i] ?? 1) * scale, curve: linear }))),
            null,
          )[0]?.points;
        expect(points(factor)).toBeCloseTo(points(1) ?? Number.NaN, 6);
      }),
    );
  });

  it('never becomes unmeasured because a signal is not applicable', () => {
    fc.assert(
      fc.property(anySignals, anyCategory, fc.nat({ max: signalIds.length - 1 }), (signals, category, which) => {
        const without = signals.map((signal, i) => (i === which ? aSignal(signal.id, null, 'notApplicable') : signal));
        const before = proposeIndicators(signals, rubric, category);
        proposeIndicators(without, rubric, category).forEach((after, i) => {
          if (after.outcome === 'unmeasured') expect(before[i]?.outcome).toBe('unmeasured');
        });
      }),
    );
  });

  it('never loses points when a signal of a rising curve gets better', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, (a, b, rest) => {
        const points = (value: number) =>
          indicator('O6', signalsWith(aSignal('site-search', value), aSignal('lighthouse-seo', rest))).points ??
          Number.NaN;
        expect(points(Math.max(a, b))).toBeGreaterThanOrEqual(points(Math.min(a, b)) - 1e-9);
      }),
    );
  });
});
