/** The marks of a contest as a table of numbers, and what each sheet comes to. */
import type { Sheets } from './sheet-graph.ts';
import type { Weighted } from './weights.ts';

export interface ScoredCriterion extends Weighted {
  id: string;
  indicators: (Weighted & { id: string })[];
}

/** Points of a contest. A mark on a measured indicator is that judge's change of the proposal. */
export interface PointsOf {
  criteria: readonly ScoredCriterion[];
  /** Ids, in the order of the table. */
  entries: readonly string[];
  judges: readonly string[];
  assignments: readonly { entry: string; judge: string }[];
  marks: readonly { entry: string; judge: string; indicator: string; points: number }[];
  /** `sd`: standard deviation of what was measured, points. */
  measured: readonly { entry: string; indicator: string; points: number; sd?: number | undefined }[];
  notApplicable: readonly { entry: string; indicator: string }[];
}

/** A sheet is one assigned pair of entry and judge; sheets of an entry stand together, its judges in their order. */
export interface ScoreTable extends Sheets {
  /** First sheet of each entry; one more at the end. */
  start: Int32Array;
  indicators: string[];
  /** Sheet x indicator: the judge's mark, else what was measured; NaN where there is neither or it does not apply. */
  points: Float64Array;
  /** Entry x indicator: what was measured, NaN where nothing was. */
  common: Float64Array;
  /** Entry x indicator: 1 where it applies. */
  applies: Uint8Array;
  /** Entry x indicator: share of the total that it carries, 0 to 1. */
  share: Float64Array;
  /** Entry: standard deviation of what was measured in its total, points. */
  measuredSd: Float64Array;
  /** Positions in `marks` that no sheet takes: of a judge without assignment, of an indicator that does not apply. */
  strayMarks: { mark: number; why: 'notAssigned' | 'notApplicable' }[];
}

/** Builds the table. Ids that are not listed must have been refused before. */
export function scoreTable(given: PointsOf): ScoreTable {
  const { criteria, marks, measured } = given;
  const indicators = criteria.flatMap((criterion) => criterion.indicators.map(({ id }) => id));
  const [E, J, I] = [given.entries.length, given.judges.length, indicators.length];
  const entryAt = places(given.entries);
  const judgeAt = places(given.judges);
  const indicatorAt = places(indicators);
  const at = (map: ReadonlyMap<string, number>, id: string) => map.get(id) ?? -1;

  const pairs = Float64Array.from(given.assignments, ({ entry, judge }) => at(entryAt, entry) * J + at(judgeAt, judge));
  pairs.sort();
  const S = pairs.length;
  const sheetAt = new Map<number, number>();
  const entryOf = new Int32Array(S);
  const judgeOf = new Int32Array(S);
  const start = new Int32Array(E + 1);
  pairs.forEach((pair, s) => {
    sheetAt.set(pair, s);
    const entry = Math.floor(pair / J);
    entryOf[s] = entry;
    judgeOf[s] = pair % J;
    start[entry + 1] = (start[entry + 1] ?? 0) + 1;
  });
  for (let e = 0; e < E; e++) start[e + 1] = (start[e + 1] ?? 0) + (start[e] ?? 0);

  const applies = new Uint8Array(E * I).fill(1);
  for (const { entry, indicator } of given.notApplicable)
    applies[at(entryAt, entry) * I + at(indicatorAt, indicator)] = 0;
  const common = new Float64Array(E * I).fill(Number.NaN);
  const share = sharesOf(criteria, applies, E, I);
  const measuredSd = new Float64Array(E);
  for (const { entry, indicator, points, sd } of measured) {
    const e = at(entryAt, entry);
    const cell = e * I + at(indicatorAt, indicator);
    common[cell] = applies[cell] ? points : Number.NaN;
    if (sd) measuredSd[e] = Math.hypot(measuredSd[e] ?? 0, sd * (share[cell] ?? 0));
  }
  const points = new Float64Array(S * I);
  for (let s = 0; s < S; s++) {
    const e = entryOf[s] ?? 0;
    points.set(common.subarray(e * I, (e + 1) * I), s * I);
  }
  const strayMarks: ScoreTable['strayMarks'] = [];
  marks.forEach((mark, position) => {
    const e = at(entryAt, mark.entry);
    const i = at(indicatorAt, mark.indicator);
    const s = sheetAt.get(e * J + at(judgeAt, mark.judge));
    if (s === undefined) strayMarks.push({ mark: position, why: 'notAssigned' });
    else if (applies[e * I + i]) points[s * I + i] = mark.points;
    else strayMarks.push({ mark: position, why: 'notApplicable' });
  });
  const sheets = { entries: E, judges: J, entryOf, judgeOf };
  return { ...sheets, start, indicators, points, common, applies, share, measuredSd, strayMarks };
}

const places = (ids: readonly string[]) => new Map(ids.map((id, place) => [id, place]));

