/** Krippendorff's alpha: agreement of any number of judges, values missing or not, at four levels of measurement. */

export interface Alphas {
  nominal: number | null;
  ordinal: number | null;
  interval: number | null;
  ratio: number | null;
}

/** Values that differ by less are the same value: noise of weighted sums. */
const SAME = 1e-9;
/** More different values than this are put into so many equal steps for the ratio level, which compares each with each. */
const MOST_VALUES = 5_000;

/**
 * Alpha of values given to units by judges (Krippendorff 2004, "Content Analysis", ch. 11; in the form
 * 1 - D_observed / D_expected over pairable values). A level is null where it is not defined: no unit with two values,
 * or all values the same; the ratio level also with values below zero.
 * @param values one for each sheet
 * @param unitOf unit of each sheet, counted from 0 to `units` - 1
 */
export function krippendorff(values: Float64Array, unitOf: Int32Array, units: number): Alphas {
  const perUnit = new Int32Array(units);
  for (const u of unitOf) perUnit[u] = (perUnit[u] ?? 0) + 1;
  const kept: number[] = [];
  for (let s = 0; s < values.length; s++) if ((perUnit[unitOf[s] ?? 0] ?? 0) > 1) kept.push(s);
  // Order within a unit never matters; together they are compared pair by pair.
  kept.sort((a, b) => (unitOf[a] ?? 0) - (unitOf[b] ?? 0));
  const given = Float64Array.from(kept, (s) => values[s] ?? 0);
  const unit = Int32Array.from(kept, (s) => unitOf[s] ?? 0);
  const { ranks, codes, distinct, counts } = ranked(given);
  const parts = { unit, perUnit };
  return {
    nominal: nominal(codes, counts, parts),
    ordinal: squared(ranks, parts),
    interval: squared(given, parts),
    ratio: distinct.some((value) => value < 0) ? null : ratio(codes, distinct, counts, parts),
  };
}

interface Parts {
  /** Unit of each value, ascending. */
  unit: Int32Array;
  /** Values of each unit. */
  perUnit: Int32Array;
}

/** Middle ranks, and the place of each value among the different ones. */
function ranked(values: Float64Array) {
  const order = Int32Array.from(values, (_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  const codes = new Int32Array(values.length);
  const distinct: number[] = [];
  const counts: number[] = [];
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] ?? 0] ?? 0;
    let to = from;
    while (to < order.length && (values[order[to] ?? 0] ?? 0) - value <= SAME) to++;
    for (let at = from; at < to; at++) {
      ranks[order[at] ?? 0] = (from + to + 1) / 2;
      codes[order[at] ?? 0] = distinct.length;
    }
    distinct.push(value);
    counts.push(to - from);
    from = to;
  }
  return { ranks, codes, distinct, counts };
}

/**
 * Alpha under the squared difference. On middle ranks it is the ordinal one: Krippendorff's ordinal distance, the
 * values between two ranks with half of either, is the difference of their middle ranks.
 */
function squared(values: Float64Array, { unit, perUnit }: Parts): number | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let observed = 0;
  let all = 0;
  for (let from = 0; from < n; ) {
    const m = perUnit[unit[from] ?? 0] ?? 1;
    let sum = 0;
    let squares = 0;
    for (let at = from; at < from + m; at++) {
      const value = (values[at] ?? 0) - mean;
      sum += value;
      squares += value * value;
    }
    observed += (2 * (m * squares - sum * sum)) / (m - 1);
    all += squares;
    from += m;
  }
  // Sum over all ordered pairs of (a - b)^2 with the mean at zero.
  const expected = (2 * n * all) / (n - 1);
  return expected > SAME * n ? 1 - observed / expected : null;
}

function nominal(codes: Int32Array, counts: readonly number[], { unit, perUnit }: Parts): number | null {
  const n = codes.length;
  if (n < 2 || counts.length < 2) return null;
  let observed = 0;
  for (let from = 0; from < n; ) {
    const m = perUnit[unit[from] ?? 0] ?? 1;
    const same = new Map<number, number>();
    for (let at = from; at < from + m; at++) same.set(codes[at] ?? 0, (same.get(codes[at] ?? 0) ?? 0) + 1);
    let alike = 0;
    for (const count of same.values()) alike += count * (count - 1);
    observed += (m * (m - 1) - alike) / (m - 1);
    from += m;
  }
  const expected = (n * n - counts.reduce((sum, count) => sum + count * count, 0)) / (n - 1);
  return 1 - observed / expected;
}

function ratio(
  codes: Int32Array,
  distinct: readonly number[],
  counts: readonly number[],
  { unit, perUnit }: Parts,
): number | null {
  const n = codes.length;
  if (n < 2 || distinct.length < 2) return null;
  const far = (a: number, b: number) => (a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2);
  let observed = 0;
  for (let from = 0; from < n; ) {
    const m = perUnit[unit[from] ?? 0] ?? 1;
    let sum = 0;
    for (let a = from; a < from + m; a++)
      for (let b = a + 1; b < from + m; b++) sum += far(distinct[codes[a] ?? 0] ?? 0, distinct[codes[b] ?? 0] ?? 0);
    observed += (2 * sum) / (m - 1);
    from += m;
  }
  const [steps, weights] = stepped(distinct, counts);
  let expected = 0;
  for (let a = 0; a < steps.length; a++) {
    let sum = 0;
    for (let b = a + 1; b < steps.length; b++) sum += (weights[b] ?? 0) * far(steps[a] ?? 0, steps[b] ?? 0);
    expected += 2 * (weights[a] ?? 0) * sum;
  }
  expected /= n - 1;
  return expected > 0 ? 1 - observed / expected : null;
}

/** Values as they are, or when there are too many to compare each with each, the means of equal steps. */
function stepped(distinct: readonly number[], counts: readonly number[]): [number[], number[]] {
  if (distinct.length <= MOST_VALUES) return [[...distinct], [...counts]];
  const [low, high] = [distinct[0] ?? 0, distinct.at(-1) ?? 0];
  const sums = new Float64Array(MOST_VALUES);
  const weights = new Float64Array(MOST_VALUES);
  distinct.forEach((value, at) => {
    const step = Math.min(MOST_VALUES - 1, Math.floor(((value - low) / (high - low)) * MOST_VALUES));
    sums[step] = (sums[step] ?? 0) + value * (counts[at] ?? 0);
    weights[step] = (weights[step] ?? 0) + (counts[at] ?? 0);
  });
  const used = [...weights.keys()].filter((step) => (weights[step] ?? 0) > 0);
  return [used.map((step) => (sums[step] ?? 0) / (weights[step] ?? 1)), used.map((step) => weights[step] ?? 0)];
}
