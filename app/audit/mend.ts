/** What a site should mend first: the findings that cost most, by the points of the total that they would win back. */
import { weightedMean } from '../scoring/weights.ts';
import type { BecauseRow } from './audit.schema.ts';
import type { ReportCriterion, ReportIndicator, ReportSignal } from './report-view.ts';

export interface Mendable {
  signal: ReportSignal;
  /** Points of the entry's total (0-100) won back at most by mending this alone. */
  gain: number;
  /** A grave finding (spam) that takes an indicator to zero once a person confirms it: mend it before all others. */
  waiting: boolean;
}

/** Smaller gains are within what a repeated measurement moves by itself. */
const NOTICEABLE = 0.1;

/**
 * Failed findings, and measured ones that cost at least a tenth of a point, most points first (those waiting to be
 * confirmed before all); equal ones keep the catalogue's order. Unmeasured and not applicable findings cost nothing and are not named.
 */
export function mendFirst(signals: readonly ReportSignal[], criteria: readonly ReportCriterion[]): Mendable[] {
  const gains = new Map<string, number>();
  const indicators = criteria.flatMap((criterion) => criterion.indicators);
  const waiting = new Set(indicators.flatMap(({ because }) => because.filter(isWaiting).map(({ signal }) => signal)));
  for (const indicator of indicators)
    for (const [signal, gain] of gainsOf(indicator)) gains.set(signal, (gains.get(signal) ?? 0) + gain);
  return signals
    .map((signal) => ({ signal, gain: gains.get(signal.signal) ?? 0, waiting: waiting.has(signal.signal) }))
    .filter(
      ({ signal: { outcome }, gain, waiting: waits }) =>
        waits || outcome === 'failed' || (outcome === 'measured' && gain >= NOTICEABLE),
    )
    .sort((a, b) => Number(b.waiting) - Number(a.waiting) || b.gain - a.gain);
}

const isWaiting = ({ weight, points, value }: BecauseRow) => weight === 0 && points === null && value === 1;

function gainsOf({ because, share }: ReportIndicator): [string, number][] {
  const counted = because.filter(({ outcome, weight }) => weight > 0 && outcome !== 'notApplicable');
  const zeroing = because.filter(({ weight, points }) => weight === 0 && points === 0);
  // While a confirmed finding holds the indicator at zero, nothing else wins anything back.
  if (zeroing.length > 0) {
    const without = weightedMean(counted, ({ points }) => points) ?? 0;
    return zeroing.map(({ signal }) => [signal, share * without]);
  }
  const all = counted.reduce((sum, { weight }) => sum + weight, 0);
  return counted.map(({ signal, weight, points, curve }) => [
    signal,
    points === null ? 0 : share * (weight / all) * Math.max(0, bestOf(curve) - points),
  ]);
}

/** The most points that the rubric's curve gives; 100 where the curve was not kept. */
function bestOf(curve: BecauseRow['curve']): number {
  return curve.length === 0 ? 100 : Math.max(...curve.map(([, points]) => points));
}

/** Proposed points of a criterion, 0-100 by the weights of its indicators; null while one of them is unmeasured. */
export function proposedPoints({ indicators }: ReportCriterion): number | null {
  if (indicators.some(({ outcome }) => outcome === 'unmeasured')) return null;
  return weightedMean(
    indicators.map(({ share, points }) => ({ weight: share, points })),
    ({ points }) => points,
  );
}
