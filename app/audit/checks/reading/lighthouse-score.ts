/**
 * Lighthouse's performance score from metric values, so that medians of metrics can be scored instead of medians of
 * scores. Control points and weights: Lighthouse 13, mobile (core/audits/metrics/*.js `defaultOptions`,
 * core/config/default-config.js `categories.performance`); curve: shared/statistics.js `getLogNormalScore`.
 * Not rounded to two decimals as in a Lighthouse report: at most half a point a metric apart from it.
 */
const METRICS: { id: string; weight: number; p10: number; median: number }[] = [
  { id: 'first-contentful-paint', weight: 0.1, p10: 1800, median: 3000 },
  { id: 'speed-index', weight: 0.1, p10: 3387, median: 5800 },
  { id: 'largest-contentful-paint', weight: 0.25, p10: 2500, median: 4000 },
  { id: 'total-blocking-time', weight: 0.3, p10: 200, median: 600 },
  { id: 'cumulative-layout-shift', weight: 0.25, p10: 0.1, median: 0.25 },
];

/** Ids of the five metrics that make the score. */
export const metricIds: readonly string[] = METRICS.map((metric) => metric.id);

/** What each metric gives towards the score, 0 to its weight, by audit id; null when one is missing. */
export function metricShares(
  values: Readonly<Record<string, number | null | undefined>>,
): Record<string, number> | null {
  const shares: Record<string, number> = {};
  for (const { id, weight, p10, median } of METRICS) {
    const value = values[id];
    if (value === null || value === undefined) return null;
    shares[id] = weight * logNormalScore(p10, median, value);
  }
  return shares;
}

/** Score 0-1 from metric values by audit id (ms; layout shift without unit); null when one is missing. */
export function performanceScore(values: Readonly<Record<string, number | null | undefined>>): number | null {
  const shares = metricShares(values);
  return shares && Object.values(shares).reduce((sum, share) => sum + share, 0);
}

/** Share of a log-normal distribution above the value: 0.9 at `p10`, 0.5 at `median`, 1 at 0. */
export function logNormalScore(p10: number, median: number, value: number): number {
  if (value <= 0) return 1;
  const INVERSE_ERFC_ONE_FIFTH = 0.9061938024368232;
  const x = (Math.log(value / median) * INVERSE_ERFC_ONE_FIFTH) / -Math.log(p10 / median);
  return Math.min(1, Math.max(0, (1 - erf(x)) / 2));
}

/** Abramowitz and Stegun, Handbook of Mathematical Functions (1964), formula 7.1.26. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - poly * Math.exp(-x * x));
}

/** Middle value, or the mean of the two middle ones; null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? upper);
  return (lower + upper) / 2;
}
