/** What a total is made of, and what the gap between two totals is made of. */
import type { Method, Tallied } from './tally.ts';

/** What one indicator brings to a total. */
export interface IndicatorPart {
  indicator: string;
  /** Share of the total that it carries, 0 to 1; 0 where it does not apply. */
  share: number;
  /** Mean over the sheets that count, points; null where it does not apply. */
  points: number | null;
  /** `share` times `points`: points of the total. */
  contribution: number;
}

/**
 * `total` = sum of the contributions + `severity` + `remainder`, in points of the total.
 * severity: what taking the judges' effects off adds; 0 under every other method.
 * remainder: what median or trimmed mean differ from the mean of the same sheets. They are no sums over indicators, so
 * this cannot be told indicator by indicator; 0 (to rounding) under mean and severity-adjusted.
 */
export interface TotalParts {
  indicators: IndicatorPart[];
  severity: number;
  remainder: number;
  total: number;
}

/** Parts of the official total of entry `e`; null without a total. */
export function partsOfTotal(tallied: Tallied, method: Method, e: number): TotalParts | null {
  const total = tallied.totals[e] ?? Number.NaN;
  if (Number.isNaN(total)) return null;
  const { table, judged, fit } = tallied;
  const I = table.indicators.length;
  const sheets = completeSheets(tallied, e);
  const rows = sheets.map((s) => table.points.subarray(s * I, (s + 1) * I));
  if (rows.length === 0) rows.push(table.common.subarray(e * I, (e + 1) * I));
  let sum = 0;
  const indicators = table.indicators.map((indicator, i): IndicatorPart => {
    if (!table.applies[e * I + i]) return { indicator, share: 0, points: null, contribution: 0 };
    const share = table.share[e * I + i] ?? 0;
    const points = rows.reduce((all, row) => all + (row[i] ?? Number.NaN), 0) / rows.length;
    sum += share * points;
    return { indicator, share, points, contribution: share * points };
  });
  const effects = sheets.map((s) => fit.effects[table.judgeOf[s] ?? 0] || 0);
  const isAdjusted = method.aggregate === 'severity-adjusted' && effects.length > 0;
  const severity = isAdjusted
    ? (-(judged.share[e] ?? 0) * effects.reduce((all, effect) => all + effect, 0)) / effects.length
    : 0;
  return { indicators, severity, remainder: total - sum - severity, total };
}

/** Sheets of an entry without an open mark: those that its total is made of. */
function completeSheets({ table }: Tallied, e: number): number[] {
  const { start, indicators, points, applies } = table;
  const I = indicators.length;
  const from = start[e] ?? 0;
  return Array.from({ length: (start[e + 1] ?? 0) - from }, (_, at) => from + at).filter((s) =>
    indicators.every((__, i) => !applies[e * I + i] || !Number.isNaN(points[s * I + i] ?? Number.NaN)),
  );
}

export interface Gap {
  indicators: { indicator: string; a: IndicatorPart; b: IndicatorPart; difference: number }[];
  severity: number;
  remainder: number;
  /** Total of a minus that of b: the sum of all the above. */
  gap: number;
}

/** What separates two totals of one contest, part by part; above zero where `a` is ahead. */
export function gapBetween(a: TotalParts, b: TotalParts): Gap {
  const ofB = new Map(b.indicators.map((part) => [part.indicator, part]));
  return {
    indicators: a.indicators.flatMap((part) => {
      const other = ofB.get(part.indicator);
      if (!other) return [];
      const { indicator } = part;
      return [{ indicator, a: part, b: other, difference: part.contribution - other.contribution }];
    }),
    severity: a.severity - b.severity,
    remainder: a.remainder - b.remainder,
    gap: a.total - b.total,
  };
}
