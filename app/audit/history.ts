/** A site's signals over time, in points of the rubric's curves, beside those of its category. Pure. */
import { scaleLinear, scaleUtc } from 'd3-scale';
import { pointsAt } from '../rubric/curve.ts';
import type { Curve, LocalizedText, RubricDocument } from '../rubric/rubric.schema.ts';
import type { SignalOutcome } from './audit.schema.ts';
import { signalIds, signalInfo } from './signals.ts';

/** Fewer entries than this would tell a rival's result: a median of two is the other one's. */
export const LEAST_COMPARED = 5;

export interface SignalAt {
  signal: string;
  outcome: SignalOutcome;
  value: number | null;
}

export interface AuditAt {
  id: string;
  /** ISO. */
  at: string;
  /** A check of the webmaster's own. */
  mine: boolean;
  signals: readonly SignalAt[];
}

export interface HistoryPoint {
  id: string;
  at: string;
  mine: boolean;
  value: number | null;
  /** 0-100 by the curve. */
  points: number;
}

export interface SignalHistory {
  signal: string;
  name: LocalizedText;
  unit: string;
  /** Measured ones alone, oldest first. */
  points: HistoryPoint[];
  /** Of the category, 0-100; null under LEAST_COMPARED entries. */
  median: number | null;
  /** Points that the best quarter of the category reaches; null likewise. */
  best: number | null;
}

/** Points of a signal by its curve; null while it is unmeasured or does not apply. Failed without a value is 0. */
function pointsOf(curve: Curve, { outcome, value }: SignalAt): number | null {
  if (outcome === 'failed' && value === null) return 0;
  return (outcome === 'measured' || outcome === 'failed') && value !== null ? pointsAt(curve, value) : null;
}

/** One history for each signal that the rubric gives points for and that was ever measured, in the order of the catalogue. */
export function historyOf(
  audits: readonly AuditAt[],
  category: readonly (readonly SignalAt[])[],
  rubric: RubricDocument,
): SignalHistory[] {
  const curves = new Map(
    rubric.criteria
      .flatMap(({ indicators }) => indicators)
      .flatMap((indicator) => (indicator.source === 'proposed' ? indicator.signals : []))
      .map(({ signal, curve }) => [signal, curve]),
  );
  return signalIds.flatMap((signal): SignalHistory[] => {
    const curve = curves.get(signal);
    if (!curve) return [];
    const points = audits.flatMap(({ id, at, mine, signals }): HistoryPoint[] => {
      const own = signals.find((each) => each.signal === signal);
      const reached = own ? pointsOf(curve, own) : null;
      return own && reached !== null ? [{ id, at, mine, value: own.value, points: reached }] : [];
    });
    if (points.length === 0) return [];
    const others = category.flatMap((signals) => {
      const own = signals.find((each) => each.signal === signal);
      return (own && pointsOf(curve, own)) ?? [];
    });
    const enough = others.length >= LEAST_COMPARED;
    const { name, unit } = signalInfo(signal);
    return [
      {
        signal,
        name,
        unit,
        points,
        median: enough ? quantile(others, 0.5) : null,
        best: enough ? quantile(others, 0.75) : null,
      },
    ];
  });
}

/** Linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const [a = 0, b = a] = [sorted[low], sorted[low + 1]];
  return a + (b - a) * (place - low);
}

export interface ChartSize {
  width: number;
  height: number;
  pad: number;
}

/** Where each point is drawn: by time from left to right, a single one in the middle; 100 points on top. */
export function drawnAt(
  points: readonly HistoryPoint[],
  { width, height, pad }: ChartSize,
): { x: number; y: number }[] {
  const times = points.map(({ at }) => new Date(at).getTime());
  const x = scaleUtc([Math.min(...times), Math.max(...times)], [pad, width - pad]);
  return points.map(({ at, points: reached }) => ({ x: x(new Date(at)), y: heightOf(reached, height, pad) }));
}

export function heightOf(points: number, height: number, pad: number): number {
  return scaleLinear([0, 100], [height - pad, pad])(points);
}
