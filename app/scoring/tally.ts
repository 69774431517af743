/** Totals of all entries from all sheets, and what they rest on. */
import { type Aggregate, aggregate } from './method.ts';
import { type JudgedPart, judgedPart, type PointsOf, type ScoreTable, scoreRows, scoreTable } from './score-table.ts';
import { fitSeverity, type JudgedSheets, type SeverityFit } from './severity.ts';

export interface Method {
  aggregate: Aggregate;
  /** Whether an entry with open marks is left without total, or scored from the sheets that are complete. */
  incomplete: 'unranked' | 'ranked';
}

/** Numbers by the place of the entry in `given.entries`; NaN where there is none. */
export interface Tallied {
  table: ScoreTable;
  /** By the official method. */
  totals: Float64Array;
  /** Entry x criterion. */
  criteria: Float64Array;
  /** Mean of the judges' totals, whatever the method is. */
  means: Float64Array;
  /** Total at the average judge; none in a graph of several groups. */
  adjusted: Float64Array;
  /** Open marks of each entry. */
  open: Int32Array;
  /** Of each sheet, as it goes into the official aggregate. */
  sheetTotals: Float64Array;
  judged: JudgedPart;
  /** Sheets that the severity model is fitted to, by their place in the table. */
  fitted: Int32Array;
  judgedSheets: JudgedSheets;
  fit: SeverityFit;
}

/**
 * Tallies a contest. Severity-adjusted: every judge's effect (additive model on the judged part) is taken off the points
 * they gave themselves, then the sheets are averaged, which gives an entry's value at the average judge.
 */
export function tally(given: PointsOf, method: Method): Tallied {
  const table = scoreTable(given);
  const { start, entryOf, judgeOf, entries } = table;
  const C = given.criteria.length;
  const sheets = scoreRows(given.criteria, table.points, (s) => entryOf[s] ?? 0, table);
  const common = scoreRows(given.criteria, table.common, (e) => e, table);
  const judged = judgedPart(given.criteria, table);

  const fitted = Int32Array.from([...entryOf.keys()].filter((s) => !Number.isNaN(judged.values[s] ?? Number.NaN)));
  const judgedSheets = {
    entries,
    judges: table.judges,
    entryOf: Int32Array.from(fitted, (s) => entryOf[s] ?? 0),
    judgeOf: Int32Array.from(fitted, (s) => judgeOf[s] ?? 0),
    values: Float64Array.from(fitted, (s) => judged.values[s] ?? 0),
  };
  const fit = fitSeverity(judgedSheets);
  const comparable = fit.graph.components <= 1;

  const totals = new Float64Array(entries).fill(Number.NaN);
  const means = new Float64Array(entries).fill(Number.NaN);
  const adjusted = new Float64Array(entries).fill(Number.NaN);
  const criteria = new Float64Array(entries * C).fill(Number.NaN);
  const open = new Int32Array(entries);
  const sheetTotals = Float64Array.from(sheets.totals);
  const isAdjusted = method.aggregate === 'severity-adjusted';
  for (let e = 0; e < entries; e++) {
    const [from, to] = [start[e] ?? 0, start[e + 1] ?? 0];
    if (from === to) {
      open[e] = common.open[e] ?? 0;
      const total = common.totals[e] ?? Number.NaN;
      means[e] = total;
      if (comparable) adjusted[e] = total;
      if (comparable || !isAdjusted) totals[e] = total;
      criteria.set(common.criteria.subarray(e * C, (e + 1) * C), e * C);
      continue;
    }
    const all = Array.from({ length: to - from }, (_, at) => from + at);
    for (const s of all) open[e] = (open[e] ?? 0) + (sheets.open[s] ?? 0);
    const counted = method.incomplete === 'ranked' ? all.filter((s) => sheets.open[s] === 0) : all;
    const effectOf = (s: number) => fit.effects[judgeOf[s] ?? 0] || 0;
    const values = counted.map((s) => sheets.totals[s] ?? Number.NaN);
    const levelled = counted.map((s, at) => (values[at] ?? Number.NaN) - effectOf(s) * (judged.share[e] ?? 0));
    if (counted.length > 0) {
      means[e] = aggregate('mean', values);
      if (comparable) adjusted[e] = aggregate('mean', levelled);
      if (!isAdjusted) totals[e] = values.some(Number.isNaN) ? Number.NaN : aggregate(method.aggregate, values);
      else totals[e] = adjusted[e] ?? Number.NaN;
    }
    if (isAdjusted) for (const [at, s] of counted.entries()) sheetTotals[s] = levelled[at] ?? Number.NaN;
    for (let c = 0; c < C; c++) {
      const points = counted.map((s) => {
        const given_ = sheets.criteria[s * C + c] ?? Number.NaN;
        return isAdjusted ? given_ - effectOf(s) * (judged.shareWithin[e * C + c] ?? 0) : given_;
      });
      const known = points.length > 0 && !points.some(Number.isNaN) && (comparable || !isAdjusted);
      criteria[e * C + c] = known ? aggregate(method.aggregate, points) : Number.NaN;
    }
  }
  return { table, totals, criteria, means, adjusted, open, sheetTotals, judged, fitted, judgedSheets, fit };
}