/** Weight in the total: not-applicable weight goes to the others of the criterion, an empty criterion's to the others. */
function sharesOf(criteria: readonly ScoredCriterion[], applies: Uint8Array, entries: number, width: number) {
  const share = new Float64Array(entries * width);
  for (let e = 0; e < entries; e++) {
    let all = 0;
    let from = e * width;
    for (const { weight, indicators } of criteria) {
      let within = 0;
      indicators.forEach((indicator, i) => {
        within += applies[from + i] ? indicator.weight : 0;
      });
      if (within > 0) {
        all += weight;
        indicators.forEach((indicator, i) => {
          share[from + i] = applies[from + i] ? (weight * indicator.weight) / within : 0;
        });
      }
      from += indicators.length;
    }
    if (all > 0) for (let i = e * width; i < (e + 1) * width; i++) share[i] = (share[i] ?? 0) / all;
  }
  return share;
}

/** What rows of points come to: sheets, or the common rows of the entries. */
export interface RowScores {
  /** Points on the scale; NaN while a mark is open, or when nothing applies. */
  totals: Float64Array;
  /** Row x criterion: points on the scale; NaN likewise. */
  criteria: Float64Array;
  /** Open marks of each row. */
  open: Int32Array;
}

/**
 * Scores rows: points weighted within the criterion, the criteria weighted. The weight of what does not apply is shared
 * out within its criterion, that of an empty criterion among the others. A missing mark is missing, never zero.
 */
export function scoreRows(
  criteria: readonly ScoredCriterion[],
  points: Float64Array,
  entryOf: (row: number) => number,
  { applies, indicators }: Pick<ScoreTable, 'applies' | 'indicators'>,
): RowScores {
  const [I, C] = [indicators.length, criteria.length];
  const rows = I === 0 ? 0 : points.length / I;
  const scores = { totals: new Float64Array(rows), criteria: new Float64Array(rows * C), open: new Int32Array(rows) };
  for (let row = 0; row < rows; row++) {
    let from = row * I;
    let cell = entryOf(row) * I;
    let sum = 0;
    let weights = 0;
    let open = 0;
    for (let c = 0; c < C; c++) {
      const criterion = criteria[c];
      if (!criterion) continue;
      let points_ = 0;
      let within = 0;
      let missing = 0;
      for (const { weight } of criterion.indicators) {
        const value = points[from] ?? Number.NaN;
        if (applies[cell]) {
          if (Number.isNaN(value)) missing += 1;
          else {
            points_ += weight * value;
            within += weight;
          }
        }
        from += 1;
        cell += 1;
      }
      open += missing;
      const scored = missing > 0 || within === 0 ? Number.NaN : points_ / within;
      scores.criteria[row * C + c] = scored;
      if (!Number.isNaN(scored)) {
        sum += criterion.weight * scored;
        weights += criterion.weight;
      }
    }
    scores.open[row] = open;
    scores.totals[row] = open > 0 || weights === 0 ? Number.NaN : sum / weights;
  }
  return scores;
}

export interface JudgedPart {
  /** Of each sheet, on the scale of points; NaN while a mark of it is open, or when judges score nothing themselves. */
  values: Float64Array;
  /** Entry: share of the total that judges score themselves, 0 to 1. */
  share: Float64Array;
  /** Entry x criterion: the same within the criterion. */
  shareWithin: Float64Array;
}

/**
 * What judges score themselves, never what was measured: all judges share that, and it would flatter every figure of
 * agreement. Weighted as in the total.
 */
export function judgedPart(criteria: readonly ScoredCriterion[], table: ScoreTable): JudgedPart {
  const { entries, entryOf, indicators, points, common, applies, share } = table;
  const [I, C] = [indicators.length, criteria.length];
  const judged = new Float64Array(entries);
  const shareWithin = new Float64Array(entries * C);
  const isJudged = (cell: number) => applies[cell] === 1 && Number.isNaN(common[cell]);
  for (let e = 0; e < entries; e++) {
    let cell = e * I;
    for (let c = 0; c < C; c++) {
      let all = 0;
      let own = 0;
      for (let i = 0; i < (criteria[c]?.indicators.length ?? 0); i++, cell++) {
        all += share[cell] ?? 0;
        if (isJudged(cell)) own += share[cell] ?? 0;
      }
      shareWithin[e * C + c] = all > 0 ? own / all : 0;
      judged[e] = (judged[e] ?? 0) + own;
    }
  }
  const values = new Float64Array(entryOf.length);
  for (let s = 0; s < entryOf.length; s++) {
    const e = entryOf[s] ?? 0;
    let sum = 0;
    for (let i = 0; i < I; i++)
      if (isJudged(e * I + i)) sum += (share[e * I + i] ?? 0) * (points[s * I + i] ?? Number.NaN);
    values[s] = (judged[e] ?? 0) > 0 ? sum / (judged[e] ?? 1) : Number.NaN;
  }
  return { values, share: judged, shareWithin };
}
