import { type SheetGraph, type Sheets, sheetGraph } from './sheet-graph.ts';

/** Judged part of each sheet, on the scale of points. */
export interface JudgedSheets extends Sheets {
  values: Float64Array;
}

export interface SeverityFit {
  /** Points that a judge gives above (+) or below (-) the average judge; NaN without a sheet. Sum zero in each group. */
  effects: Float64Array;
  /** Value of each entry at the average judge of its group; NaN without a sheet. */
  values: Float64Array;
  /** What each sheet differs from value plus effect. */
  residuals: Float64Array;
  /** Standard deviation of a single sheet around the model; null without degrees of freedom left. */
  sigma: number | null;
  graph: SheetGraph;
}

/** Up to so many judges the equations are solved directly. */
const DIRECT = 250;

/**
 * Fits judged part = entry + judge effect by ordinary least squares (two-way additive model without interaction,
 * unbalanced: Searle 1987, "Linear Models for Unbalanced Data", ch. 4). Entries are taken out of the normal equations;
 * what is left has one row a judge, each linked group having its effects sum to zero. Exact to rounding.
 */
export function fitSeverity(sheets: JudgedSheets, graph: SheetGraph = sheetGraph(sheets)): SeverityFit {
  const { entries, judges, entryOf, judgeOf, values } = sheets;
  const model = equationsOf(sheets, graph);
  const effects = model.solve(values);
  const entryValues = new Float64Array(entries);
  const { perEntry } = model;
  for (let s = 0; s < values.length; s++) {
    const e = entryOf[s] ?? 0;
    entryValues[e] = (entryValues[e] ?? 0) + ((values[s] ?? 0) - (effects[judgeOf[s] ?? 0] ?? 0)) / (perEntry[e] ?? 1);
  }
  for (let e = 0; e < entries; e++) if (!perEntry[e]) entryValues[e] = Number.NaN;
  const residuals = new Float64Array(values.length);
  let squares = 0;
  for (let s = 0; s < values.length; s++) {
    const residual = (values[s] ?? 0) - (entryValues[entryOf[s] ?? 0] ?? 0) - (effects[judgeOf[s] ?? 0] ?? 0);
    residuals[s] = residual;
    squares += residual * residual;
  }
  const usedEntries = perEntry.reduce((sum, n) => sum + Number(n > 0), 0);
  const usedJudges = model.perJudge.reduce((sum, n) => sum + Number(n > 0), 0);
  const freedom = values.length - usedEntries - usedJudges + graph.components;
  for (let j = 0; j < judges; j++) if (!model.perJudge[j]) effects[j] = Number.NaN;
  const sigma = freedom > 0 ? Math.sqrt(squares / freedom) : null;
  return { effects, values: entryValues, residuals, sigma, graph };
}

export interface Equations {
  perEntry: Int32Array;
  perJudge: Int32Array;
  /** Effects for other values on the same sheets; 0 for a judge without a sheet. */
  solve(values: Float64Array): Float64Array;
}

/** The judges' equations of a set of sheets, made ready to be solved many times. */
export function equationsOf(sheets: Sheets, graph: SheetGraph = sheetGraph(sheets)): Equations {
  const { entries, judges, entryOf, judgeOf } = sheets;
  const perEntry = new Int32Array(entries);
  const perJudge = new Int32Array(judges);
  for (let s = 0; s < entryOf.length; s++) {
    const [e, j] = [entryOf[s] ?? 0, judgeOf[s] ?? 0];
    perEntry[e] = (perEntry[e] ?? 0) + 1;
    perJudge[j] = (perJudge[j] ?? 0) + 1;
  }
  const order = byEntry(sheets, perEntry);
  const invert = judges <= DIRECT ? direct(sheets, order, graph, perJudge) : iterative(sheets, perJudge, perEntry);
  return {
    perEntry,
    perJudge,
    solve(values) {
      const sums = new Float64Array(entries);
      for (let s = 0; s < values.length; s++) sums[entryOf[s] ?? 0] = (sums[entryOf[s] ?? 0] ?? 0) + (values[s] ?? 0);
      const right = new Float64Array(judges);
      for (let s = 0; s < values.length; s++) {
        const [e, j] = [entryOf[s] ?? 0, judgeOf[s] ?? 0];
        right[j] = (right[j] ?? 0) + (values[s] ?? 0) - (sums[e] ?? 0) / (perEntry[e] ?? 1);
      }
      return centred(invert(right), graph, perJudge);
    },
  };
}

/** Sheets in the order of their entries. */
function byEntry({ entries, entryOf }: Sheets, perEntry: Int32Array): { sheet: Int32Array; start: Int32Array } {
  const start = new Int32Array(entries + 1);
  for (let e = 0; e < entries; e++) start[e + 1] = (start[e] ?? 0) + (perEntry[e] ?? 0);
  const fill = start.slice(0, entries);
  const sheet = new Int32Array(entryOf.length);
  for (let s = 0; s < entryOf.length; s++) {
    const e = entryOf[s] ?? 0;
    const place = fill[e] ?? 0;
    sheet[place] = s;
    fill[e] = place + 1;
  }
  return { sheet, start };
}

