/** Figures of agreement for a table in which every judge has judged every entry. */
import { chiSquareTail } from './chi-square.ts';

/** Six intraclass correlations by their names in Shrout and Fleiss (1979). */
export type Icc = Record<'1,1' | '1,k' | '2,1' | '2,k' | '3,1' | '3,k', number>;

/**
 * Intraclass correlations of n entries (rows) by k judges: Shrout and Fleiss (1979), "Intraclass correlations: uses in
 * assessing rater reliability", Psychological Bulletin 86, p. 423 f. Null under two rows or columns, or when nothing
 * varies.
 */
export function intraclass(table: readonly (readonly number[])[]): Icc | null {
  const n = table.length;
  const k = table[0]?.length ?? 0;
  if (n < 2 || k < 2) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const rows = table.map(mean);
  const columns = Array.from({ length: k }, (_, j) => mean(table.map((row) => row[j] ?? 0)));
  const grand = mean(rows);
  const square = (value: number) => value * value;
  const between = k * rows.reduce((sum, row) => sum + square(row - grand), 0);
  const judges = n * columns.reduce((sum, column) => sum + square(column - grand), 0);
  let residual = 0;
  let within = 0;
  table.forEach((row, i) => {
    row.forEach((value, j) => {
      within += square(value - (rows[i] ?? 0));
      residual += square(value - (rows[i] ?? 0) - (columns[j] ?? 0) + grand);
    });
  });
  const bms = between / (n - 1);
  const wms = within / (n * (k - 1));
  const jms = judges / (k - 1);
  const ems = residual / ((n - 1) * (k - 1));
  const icc: Icc = {
    '1,1': (bms - wms) / (bms + (k - 1) * wms),
    '1,k': (bms - wms) / bms,
    '2,1': (bms - ems) / (bms + (k - 1) * ems + (k * (jms - ems)) / n),
    '2,k': (bms - ems) / (bms + (jms - ems) / n),
    '3,1': (bms - ems) / (bms + (k - 1) * ems),
    '3,k': (bms - ems) / bms,
  };
  return Object.values(icc).every(Number.isFinite) ? icc : null;
}

export interface KendallW {
  /** Corrected for ties, 0 to 1. */
  w: number;
  wUncorrected: number;
  /** m (n - 1) w with n - 1 degrees of freedom. */
  chi2: number;
  /** Probability of so much concordance by chance. */
  p: number;
}

/** Values that differ by less are tied. */
const TIED = 1e-9;

/**
 * Coefficient of concordance of k judges (columns) over n entries (rows), middle ranks for ties: Kendall and Babington
 * Smith (1939); correction for ties and chi-square by Siegel and Castellan (1988), eq. 9.16 f. Null under two rows or
 * columns, or when every judge has given all entries the same.
 */
export function kendallW(table: readonly (readonly number[])[]): KendallW | null {
  const n = table.length;
  const k = table[0]?.length ?? 0;
  if (n < 2 || k < 2) return null;
  const sums = new Float64Array(n);
  let ties = 0;
  for (let j = 0; j < k; j++) {
    const column = table.map((row) => row[j] ?? 0);
    const order = [...column.keys()].sort((a, b) => (column[a] ?? 0) - (column[b] ?? 0));
    for (let from = 0; from < n; ) {
      let to = from;
      while (to < n && (column[order[to] ?? 0] ?? 0) - (column[order[from] ?? 0] ?? 0) <= TIED) to++;
      for (let at = from; at < to; at++) {
        const row = order[at] ?? 0;
        sums[row] = (sums[row] ?? 0) + (from + to + 1) / 2;
      }
      const t = to - from;
      ties += t ** 3 - t;
      from = to;
    }
  }
  const squares = sums.reduce((sum, value) => sum + value * value, 0);
  const numerator = 12 * squares - 3 * k * k * n * (n + 1) ** 2;
  const most = k * k * n * (n * n - 1);
  const corrected = most - k * ties;
  if (corrected <= 0) return null;
  const w = numerator / corrected;
  const chi2 = k * (n - 1) * w;
  return { w, wUncorrected: numerator / most, chi2, p: chiSquareTail(chi2, n - 1) };
}