/** Cholesky's decomposition; the first judge of each group, and every judge without a sheet, is held at zero. */
function direct(
  { entries, judges, judgeOf }: Sheets,
  { sheet, start }: { sheet: Int32Array; start: Int32Array },
  { ofJudge }: SheetGraph,
  perJudge: Int32Array,
): (right: Float64Array) => Float64Array {
  const matrix = new Float64Array(judges * judges);
  const add = (i: number, j: number, value: number) => {
    matrix[i * judges + j] = (matrix[i * judges + j] ?? 0) + value;
  };
  for (let j = 0; j < judges; j++) add(j, j, perJudge[j] ?? 0);
  for (let e = 0; e < entries; e++) {
    const [from, to] = [start[e] ?? 0, start[e + 1] ?? 0];
    for (let a = from; a < to; a++)
      for (let b = from; b < to; b++)
        add(judgeOf[sheet[a] ?? 0] ?? 0, judgeOf[sheet[b] ?? 0] ?? 0, -1 / Math.max(1, to - from));
  }
  const held = new Uint8Array(judges);
  const met = new Set<number>();
  for (let j = 0; j < judges; j++) {
    const group = ofJudge[j] ?? -1;
    if (group === -1 || !met.has(group)) held[j] = 1;
    met.add(group);
  }
  const lower = matrix;
  for (let i = 0; i < judges; i++) {
    if (held[i]) continue;
    for (let j = 0; j <= i; j++) {
      if (held[j]) continue;
      let sum = lower[i * judges + j] ?? 0;
      for (let k = 0; k < j; k++) if (!held[k]) sum -= (lower[i * judges + k] ?? 0) * (lower[j * judges + k] ?? 0);
      lower[i * judges + j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / (lower[j * judges + j] ?? 1);
    }
  }
  return (right) => {
    const x = Float64Array.from(right);
    for (let i = 0; i < judges; i++) {
      if (held[i]) {
        x[i] = 0;
        continue;
      }
      let sum = x[i] ?? 0;
      for (let k = 0; k < i; k++) if (!held[k]) sum -= (lower[i * judges + k] ?? 0) * (x[k] ?? 0);
      x[i] = sum / (lower[i * judges + i] ?? 1);
    }
    for (let i = judges - 1; i >= 0; i--) {
      if (held[i]) continue;
      let sum = x[i] ?? 0;
      for (let k = i + 1; k < judges; k++) if (!held[k]) sum -= (lower[k * judges + i] ?? 0) * (x[k] ?? 0);
      x[i] = sum / (lower[i * judges + i] ?? 1);
    }
    return x;
  };
}

/**
 * Conjugate gradients (Hestenes and Stiefel 1952) with the number of sheets of each judge as preconditioner. The matrix
 * has one zero direction a group, to which the right-hand side is orthogonal.
 */
function iterative(
  { entries, judges, entryOf, judgeOf }: Sheets,
  perJudge: Int32Array,
  perEntry: Int32Array,
): (right: Float64Array) => Float64Array {
  const times = (x: Float64Array): Float64Array => {
    const sums = new Float64Array(entries);
    for (let s = 0; s < entryOf.length; s++) {
      const e = entryOf[s] ?? 0;
      sums[e] = (sums[e] ?? 0) + (x[judgeOf[s] ?? 0] ?? 0);
    }
    const result = new Float64Array(judges);
    for (let j = 0; j < judges; j++) result[j] = (perJudge[j] ?? 0) * (x[j] ?? 0);
    for (let s = 0; s < entryOf.length; s++) {
      const [e, j] = [entryOf[s] ?? 0, judgeOf[s] ?? 0];
      result[j] = (result[j] ?? 0) - (sums[e] ?? 0) / (perEntry[e] ?? 1);
    }
    return result;
  };
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  const easier = (x: Float64Array) => x.map((value, j) => value / Math.max(1, perJudge[j] ?? 1));
  return (right) => {
    const x = new Float64Array(judges);
    const rest = Float64Array.from(right);
    let z = easier(rest);
    const direction = Float64Array.from(z);
    let size = dot(rest, z);
    const enough = 1e-26 * size;
    for (let step = 0; step < 4 * judges && size > enough; step++) {
      const along = times(direction);
      const rate = size / dot(direction, along);
      if (!Number.isFinite(rate)) break;
      for (let j = 0; j < judges; j++) {
        x[j] = (x[j] ?? 0) + rate * (direction[j] ?? 0);
        rest[j] = (rest[j] ?? 0) - rate * (along[j] ?? 0);
      }
      z = easier(rest);
      const next = dot(rest, z);
      for (let j = 0; j < judges; j++) direction[j] = (z[j] ?? 0) + (next / size) * (direction[j] ?? 0);
      size = next;
    }
    return x;
  };
}

/** Takes each group's mean off, so that the effects of its judges sum to zero. */
function centred(effects: Float64Array, { components, ofJudge }: SheetGraph, perJudge: Int32Array): Float64Array {
  const sums = new Float64Array(components);
  const counts = new Int32Array(components);
  for (let j = 0; j < effects.length; j++) {
    if (!perJudge[j]) continue;
    const group = ofJudge[j] ?? 0;
    sums[group] = (sums[group] ?? 0) + (effects[j] ?? 0);
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return effects.map((effect, j) => {
    const group = ofJudge[j] ?? 0;
    return perJudge[j] ? effect - (sums[group] ?? 0) / (counts[group] ?? 1) : 0;
  });
}
